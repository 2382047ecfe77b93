"""Tests of `./x.py bench editor` and of finding rust-analyzer. Nothing is compiled or measured."""

import subprocess
from pathlib import Path
from unittest import mock

from overlay import rust_analyzer
from overlay.bench import editor
from overlay.bench.macros import COMPILED, MODULE, NATIVE, NATIVE_DEV
from overlay.bench.measure import Run, Subject
from overlay.tests.scratch import Scratch


class Editor(Scratch):
    def test_calls_have_what_rust_analyzer_would_send(self):
        items = {task.name: task.item for task in editor.TASKS}
        self.assertFalse([name for name, item in items.items() if "derive(" in item])
        self.assertEqual(items["serde: Serialize, 7 fields"].count("pub field"), 7)
        self.assertIn("#[arg(long", items["clap: Parser, 10 options"])
        self.assertIn('#[error("cannot read', items["thiserror: Error, 7 variants"])
        attributes = [task.crate for task in editor.TASKS if task.attribute is not None]
        self.assertEqual(attributes, ["tracing_attributes", "async_trait"])

    def test_an_attribute_is_the_last_word_of_a_command(self):
        tracing = next(task for task in editor.TASKS if task.crate == "tracing_attributes")
        subject = editor._subject(Path("/client"), Path("/server"), tracing, MODULE, Path("/m.wasm"), Path("/codes"))
        self.assertEqual(subject.command[:3], ["/client", "/m.wasm", "instrument"])
        self.assertEqual(subject.command[-1], tracing.attribute)
        self.assertEqual(subject.env, {"PROC_MACRO_SRV_UNDER_TEST": "/server", editor.CODES: "/codes"})
        self.assertEqual(subject.read("warning: x\n12.5\n"), {editor.RATE: 12.5})

    def test_a_form_with_more_expansions_has_a_ratio_above_one(self):
        rates = {NATIVE_DEV: 100.0, NATIVE: 400.0, COMPILED: 200.0, MODULE: 50.0}
        subjects = [Subject(form, [], runs=[Run(1, 1, {editor.RATE: rate})] * 2) for form, rate in rates.items()]
        figures = editor.figures(subjects)
        self.assertEqual(figures["ratios"][COMPILED][NATIVE_DEV]["median"], 2)
        self.assertEqual(figures["ratios"][MODULE][NATIVE]["median"], 0.125)
        row = editor.table({"tasks": {"one": figures}}).splitlines()[-1]
        self.assertTrue(row.startswith("| one | 100 | 400 | 200 | 50 | 2.00 "), row)


class RustAnalyzer(Scratch):
    def found(self, status, text):
        done = subprocess.CompletedProcess([], status, text, "")
        with (
            mock.patch.object(rust_analyzer.shutil, "which", return_value="/bin/rustup"),
            mock.patch.object(rust_analyzer, "run", return_value=done) as run,
        ):
            return rust_analyzer.env(self.config), run

    def test_it_is_that_of_the_release(self):
        env, run = self.found(0, "/toolchain/bin/rust-analyzer\n")
        library = str(self.config.tree / "library")
        expected = {rust_analyzer.UNDER_TEST: "/toolchain/bin/rust-analyzer", rust_analyzer.LIBRARY: library}
        self.assertEqual(env, expected)
        self.assertIn(self.config.pin.rust, run.call_args.args[0])
        # Nothing is installed for the sake of a test.
        self.assertEqual(run.call_args.kwargs["env"]["RUSTUP_AUTO_INSTALL"], "0")

    def test_there_need_not_be_one(self):
        self.assertEqual(self.found(1, "error: toolchain is not installed\n")[0], {})
