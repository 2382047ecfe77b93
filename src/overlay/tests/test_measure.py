"""Tests of how commands are measured against each other, with scripts as commands."""

from overlay.bench import main, measure, rustc_wasm
from overlay.bench.measure import Ratio, Run, Subject
from overlay.system import Failure
from overlay.tests.scratch import Scratch


class Measure(Scratch):
    def script(self, name: str, text: str) -> Subject:
        path = self.write(self.root / name, f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        return Subject(name, [str(path)])

    def test_commands_alternate_after_a_run_each(self):
        calls = self.root / "calls"
        subjects = [self.script(name, f"printf {name} >> {calls}") for name in "ab"]
        measure.alternate(subjects, 3)
        self.assertEqual(calls.read_text(), "ab" * 4)
        self.assertEqual([len(subject.runs) for subject in subjects], [3, 3])

    def test_memory_is_the_peak_in_bytes(self):
        run = measure.run_once(self.script("a", "true"))
        self.assertGreater(run.peak_bytes, 100_000)
        self.assertGreater(run.seconds, 0)

    def test_a_command_sees_its_environment(self):
        subject = self.script("a", 'test "$X" = 1')
        with self.assertRaises(Failure):
            measure.run_once(subject)
        subject.env["X"] = "1"
        measure.run_once(subject)

    def test_a_command_that_fails_is_named(self):
        with self.assertRaisesRegex(Failure, r"`a` failed with 3"):
            measure.run_once(self.script("a", "exit 3"))

    def test_ratio_is_that_of_medians_and_spread_that_of_runs(self):
        base = Subject("base", [], runs=[Run(1, 0), Run(1, 0), Run(1, 0)])
        subject = Subject("ours", [], runs=[Run(2, 0), Run(3, 0), Run(10, 0)])
        self.assertEqual(measure.ratio(subject, base), Ratio(3, 2, 10))
        self.assertEqual(str(Ratio(3, 2, 10)), "3.00 (2.00 to 10.00)")

    def test_one_run_has_no_spread(self):
        self.assertEqual(measure.ratio(Subject("", [], runs=[Run(2, 0)]), Subject("", [], runs=[Run(1, 0)])), Ratio(2, 2, 2))


class Bench(Scratch):
    def test_upstreams_benchmarks_are_not_ours(self):
        ours = [[], ["--help"], ["rustc-wasm"], ["rustc-wasm", "--runs", "3"]]
        self.assertEqual([main.is_ours(argv) for argv in ours], [True] * 4)
        self.assertFalse(main.is_ours(["library/core"]))

    def test_sizes_of_a_module(self):
        module = self.write(self.root / "rustc.wasm", "0" * 10_000)
        sizes, _ = self.quietly(rustc_wasm.sizes, module)
        self.assertEqual(sizes["stripped"], 10_000)
        self.assertLess(max(sizes["gzip -9"], sizes["xz -6"]), 500)

    def test_table_has_a_line_for_each_task(self):
        task = {
            "ratio": {"median": 2, "low": 1, "high": 3},
            "seconds": {"rustc": 0.5, "rustc.wasm": 1},
            "peak_bytes": {"rustc": 10**8, "rustc.wasm": 2 * 10**8},
        }
        table = rustc_wasm.table({"size": {"stripped": 45_000_000}, "tasks": {"check": task}})
        self.assertIn("| stripped | 45.0 MB |", table)
        self.assertIn("| check | 0.500 s | 1.000 s | 2.00 (1.00 to 3.00) | 100 and 200 MB |", table)
