"""Tests of how `rustc.wasm` is compared with the native compiler, with scripts in the place of both."""

import json
from pathlib import Path

from overlay import rustc_wasm
from overlay.real_crates import RealCrates
from overlay.real_macros import Project
from overlay.rustc_wasm import Compilers
from overlay.tests.scratch import Scratch

EXTERN = "m=/t/libm-1.so"


class Case(Scratch):
    """One macro crate `m`, a program that uses it, and two compilers that do what a test says."""

    def setUp(self):
        super().setUp()
        project = Project(self.config, self.clone / "tests/real-crates/Cargo.toml", self.clone / "target/real-crates")
        self.write(project.manifest, "[package]\n")
        self.crates = RealCrates(self.config, project)
        self.module = self.write(project.module_dir() / "m-1.wasm", "")
        self.source = self.write(self.crates.directory / "src/bin/m.rs", "")
        project.twin_dir().mkdir(parents=True)
        args = "--crate-name m src/bin/m.rs --emit=dep-info,link -C extra-filename=-2 --out-dir /t --extern".split()
        self.record = {"crate": "m-2", "cwd": str(self.crates.directory), "env": {"X": "1"}, "args": [*args, EXTERN]}

    def judge(self, native: str = "", wasi: str = ""):
        commands = []
        for name, script in (("native", native), ("wasi", wasi)):
            # All but asking for the expansion writes dep-info.
            text = f"#!/bin/sh\nout=$(expr \"$*\" : '.*--out-dir \\([^ ]*\\)')\n{script}\n"
            text += f'case "$*" in *-Zunpretty*) exit;; esac\nprintf "%s:\\n" {self.module} > $out/m.d\n'
            path = self.write(self.root / name, text)
            path.chmod(0o755)
            commands.append([str(path)])
        return rustc_wasm._compile_both(self.source, self.record, self.crates, Compilers(*commands))

    def test_the_same_is_good(self):
        subject = self.judge("echo same", "echo same")
        self.assertEqual((subject.is_good, subject.macros), (True, {"m"}))

    def test_both_get_modules_and_no_code_is_made(self):
        seen = self.root / "seen"
        self.judge(wasi=f'printf "%s\\n" "$*" >> {seen}; pwd >> {seen}; echo $X >> {seen}')
        check, pwd, env, expand = seen.read_text().splitlines()[:4]
        self.assertEqual((pwd, env), ("/", "1"))
        self.assertIn(f"--wasm-proc-macro m={self.module}", check)
        self.assertIn(str(self.source), check)
        self.assertIn("--emit=dep-info,metadata", check)
        self.assertNotIn("link", check)
        self.assertIn("-Zunpretty=expanded,hygiene", expand)

    def test_whatever_differs_is_found(self):
        for script, kind in (
            ("echo x", "standard output"),
            ("echo x >&2", "diagnostics"),
            ("exit 1", "exit status"),
            ('case "$*" in *-Zunpretty*) echo x;; esac', "expansion"),
        ):
            with self.subTest(script):
                kinds = [difference.kind for difference in self.judge(wasi=script).differences]
                self.assertTrue(any(kind in found for found in kinds), kinds)

    def test_the_directory_that_is_written_to_is_no_difference(self):
        script = 'case "$*" in *-Zunpretty*) ;; *) echo "$out/x" >&2;; esac'
        self.assertTrue(self.judge(script, script).is_good)

    def test_libraries_are_compared_by_what_their_metadata_says(self):
        write = 'case "$*" in *-Zls*) exec cat "$2";; *-Zunpretty*) ;; *) echo {} > $out/libm-2.rmeta;; esac'
        self.assertTrue(self.judge(write.format(1), write.format(1)).is_good)
        kinds = [difference.kind for difference in self.judge(write.format(1), write.format(2)).differences]
        self.assertEqual(kinds, ["metadata"])

    def test_misuses_are_compiled_as_the_program_is(self):
        misuse = self.write(self.crates.directory / "errors/m.rs", "")
        twins = self.crates.project.twin_dir()
        self.write(twins / "m-2.json", json.dumps(self.record))
        sources = [source for source, _ in rustc_wasm._commands(self.crates)]
        self.assertEqual(sources, [Path(self.source), misuse])
