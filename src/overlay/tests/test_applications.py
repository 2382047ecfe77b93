"""Tests of how applications are compared: what is read of Cargo and of tests, what is complained of. Nothing is built."""

import json
import os
import tomllib
from dataclasses import replace
from pathlib import Path
from unittest import mock

from overlay import applications
from overlay.applications import Application, MacroCrate, Result, Tools
from overlay.bench import project
from overlay.bench.measure import Run
from overlay.tests.scratch import Scratch

TOOLS = Tools(Path("/no/rustc"), Path("/no/cargo-wasm-macro"), Path("/no/cargo"))
APPLICATION = Application("app", "1.0.0", "app", tests=True)


def artifact(name: str, kind: str, package: str, fresh: bool) -> str:
    target = {"name": name, "kind": [kind], "src_path": f"/{name}/src/lib.rs"}
    artifact = {"target": target, "package_id": package, "fresh": fresh, "filenames": [f"/deps/lib{name}-1.so"]}
    return json.dumps({"reason": "compiler-artifact"} | artifact)


class Cargo:
    """Stands for Cargo: notes of an application with one macro crate what a build would do."""

    def __init__(self, module: bytes = b"\0asm1", program: bytes = b"same", outcome: str = "ok", forgets: bool = False):
        self.module, self.program, self.outcome, self.forgets = module, program, outcome, forgets
        self.is_built = False

    def __call__(self, command, source, target, env, check=True):
        words = [str(word) for word in command]
        is_native = "wasm-macro" not in words
        if "enable" in words or "disable" in words:
            return ""
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
    def compare(self, cargo: Cargo, application: Application = APPLICATION, tools: Tools = TOOLS) -> Result:
        source = self.root / "app-1.0.0"
        source.mkdir(parents=True, exist_ok=True)
        with mock.patch.object(applications, "run", cargo), mock.patch("builtins.print"):
            return applications.test(tools, self.root, (application,))[0]

    def test_one_that_is_the_same_has_a_row(self):
        result = self.compare(Cargo())
        self.assertEqual(result.complaints, [])
        row = [cell.strip() for cell in applications.row(result).split("|")]
        self.assertEqual(row[1:7], ["app 1.0.0", "1", "0", "yes", "1", "macros@1.2.3: 2"])
        self.assertFalse((self.root / "target").exists())

    def test_an_application_may_use_macro_crates_in_its_tests_alone(self):
        class TestsAlone(Cargo):
            def __call__(self, command, source, target, env, check=True):
                said = super().__call__(command, source, target, env, check)
                return "\n".join(line for line in said.splitlines() if "proc-macro" not in line)

        result = self.compare(TestsAlone())
        self.assertEqual(result.complaints, [])
        row = [cell.strip() for cell in applications.row(result).split("|")]
        self.assertEqual(row[2:7], ["1", "0", "yes", "1", ""])

    def test_a_native_macro_crate_is_named(self):
        result = self.compare(Cargo(module=b"\x7fELF"))
        self.assertIn("libmacros-1.so is not a module", result.complaints)
        self.assertIn("there are no modules", result.complaints)

    def test_a_dylib_that_is_no_macro_crate_is_not_counted(self):
        class WithDylib(Cargo):
            def __call__(self, command, source, target, env, check=True):
                said = super().__call__(command, source, target, env, check)
                (target / "debug/deps/libslug-1.so").write_bytes(b"\x7fELF")
                return said.replace('{"reason":"build-finished"}', artifact("slug", "cdylib", "registry+#slug@1.0.0", True))

        result = self.compare(WithDylib())
        self.assertEqual(result.complaints, [])
        self.assertEqual((result.modules, result.native_macros), (1, 0))

    def test_what_disable_leaves_is_named(self):
        class Leaving(Cargo):
            def __call__(self, command, source, target, env, check=True):
                if "disable" in map(str, command):
                    (source / ".cargo").mkdir()
                    (source / ".cargo/config.toml").write_text("[build]\n", encoding="utf-8")
                return super().__call__(command, source, target, env, check)

        self.assertIn("`cargo wasm-macro disable` leaves", self.compare(Leaving()).complaints[0])

    def test_what_clippy_says_otherwise_is_shown(self):
        class Linting(Cargo):
            def __call__(self, command, source, target, env, check=True):
                if "clippy" not in map(str, command):
                    return super().__call__(command, source, target, env, check)
                text = "a lint" if "RUSTC" in env else "another lint"
                return json.dumps({"reason": "compiler-message", "message": {"rendered": text}})

        self.assertEqual(self.compare(Linting()).complaints, [])
        tools = replace(TOOLS, clippy=Path("/no/cargo-clippy"))
        complaints = self.compare(Linting(), tools=tools).complaints
        self.assertEqual(complaints, ["Clippy says something else, such as:\na lint"])

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

    def test_what_macros_may_read_is_said_where_modules_are_built(self):
        application = Application("app", "1.0.0", "app", policy=applications._reading("pest-derive"))
        seen = []

        class Looking(Cargo):
            def __call__(self, command, source, target, env, check=True):
                policy = source / applications.POLICY
                seen.append(("wasm-macro" in map(str, command), policy.read_text() if policy.is_file() else ""))
                return super().__call__(command, source, target, env, check)

        self.assertEqual(self.compare(Looking(), application).complaints, [])
        self.assertEqual(set(seen), {(False, ""), (True, '[crates.pest-derive]\nallow-read = ["@package"]\n')})

    def test_a_macro_crate_of_the_workspace_is_changed_before_one_of_others(self):
        published = artifact("a", "proc-macro", "registry+https://x#a@1.0.0", True)
        member = artifact("z", "proc-macro", "path+file:///z#0.1.0", True)
        built = applications._build(lambda *_: f"{published}\n{member}", APPLICATION)
        self.assertEqual([it.package for it in built.macro_crates], ["z@0.1.0", "a@1.0.0"])
        file = self.root / "lib.rs"
        file.write_text("", encoding="utf-8")
        os.utime(file, (0, 0))
        built.macro_crates[1].change(lambda *args: self.assertEqual(args, ("clean", "--package", "a@1.0.0")))
        MacroCrate(False, "z@0.1.0", file).change(lambda *_: self.fail("nothing is removed"))
        self.assertGreater(file.stat().st_mtime, 0)

    def test_packages_of_a_repository_are_its_workspace_again(self):
        for name, version in (("app", "1.0.0"), ("part", "0.2.0")):
            package = self.root / f"registry/src/x/{name}-{version}"
            package.mkdir(parents=True)
            (package / "Cargo.toml").write_text(f"# {name}\n", encoding="utf-8")
        lock = '[[package]]\nname = "part"\nversion = "0.2.0"\n'
        (self.root / "registry/src/x/app-1.0.0/Cargo.lock").write_text(lock, encoding="utf-8")
        application = Application("app", "1.0.0", "app", members=("part",))
        env = mock.patch.dict(os.environ, {"CARGO_HOME": str(self.root)})
        with env, mock.patch.object(applications, "run") as run:
            source = applications.fetch(TOOLS, self.root / "work", application)
            # It is there now.
            run.side_effect = AssertionError
            self.assertEqual(applications.fetch(TOOLS, self.root / "work", application), source)
        manifest = tomllib.loads((source / "Cargo.toml").read_text(encoding="utf-8"))
        self.assertEqual(manifest["workspace"]["members"], ["app", "part"])
        self.assertEqual(manifest["patch"]["crates-io"], {"part": {"path": "part"}})
        self.assertEqual((source / "part/Cargo.toml").read_text(encoding="utf-8"), "# part\n")
        self.assertEqual((source / "Cargo.lock").read_text(encoding="utf-8"), lock)

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
