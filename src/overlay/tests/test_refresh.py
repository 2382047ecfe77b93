"""Tests of `refresh`: edits of the tree come back, and nothing else changes in the clone."""

from overlay import tree
from overlay.apply import apply
from overlay.refresh import refresh
from overlay.tests.scratch import LIB, UPSTREAM_LOCK, Scratch, line_patch

LIB_NAME = "compiler/rustc_driver/src/lib.rs"
OTHER = "compiler/rustc_driver/src/other.rs"
NEW = "compiler/rustc_new/src/lib.rs"
ADDITIONS = "src/overlay/Cargo.lock.additions"


class Refresh(Scratch):
    def setUp(self):
        super().setUp()
        self.make_upstream()
        self.in_clone(NEW, "//! New.\n")
        self.in_clone(f"{LIB_NAME}.patch", line_patch(5, "five"))
        self.in_clone(f"{LIB_NAME}.late.patch", line_patch(20, "twenty"))
        self.quietly(apply, self.config)

    def refresh(self, force=False):
        return self.quietly(refresh, self.config, force)[1]

    def snapshot(self):
        files = [path for path in self.clone.rglob("*") if path.is_file() and ".git" not in path.parts]
        return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in files}

    def edit(self, name, old, new):
        path = self.in_tree(name)
        self.assertIn(old, path.read_text())
        path.write_text(path.read_text().replace(old, new))

    def text(self, name):
        return (self.clone / name).read_text()

    def test_nothing_changes_when_nothing_was_edited(self):
        before = self.snapshot()
        self.assertIn("nothing to refresh", self.refresh())
        self.assertEqual(self.snapshot(), before)

    def test_a_plain_file_comes_back(self):
        self.edit(NEW, "New", "Edited")
        self.assertIn(f"updated {NEW}", self.refresh())
        self.assertEqual(self.text(NEW), "//! Edited.\n")
        self.quietly(apply, self.config)

    def test_an_edit_goes_to_the_nearest_patch_only(self):
        early = self.text(f"{LIB_NAME}.patch")
        self.edit(LIB_NAME, "line 17\n", "seventeen\n")
        self.refresh()
        self.assertEqual(self.text(f"{LIB_NAME}.patch"), early)
        self.assertIn("+seventeen", self.text(f"{LIB_NAME}.late.patch"))
        self.assertEqual(self.quietly(apply, self.config)[0], 0)

    def test_a_reverted_patch_is_deleted(self):
        self.edit(LIB_NAME, "five\n", "line 5\n")
        self.assertIn(f"deleted {LIB_NAME}.patch", self.refresh())
        self.assertFalse((self.clone / f"{LIB_NAME}.patch").exists())
        self.assertTrue((self.clone / f"{LIB_NAME}.late.patch").exists())
        self.assertEqual(self.quietly(apply, self.config)[0], 0)

    def test_an_edited_upstream_file_gets_a_patch(self):
        self.edit(OTHER, "fn other() {}", "fn edited() {}")
        self.assertIn(f"created {OTHER}.patch", self.refresh())
        self.assertIn("TODO", self.text(f"{OTHER}.patch"))
        self.assertIn("+fn edited() {}", self.text(f"{OTHER}.patch"))
        self.assertEqual(self.quietly(apply, self.config)[0], 0)
        self.assertIn("nothing to refresh", self.refresh())

    def test_an_edit_of_the_same_length_is_seen(self):
        self.edit(OTHER, "fn other() {}", "fn OTHER() {}")
        self.refresh()
        self.assertIn("+fn OTHER() {}", self.text(f"{OTHER}.patch"))

    def test_a_new_file_comes_back_and_litter_does_not(self):
        self.write(self.in_tree("tests/ui/new.rs"), "fn main() {}\n")
        for litter in ("src/tools/__pycache__/a.pyc", "compiler/target/b", "library/Cargo.lock", "src/c.rs.orig"):
            self.write(self.in_tree(litter), "x")
        said = self.refresh()
        self.assertEqual(said.strip(), "created tests/ui/new.rs")
        self.assertEqual(self.quietly(apply, self.config)[0], 0)

    def test_a_newer_clone_is_not_overwritten(self):
        self.in_clone(NEW, "//! Newer.\n")
        self.in_clone(f"{LIB_NAME}.patch", line_patch(5, "FIVE"))
        self.assertIn("newer in the clone", self.refresh())
        self.assertEqual(self.text(NEW), "//! Newer.\n")
        self.assertIn("+FIVE", self.text(f"{LIB_NAME}.patch"))

    def test_edits_on_both_sides_are_a_conflict(self):
        self.in_clone(NEW, "//! Newer.\n")
        self.edit(NEW, "New", "Edited")
        self.assertIn(NEW, self.fails(refresh, self.config))
        self.assertEqual(self.text(NEW), "//! Newer.\n")
        self.refresh(force=True)
        self.assertEqual(self.text(NEW), "//! Edited.\n")

    def test_an_edit_of_a_file_that_left_the_clone_is_a_conflict(self):
        (self.clone / NEW).unlink()
        self.edit(NEW, "New", "Edited")
        self.assertIn(NEW, self.fails(refresh, self.config))
        self.refresh(force=True)
        self.assertEqual(self.text(NEW), "//! Edited.\n")

    def test_a_patch_written_by_hand_becomes_canonical(self):
        text = line_patch(5, "five").replace("@@ -4,3 +4,3 @@\n", "@@ -3,4 +3,4 @@\n line 3\n")
        self.in_clone(f"{LIB_NAME}.patch", text)
        self.refresh()
        self.assertEqual(self.text(f"{LIB_NAME}.patch"), line_patch(5, "five"))

    def test_what_cargo_did_to_the_lock_file_becomes_additions(self):
        self.write(self.in_tree("Cargo.lock"), UPSTREAM_LOCK + '\n[[package]]\nname = "zeta"\nversion = "1.0.0"\n')
        self.assertIn(f"created {ADDITIONS}", self.refresh())
        self.assertIn('name = "zeta"', self.text(ADDITIONS))
        self.assertIn("nothing to refresh", self.refresh())
        self.write(self.in_tree("Cargo.lock"), UPSTREAM_LOCK)
        self.refresh()
        self.assertFalse((self.clone / ADDITIONS).exists())

    def test_additions_that_are_newer_in_the_clone_stay(self):
        self.in_clone(ADDITIONS, '[[package]]\nname = "beta"\nversion = "1.0.0"\n')
        self.assertIn("newer in the clone", self.refresh())
        self.assertIn("beta", self.text(ADDITIONS))

    def test_an_adopted_tree_gives_back_what_no_clone_has(self):
        (self.config.home / "applied.json").unlink()
        self.edit(OTHER, "fn other() {}", "fn edited() {}")
        self.refresh()
        self.assertIn("+fn edited() {}", self.text(f"{OTHER}.patch"))
        self.assertTrue(tree.load_state(self.config).adopted)
        self.assertEqual(LIB, (self.config.upstream / LIB_NAME).read_text())
