"""Tests of what the benchmark of the backend without LLVM makes of what it measured; nothing is compiled."""

from overlay.bench import codegen, main
from overlay.bench.codegen import BUILDS, COMPARISONS, OPTIMIZED_SCALE, UNOPTIMIZED_SCALE
from overlay.bench.measure import Run, Subject
from overlay.config import CLONE
from overlay.tests.scratch import Scratch

SECONDS = {"LLVM -O0": 4, "LLVM -O1": 1, "LLVM -O3": 2, "ours -O0": 2, "ours -O3": 6}
HEADER = b"\0asm\1\0\0\0"


def subjects(factor: float = 1) -> list[Subject]:
    return [Subject(name, [], runs=[Run(seconds * factor, 0)] * 3) for name, seconds in SECONDS.items()]


def program(factor: float = 1) -> dict:
    """A program of which everything takes that many times as long, but what LLVM makes at -O1."""
    running = subjects(factor)
    running[1].runs = [Run(1, 0)] * 3
    return {
        "ratios": codegen.ratios({"compile": subjects(), "run": running}),
        "code_bytes": {build.name: 12_345 for build in BUILDS},
    }


class BenchCodegen(Scratch):
    def test_it_is_a_benchmark_of_ours(self):
        self.assertTrue(main.is_ours(["codegen"]))
        self.assertIn("  codegen  ", main.DESCRIPTION)

    def test_builds_that_are_compared_have_the_same_to_do(self):
        scales = {build.name: build.scale for build in BUILDS}
        self.assertEqual(set(scales.values()), {UNOPTIMIZED_SCALE, OPTIMIZED_SCALE})
        for comparison in COMPARISONS:
            self.assertEqual(scales[comparison.ours], scales[comparison.llvm], comparison.name)

    def test_only_ours_are_built_without_llvm(self):
        files = self.root / "a.rs", self.root / "a.wasm"
        commands = [codegen.compiler(self.config, files[0], build, files[1]).command for build in BUILDS]
        without = ["-Zcodegen-backend=cranelift-wasm" in command for command in commands]
        self.assertEqual(without, [False, False, False, True, True])
        self.assertEqual(["-Copt-level=0" in command for command in commands], [True, False, False, True, False])

    def test_ratios_are_those_of_the_two_builds(self):
        ratios = program()["ratios"]
        self.assertEqual(ratios["compile: ours -O0 / LLVM -O0"], {"median": 0.5, "low": 0.5, "high": 0.5})
        self.assertEqual(ratios["run: ours -O3 / LLVM -O1"]["median"], 6)
        self.assertEqual(ratios["run: ours -O3 / LLVM -O3"]["median"], 3)

    def test_means_are_geometric_and_between_the_programs(self):
        means = codegen.means({"a": program(1), "b": program(4)})
        mean = means["run: ours -O3 / LLVM -O1"]
        self.assertAlmostEqual(mean["mean"], 12)
        self.assertEqual((mean["low"], mean["high"]), (6, 24))

    def test_outputs_have_to_be_the_same(self):
        same = {build.name: "1\n" for build in BUILDS}
        codegen.check_same("a", same)
        message = self.fails(codegen.check_same, "a", same | {"ours -O3": "2\n"})
        self.assertIn("`a` does not print the same as with LLVM -O0: ours -O3;", message)
        self.assertIn("prints nothing", self.fails(codegen.check_same, "a", dict.fromkeys(same, "")))

    def test_size_of_code_is_that_of_its_section(self):
        custom = bytes([0, 0x80, 0x01]) + b"x" * 128
        self.assertEqual(codegen.code_size(HEADER + custom + bytes([10, 3, 1, 1, 0])), 3)
        self.assertEqual(codegen.code_size(HEADER + custom), 0)

    def test_table_has_a_line_for_each_program_and_the_targets(self):
        programs = {"a": program(1), "b": program(4)}
        table = codegen.table({"programs": programs, "means": codegen.means(programs)})
        self.assertIn("| a | 0.50 (0.50 to 0.50) | 3.00 (3.00 to 3.00) | 6.00 (6.00 to 6.00) |", table)
        mean = "| geometric mean | **0.50** (0.50 to 0.50) | **3.00** (3.00 to 3.00) | **12.00** (6.00 to 24.00) |"
        self.assertIn(mean, table)
        self.assertIn("| b | 12 | 12 | 12 | 12 | 12 |", table)
        self.assertIn("compile: ours -O0 / LLVM -O0: a mean below 1. It is 0.50: reached.", table)
        self.assertIn("run: ours -O3 / LLVM -O1: a mean below 2. It is 12.00: missed.", table)

    def test_every_program_says_what_it_does_and_takes_a_scale(self):
        sources = list((CLONE / codegen.PROGRAMS).glob("*.rs"))
        self.assertGreaterEqual(len(sources), 10)
        for source in sources:
            text = source.read_text(encoding="utf-8")
            self.assertTrue(text.startswith("//! ") and "fn scale() -> u32" in text, source.name)
