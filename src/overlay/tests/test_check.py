"""Tests of `check`: each check can fail, and says what to do about it."""

from overlay import check, files
from overlay.system import sha256_file
from overlay.tests.scratch import HEADER, Scratch, line_patch

LIB_NAME = "compiler/rustc_driver/src/lib.rs"


class Check(Scratch):
    def look(self):
        return check.Clone(self.config, files.tracked(self.clone), files.collect(self.clone))

    def complains(self, function, words):
        complaints = function(self.look())
        self.assertEqual(len(complaints), 1, complaints)
        self.assertIn(words, complaints[0])

    def passes(self, function):
        self.assertEqual(function(self.look()), [])

    def patch(self, header=HEADER, **named):
        self.in_clone(f"{LIB_NAME}.patch", line_patch(5, "five").replace(HEADER, header))

    def test_headers(self):
        self.patch()
        self.passes(check.patch_headers)
        self.patch("Drop when: upstream has one.\n")
        self.complains(check.patch_headers, "does not say why")
        self.patch("A hook is needed here, as upstream has none.\n")
        self.complains(check.patch_headers, "one line `Drop when: ...`")
        self.patch(HEADER + "TODO\n")
        self.complains(check.patch_headers, "TODO")

    def test_sizes(self):
        added = "\n+".join(["five"] * 39)
        self.in_clone(f"{LIB_NAME}.patch", line_patch(5, added).replace("+4,3", "+4,41"))
        self.passes(check.patch_sizes)
        self.in_clone(f"{LIB_NAME}.patch", line_patch(5, added + "\n+five").replace("+4,3", "+4,42"))
        self.complains(check.patch_sizes, "41 changed lines, 40 are allowed")

    def test_context(self):
        self.patch()
        self.passes(check.patch_context)
        text = line_patch(5, "five").replace("@@ -4,3 +4,3 @@\n", "@@ -3,4 +3,4 @@\n line 3\n")
        self.in_clone(f"{LIB_NAME}.patch", text)
        self.complains(check.patch_context, "more than one line of context")

    def test_patches_apply(self):
        self.make_upstream()
        self.patch()
        self.passes(check.patches_apply)
        (self.config.upstream / LIB_NAME).write_text("other\n")
        self.complains(check.patches_apply, "does not apply to line 4")

    def test_too_little_context_is_not_canonical(self):
        self.make_upstream()
        self.in_clone(f"{LIB_NAME}.patch", f"{HEADER}--- a/{LIB_NAME}\n+++ b/{LIB_NAME}\n@@ -5 +5 @@\n-line 5\n+five\n")
        self.complains(check.patches_apply, "not as `./x.py refresh` writes it")

    def test_copied_files(self):
        self.make_upstream()
        self.in_clone("compiler/rustc_new/src/lib.rs", "//! New.\n")
        self.passes(check.no_copied_files)
        self.in_clone(LIB_NAME, "//! Copied.\n")
        self.complains(check.no_copied_files, f"patch it with `{LIB_NAME}.patch`")

    def test_without_upstream_checks_are_skipped(self):
        self.in_clone("src/overlay/Cargo.lock.additions", "# dependency: a -> b\n")
        for function in (check.patches_apply, check.no_copied_files, check.lock_additions):
            with self.assertRaisesRegex(check.Skip, "./x.py fetch"):
                function(self.look())

    def test_lock_additions(self):
        self.make_upstream()
        self.in_clone("src/overlay/Cargo.lock.additions", "# dependency: a -> b\n")
        self.assertIn("names no package", self.fails(check.lock_additions, self.look()))

    def test_rust_openings(self):
        self.in_clone("compiler/a/src/lib.rs", "//! Good.\n")
        self.in_clone("compiler/a/tests/fixtures/b.rs", "fn main() {}\n")
        self.in_clone("tests/ui/c.rs", "fn main() {}\n")
        self.passes(check.rust_openings)
        self.in_clone("compiler/a/src/d.rs", "fn d() {}\n")
        self.complains(check.rust_openings, "compiler/a/src/d.rs: does not open with `//!`")

    def test_python_openings(self):
        self.in_clone("a.py", '"""Good."""\n')
        self.passes(check.python_openings)
        self.in_clone("b.py", "pass\n")
        self.complains(check.python_openings, "b.py: does not open with a docstring")

    def test_python_names(self):
        self.in_clone("a.py", '"""Says who it is."""\nimport os\n\n\ndef f(x):\n    return [os, x, len, f, __file__]\n')
        self.passes(check.python_names)
        self.in_clone("b.py", '"""Says who it is."""\nfrom os import path\n\n\ndef g():\n    return sys.argv\n')
        self.complains(check.python_names, "b.py: nothing defines `sys`")

    def test_abi_hash(self):
        source = self.in_clone(check.ABI_SOURCE, "//! The ABI.\n")
        self.complains(check.abi_hash, "docs/abi.md is missing")
        self.in_clone(check.ABI_DOCUMENT, "# ABI\n")
        self.complains(check.abi_hash, "expected one line `<!-- abi.rs sha256: ")
        self.assertIn("has no single line", self.fails(check.fix_abi_hash, self.config))
        text = "# ABI\n\n<!-- abi.rs sha256: 00 -->\n\nThe hash was 00.\n"
        document = self.in_clone(check.ABI_DOCUMENT, text)
        self.complains(check.abi_hash, "--fix-abi-hash")
        self.quietly(check.fix_abi_hash, self.config)
        self.passes(check.abi_hash)
        self.assertEqual(document.read_text(), text.replace(": 00 ", f": {sha256_file(source)} "))

    def test_private_names(self):
        self.in_clone("a.md", "see ~/.cache\n")
        self.passes(check.private_names)
        self.in_clone("a.md", "first\nsee " + check.FORBIDDEN[0] + "x\n")
        self.complains(check.private_names, "a.md:2")

    def test_long_lines(self):
        long = "word " * 25
        self.in_clone("a.md", f"short\n| {long} |\n```console\n{long}\n```\n")
        self.passes(check.long_lines)
        self.in_clone("a.md", f"```\n```\n{long}\n")
        self.complains(check.long_lines, "a.md:3: has 125 columns")

    def test_unit_tests(self):
        self.in_clone("src/overlay/__init__.py", "")
        self.in_clone("src/overlay/tests/__init__.py", "")
        case = "import unittest\nclass A(unittest.TestCase):\n    def test_it(self):\n        self.assertTrue({})\n"
        self.in_clone("src/overlay/tests/test_a.py", case.format(True))
        self.passes(check.unit_tests)
        self.in_clone("src/overlay/tests/test_a.py", case.format(False))
        self.complains(check.unit_tests, "AssertionError")

    def test_the_summary_counts_and_sets_the_status(self):
        self.in_clone("a.py", "pass\n")
        status, said = self.quietly(check.check, self.config)
        self.assertEqual(status, 1)
        self.assertIn("FAILED  Python files open with a docstring", said)
        self.assertIn("skipped Python unit tests", said)
        self.assertTrue(said.endswith(" passed, 1 failed\n"), said)

    def test_a_malformed_patch_fails_instead_of_ending_the_run(self):
        self.in_clone(f"{LIB_NAME}.patch", "no patch\n")
        status, said = self.quietly(check.check, self.config)
        self.assertEqual(status, 1)
        self.assertIn("FAILED  patches can be read", said)
