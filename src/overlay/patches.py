"""The patch format: reading, exact application, writing.

A patch is a header in prose and hunks with one line of context, all relative to the pristine upstream file. It
deliberately knows no fuzz and no offset, and does not look at the file system.
"""

import re
from dataclasses import dataclass, field

from overlay.system import fail

CONTEXT = 1
_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_NO_NEWLINE = "\\ No newline at end of file"


@dataclass
class Change:
    """Lines of the upstream file, from `start` (counted from 0), that give way to others."""

    start: int
    old: list[str]
    new: list[str]

    @property
    def end(self) -> int:
        return self.start + len(self.old)


@dataclass
class Line:
    """One line of a hunk: its mark (` `, `-`, `+`), its text, and where in the patch file it is."""

    mark: str
    text: str
    number: int


@dataclass
class Hunk:
    number: int
    start: int
    lines: list[Line]


@dataclass
class Patch:
    """One patch file. `path` and `target` are relative to the clone and to upstream's root."""

    path: str
    target: str
    header: str
    text: str = ""
    hunks: list[Hunk] = field(default_factory=list)

    @property
    def changes(self) -> list[Change]:
        return [change for hunk in self.hunks for change in _changes_of(hunk)]

    @property
    def changed_lines(self) -> int:
        return sum(line.mark != " " for hunk in self.hunks for line in hunk.lines)


