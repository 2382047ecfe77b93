"""Tests of how applications are compared: what is read of Cargo and of tests, what is complained of. Nothing is built."""

import json
from pathlib import Path
from unittest import mock

from overlay import applications
from overlay.applications import Application, Result, Tools
from overlay.bench import project
from overlay.bench.measure import Run
from overlay.tests.scratch import Scratch

TOOLS = Tools(Path("/no/rustc"), Path("/no/cargo-wasm-macro"), Path("/no/cargo"))
APPLICATION = Application("app", "1.0.0", "app", tests=True)


def artifact(name: str, kind: str, package: str, fresh: bool) -> str:
    target = {"name": name, "kind": [kind]}
    return json.dumps({"reason": "compiler-artifact", "target": target, "package_id": package, "fresh": fresh})


class Cargo:
    """Stands for Cargo: notes of an application with one macro crate what a build would do."""

    def __init__(self, module: bytes = b"\0asm1", program: bytes = b"same", outcome: str = "ok", forgets: bool = False):
        self.module, self.program, self.outcome, self.forgets = module, program, outcome, forgets
        self.is_built = False

    def __call__(self, command, source, target, env, check=True):
        words = [str(word) for word in command]
        is_native = "wasm-macro" not in words
        if "test" in words:
            return f"test a::b ... {'ok' if is_native else self.outcome}\ntest c ... FAILED\n"
        if "clean" in words:
            self.is_built = False
            return ""
        deps = target / "debug/deps"
        if not deps.is_dir():
            self.is_built = False
        deps.mkdir(parents=True, exist_ok=True)
        (deps / "libmacros-1.so").write_bytes(b"\x7fELF" if is_native else self.module)
        (target / "debug/app").write_bytes(b"same" if is_native else self.program)
        fresh, self.is_built = self.is_built, not self.forgets or is_native
        said = [artifact("macros", "proc-macro", "registry+https://x#macros@1.2.3", fresh)]
        said.append(artifact("app", "bin", "path+file:///app#1.0.0", fresh))
        return "\n".join([*said, '{"reason":"build-finished"}'])


class Applications(Scratch):
    def compare(self, cargo: Cargo) -> Result:
        source = self.root / "app-1.0.0"
        source.mkdir(parents=True, exist_ok=True)
        with mock.patch.object(applications, "run", cargo), mock.patch("builtins.print"):
            return applications.test(TOOLS, self.root, (APPLICATION,))[0]

    def test_one_that_is_the_same_has_a_row(self):
        result = self.compare(Cargo())
        self.assertEqual(result.complaints, [])
        row = [cell.strip() for cell in applications.row(result).split("|")]
        self.assertEqual(row[1:7], ["app 1.0.0", "1", "0", "yes", "1", "macros@1.2.3: 2"])
        self.assertFalse((self.root / "target").exists())

    def test_a_native_macro_crate_is_named(self):
        result = self.compare(Cargo(module=b"\x7fELF"))
        self.assertIn("libmacros-1.so is not a module", result.complaints)
        self.assertIn("there are no modules", result.complaints)

    def test_another_executable_is_kept_with_the_native_one(self):
        result = self.compare(Cargo(program=b"other"))
        self.assertIn("is another executable", result.complaints[0])
        self.assertEqual((self.root / "app.native").read_bytes(), b"same")
        self.assertEqual((self.root / "target/debug/app").read_bytes(), b"other")

    def test_tests_that_end_in_another_way_are_named(self):
        complaints = self.compare(Cargo(outcome="FAILED")).complaints
        self.assertEqual(complaints, ["tests end in another way: a::b (FAILED), a::b (ok)"])

    def test_what_a_second_build_compiles_is_named(self):
        complaints = self.compare(Cargo(forgets=True)).complaints
        self.assertEqual(complaints, ["a second build compiles app (bin), macros (proc-macro)"])

    def test_packages_are_named_as_cargo_takes_them(self):
        names = {
            "registry+https://github.com/rust-lang/crates.io-index#serde_derive@1.0.1": "serde_derive@1.0.1",
            "path+file:///x/macros#0.1.0": "macros@0.1.0",
        }
        for package, name in names.items():
            self.assertEqual(applications._specification(package, "a_target"), name)


class Project(Scratch):
    def test_builds_are_compared_by_processor_time(self):
        runs = {
            project.NATIVE: [Run(9, 0, {project.PROCESSOR: 10.0}), Run(7, 0, {project.PROCESSOR: 12.0})],
            project.MODULES: [Run(4, 0, {project.PROCESSOR: 11.0}), Run(4, 0, {project.PROCESSOR: 11.0})],
        }
        results = {"applications": {"app 1.0.0": {project.CLEAN: project._ratios(runs)}}, "target": 1.0}
        row = project.table(results).splitlines()[-1]
        self.assertTrue(row.startswith("| app 1.0.0, clean build | 11.0 s | 11.0 s | 1.00 ("), row)
        self.assertTrue(row.endswith("| 0.50 | yes |"), row)
