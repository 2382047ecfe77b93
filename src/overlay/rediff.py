"""From an edited file back to patches: which lines changed, and which patch each change belongs to.

Changes that a patch already makes are kept as they are instead of being diffed anew, because a diff may slide them to
other lines of equal text. It deliberately knows neither files nor directories.
"""

from dataclasses import replace
from difflib import SequenceMatcher

from overlay.patches import Change, Patch, apply_changes


def diff(old: list[str], new: list[str]) -> list[Change]:
    """The changes from one list of lines to another."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    return [
        Change(head + a, old[head + a : head + b], new[head + c : head + d])
        for tag, a, b, c, d in middle.get_opcodes()
        if tag != "equal"
    ]


def changes_since(upstream: list[str], known: list[Change], edited: list[str]) -> list[Change]:
    """The changes from upstream to the edited file, given those that it had before it was edited."""
    known = sorted(known, key=lambda change: change.start)
    before = apply_changes(known, upstream)
    to_edited = dict(_unchanged(len(before), diff(before, edited)))
    pairs = [(a, to_edited[b]) for a, b in _unchanged(len(upstream), known) if b in to_edited]
    kept = {change.start: change for change in known}
    changes, a, b = [], 0, 0
    for next_a, next_b in [*pairs, (len(upstream), len(edited))]:
        old, new = upstream[a:next_a], edited[b:next_b]
        if old or new:
            same = kept.get(a)
            if same and same.old == old and same.new == new:
                changes.append(same)
            else:
                changes += [replace(change, start=change.start + a) for change in diff(old, new)]
        a, b = next_a + 1, next_b + 1
    return changes


def _unchanged(length: int, changes: list[Change]) -> list[tuple[int, int]]:
    """Pairs of old and new index of every line that sorted changes leave alone."""
    pairs, a, b = [], 0, 0
    for change in [*changes, Change(length, [], [])]:
        pairs += zip(range(a, change.start), range(b, b + change.start - a))
        b += change.start - a + len(change.new)
        a = change.end
    return pairs


def assign(changes: list[Change], patches: list[Patch]) -> list[list[Change]]:
    """For each patch, the changes that are nearest to one that it makes already."""
    shares: list[list[Change]] = [[] for _ in patches]
    places = [patch.changes for patch in patches]
    for change in changes:
        distances = [min(_distance(change, place) for place in group) for group in places]
        shares[distances.index(min(distances))].append(change)
    return shares


def _distance(one: Change, two: Change) -> int:
    return max(one.start - two.end, two.start - one.end, 0)
