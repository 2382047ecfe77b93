"""Measures commands against each other: times, peak memory, medians, and ratios with their spread.

It deliberately does not know what the commands are. Only ratios mean something on another machine.
"""

import os
import statistics
import subprocess
import time
from dataclasses import dataclass, field

from overlay.system import fail


@dataclass(frozen=True)
class Run:
    """One run of one command."""

    seconds: float
    peak_bytes: int


@dataclass
class Subject:
    """A command, and what was measured of it."""

    name: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """The median of all runs."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def peak_bytes(self) -> int:
        """The median of all runs."""
        return round(statistics.median(run.peak_bytes for run in self.runs))


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
    """Runs the command, which must succeed; what it prints is dropped."""
    null = subprocess.DEVNULL
    started = time.perf_counter()
    process = subprocess.Popen(subject.command, stdin=null, stdout=null, stderr=null, env=os.environ | subject.env, cwd="/")
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        fail(f"`{subject.name}` failed with {process.returncode}: `{' '.join(map(str, subject.command))}`; run it to see why")
    return Run(seconds, usage.ru_maxrss * 1024)


def ratio(subject: Subject, base: Subject) -> Ratio:
    """Compares run by run, as they alternated."""
    single = [ours.seconds / theirs.seconds for ours, theirs in zip(subject.runs, base.runs, strict=True)]
    low, _, high = statistics.quantiles(single, n=4) if len(single) > 1 else single * 3
    return Ratio(subject.seconds / base.seconds, low, high)
