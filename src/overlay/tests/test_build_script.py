"""Tests of running build scripts for the target of the modules, with shell scripts in place of programs."""

import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from overlay.wrappers import build_script, macro

TARGET = "wasm32-wasip1"
FEATURE = ["--cfg", 'feature="big-int"']

RUSTC = """#!/bin/sh
case "$*" in
    -vV) echo 'rustc 1.0'; echo 'host: x86_64-unknown-linux-gnu';;
    *) printf 'panic="abort"\\ntarget_arch="wasm32"\\ntarget_feature="a"\\ntarget_feature="b"\\nunix\\n';;
esac
"""

# As psm's: a static library of machine code for the target.
SCRIPT = """#!/bin/sh
touch "$OUT_DIR/libpsm.a"
echo "cargo:rustc-link-lib=static=psm"
echo "cargo:rustc-link-search=native=$OUT_DIR"
echo "cargo::rustc-cfg=on_$CARGO_CFG_TARGET_ARCH"
echo "cargo:rustc-env=SAID=$TARGET $HOST $CARGO_CFG_TARGET_FEATURE $CARGO_FEATURE_BIG_INT $DEP_BASE_ROOT"
echo "cargo::metadata=stack-grows=down"
echo "cargo:root=$PWD"
echo "cargo:rerun-if-changed=build.rs"
echo "cargo::warning=a warning"
"""


class BuildScripts(unittest.TestCase):
    def setUp(self):
        directory = tempfile.TemporaryDirectory()
        self.addCleanup(directory.cleanup)
        self.root = Path(directory.name)
        self.modules = self.root / "modules"
        for name in ("modules", "package", "build"):
            (self.root / name).mkdir()
        (self.root / "package/Cargo.toml").write_text('[package]\nname = "psm"\nlinks = "psm-0"\n')
        self.rustc = str(self.program("rustc", RUSTC))
        env = {"CARGO_MANIFEST_DIR": str(self.root / "package"), "OUT_DIR": "/t/host/out", "RUSTC_WRAPPER": "none"}
        patch = mock.patch.dict(os.environ, env)
        patch.start()
        self.addCleanup(patch.stop)

    def program(self, name: str, text: str) -> Path:
        path = self.root / name
        path.write_text(text)
        path.chmod(0o755)
        return path

    def remember(self, text: str, features=FEATURE):
        self.program("build/build_script_build-1", text)
        args = ["--crate-type", "bin", *features, "-C", "extra-filename=-1", "--out-dir", str(self.root / "build")]
        macro.note_build_script(args, "build_script_build", self.modules)

    def run_script(self, features=FEATURE) -> build_script.Outcome | None:
        return build_script.run(self.rustc, ["--crate-type", "lib", *features], TARGET, self.modules)

    def test_a_script_runs_for_the_target(self):
        self.remember(SCRIPT)
        (self.modules / "other.metadata").write_text('{"DEP_BASE_ROOT": "/base"}')
        outcome = self.run_script()
        out = outcome.env["OUT_DIR"]
        self.assertTrue(Path(out, "libpsm.a").exists())
        self.assertEqual(outcome.args, ["-lstatic=psm", f"-Lnative={out}", "--cfg", "on_wasm32"])
        said = f"{TARGET} x86_64-unknown-linux-gnu a,b 1 /base"
        self.assertEqual(outcome.env, {"SAID": said, "OUT_DIR": out})
        self.assertEqual(build_script.search_paths(self.modules), [f"-Lnative={out}"])

    def test_a_script_is_told_what_its_package_links(self):
        self.remember('#!/bin/sh\necho "cargo:rustc-env=SAID=$CARGO_MANIFEST_LINKS"\n')
        self.assertEqual(self.run_script().env["SAID"], "psm-0")

    def test_scripts_of_other_packages_are_told_of_it(self):
        self.remember(SCRIPT)
        self.run_script()
        self.remember('echo "cargo:rustc-env=SAID=$DEP_PSM_0_STACK_GROWS $DEP_PSM_0_ROOT"\n'.join(["#!/bin/sh\n", ""]))
        self.assertEqual(self.run_script().env["SAID"], f"down {self.root / 'package'}")

    def test_what_the_host_was_told_is_left_out(self):
        self.remember(SCRIPT)
        host = ["--cfg", "on_x86", *FEATURE, "-L", "native=/t/host/out", "-L", "dependency=/t/deps", "-l", "static=psm"]
        args = macro.for_wasm(["--crate-type", "lib", *host], self.modules, self.run_script())
        self.assertIn("on_wasm32", args)
        self.assertIn('feature="big-int"', args)
        for gone in ("on_x86", "native=/t/host/out", "static=psm"):
            self.assertNotIn(gone, args)

    def test_a_library_without_a_script_has_none(self):
        self.assertIsNone(self.run_script())
        self.remember(SCRIPT)
        self.assertIsNone(self.run_script(features=[]), "another script: it has other features")
        with mock.patch.dict(os.environ):
            del os.environ["OUT_DIR"]
            self.assertIsNone(self.run_script())

    def test_a_script_that_fails_is_an_error(self):
        self.remember("#!/bin/sh\necho 'no such target' >&2; exit 1\n")
        with self.assertRaisesRegex(build_script.ScriptError, "no such target"):
            self.run_script()

    def test_scripts_for_other_targets_are_not_noted(self):
        macro.note_build_script(["--target", "x", "--out-dir", "/t"], "build_script_build", self.modules)
        macro.note_build_script(["--out-dir", "/t"], "syn", self.modules)
        self.assertEqual(list(self.modules.iterdir()), [])


if __name__ == "__main__":
    unittest.main()