def split_lines(text: str) -> list[str]:
    """Lines with their ends. Unlike `str.splitlines` it splits at `\\n` only, as diff does."""
    lines = text.split("\n")
    return [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def parse(path: str, text: str) -> Patch:
    """Reads a patch file, and checks all that needs no upstream file: names, counts and positions."""
    lines = text.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    first = next((i for i, line in enumerate(lines) if line.startswith(("--- a/", "--- /dev/null"))), None)
    if first is None or first + 1 >= len(lines) or not lines[first + 1].startswith("+++ "):
        fail(f"{path}: there is no `--- a/PATH` and `+++ b/PATH`; a patch is a header and a unified diff")
    target = lines[first].removeprefix("--- a/")
    if lines[first + 1] != f"+++ b/{target}":
        fail(f"{path}:{first + 2}: expected `+++ b/{target}`; a patch changes a file, and neither adds nor deletes it")
    if not re.fullmatch(re.escape(target) + r"(\.[a-z0-9-]+)?\.patch", path):
        fail(f"{path}: it patches `{target}`, so its name must be `{target}.patch` or `{target}.PURPOSE.patch`")
    patch = Patch(path, target, "".join(line + "\n" for line in lines[:first]), text)
    at, shift = first + 2, 0
    while at < len(lines):
        hunk, at, shift = _parse_hunk(path, lines, at, shift)
        if patch.hunks and hunk.start < _end(patch.hunks[-1]):
            fail(f"{path}:{hunk.number}: this hunk overlaps or precedes the one before it; sort and merge them")
        patch.hunks.append(hunk)
    if not patch.hunks:
        fail(f"{path}: there is no hunk; delete the file if nothing is left to patch")
    return patch


def _parse_hunk(path: str, lines: list[str], at: int, shift: int) -> tuple[Hunk, int, int]:
    head = _HUNK.fullmatch(lines[at])
    if not head:
        fail(f"{path}:{at + 1}: expected `@@ -LINE,COUNT +LINE,COUNT @@`, found `{lines[at]}`")
    old_count, new_count = int(head[2] or 1), int(head[4] or 1)
    # With a count of 0 diff names the line before the place.
    start = int(head[1]) - (old_count > 0)
    new_start = int(head[3]) - (new_count > 0)
    hunk = Hunk(at + 1, start, [])
    at += 1
    while at < len(lines) and not lines[at].startswith("@@"):
        line = lines[at] or " "  # Some editors strip the lone space of an empty context line.
        if line.startswith("\\"):
            if not hunk.lines:
                fail(f"{path}:{at + 1}: `{line}` follows no line")
            hunk.lines[-1].text = hunk.lines[-1].text.removesuffix("\n")
        elif line[0] in " -+":
            hunk.lines.append(Line(line[0], line[1:] + "\n", at + 1))
        else:
            fail(f"{path}:{at + 1}: a line of a hunk starts with ` `, `-` or `+`, found `{line}`")
        at += 1
    old = sum(line.mark != "+" for line in hunk.lines)
    new = sum(line.mark != "-" for line in hunk.lines)
    if (old, new) != (old_count, new_count):
        fail(f"{path}:{hunk.number}: the hunk says -{old_count} +{new_count} lines, but has -{old} +{new}")
    if new_start != start + shift:
        actual = start + shift + (new > 0)
        fail(f"{path}:{hunk.number}: the hunk says line {head[3]} of the new file, but it is {actual}")
    if all(line.mark == " " for line in hunk.lines):
        fail(f"{path}:{hunk.number}: the hunk changes nothing; delete it")
    return hunk, at, shift + new - old


def _end(hunk: Hunk) -> int:
    return hunk.start + sum(line.mark != "+" for line in hunk.lines)


def _changes_of(hunk: Hunk) -> list[Change]:
    changes, at, open_change = [], hunk.start, None
    for line in hunk.lines:
        if line.mark == " ":
            open_change = None
        else:
            if open_change is None:
                open_change = Change(at, [], [])
                changes.append(open_change)
            (open_change.old if line.mark == "-" else open_change.new).append(line.text)
        at += line.mark != "+"
    return changes


def excess_context(patch: Patch) -> int | None:
    """The line of the patch file where there is more context than one line, if there is."""
    for hunk in patch.hunks:
        marks = "".join("." if line.mark == " " else "x" for line in hunk.lines)
        found = re.search(r"^\.{2,}|\.{3,}|\.{2,}$", marks)
        if found:
            return hunk.lines[found.start()].number
    return None


def apply_all(patches: list[Patch], upstream: list[str]) -> list[str]:
    """Applies every patch of one file to the pristine lines; a mismatch is an error."""
    for patch in patches:
        _verify(patch, upstream)
    owned = sorted(((change, patch) for patch in patches for change in patch.changes), key=lambda pair: pair[0].start)
    for (one, left), (two, right) in zip(owned, owned[1:]):
        # Changes that touch would be one change in a diff of the tree, and could not be told apart again.
        if left is not right and two.start <= one.end:
            fail(
                f"{left.path} and {right.path} both change `{left.target}` at line {two.start + 1}; "
                "leave an unchanged line between them, or merge the two patches"
            )
    return apply_changes([change for change, _ in owned], upstream)


def apply_changes(changes: list[Change], upstream: list[str]) -> list[str]:
    """Applies sorted changes whose old lines are known to match."""
    lines, at = [], 0
    for change in changes:
        lines += upstream[at : change.start] + change.new
        at = change.end
    return lines + upstream[at:]


def _verify(patch: Patch, upstream: list[str]) -> None:
    for hunk in patch.hunks:
        at = hunk.start
        for line in hunk.lines:
            if line.mark == "+":
                continue
            found = upstream[at] if at < len(upstream) else None
            if found != line.text:
                shown = "the end of the file" if found is None else _show(found)
                fail(
                    f"{patch.path}:{line.number}: does not apply to line {at + 1} of upstream's `{patch.target}`; "
                    f"correct the patch by hand\n  expected {_show(line.text)}\n  found    {shown}"
                )
            at += 1


def _show(line: str) -> str:
    return repr(line) if not line.endswith("\n") or "\r" in line else f"`{line[:-1]}`"


def render(header: str, target: str, changes: list[Change], upstream: list[str]) -> str:
    """The text of the patch file that makes these changes; equal changes give equal bytes."""
    parts, shift = [f"{header}--- a/{target}\n+++ b/{target}\n"], 0
    for group in _group(changes):
        start = max(group[0].start - CONTEXT, 0)
        end = min(group[-1].end + CONTEXT, len(upstream))
        body, at = [], start
        for change in group:
            body += [" " + line for line in upstream[at : change.start]]
            body += ["-" + line for line in change.old] + ["+" + line for line in change.new]
            at = change.end
        body += [" " + line for line in upstream[at:end]]
        grown = sum(len(change.new) - len(change.old) for change in group)
        old, new = _range(start, end - start), _range(start + shift, end - start + grown)
        parts.append(f"@@ -{old} +{new} @@\n")
        parts += [line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}\n" for line in body]
        shift += grown
    return "".join(parts)


def _group(changes: list[Change]) -> list[list[Change]]:
    """Changes whose context would meet share a hunk."""
    groups: list[list[Change]] = []
    for change in changes:
        if groups and change.start - groups[-1][-1].end <= 2 * CONTEXT:
            groups[-1].append(change)
        else:
            groups.append([change])
    return groups


def _range(start: int, count: int) -> str:
    line = start + (count > 0)
    return str(line) if count == 1 else f"{line},{count}"
