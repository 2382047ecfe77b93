"""Tests of how the Cargo wrapper rewrites rustc's command line. It compiles nothing."""

import io
import os
import tempfile
import unittest
from contextlib import redirect_stderr
from pathlib import Path
from unittest import mock

from overlay.wrappers import macro

# As Cargo calls rustc for a macro crate, but for the arguments that mean nothing here.
MACRO_CRATE = (
    "--crate-name my_macros --edition=2021 src/lib.rs --error-format=json --json=artifacts --crate-type proc-macro "
    "--emit=dep-info,link -C prefer-dynamic -C opt-level=0 -C debuginfo=2 -C metadata=1234 -C extra-filename=-1234 "
    "--out-dir /t/deps -L dependency=/t/deps -L native=/t/native --extern syn=/t/deps/libsyn-5.rlib "
    "--extern other=/t/deps/libother-6.so --extern proc_macro"
).split()


class Questions(unittest.TestCase):
    def test_option_in_both_forms(self):
        self.assertEqual(macro.option(["--edition=2021", "--crate-name", "x"], "--crate-name"), "x")
        self.assertEqual(macro.option(["--edition=2021", "--crate-name", "x"], "--edition"), "2021")
        self.assertIsNone(macro.option(["--editions=2021"], "--edition"))

    def test_host_libraries_and_macro_crates_are_parts_of_macros(self):
        self.assertTrue(macro.is_macro_part(MACRO_CRATE, "my_macros"))
        self.assertTrue(macro.is_macro_part(["--crate-type", "lib"], "syn"))

    def test_everything_else_is_not(self):
        for args, crate in [
            (["--crate-type", "lib", "--target", "x86_64-unknown-linux-gnu"], "serde"),
            (["--crate-type", "bin"], "build_script_build"),
            (["--crate-type", "lib"], "build_script_helper"),
            (["--crate-type", "cdylib"], "plugin"),
        ]:
            with self.subTest(crate):
                self.assertFalse(macro.is_macro_part(args, crate))


