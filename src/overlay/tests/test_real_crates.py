"""Tests of how the programs in `tests/real-crates` are judged, with scripts in the place of rustc and of programs."""

import json
import unittest

from overlay import real_crates
from overlay.compare import Difference
from overlay.real_crates import RealCrates, Subject
from overlay.real_macros import Project
from overlay.tests.scratch import Scratch

MESSAGE = json.dumps({"level": "error", "message": "no", "rendered": "\x1b[1merror\x1b[0m: no\n"})
OTHER = json.dumps({"level": "error", "message": "panicked", "rendered": "\x1b[1merror\x1b[0m: panicked\n"})
DIFF = "--- native\n+++ wasm\n@@ -1 +1 @@\n-error: no\n+error: panicked\n"


def says(message: str) -> str:
    """What a rustc runs that fails with this message."""
    return f"printf '%s\\n' '{message}' >&2; exit 1"


class Case(Scratch):
    """One macro crate `m`, its program, and a rustc that does with each form what a test says."""

    def setUp(self):
        super().setUp()
        project = Project(self.config, self.clone / "tests/real-crates/Cargo.toml", self.clone / "target/real-crates")
        self.crates = RealCrates(self.config, project)
        self.modules, self.twins = project.module_dir(), project.twin_dir()
        self.write(project.manifest, "[package]\n")
        self.source = self.write(self.crates.directory / "src/bin/m.rs", "")
        self.write(self.modules / "m-1.wasm", "")
        self.out = {"native": project.work / "cargo", "wasm": self.twins}
        for directory in self.out.values():
            directory.mkdir(parents=True, exist_ok=True)
        self.args = "--crate-name m src/bin/m.rs --emit=dep-info,link -C extra-filename=-2 --out-dir".split()
        self.args += [str(self.out["native"]), "--extern", "m=/t/libm-1.so"]

    def record(self, **wasm) -> dict:
        forms = {
            form: {"out_dir": str(directory), "status": 0, "stdout": "", "stderr": "", "dep_info": "", "expanded": ""}
            for form, directory in self.out.items()
        }
        forms["wasm"] |= {"dep_info": f"{self.modules}/m-1.wasm:\n"} | wasm
        return {"crate": "m-2", "cwd": str(self.crates.directory), "env": {}, "args": self.args, **forms}

    def programs(self, native: str, wasm: str):
        for directory, script in zip(self.out.values(), (native, wasm)):
            self.write(directory / "m-2", f"#!/bin/sh\n{script}\n").chmod(0o755)

    def rustc(self, native: str, wasm: str):
        script = f"#!/bin/sh\ncase \"$*\" in\n*-Zunpretty*) ;;\n*--wasm-proc-macro*) {wasm} ;;\n*) {native} ;;\nesac\n"
        self.write(self.config.dist / "bin/rustc", script).chmod(0o755)


class Options(Case):
    def test_without_any(self):
        project = self.crates.project
        self.assertEqual((project.options(), project.module_target()), ([], "wasm32-unknown-unknown"))

    def test_from_the_manifest(self):
        head = "[package.metadata.wasm-proc-macro"
        options = 'allow-read = ["m=@package"]\nallow-env = ["m=A", "n=B"]'
        self.write(self.crates.project.manifest, f'{head}]\ntarget = "wasm32-wasip1"\n{head}.options]\n{options}\n')
        env = "--wasm-proc-macro-allow-env"
        expected = ["--wasm-proc-macro-allow-read", "m=@package", env, "m=A", env, "n=B"]
        project = self.crates.project
        self.assertEqual((project.options(), project.module_target()), (expected, "wasm32-wasip1"))
        record = self.record()
        native, wasm = self.crates.commands("errors/m.rs", record)
        self.assertEqual(native, ["errors/m.rs" if word == "src/bin/m.rs" else word for word in record["args"]])
        self.assertEqual(wasm[-len(expected) :], expected)


