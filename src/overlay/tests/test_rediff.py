"""Tests of finding the changes of an edited file: patches keep what is theirs."""

import random
import unittest

from overlay.patches import Change, apply_changes, parse
from overlay.rediff import assign, changes_since, diff
from overlay.tests.scratch import line_patch


def lines(text: str) -> list[str]:
    return [f"{word}\n" for word in text.split()]


class Rediff(unittest.TestCase):
    def test_a_change_that_a_diff_would_slide_stays_where_it_is(self):
        old = lines("a } b } c")
        known = [Change(1, [], lines("} new"))]
        edited = apply_changes(known, old)
        self.assertNotEqual(diff(old, edited), known)
        self.assertEqual(changes_since(old, known, edited), known)

    def test_a_change_around_an_equal_line_stays_whole(self):
        old = lines("a b c d e")
        known = [Change(1, lines("b c d"), lines("x c y"))]
        self.assertEqual(changes_since(old, known, lines("a x c y e")), known)

    def test_an_edit_elsewhere_leaves_known_changes_alone(self):
        old = lines("a } b } c d e")
        known = [Change(1, [], lines("} new"))]
        edited = apply_changes(known, old)[:-1] + lines("E")
        self.assertEqual(changes_since(old, known, edited), [*known, Change(6, lines("e"), lines("E"))])

    def test_a_reverted_change_is_gone(self):
        old = lines("a b c d e")
        known = [Change(1, lines("b"), lines("B")), Change(3, lines("d"), lines("D"))]
        self.assertEqual(changes_since(old, known, lines("a b c D e")), known[1:])

    def test_changes_always_lead_to_the_edited_file(self):
        dice = random.Random(96)
        for _ in range(300):
            old, middle, new = ([dice.choice("abc") for _ in range(dice.randrange(9))] for _ in range(3))
            known = diff(old, middle)
            self.assertEqual(changes_since(old, known, middle), known)
            self.assertEqual(apply_changes(changes_since(old, known, new), old), new)

    def test_a_change_belongs_to_the_nearest_patch(self):
        target = "compiler/rustc_driver/src/lib.rs"
        patches = [parse(f"{target}.patch", line_patch(5, "x")), parse(f"{target}.b.patch", line_patch(20, "y"))]
        near, far = Change(8, lines("old"), lines("new")), Change(17, [], lines("new"))
        self.assertEqual(assign([near, far], patches), [[near], [far]])