class Rewriting(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = Path(directory.name)

    def test_for_wasm(self):
        (self.directory / "libsyn-5.rlib").touch()
        args = macro.for_wasm(MACRO_CRATE, self.directory)
        line = " ".join(args)
        self.assertTrue(line.startswith("--target wasm32-unknown-unknown "))
        self.assertIn(f"--out-dir {self.directory}", line)
        self.assertIn(f"-L dependency={self.directory}", line)
        self.assertIn(f"--extern syn={self.directory}/libsyn-5.rlib", line)
        self.assertIn("-C metadata=1234 -C extra-filename=-1234", line)
        # `proc_macro` is the sysroot's.
        self.assertIn("--extern other=/t/deps/libother-6.so --extern proc_macro", line)
        for gone in ["opt-level=0", "debuginfo=2", "--json", "--error-format", "/t/deps/libsyn", "/t/native"]:
            self.assertNotIn(gone, line)

    def test_what_a_package_needs_for_wasi_alone(self):
        lines = ["[target.'cfg(target_os = \"wasi\")'.dependencies.wasi]", "[target.'cfg(unix)'.dependencies.libc]"]
        (self.directory / "Cargo.toml").write_text("\n".join(lines))
        for name in ("libwasi-1.rlib", "liblibc-2.rlib"):
            (self.directory / name).touch()
        extern = f"wasi={self.directory}/libwasi-1.rlib"
        with mock.patch.dict(os.environ, CARGO_MANIFEST_DIR=str(self.directory)):
            self.assertNotIn(extern, macro.for_wasm(MACRO_CRATE, self.directory))
            with mock.patch.object(macro, "TARGET", "wasm32-wasip1"):
                args = macro.for_wasm(MACRO_CRATE, self.directory)
                self.assertEqual([word for word in args if "libc" in word or "wasi=" in word], [extern])
                # Which of two it is cannot be known.
                (self.directory / "libwasi-3.rlib").touch()
                self.assertNotIn(extern, macro.for_wasm(MACRO_CRATE, self.directory))

    def test_macros_of_macros_are_modules(self):
        # A library that re-exports one names the file, and who uses the library must find it.
        (self.directory / "other-6.wasm").touch()
        args = macro.for_wasm(MACRO_CRATE, self.directory)
        self.assertIn(f"--wasm-proc-macro other={self.directory}/other-6.wasm --extern proc_macro", " ".join(args))

    def test_libraries_that_do_not_exist_for_wasm_stay_native(self):
        args = macro.for_wasm(MACRO_CRATE, self.directory)
        self.assertIn("syn=/t/deps/libsyn-5.rlib", args)

    def test_use_modules(self):
        (self.directory / "my_macros-1234.wasm").touch()
        args = ["--extern", "mine=/t/libmy_macros-1234.so", "--extern", "serde=/t/libserde-7.rlib", "--extern", "core"]
        expected = ["--wasm-proc-macro", f"mine={self.directory}/my_macros-1234.wasm", *args[2:]]
        expected += ["-L", f"dependency={self.directory}"]
        self.assertEqual(macro.use_modules(args, self.directory, []), expected)
        options = ["--wasm-proc-macro-allow-env", "mine=X"]
        self.assertEqual(macro.use_modules(args, self.directory, options), expected + options)

    def test_macros_without_a_module_stay_native(self):
        args = ["--extern", "mine=/t/libmy_macros-1234.so"]
        self.assertEqual(macro.use_modules(args, self.directory, [])[:2], args)


class Failing(unittest.TestCase):
    """Nothing compiles with what is in the place of rustc here."""

    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.directory = Path(directory.name)
        self.rustc = self.directory / "rustc"
        self.rustc.write_text("#!/bin/sh\necho 'error[E0433]: cannot find `os`' >&2; echo 'error: aborting' >&2; exit 1\n")
        self.rustc.chmod(0o755)

    def compile(self, crate: str, args: list[str]) -> tuple[bool, str]:
        environment = mock.patch.dict(os.environ, {"CARGO_PKG_VERSION": "1.2.3"})
        with environment, redirect_stderr(io.StringIO()) as stderr:
            return macro.compile_for_wasm(str(self.rustc), args, crate, self.directory), stderr.getvalue()

    def test_a_macro_crate_stops_the_build(self):
        goes_on, stderr = self.compile("my_macros", MACRO_CRATE)
        self.assertFalse(goes_on)
        reason = f"cannot find `os`; see {self.directory}/my_macros.failed"
        self.assertEqual(stderr, f"error: `my_macros` does not compile for wasm32-unknown-unknown: {reason}\n")

    def test_a_library_does_not(self):
        self.assertEqual(self.compile("syn", ["--crate-type", "lib"]), (True, ""))

    def test_the_library_at_fault_is_named_however_far_it_is(self):
        lib = ["--crate-type", "lib", "-C", "extra-filename=-5"]
        self.compile("mio", ["--crate-name", "mio", *lib])
        self.compile("syn", ["--crate-name", "syn", *lib, "--extern", "mio=/t/deps/libmio-5.rmeta"])
        goes_on, stderr = self.compile("my_macros", MACRO_CRATE)
        self.assertFalse(goes_on)
        reason = f"`mio` 1.2.3, which it needs, does not: cannot find `os`; see {self.directory}/mio.failed"
        self.assertEqual(stderr, f"error: `my_macros` does not compile for wasm32-unknown-unknown: {reason}\n")

    def test_libraries_that_it_does_not_use_are_not_to_blame(self):
        self.compile("other", ["--crate-name", "other", "--crate-type", "lib"])
        self.assertNotIn("other", self.compile("my_macros", MACRO_CRATE)[1])


if __name__ == "__main__":
    unittest.main()
