"""`./x.py bench codegen`: how fast the backend without LLVM compiles, and how fast what it makes is, against LLVM.

The programs are those of `tests/codegen/bench`. All builds of one must print the same. The standard library was
compiled by LLVM for all of them. wasmtime runs modules that it compiled before, so that this is not measured.
"""

import statistics
from dataclasses import asdict, dataclass
from pathlib import Path

from overlay import dist, wasmtime
from overlay.bench import measure
from overlay.bench.measure import Ratio, Settings, Subject
from overlay.config import Config
from overlay.system import fail, run as run_command, say

PROGRAMS = "tests/codegen/bench"
TARGET = "wasm32-wasip1"
WITHOUT_LLVM = ("-Zcodegen-backend=cranelift-wasm", "-Clinker=rustc_wasm_linker")

# What programs get as their argument. Without optimization they are so slow that they have less to do.
CHECKED_SCALE = 1
UNOPTIMIZED_SCALE = 1
OPTIMIZED_SCALE = 4


@dataclass(frozen=True)
class Build:
    """A way to compile a program."""

    name: str
    opt_level: int
    flags: tuple[str, ...] = ()

    @property
    def scale(self) -> int:
        return OPTIMIZED_SCALE if self.opt_level else UNOPTIMIZED_SCALE


# `-O0` and so on for what rustc calls `-Copt-level`.
BUILDS = (
    Build("LLVM -O0", 0),
    Build("LLVM -O1", 1),
    Build("LLVM -O3", 3),
    Build("ours -O0", 0, WITHOUT_LLVM),
    Build("ours -O3", 3, WITHOUT_LLVM),
)


@dataclass(frozen=True)
class Comparison:
    """What is measured of two builds. The target, if there is one, is what the mean has to be below."""

    what: str
    ours: str
    llvm: str
    target: float | None = None

    @property
    def name(self) -> str:
        return f"{self.what}: {self.ours} / {self.llvm}"


COMPARISONS = (
    Comparison("compile", "ours -O0", "LLVM -O0", target=1),
    Comparison("compile", "ours -O3", "LLVM -O3"),
    Comparison("run", "ours -O3", "LLVM -O1", target=2),
    Comparison("run", "ours -O3", "LLVM -O3"),
    Comparison("run", "ours -O0", "LLVM -O0"),
)


def run(config: Config, settings: Settings) -> dict:
    """Ratios to LLVM, times in seconds, sizes in bytes, for each program; and means of the ratios."""
    dist.ensure(config)
    sources = sorted((config.clone / PROGRAMS).glob("*.rs"))
    programs = {source.stem: _program(config, source, settings.runs) for source in sources}
    return {"programs": programs, "means": means(programs), "wasmtime": wasmtime.VERSION}


def _program(config: Config, source: Path, runs: int) -> dict:
    say(f"measuring: {source.stem}")
    work = config.clone / "target/bench/codegen" / source.stem
    work.mkdir(parents=True, exist_ok=True)
    modules = {build.name: work / f"{build.name.replace(' ', '')}.wasm" for build in BUILDS}
    compiling = [compiler(config, source, build, modules[build.name]) for build in BUILDS]
    measure.alternate(compiling, runs)
    commands = {name: _runnable(config, module) for name, module in modules.items()}
    check_same(source.stem, {name: _output(command) for name, command in commands.items()})
    running = [Subject(build.name, [*commands[build.name], str(build.scale)]) for build in BUILDS]
    measure.alternate(running, runs)
    measured = {"compile": compiling, "run": running}
    return {
        "ratios": ratios(measured),
        "seconds": {what: {subject.name: subject.seconds for subject in measured[what]} for what in measured},
        "file_bytes": {name: module.stat().st_size for name, module in modules.items()},
        "code_bytes": {name: code_size(module.read_bytes()) for name, module in modules.items()},
    }


