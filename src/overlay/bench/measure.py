"""Measures commands against each other: times, peak memory, medians, and ratios with their spread.

It deliberately does not know what the commands are. Only ratios mean something on another machine.
"""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from overlay.system import fail


@dataclass(frozen=True)
class Settings:
    """What the user wants of a benchmark."""

    runs: int  # of each command
    instructions: bool = False  # whether to count them too


@dataclass(frozen=True)
class Run:
    """One run of one command."""

    seconds: float
    peak_bytes: int
    figures: dict[str, float] = field(default_factory=dict)  # what the command says of itself


@dataclass
class Subject:
    """A command, and what was measured of it."""

    name: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    read: Callable[[str], dict[str, float]] | None = None  # takes the figures of a run from its standard error
    before: Callable[[], None] | None = None  # what is to be done before each run, and takes no part in it

    @property
    def seconds(self) -> float:
        """The median of all runs."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def peak_bytes(self) -> int:
        """The median of all runs."""
        return round(statistics.median(run.peak_bytes for run in self.runs))

    def figure(self, name: str) -> float:
        """The median of all runs."""
        return statistics.median(run.figures[name] for run in self.runs)


@dataclass(frozen=True)
class Ratio:
    """How many times as long something takes, by medians; and between which ratios of single runs half of them lie."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.low:.2f} to {self.high:.2f})"


def alternate(subjects: list[Subject], times: int) -> None:
    """Runs every command once to warm up, then all of them in turn, so that a slow minute of the machine hits all."""
    for subject in subjects:
        run_once(subject)
    for _ in range(times):
        for subject in subjects:
            subject.runs.append(run_once(subject))


def run_once(subject: Subject) -> Run:
    """Runs the command, which must succeed; what it prints is dropped, but for what is read of it."""
    if subject.before:
        subject.before()
    null, env = subprocess.DEVNULL, os.environ | subject.env
    # A file, unlike a pipe, takes all that there is while we wait.
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(subject.command, stdin=null, stdout=null, stderr=said, env=env, cwd="/")
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        said.seek(0)
        text = said.read().decode(errors="replace")
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        command = " ".join(map(str, subject.command))
        fail(f"`{subject.name}` failed with {process.returncode}: `{command}`; run it to see why")
    return Run(seconds, usage.ru_maxrss * 1024, subject.read(text) if subject.read else {})


def ratio(subject: Subject, base: Subject, figure: str | None = None) -> Ratio:
    """Compares times, or a figure, run by run, as they alternated."""
    ours, theirs = ([_value(run, figure) for run in side.runs] for side in (subject, base))
    single = [one / other for one, other in zip(ours, theirs, strict=True)]
    low, _, high = statistics.quantiles(single, n=4) if len(single) > 1 else single * 3
    return Ratio(statistics.median(ours) / statistics.median(theirs), low, high)


def _value(run: Run, figure: str | None) -> float:
    return run.seconds if figure is None else run.figures[figure]
