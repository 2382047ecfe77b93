"""Tests of how twins are compiled and recorded, with a script in the place of rustc."""

import tempfile
import unittest
from pathlib import Path

from overlay.wrappers import twin

# As Cargo calls rustc for a program, but for the arguments that mean nothing here.
PROGRAM = (
    "--crate-name main --edition=2024 src/main.rs --error-format=json --crate-type bin --emit=dep-info,link "
    "-C metadata=1 -C extra-filename=-12 --out-dir /t/host/deps --target host -L dependency=/t/host/deps "
    "-L dependency=/t/deps --extern serde=/t/host/deps/libserde-7.rlib --extern serde_json=/t/host/deps/libserde_json-8.rlib"
).split()

# Says what it was asked, and writes dep-info that names the modules it got.
RUSTC = """\
#!/bin/sh
echo "$NAME: $*" >&2
case "$*" in
*-Zunpretty*) echo expanded; exit 0 ;;
*--wasm-proc-macro*) echo "$MODULES/m-1.wasm:" > "$OUT/wasm/main-12.d"; echo wasm; exit 1 ;;
*) echo src/main.rs: > "$OUT/native/main-12.d"; echo native ;;
esac
"""


class Scratch(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = Path(directory.name)
        self.modules, self.twins = self.root / "modules", self.root / "twins"
        self.modules.mkdir()
        self.twins.mkdir()

    def twin(self, *more: str) -> list[str] | None:
        return twin.twin_of([*PROGRAM, *more], self.modules, self.twins, [])


class Twins(Scratch):
    def test_without_macros_there_is_no_twin(self):
        self.assertIsNone(self.twin())
        # Nor where Cargo has a macro crate of which there is no module.
        self.assertIsNone(self.twin("--extern", "m=/t/deps/libm-1.so"))

    def test_macros_become_modules(self):
        (self.modules / "m-1.wasm").touch()
        line = " ".join(self.twin("--extern", "m=/t/deps/libm-1.so"))
        self.assertIn(f"--wasm-proc-macro m={self.modules}/m-1.wasm", line)
        self.assertNotIn("libm-1.so", line)
        self.assertIn("--extern serde=/t/host/deps/libserde-7.rlib", line)

    def test_libraries_are_replaced_by_their_twins(self):
        (self.twins / "libserde-7.rlib").touch()
        line = " ".join(self.twin())
        self.assertIn(f"--extern serde={self.twins}/libserde-7.rlib", line)
        self.assertIn("--extern serde_json=/t/host/deps/libserde_json-8.rlib", line)

    def test_twins_have_a_directory_that_is_searched_first(self):
        (self.twins / "libserde-7.rlib").touch()
        line = " ".join(self.twin())
        self.assertIn(f"--out-dir {self.twins} -L dependency={self.twins} --target host -L dependency=/t/host/deps", line)
        self.assertTrue(line.endswith(f"-L dependency={self.modules}"))

    def test_file_stem(self):
        self.assertEqual(twin.file_stem(PROGRAM), "main-12")
        self.assertEqual(twin.file_stem(["--crate-name", "main"]), "main")


class Recording(Scratch):
    def setUp(self):
        super().setUp()
        for name in twin.FORMS:
            (self.root / name).mkdir()
        self.rustc = self.root / "rustc"
        self.rustc.write_text(RUSTC)
        self.rustc.chmod(0o755)

    def record(self, *more: str) -> dict:
        native, wasm = (
            [str(self.root / form) if word == "/t/host/deps" else word for word in PROGRAM] for form in twin.FORMS
        )
        env = {"NAME": "crate", "OUT": str(self.root), "MODULES": str(self.modules)}
        return twin.compile_both(str(self.rustc), native, [*wasm, *more], self.root, env, self.modules)

    def test_what_rustc_did(self):
        record = self.record("--wasm-proc-macro", "m=x")
        self.assertEqual(record["crate"], "main-12")
        native, wasm = record["native"], record["wasm"]
        self.assertEqual((native["status"], native["stdout"]), (0, "native\n"))
        self.assertEqual((wasm["status"], wasm["stdout"]), (1, "wasm\n"))
        self.assertEqual(native["dep_info"], "src/main.rs:\n")
        self.assertEqual(wasm["dep_info"], f"{self.modules}/m-1.wasm:\n")
        self.assertTrue(native["stderr"].startswith("crate: --crate-name main "))
        self.assertEqual((native["expanded"], wasm["expanded"]), ("expanded\n", "expanded\n"))

    def test_without_macros_nothing_is_expanded(self):
        self.assertNotIn("expanded", self.record()["native"])

    def test_dep_info_of_an_earlier_run_is_not_taken(self):
        (self.root / "wasm/main-12.d").write_text("old")
        self.assertEqual(self.record()["wasm"]["dep_info"], "")


if __name__ == "__main__":
    unittest.main()