def compiler(config: Config, source: Path, build: Build, module: Path) -> Subject:
    """The command that compiles and links."""
    options = ["--edition=2024", f"--target={TARGET}", f"-Copt-level={build.opt_level}", *build.flags]
    return Subject(build.name, [str(config.dist / "bin/rustc"), str(source), *options, "-o", str(module)])


def _runnable(config: Config, module: Path) -> list[str]:
    """The command that runs the module, which it compiles for wasmtime."""
    precompiled = module.with_suffix(".cwasm")
    wasmtime.precompile(config, module, precompiled)
    return [str(wasmtime.ensure(config)), "run", "--allow-precompiled", str(precompiled)]


def _output(command: list[str]) -> str:
    return run_command([*command, str(CHECKED_SCALE)], capture=True).stdout


def check_same(program: str, outputs: dict[str, str]) -> None:
    """Fails unless every build of the program has printed the same, and something at all."""
    expected = outputs[BUILDS[0].name]
    if not expected:
        fail(f"`{program}` prints nothing; have it print a checksum")
    wrong = [name for name, output in outputs.items() if output != expected]
    if wrong:
        names = ", ".join(wrong)
        fail(f"`{program}` does not print the same as with {BUILDS[0].name}: {names}; compare what they print")


def ratios(measured: dict[str, list[Subject]]) -> dict[str, dict]:
    """The ratio of each comparison, by its name."""
    found = {}
    for comparison in COMPARISONS:
        subjects = {subject.name: subject for subject in measured[comparison.what]}
        found[comparison.name] = asdict(measure.ratio(subjects[comparison.ours], subjects[comparison.llvm]))
    return found


def means(programs: dict[str, dict]) -> dict[str, dict]:
    """The geometric mean of each comparison; and between which ratios the programs lie."""
    found = {}
    for comparison in COMPARISONS:
        medians = [program["ratios"][comparison.name]["median"] for program in programs.values()]
        mean = statistics.geometric_mean(medians)
        found[comparison.name] = {"mean": mean, "low": min(medians), "high": max(medians)}
    return found


def code_size(module: bytes) -> int:
    """The size of a module's code section. Most of a module is debug information of the standard library."""
    at = 8  # After the magic number and the version.
    while at < len(module):
        section = module[at]
        size, at = _leb128(module, at + 1)
        if section == 10:
            return size
        at += size
    return 0


def _leb128(data: bytes, at: int) -> tuple[int, int]:
    """The number that is encoded at this position, and the position after it."""
    value = shift = 0
    while True:
        byte = data[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def table(results: dict) -> str:
    """The results in Markdown, for the documents."""
    heads = [f"{it.what}, {it.ours} to {it.llvm}" for it in COMPARISONS]
    sizes = [build.name for build in BUILDS]
    lines = [f"| | {' | '.join(heads)} |", "|---" * (len(heads) + 1) + "|"]
    for name, program in results["programs"].items():
        cells = [str(Ratio(**program["ratios"][it.name])) for it in COMPARISONS]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    total = [_mean(results["means"][it.name]) for it in COMPARISONS]
    lines += [f"| geometric mean | {' | '.join(total)} |", "", SPREAD, ""]
    lines += [f"| kB of code | {' | '.join(sizes)} |", "|---" * (len(sizes) + 1) + "|"]
    for name, program in results["programs"].items():
        cells = [f"{program['code_bytes'][size] / 1e3:.0f}" for size in sizes]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join([*lines, "", *targets(results["means"])])


SPREAD = "In parentheses: between which ratios half of the runs lie; of the means, all programs."


def _mean(mean: dict) -> str:
    return f"**{mean['mean']:.2f}** ({mean['low']:.2f} to {mean['high']:.2f})"


def targets(means: dict[str, dict]) -> list[str]:
    """A line for each comparison that has a target."""
    lines = []
    for it in COMPARISONS:
        if it.target is not None:
            mean = means[it.name]["mean"]
            verdict = "reached" if mean < it.target else "missed"
            lines.append(f"- Target, {it.name}: a mean below {it.target}. It is {mean:.2f}: {verdict}.")
    return lines