class Programs(Case):
    def judge(self, **wasm) -> Subject:
        return real_crates.compare_program("m", self.record(**wasm), self.crates)

    def test_the_same(self):
        self.programs("echo out; echo err >&2; exit 3", "echo out; echo err >&2; exit 3")
        self.assertTrue(self.judge().is_good)

    def test_what_programs_do_is_compared(self):
        for kind, script in [
            ("standard output of the program", "echo other"),
            ("standard error of the program", "echo out; echo err >&2"),
            ("exit status of the program", "echo out; exit 1"),
        ]:
            self.programs("echo out", script)
            with self.subTest(kind):
                self.assertEqual([difference.kind for difference in self.judge().differences], [kind])

    def test_times_and_threads_vary(self):
        script = "echo \"test result: ok. 1 passed; finished in 0.0{0}s\"; echo \"thread 'main' ({0}) panicked at a.rs\" >&2"
        self.programs(script.format(1), script.format(2))
        self.assertTrue(self.judge().is_good)
        self.programs("echo 'a (1) b; finished'", "echo 'a (2) b; finished'")
        self.assertFalse(self.judge().is_good)

    def test_compilations_are_compared(self):
        self.programs("", "")
        subject = self.judge(stderr=MESSAGE)
        self.assertEqual([difference.kind for difference in subject.differences], ["diagnostics"])

    def test_a_program_that_does_not_compile_is_not_run(self):
        subject = self.judge(status=1)
        self.assertEqual([difference.kind for difference in subject.differences], ["exit status of the compiler"])

    def test_a_module_that_is_not_read_is_no_test(self):
        self.programs("", "")
        subject = self.judge(dep_info="")
        self.assertEqual(subject.complaints, ["the compiler has read no module of `m`"])

    def test_libraries_answer_for_the_macros_they_use(self):
        self.assertEqual(real_crates.compare_library(self.record(), self.modules).macros, {"m"})
        # There is no dep-info of what did not compile.
        failed = real_crates.compare_library(self.record(status=1, dep_info=""), self.modules)
        self.assertEqual((failed.macros, failed.is_good), ({"m-2"}, False))

    def test_hashes_differ_where_that_is_known(self):
        record = self.record(expanded="fn f_0123456789abcdef()")
        record["native"]["expanded"] = "fn f_0123456789abcdee()"
        self.assertFalse(real_crates.compare_library(record, self.modules).is_good)
        self.replace(real_crates, "HASHING", {"m"})
        self.assertTrue(real_crates.compare_library(record, self.modules).is_good)

    def test_every_program_must_have_been_compiled(self):
        self.assertIn("macro crate `m` was compiled", self.fails(real_crates.compare_all, self.crates))

    def test_all_of_it(self):
        self.programs("echo out", "echo out")
        self.rustc(says(MESSAGE), says(MESSAGE))
        self.write(self.twins / "m-2.json", json.dumps(self.record()))
        self.write(self.crates.directory / "errors/m.rs", "")
        subjects = real_crates.compare_all(self.crates)
        self.assertEqual([(subject.name, subject.is_good) for subject in subjects], [("m", True), ("errors-m", True)])


class Misuses(Case):
    def judge(self, directory: str) -> Subject:
        source = self.write(self.crates.directory / directory / "m.rs", "")
        return real_crates._misuse(source, self.record(), self.crates)

    def test_the_same_error(self):
        self.rustc(says(MESSAGE), says(MESSAGE))
        self.assertTrue(self.judge("errors").is_good)

    def test_other_error(self):
        self.rustc(says(MESSAGE), says(OTHER))
        self.assertEqual([difference.kind for difference in self.judge("errors").differences], ["diagnostics"])

    def test_an_error_there_must_be(self):
        self.rustc("true", "true")
        self.assertEqual(self.judge("errors").complaints, ["compiles, and should not"])

    def test_described_difference(self):
        self.rustc(says(MESSAGE), says(OTHER))
        self.write(self.crates.directory / "differences/m.diff", DIFF)
        self.assertTrue(self.judge("differences").is_good)

    def test_described_difference_holds_wherever_the_package_is(self):
        place = str(self.crates.directory)
        self.rustc(says(MESSAGE.replace("no", place)), says(OTHER.replace("panicked", f"panicked: {place}")))
        diff = DIFF.replace("no", "$PACKAGE").replace("panicked", "panicked: $PACKAGE")
        self.write(self.crates.directory / "differences/m.diff", diff)
        self.assertTrue(self.judge("differences").is_good)

    def test_difference_that_is_gone(self):
        self.rustc(says(MESSAGE), says(MESSAGE))
        self.write(self.crates.directory / "differences/m.diff", DIFF)
        self.assertFalse(self.judge("differences").is_good)

    def test_difference_that_is_not_described(self):
        self.rustc(says(MESSAGE), says(OTHER))
        found = self.judge("differences").differences
        self.assertEqual("\n".join(found[0].diff[1:]) + "\n", DIFF)


class Reporting(Scratch):
    def report(self, *subjects: Subject) -> tuple[tuple[int, list[str]], str]:
        return self.quietly(real_crates.report, list(subjects), self.root / "differences", "of both kinds")

    def test_all_good(self):
        verdict, said = self.report(Subject("a", {"a"}), Subject("lib-1", {"a", "b"}))
        self.assertEqual(verdict, (2, []))
        self.assertTrue(said.endswith("real crates 2/2 identical\n"))

    def test_difference(self):
        bad = Subject("errors-b", {"b"}, differences=[Difference("b-2", "exit status", ["--- native", "+1"])])
        verdict, said = self.report(Subject("a", {"a"}), Subject("b", {"b"}), bad)
        self.assertEqual(verdict, (1, ["b"]))
        self.assertIn("b-2: exit status differs\n--- native\n+1\n", said)
        self.assertTrue(said.endswith("FAILED: b\nreal crates 1/2 identical\n"))
        file = self.root / "differences/errors-b.exit-status.diff"
        self.assertEqual(file.read_text(), "--- native\n+1\n")

    def test_complaint(self):
        verdict, said = self.report(Subject("a", {"a"}, complaints=["compiles, and should not"]))
        self.assertEqual(verdict, (0, ["a"]))
        self.assertIn("a: compiles, and should not\n", said)


if __name__ == "__main__":
    unittest.main()
