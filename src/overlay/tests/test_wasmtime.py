"""Tests of how the runtime is installed and called; nothing is installed or run."""

from overlay import wasmtime
from overlay.config import Stage0
from overlay.tests.scratch import Scratch


class Wasmtime(Scratch):
    def setUp(self):
        super().setUp()
        self.config.__dict__["stage0"] = Stage0(self.root / "stage0", "x86_64-unknown-linux-gnu")
        # `cargo install ... --root DIRECTORY` makes a program that copies with `compile ... MODULE -o FILE`.
        program = self.write(self.root / "wasmtime", f'#!/bin/sh\necho x >> {self.root}/calls\ncp "$2" "$4"\n')
        program.chmod(0o755)
        cargo = f'#!/bin/sh\nfor last; do :; done\nmkdir -p "$last/bin"; cp {program} "$last/bin/wasmtime"\n'
        self.write(self.root / "stage0/bin/cargo", cargo).chmod(0o755)
        self.module = self.write(self.root / "a.wasm", "module")

    def calls(self):
        return len((self.root / "calls").read_text().split())

    def test_a_module_is_compiled_once(self):
        for _ in range(2):
            compiled, _ = self.quietly(wasmtime.compiled, self.config, self.module)
        self.assertEqual((compiled.read_text(), self.calls()), ("module", 1))

    def test_a_changed_module_is_compiled_anew_and_the_old_one_goes(self):
        old, _ = self.quietly(wasmtime.compiled, self.config, self.module)
        self.module.write_text("changed")
        new, _ = self.quietly(wasmtime.compiled, self.config, self.module)
        self.assertEqual((old.exists(), new.read_text()), (False, "changed"))

    def test_directories_have_the_names_that_the_module_sees(self):
        words, _ = self.quietly(wasmtime.command, self.config, self.module, {"/": ".", "/dist": self.root})
        self.assertEqual(words[-5:-1], ["--dir", ".::/", "--dir", f"{self.root}::/dist"])
        self.assertEqual(words[0], str(self.config.home / f"wasmtime-{wasmtime.VERSION}/bin/wasmtime"))
        self.assertIn("--allow-precompiled", words)
