"""Which tests failed, by what a suite has printed, and what each of them said.

Suites print thousands of lines, and CI shows the last ones: `./x.py test` repeats there what has failed.
"""

import re

# A test of Rust's harness, of compiletest, of TAP, and what our own parts print.
FAILED = re.compile(r"^(?:test (.+?) +\.\.\. FAILED|not ok \d+ - (.+)|FAILED: (.+))$", re.MULTILINE)
# Where Rust's harness shows what a failed test has printed.
HEAD = r"^---- (?:{name})(?: stdout)? ----\n"
END = r"^(?:---- .* ----|failures:|test result: .*)$"
MAX_LINES = 15


def failed_tests(output: str) -> list[str]:
    """The names of the tests that failed, each with the first lines of what it said."""
    names = dict.fromkeys(next(filter(None, groups)) for groups in FAILED.findall(output))
    return [_with_report(name, output) for name in names]


def _with_report(name: str, output: str) -> str:
    head = re.search(HEAD.format(name=re.escape(name)), output, re.MULTILINE)
    if head is None:
        return name
    rest = output[head.end() :]
    end = re.search(END, rest, re.MULTILINE)
    lines = rest[: end.start() if end else len(rest)].strip().splitlines()
    if len(lines) > MAX_LINES:
        lines[MAX_LINES:] = [f"... and {len(lines) - MAX_LINES} lines more"]
    return "\n".join([name, *(f"  {line}" for line in lines)])
