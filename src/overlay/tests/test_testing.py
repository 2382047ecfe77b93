"""Tests of how `./x.py test` counts tests. It runs none of the parts."""

import io
import os
import unittest
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

from overlay import testing
from overlay.applications import Application, Result
from overlay.failures import failed_tests
from overlay.system import Failure
from overlay.testing import Counts


OUTPUT = """\
test fields::first ... ok
test fields::third   ... FAILED

failures:

---- fields::third stdout ----

thread panicked
left: 1


failures:
    fields::third

test result: FAILED. 1 passed; 1 failed; 0 ignored
"""


class Counting(unittest.TestCase):
    def test_counts_are_summed(self):
        output = "test result: ok. 3 passed; 0 failed; 0 ignored\nx\n"
        output += "test result: FAILED. 2 passed; 1 failed; 0 ignored\n"
        self.assertEqual(testing._count(output, testing.CARGO_COUNTS), Counts(5, 1))

    def test_no_count_at_all_is_a_failure(self):
        self.assertEqual(testing._count("error: could not compile", testing.CARGO_COUNTS), Counts(0, 1, [], [testing.NO_COUNT]))

    def test_a_part_that_cannot_run_has_failed(self):
        def part(config):
            raise Failure("no compiler; build one")

        total = Counts(4, 0)
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as stderr:
            testing._run_part("compiler", part, None, total)
        self.assertEqual(total, Counts(4, 1, [], ["compiler: no compiler; build one"]))
        self.assertIn("error: no compiler; build one", stderr.getvalue())


class Failures(unittest.TestCase):
    def test_what_failed_is_said_again_at_the_end(self):
        def part(config):
            return testing._count(OUTPUT, testing.CARGO_COUNTS)

        with (
            mock.patch.multiple(testing, _engine=part),
            mock.patch.object(testing.configuration, "load"),
            redirect_stdout(io.StringIO()) as stdout,
            redirect_stderr(io.StringIO()),
        ):
            self.assertEqual(testing.main(["engine"]), 1)
        end = stdout.getvalue().partition("in 0 s\n")[2]
        self.assertTrue(end.startswith("FAILED: engine: fields::third\n  thread panicked\n  left: 1\nNOT RUN"), end)

    def test_each_form_is_understood(self):
        tap = "ok 1 - fine\nnot ok 2 - a page is shown\n"
        self.assertEqual(failed_tests(OUTPUT)[0].splitlines()[0], "fields::third")
        self.assertEqual(failed_tests(tap), ["a page is shown"])
        self.assertEqual(failed_tests("FAILED: bon_macros\nreal crates 1/2 identical\n"), ["bon_macros"])
        self.assertEqual(failed_tests("test [ui] a/b.rs ... FAILED\n"), ["[ui] a/b.rs"])
        self.assertEqual(failed_tests("test a ... ok\n"), [])

    def test_a_long_report_is_cut(self):
        lines = "\n".join(str(number) for number in range(99))
        [said] = failed_tests(f"test a ... FAILED\n\nfailures:\n\n---- a stdout ----\n{lines}\n\nfailures:\n    a\n")
        self.assertEqual(len(said.splitlines()), 17)
        self.assertTrue(said.endswith("\n  ... and 84 lines more"), said)

    def test_a_suite_that_does_not_compile_is_named(self):
        counts = testing._failed_after_all(Counts(3, 0), 101, "cargo test in rustc_wasm_object")
        self.assertEqual(counts, Counts(3, 1, [], ["cargo test in rustc_wasm_object"]))
        self.assertEqual(testing._failed_after_all(Counts(3, 1), 101, "x"), Counts(3, 1))


class Applications(unittest.TestCase):
    KNOWN = (Application("small", "1.0.0", "s", is_small=True, tests=True), Application("large", "1.0.0", "l"))

    def compared(self, turn: str | None, only: list[str] | None = None) -> tuple[list[tuple[str, bool]], list[str]]:
        """Names of what is compared, whether tests are run, and what is said not to be."""
        seen = []

        def compare(tools, work, chosen):
            seen.extend((it.name, it.tests) for it in chosen)
            return [Result(it) for it in chosen]

        environment = {testing.TURN: turn} if turn else {}
        with (
            mock.patch.multiple(testing.applications, APPLICATIONS=self.KNOWN, test=compare),
            mock.patch.multiple(testing, dist=mock.DEFAULT) as mocks,
            mock.patch.object(testing.shared_cache, "find", lambda: None),
            mock.patch.dict(os.environ, environment),
        ):
            if not turn:
                os.environ.pop(testing.TURN, None)
            mocks["dist"].has_extra.return_value = False
            counts = testing._cargo(mock.MagicMock(), only)
        self.assertEqual((counts.passed, counts.failed), (len(seen), 0))
        return seen, counts.not_run

    def test_only_small_ones_take_part_in_turns_and_without_their_tests(self):
        seen, not_run = self.compared("0/1")
        self.assertEqual(seen, [("small", False)])
        self.assertEqual([said.split(", ")[0] for said in not_run[:2]], ["large", "tests of small"])

    def test_all_are_those_that_were_seen_to_be_the_same(self):
        seen, not_run = self.compared(None)
        self.assertEqual(seen, [("small", True), ("large", False)])
        self.assertEqual(not_run[0], testing.NO_CLIPPY)

    def test_one_that_is_named_is_compared_with_its_tests(self):
        self.assertEqual(self.compared("0/1", ["small"])[0], [("small", True)])


