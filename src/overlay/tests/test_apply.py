"""Tests of `apply`: it writes what differs and nothing else, and never overwrites an edit unasked."""

import os

from overlay.apply import apply
from overlay.tests.scratch import LIB, UPSTREAM_LOCK, Scratch, line_patch
from overlay.tree import create

LIB_NAME = "compiler/rustc_driver/src/lib.rs"
NEW = "compiler/rustc_new/src/lib.rs"


class Apply(Scratch):
    def setUp(self):
        super().setUp()
        self.make_upstream()
        self.in_clone(NEW, "//! New.\n")
        self.in_clone(f"{LIB_NAME}.patch", line_patch(5, "five"))

    def apply(self, force=False):
        return self.quietly(apply, self.config, force)

    def text(self, name):
        return self.in_tree(name).read_text()

    def test_places_files_and_patches(self):
        self.apply()
        self.assertEqual(self.text(NEW), "//! New.\n")
        self.assertEqual(self.text(LIB_NAME), LIB.replace("line 5\n", "five\n"))
        self.assertFalse(self.in_tree(f"{LIB_NAME}.patch").exists())

    def test_upstream_stays_pristine(self):
        self.apply()
        self.assertEqual((self.config.upstream / LIB_NAME).read_text(), LIB)

    def test_a_second_run_writes_nothing(self):
        self.apply()
        before = {path: path.stat().st_mtime_ns for path in self.config.tree.rglob("*")}
        self.assertEqual(self.apply()[0], 0)
        self.assertEqual({path: path.stat().st_mtime_ns for path in self.config.tree.rglob("*")}, before)

    def test_files_that_nobody_changes_keep_their_time(self):
        self.apply()
        self.assertEqual(self.in_tree("compiler/rustc_driver/src/other.rs").stat().st_mtime, 1_000_000_000)

    def test_only_mirrored_and_visible_files_are_placed(self):
        for name in ("docs/a.md", "src/overlay/b.py", "compiler/rustc_new/Cargo.lock", "compiler/target/c"):
            self.in_clone(name, "x\n")
        self.in_clone(".gitignore", "target/\n")
        self.apply()
        for name in ("docs", "src/overlay", "compiler/rustc_new/Cargo.lock", "compiler/target", ".gitignore"):
            self.assertFalse(self.in_tree(name).exists(), name)

    def test_the_executable_bit_comes_along(self):
        self.in_clone("src/tools/run", "#!/bin/sh\n").chmod(0o755)
        self.apply()
        self.assertTrue(os.access(self.in_tree("src/tools/run"), os.X_OK))

    def test_a_plain_file_must_not_replace_upstreams(self):
        self.in_clone("compiler/rustc_driver/src/other.rs", "fn mine() {}\n")
        self.assertIn("upstream has a file `compiler/rustc_driver/src/other.rs`", self.fails(apply, self.config))

    def test_a_patch_needs_an_upstream_file(self):
        self.in_clone("compiler/none.rs.patch", line_patch(5, "five", "compiler/none.rs"))
        self.assertIn("upstream has no `compiler/none.rs`", self.fails(apply, self.config))

    def test_what_left_the_clone_leaves_the_tree(self):
        self.apply()
        (self.clone / NEW).unlink()
        (self.clone / f"{LIB_NAME}.patch").unlink()
        self.apply()
        self.assertFalse(self.in_tree("compiler/rustc_new").exists())
        self.assertEqual(self.text(LIB_NAME), LIB)
        # With upstream's own time cargo would take the restored file for unchanged.
        self.assertGreater(self.in_tree(LIB_NAME).stat().st_mtime, 1_000_000_000)

    def test_a_lock_file_that_cargo_wrote_is_no_edit(self):
        name = "src/tools/other/Cargo.lock"
        self.write(self.config.upstream / name, LIB)
        patch = self.in_clone(f"{name}.patch", line_patch(5, "five", name))
        self.apply()
        self.in_tree(name).write_text("# cargo was here\n")
        patch.unlink()
        self.apply()
        self.assertEqual(self.text(name), LIB)
        self.in_tree(name).write_text("# cargo was here\n")
        self.assertEqual(self.apply()[0], 0)

    def test_an_edit_in_the_tree_is_refused_unless_forced(self):
        self.apply()
        for name in (NEW, LIB_NAME):
            with self.subTest(name):
                kept = self.text(name)
                self.in_tree(name).write_text("edited\n")
                message = self.fails(apply, self.config)
                self.assertIn(name, message)
                self.assertIn("./x.py refresh", message)
                self.assertEqual(self.text(name), "edited\n")
                self.apply(force=True)
                self.assertEqual(self.text(name), kept)

    def test_force_drops_an_edit_that_no_patch_has(self):
        self.apply()
        other = "compiler/rustc_driver/src/other.rs"
        self.in_tree(other).write_text("fn edited() {}\n")
        self.assertIn(other, self.apply()[1])
        self.assertEqual(self.text(other), "fn edited() {}\n")
        self.apply(force=True)
        self.assertEqual(self.text(other), "fn other() {}\n")

    def test_a_missing_file_comes_back(self):
        self.apply()
        self.in_tree(NEW).unlink()
        self.in_tree("compiler/rustc_driver/src/other.rs").unlink()
        self.apply()
        self.assertTrue(self.in_tree(NEW).exists())
        self.assertTrue(self.in_tree("compiler/rustc_driver/src/other.rs").exists())

    def test_a_tree_unpacked_by_hand_is_adopted(self):
        self.quietly(create, self.config)
        self.write(self.in_tree("Cargo.lock"), UPSTREAM_LOCK + "\n# cargo was here\n")
        self.apply()
        self.assertEqual(self.text(NEW), "//! New.\n")
        self.assertIn("cargo was here", self.text("Cargo.lock"))
        self.assertEqual(self.in_tree("compiler/rustc_driver/src/other.rs").stat().st_mtime, 1_000_000_000)
        self.assertEqual(self.apply()[0], 0)

    def test_edits_of_an_adopted_tree_are_refused(self):
        self.quietly(create, self.config)
        self.write(self.in_tree(NEW), "//! Edited.\n")
        self.write(self.in_tree("compiler/rustc_driver/src/other.rs"), "fn edited() {}\n")
        message = self.fails(apply, self.config)
        self.assertIn(NEW, message)
        self.assertIn("other.rs", message)

    def test_lock_additions_are_merged_and_left_to_cargo(self):
        self.in_clone("src/overlay/Cargo.lock.additions", '[[package]]\nname = "beta"\nversion = "1.0.0"\n')
        self.apply()
        self.assertIn('name = "beta"', self.text("Cargo.lock"))
        # What cargo prunes by its own choice stays pruned: otherwise the two would take turns.
        self.write(self.in_tree("Cargo.lock"), UPSTREAM_LOCK)
        self.assertEqual(self.apply()[0], 0)
        self.in_clone("src/overlay/Cargo.lock.additions", '[[package]]\nname = "gamma"\nversion = "1.0.0"\n')
        self.apply()
        self.assertIn('name = "gamma"', self.text("Cargo.lock"))
