"""Tests of how the Cargo wrapper rewrites rustc's command line. It compiles nothing."""

import io
import tempfile
import unittest
from contextlib import redirect_stderr
from pathlib import Path

from overlay import macro_wrapper

# As Cargo calls rustc for a macro crate, but for the arguments that mean nothing here.
MACRO_CRATE = (
    "--crate-name my_macros --edition=2021 src/lib.rs --error-format=json --json=artifacts --crate-type proc-macro "
    "--emit=dep-info,link -C prefer-dynamic -C opt-level=0 -C debuginfo=2 -C metadata=1234 -C extra-filename=-1234 "
    "--out-dir /t/deps -L dependency=/t/deps -L native=/t/native --extern syn=/t/deps/libsyn-5.rlib "
    "--extern other=/t/deps/libother-6.so --extern proc_macro"
).split()


class Questions(unittest.TestCase):
    def test_option_in_both_forms(self):
        self.assertEqual(macro_wrapper.option(["--edition=2021", "--crate-name", "x"], "--crate-name"), "x")
        self.assertEqual(macro_wrapper.option(["--edition=2021", "--crate-name", "x"], "--edition"), "2021")
        self.assertIsNone(macro_wrapper.option(["--editions=2021"], "--edition"))

    def test_host_libraries_and_macro_crates_are_parts_of_macros(self):
        self.assertTrue(macro_wrapper.is_macro_part(MACRO_CRATE, "my_macros"))
        self.assertTrue(macro_wrapper.is_macro_part(["--crate-type", "lib"], "syn"))

    def test_everything_else_is_not(self):
        for args, crate in [
            (["--crate-type", "lib", "--target", "x86_64-unknown-linux-gnu"], "serde"),
            (["--crate-type", "bin"], "build_script_build"),
            (["--crate-type", "lib"], "build_script_helper"),
            (["--crate-type", "cdylib"], "plugin"),
        ]:
            with self.subTest(crate):
                self.assertFalse(macro_wrapper.is_macro_part(args, crate))


class Rewriting(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_for_wasm(self):
        (self.folder / "libsyn-5.rlib").touch()
        args = macro_wrapper.for_wasm(MACRO_CRATE, self.folder)
        line = " ".join(args)
        self.assertTrue(line.startswith("--target wasm32-unknown-unknown "))
        self.assertIn(f"--out-dir {self.folder}", line)
        self.assertIn(f"-L dependency={self.folder} -L native=/t/native", line)
        self.assertIn(f"--extern syn={self.folder}/libsyn-5.rlib", line)
        self.assertIn("-C metadata=1234 -C extra-filename=-1234", line)
        # `proc_macro` is the sysroot's.
        self.assertIn("--extern other=/t/deps/libother-6.so --extern proc_macro", line)
        for gone in ["opt-level=0", "debuginfo=2", "--json", "--error-format", "/t/deps/libsyn"]:
            self.assertNotIn(gone, line)

    def test_macros_of_macros_are_modules(self):
        # A library that re-exports one names the file, and who uses the library must find it.
        (self.folder / "other-6.wasm").touch()
        args = macro_wrapper.for_wasm(MACRO_CRATE, self.folder)
        self.assertIn(f"--wasm-proc-macro other={self.folder}/other-6.wasm --extern proc_macro", " ".join(args))

    def test_libraries_that_do_not_exist_for_wasm_stay_native(self):
        args = macro_wrapper.for_wasm(MACRO_CRATE, self.folder)
        self.assertIn("syn=/t/deps/libsyn-5.rlib", args)

    def test_use_modules(self):
        (self.folder / "my_macros-1234.wasm").touch()
        args = ["--extern", "mine=/t/libmy_macros-1234.so", "--extern", "serde=/t/libserde-7.rlib", "--extern", "core"]
        expected = ["--wasm-proc-macro", f"mine={self.folder}/my_macros-1234.wasm", *args[2:]]
        expected += ["-L", f"dependency={self.folder}"]
        self.assertEqual(macro_wrapper.use_modules(args, self.folder), expected)

    def test_macros_without_a_module_stay_native(self):
        args = ["--extern", "mine=/t/libmy_macros-1234.so"]
        self.assertEqual(macro_wrapper.use_modules(args, self.folder)[:2], args)


class Failing(unittest.TestCase):
    """With `false` in the place of rustc, nothing compiles."""

    def compile(self, args: list[str], *failed: str) -> tuple[bool, str]:
        with tempfile.TemporaryDirectory() as folder, redirect_stderr(io.StringIO()) as stderr:
            for name in failed:
                Path(folder, f"{name}.failed").touch()
            return macro_wrapper.compile_for_wasm("false", args, "my_macros", Path(folder)), stderr.getvalue()

    def test_a_macro_crate_stops_the_build(self):
        goes_on, stderr = self.compile(MACRO_CRATE)
        self.assertFalse(goes_on)
        self.assertIn("`my_macros` does not compile for wasm32-unknown-unknown, see ", stderr)
        self.assertTrue(stderr.endswith("/my_macros.failed\n"))

    def test_libraries_that_did_not_compile_are_named(self):
        _, stderr = self.compile(MACRO_CRATE, "syn", "cpufeatures")
        self.assertTrue(stderr.endswith("/my_macros.failed; nor did cpufeatures, syn, which it may need\n"))

    def test_a_library_does_not(self):
        self.assertEqual(self.compile(["--crate-type", "lib"]), (True, ""))


if __name__ == "__main__":
    unittest.main()
