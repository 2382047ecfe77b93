"""Counts the instructions of a command with valgrind, which is the same on a busy machine as on an idle one.

It deliberately does not know what the command is. A count takes some fifty times as long as the command.
"""

import re
import shutil

from overlay.bench.measure import Subject
from overlay.system import fail

# Valgrind counts instructions of the user's code only, and all of them.
VALGRIND = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
COLLECTED = re.compile(r"^==\d+== Collected : (\d+)", re.MULTILINE)
FIGURE = "instructions"


def need_valgrind() -> None:
    if shutil.which(VALGRIND[0]) is None:
        fail("there is no `valgrind` to count instructions with; install it")


def counting(subject: Subject) -> Subject:
    """The same command, whose instructions are its one figure."""
    return Subject(subject.name, [*VALGRIND, *subject.command], subject.env, read=read, before=subject.before)


def read(text: str) -> dict[str, float]:
    """The total in what callgrind says."""
    found = COLLECTED.search(text)
    if not found:
        fail("valgrind has counted nothing; run the command to see why")
    return {FIGURE: int(found[1])}
