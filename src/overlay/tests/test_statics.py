"""Tests of how macro crates are sorted by what fresh `static`s do to them, with a script in the place of rustc."""

import json
import unittest

from overlay import statics
from overlay.compare import Difference
from overlay.config import CLONE
from overlay.real_crates import RealCrates, Subject
from overlay.real_macros import Project
from overlay.tests.scratch import Scratch

DIRECTORY = "tests/real-crates"
# Of a report the form of a macro crate, and its file.
EXPANSIONS = (("module", "a_b-1.wasm"), ("module", "m-1.wasm"), ("native", "libn-1.so"))


def subject(*modules: str, is_good: bool = True) -> Subject:
    differences = [] if is_good else [Difference("s", "expansion", ["-a", "+b"])]
    return Subject("s", set(), differences=differences, modules=set(modules))


class Blame(Scratch):
    def test_what_differs_alone_explains_the_rest(self):
        good, alone = subject("a-1", "b-1"), subject("c-1", is_good=False)
        self.assertEqual(statics.to_blame([good, alone, subject("a-1", "c-1", is_good=False)]), {"c-1"})

    def test_without_that_it_may_be_any(self):
        subjects = [subject("a-1", "b-1", is_good=False), subject("c-1", is_good=False)]
        self.assertEqual(statics.to_blame(subjects), {"a-1", "b-1", "c-1"})

    def test_somebody_must_be_to_blame(self):
        self.assertIn("`s` differs", self.fails(statics.to_blame, [subject(is_good=False)]))


class Measuring(Scratch):
    """A program that uses two macro crates, and reads a third."""

    def setUp(self):
        super().setUp()
        project = Project(self.config, self.clone / DIRECTORY / "Cargo.toml", self.clone / "target/real-crates")
        self.write(project.manifest, "[package]\n")
        self.crates = RealCrates(self.config, project)
        self.modules = project.module_dir()
        for name in ("a_b", "m", "unused"):
            self.write(self.modules / f"{name}-1.wasm", "")
            source = f"/registry/src/example.org/{name.replace('_', '-')}-1.2.0-rc.1/src/lib.rs"
            self.write(self.modules / f"{name}-1.d", f"{self.modules}/{name}-1.wasm: {source}\n\n{source}:\n")
        self.write(self.crates.directory / "src/bin/m.rs", "")
        args = "--crate-name m src/bin/m.rs --emit=dep-info,link -C extra-filename=-2 --out-dir /t --extern"
        args = [*args.split(), "m=/t/libm-1.so"]
        record = {"crate": "m-2", "cwd": str(self.crates.directory), "env": {}, "args": args}
        self.write(project.twin_dir() / "m-2.json", json.dumps(record))
        self.replace(statics.real_crates, "build_project", lambda config, directory: self.crates)

    def measure(self, with_fresh: str, reads: str) -> statics.Verdicts:
        """What is said of a compiler that does this with fresh `static`s, and reads these modules."""
        lines = [["m", form, *["-"] * 10, f"{self.modules}/{name}"] for form, name in EXPANSIONS]
        lines = "".join("\\t".join(line) + "\\n" for line in lines)
        dep_info = "".join(f"{self.modules}/{name}-1.wasm:\\n" for name in reads.split())
        script = f"""#!/bin/sh
report=$(expr "$*" : '.*--wasm-proc-macro-report=\\([^ ]*\\)') && printf '{lines}' >> $report
out=$(expr "$*" : '.*--out-dir \\([^ ]*\\)')
case "$*" in *-Zunpretty*) ;; *) printf '{dep_info}' > $out/m.d;; esac
case "$*" in *"statics fresh"*) {with_fresh};; *"statics shared"*) ;; *) exit 1;; esac
"""
        self.write(self.config.dist / "bin/rustc", script).chmod(0o755)
        return self.quietly(statics.measure, self.config, DIRECTORY)[0]

    def test_what_was_expanded_is_the_same(self):
        expected = {("a-b", "1.2.0-rc.1"): True, ("m", "1.2.0-rc.1"): True}
        self.assertEqual(self.measure(":", "a_b m unused"), expected)

    def test_what_differs_needs_shared_ones(self):
        expected = {("a-b", "1.2.0-rc.1"): True, ("m", "1.2.0-rc.1"): False}
        self.assertEqual(self.measure("echo other", "m"), expected)


class Lists(Scratch):
    VERDICTS = {("b", "1.10.0"): True, ("b", "1.9.0"): True, ("a_c", "0.1.0"): False, ("b", "0.1.0"): False}

    def finish(self, directory: str, found, *, write: bool = False):
        return self.quietly(statics.finish, self.config, [directory], found, write)

    def test_a_list_is_read_as_it_was_written(self):
        text = statics.render([DIRECTORY], self.VERDICTS)
        self.assertEqual(statics.parse(text), ([DIRECTORY], self.VERDICTS))
        self.assertIn('[same]\nb = ["1.9.0", "1.10.0"]\n\n[needs-shared]\na_c = ["0.1.0"]\n', text)

    def test_a_part_changes_nothing_of_the_rest(self):
        self.in_clone(statics.LIST, statics.render([DIRECTORY], self.VERDICTS))
        other = {("a_c", "0.1.0"): True}
        self.finish(f"{DIRECTORY}/syn-1", other, write=True)
        self.assertEqual(statics.read(self.config), ([DIRECTORY, f"{DIRECTORY}/syn-1"], self.VERDICTS | other))

    def test_what_is_no_longer_used_is_no_longer_listed(self):
        self.in_clone(statics.LIST, statics.render([DIRECTORY], self.VERDICTS))
        other = {("d", "1.0.0"): True}
        status, said = self.finish(DIRECTORY, other)
        self.assertEqual((status, said.count(": nothing, and in")), (1, 4))
        self.finish(DIRECTORY, other, write=True)
        self.assertEqual(statics.read(self.config), ([DIRECTORY], other))

    def test_other_results_than_those_of_the_list_are_shown(self):
        self.in_clone(statics.LIST, statics.render([DIRECTORY], self.VERDICTS))
        self.assertEqual(self.finish(DIRECTORY, self.VERDICTS)[0], 0)
        elsewhere = f"{DIRECTORY}/syn-1"
        self.assertEqual(self.finish(elsewhere, {("a_c", "0.1.0"): False})[0], 0)
        status, said = self.finish(elsewhere, {("a_c", "0.1.0"): True})
        self.assertEqual(status, 1)
        self.assertIn(f"a_c 0.1.0: same, and in `{statics.LIST}`: needs-shared\n", said)

    def test_one_use_that_differs_is_enough(self):
        package = ("a", "1.0.0")
        self.assertEqual(statics.merged([{package: True}, {package: False}, {package: True}]), {package: False})

    def test_the_list_is_as_it_is_written(self):
        text = (CLONE / statics.LIST).read_text(encoding="utf-8")
        self.assertEqual(text, statics.render(*statics.parse(text)))


if __name__ == "__main__":
    unittest.main()