class Turns(unittest.TestCase):
    def run_x(self, *argv: str) -> tuple[str, list[str | None]]:
        """What the command prints, and the turn of each part that runs."""
        turns = []

        def part(name):
            turns.append(os.environ.get(testing.TURN))
            return Counts(1, 0, [f"2 of 3 {name}"])

        parts = {f"_{name}": mock.DEFAULT for name in ("engine", "codegen")}
        with (
            mock.patch.multiple(testing, **parts) as mocked,
            mock.patch.object(testing.configuration, "load"),
            mock.patch.dict(os.environ, {testing.TURN: "7/9"}),
            redirect_stdout(io.StringIO()) as stdout,
            redirect_stderr(io.StringIO()),
        ):
            for name, function in mocked.items():
                function.side_effect = lambda config, name=name: part(name)
            self.assertEqual(testing.main(list(argv)), 0)
        return stdout.getvalue(), turns

    def test_each_project_of_real_crates_has_its_turn(self):
        directories = testing.real_crates.DIRECTORIES
        all_of_them = list(directories)
        shares = testing.TURNS["real-crates"]
        seen = []
        for share in range(shares):
            with mock.patch.dict(os.environ, {testing.TURN: f"{share}/{shares}"}):
                mine, not_run = testing._of_this_turn(directories)
            self.assertTrue(mine)
            self.assertEqual(len(mine) + len(not_run), len(all_of_them))
            seen += mine
        self.assertEqual(sorted(seen), sorted(all_of_them))
        with mock.patch.dict(os.environ):
            os.environ.pop(testing.TURN, None)
            self.assertEqual(testing._of_this_turn(directories), (all_of_them, []))

    def test_the_seed_says_whose_turn_it_is(self):
        shares = testing.TURNS["codegen"]
        _, turns = zip(*(self.run_x("codegen", "--seed", str(seed)) for seed in range(100, 100 + shares)))
        expected = [f"{share}/{shares}" for share in range(shares)]
        self.assertEqual(sorted(turn for [turn] in turns), expected)

    def test_the_engines_take_turns(self):
        def of(seed: int | None) -> tuple[list[bool], list[str]]:
            compiles, directories = [], []

            def part(_config):
                compiles.append(testing.MODULE_COMPILER in os.environ)
                directories.append(os.environ[testing.CODE_DIR])
                return Counts(1)

            config = mock.Mock(dist=Path("dist"))
            with mock.patch.dict(os.environ, {testing.CODE_DIR: "mine"}), redirect_stdout(io.StringIO()):
                counts = testing._with_engines(part, seed, config)
                self.assertNotIn(testing.MODULE_COMPILER, os.environ)
                self.assertEqual(os.environ[testing.CODE_DIR], "mine")
            self.assertNotIn("mine", directories)
            self.assertEqual(counts.passed, len(compiles))
            return compiles, counts.not_run

        self.assertEqual(of(None), ([False, True], []))
        self.assertEqual(of(4), ([False], ["with the compiled code, whose turn it is not"]))
        self.assertEqual(of(5), ([True], ["with the interpreter, whose turn it is not"]))

    def test_a_store_is_filled_and_used(self):
        seen = []

        def part(_config):
            store = Path(os.environ[testing.EXPANSION_STORE])
            seen.append(len(list(store.iterdir())))
            (store / "a.expansions").write_text("x")
            return Counts(1)

        with redirect_stdout(io.StringIO()):
            self.assertEqual(testing._with_store(part, None), Counts(4))
            self.assertEqual(testing._with_store(lambda _: Counts(1), None).failed, 2)
        self.assertEqual(seen, [0, 1])
        self.assertNotIn(testing.EXPANSION_STORE, os.environ)

    def test_a_store_is_wanted_where_it_is_asked_for_and_in_its_turn(self):
        self.assertEqual([testing._wants_store("differential", seed, False) for seed in (3, 4, None)], [True, False, False])
        self.assertTrue(testing._wants_store("ui", None, True))
        self.assertFalse(testing._wants_store("ui", 3, False))
        self.assertFalse(testing._wants_store("codegen", 3, True))

    def test_all_runs_whole_lists(self):
        said, turns = self.run_x("codegen", "--all")
        self.assertEqual(turns, [None])
        self.assertNotIn("seed", said)

    def test_other_parts_take_no_turns(self):
        said, turns = self.run_x("engine", "--seed", "1")
        self.assertEqual(turns, [None])
        self.assertNotIn("seed", said)

    def test_the_seed_and_what_was_not_run_are_printed_before_the_counts(self):
        lines = self.run_x("engine", "codegen", "--seed", "5")[0].splitlines()
        self.assertIn("NOT RUN: codegen: 2 of 3 _codegen", lines)
        self.assertIn("NOT RUN: ui", lines)
        self.assertTrue(lines[-2].startswith("The seed was 5: `--seed 5` "))
        self.assertEqual(lines[-1], "2 passed, 0 failed")

    def test_without_a_seed_the_clock_says(self):
        with mock.patch("time.time", return_value=600.0):
            self.assertIn("`--seed 10`", self.run_x("codegen")[0])

    def test_what_suites_do_not_run_is_found_in_their_output(self):
        output = "NOT RUN: wasm: no rustc.wasm\ntest result: ok. 3 passed; 0 failed; 0 ignored\n"
        self.assertEqual(testing._count(output, testing.CARGO_COUNTS), Counts(3, 0, ["wasm: no rustc.wasm"]))

    def test_other_arguments_are_upstream_s(self):
        for argv in (["tests/ui"], ["codegen", "tests/ui"], ["tests/ui", "--bless"], ["codegen", "--force-rerun"]):
            with (
                mock.patch.object(testing.bootstrap, "run_upstream", return_value=0) as run,
                mock.patch.object(testing.configuration, "load"),
            ):
                testing.main(argv)
                self.assertEqual(run.call_args.args[1], ["test", *argv])


if __name__ == "__main__":
    unittest.main()
