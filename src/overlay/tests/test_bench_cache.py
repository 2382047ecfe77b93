"""Tests of `./x.py bench cache`: what is edited, how its subjects differ, what the table says. Nothing is compiled."""

import unittest

from overlay.bench import cache, measure
from overlay.bench.expand import PASS
from overlay.bench.macros import NATIVE, Form
from overlay.bench.measure import Run, Subject
from overlay.tests.scratch import Scratch


class Cache(Scratch):
    def test_each_edit_makes_another_program(self):
        programs = [cache.edited(number, is_before) for number in (1, 2) for is_before in (False, True)]
        self.assertEqual(len(set(programs)), 4)
        for program in programs:
            self.assertEqual(program.count("#[derive(serde"), 300)
        self.assertTrue(programs[1].startswith("pub fn edited"))
        # What follows is in another line each time.
        lines = [program.splitlines().index("pub struct S0 {") for program in (programs[1], programs[3])]
        self.assertEqual(lines[1], lines[0] + 1)

    def test_each_subject_has_a_directory_of_its_own(self):
        form = Form("f", {"serde_derive": ["--wasm-proc-macro", "serde_derive=m.wasm"]}, {"serde": self.root / "s.rlib"})
        bench = cache.Bench(form, form, self.root / "work")
        edits = [cache._Edit(True), cache._Edit(True)]
        subjects = [
            bench.subject("a task", name, ["rustc"], form, "-Cincremental=DIRECTORY/cache", before=edit)
            for name, edit in zip(("one, more", "other"), edits)
        ]
        for subject, name in zip(subjects, ("a-task-one-more", "a-task-other")):
            directory = self.root / "work" / name
            self.assertEqual(subject.command[-1], f"-Cincremental={directory}/cache")
            subject.before()
            self.assertEqual((directory / "program.rs").read_text(), cache.edited(1, True))

    def test_the_table_has_ratios_to_the_first_and_says_what_is_reached(self):
        def subject(name: str, seconds: float) -> Subject:
            return Subject(name, [], runs=[Run(2 * seconds, 10**6, {PASS: seconds})] * 2)

        names = {NATIVE: 1.0, cache.WITHOUT: 3.0, cache.KNOWN: 0.6}
        subjects = [subject(name, seconds) for name, seconds in names.items()]
        found = cache.results({cache.AGAIN: subjects, cache.EDIT_BEHIND: subjects})
        table = cache.table(found | {"store_bytes": {"a/store": 1234}})
        ratio = measure.Ratio(0.6, 0.6, 0.6)
        self.assertIn(f"| {cache.KNOWN} | 600 ms | {ratio} | 1200 ms | {ratio} |", table)
        self.assertIn(f"| {cache.AGAIN}: {cache.KNOWN} to {NATIVE}, {PASS} | 0.5 | {ratio} | NO |", table)
        self.assertIn(f"to {NATIVE}, all of rustc | 0.9 | {ratio} | yes |", table)
        self.assertIn("| a/store | 1,234 |", table)
        # What was not measured is not judged.
        self.assertNotIn(cache.WASM, table)


if __name__ == "__main__":
    unittest.main()
