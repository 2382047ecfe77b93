"""Tests of the patch format: it is exact, and says where it is not met."""

import unittest

from overlay.patches import apply_all, excess_context, parse, render, split_lines
from overlay.system import Failure
from overlay.tests.scratch import HEADER, LIB, line_patch

TARGET = "compiler/rustc_driver/src/lib.rs"
NAME = f"{TARGET}.patch"
LINES = split_lines(LIB)


def patch_of(hunks: str, name: str = NAME):
    return parse(name, f"{HEADER}--- a/{TARGET}\n+++ b/{TARGET}\n{hunks}")


class Patches(unittest.TestCase):
    def refuses(self, words: str, function, *args):
        with self.assertRaises(Failure) as caught:
            function(*args)
        self.assertIn(words, str(caught.exception))

    def test_replaces_a_line(self):
        lines = apply_all([parse(NAME, line_patch(5, "five"))], LINES)
        self.assertEqual("".join(lines), LIB.replace("line 5\n", "five\n"))

    def test_rendering_gives_the_same_bytes(self):
        top = "@@ -1 +1,2 @@\n+first\n line 1\n"
        middle = "@@ -9,3 +10,4 @@\n line 9\n-line 10\n+ten\n+more\n line 11\n"
        bottom = "@@ -30 +32,2 @@\n line 30\n+end\n"
        patch = patch_of(top + middle + bottom)
        self.assertEqual(render(patch.header, TARGET, patch.changes, LINES), patch.text)

    def test_a_missing_newline_at_the_end_survives(self):
        old, mark = ["a\n", "b"], "\\ No newline at end of file\n"
        patch = patch_of(f"@@ -1,2 +1,2 @@\n a\n-b\n{mark}+c\n")
        self.assertEqual(apply_all([patch], old), ["a\n", "c\n"])
        self.assertEqual(render(patch.header, TARGET, patch.changes, old), patch.text)
        self.refuses("does not apply", apply_all, [patch], ["a\n", "b\n"])

    def test_an_empty_file_can_be_filled(self):
        patch = patch_of("@@ -0,0 +1 @@\n+a\n")
        self.assertEqual(apply_all([patch], []), ["a\n"])
        self.assertEqual(render(patch.header, TARGET, patch.changes, []), patch.text)

    def test_there_is_no_offset(self):
        moved = ["new\n", *LINES]
        self.refuses(f"{NAME}:8: does not apply to line 4", apply_all, [parse(NAME, line_patch(5, "five"))], moved)

    def test_there_is_no_fuzz(self):
        other = split_lines(LIB.replace("line 6\n", "line six\n"))
        self.refuses("expected `line 6`\n  found    `line six`", apply_all, [parse(NAME, line_patch(5, "five"))], other)

    def test_a_hunk_beyond_the_end_does_not_apply(self):
        self.refuses("the end of the file", apply_all, [parse(NAME, line_patch(5, "five"))], LINES[:4])

    def test_wrong_counts_are_refused(self):
        self.refuses("has -3 +3", patch_of, "@@ -4,3 +4,4 @@\n line 4\n-line 5\n+five\n line 6\n")

    def test_a_wrong_new_line_number_is_refused(self):
        self.refuses("of the new file, but it is 4", patch_of, "@@ -4,3 +5,3 @@\n line 4\n-line 5\n+five\n line 6\n")

    def test_a_name_that_is_not_the_targets_is_refused(self):
        self.refuses("its name must be", parse, "compiler/other.rs.patch", line_patch(5, "five"))
        self.refuses("its name must be", parse, f"{TARGET}.Two_Words.patch", line_patch(5, "five"))
        self.assertEqual(parse(f"{TARGET}.wasi-2.patch", line_patch(5, "five")).target, TARGET)

    def test_adding_and_deleting_files_is_refused(self):
        text = line_patch(5, "five")
        self.refuses("expected", parse, NAME, text.replace(f"--- a/{TARGET}", "--- /dev/null"))
        self.refuses("neither adds nor deletes", parse, NAME, text.replace(f"+++ b/{TARGET}", "+++ /dev/null"))

    def test_a_hunk_without_change_is_refused(self):
        self.refuses("changes nothing", patch_of, "@@ -4 +4 @@\n line 4\n")
        self.refuses("no hunk", patch_of, "")

    def test_hunks_out_of_order_are_refused(self):
        one, two = "@@ -9 +9 @@\n-line 9\n+nine\n", "@@ -4 +4 @@\n-line 4\n+four\n"
        self.refuses("overlaps or precedes", patch_of, one + two)

    def test_patches_of_one_file_are_merged(self):
        late = parse(f"{TARGET}.a.patch", line_patch(9, "nine"))
        early = parse(f"{TARGET}.b.patch", line_patch(5, "five\n+and more").replace("+4,3", "+4,4"))
        want = LIB.replace("line 5\n", "five\nand more\n").replace("line 9\n", "nine\n")
        self.assertEqual("".join(apply_all([late, early], LINES)), want)

    def test_patches_that_overlap_or_touch_are_refused(self):
        one = parse(f"{TARGET}.a.patch", line_patch(5, "five"))
        for number in (5, 6):
            two = parse(f"{TARGET}.b.patch", line_patch(number, "other"))
            self.refuses("leave an unchanged line between them", apply_all, [one, two], LINES)
        two = parse(f"{TARGET}.b.patch", line_patch(7, "seven"))
        self.assertEqual(len(apply_all([one, two], LINES)), 30)

    def test_excess_context_is_found(self):
        self.assertIsNone(excess_context(parse(NAME, line_patch(5, "five"))))
        wide = patch_of("@@ -3,4 +3,4 @@\n line 3\n line 4\n-line 5\n+five\n line 6\n")
        self.assertEqual(excess_context(wide), 8)

    def test_only_newlines_end_lines(self):
        self.assertEqual(split_lines("a\x0cb\u2028c\r\nd"), ["a\x0cb\u2028c\r\n", "d"])
