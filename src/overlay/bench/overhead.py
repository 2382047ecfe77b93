"""`./x.py bench overhead`: our rustc, without a module, against upstream's: what do our hooks cost who uses none?

Both compilers are built from the same source with the same configuration, see `unpatched`. Instructions are counted, of
which there are nearly as many each time, so that a thousandth can be seen.
"""

import statistics
from pathlib import Path

from overlay import dist
from overlay.bench import cargo_packages, instructions, macros, measure, programs, unpatched
from overlay.bench.expand import markdown
from overlay.bench.macros import CRATES
from overlay.bench.measure import Settings, Subject
from overlay.config import Config
from overlay.system import say

TARGET = 0.001  # of upstream's instructions
OURS, UPSTREAM = "ours", "upstream"
HELLO = 'fn main() {\n    println!("Hello, world!");\n}\n'
# Of some 30 000 lines, with neither dependencies nor a build script.
LARGE = "regex-syntax"
# Counting is slow, and the runs differ little.
MAX_RUNS = 3

CHECK, BUILD = ["--emit=metadata"], ["--emit=link", "-Ccodegen-units=1"]


def run(config: Config, settings: Settings) -> dict:
    """Instructions of both compilers, and the difference in upstream's."""
    instructions.need_valgrind()
    dist.ensure(config)
    compilers = {UPSTREAM: unpatched.ensure(config), OURS: config.dist / "bin/rustc"}
    work = config.clone / "target/bench/overhead"
    work.mkdir(parents=True, exist_ok=True)
    tasks = {}
    for name, args in _tasks(config, work).items():
        tasks[name] = {who: [str(rustc), *args] for who, rustc in compilers.items()}
    tasks["expand native macros"] = _macros(config, compilers, work)
    runs = min(settings.runs, MAX_RUNS)
    return {"tasks": {name: _count(name, commands, runs) for name, commands in tasks.items()}, "target": TARGET}


def _tasks(config: Config, work: Path) -> dict[str, list[str]]:
    """What both compilers do with the same files."""
    hello = work / "hello.rs"
    hello.write_text(HELLO, encoding="utf-8")
    metadata = cargo_packages.metadata_of(config, CRATES)
    large = _library(metadata, LARGE)
    out = ["--out-dir", str(work)]
    return {
        "--version": ["--version"],
        "check hello world": [str(hello), "--edition", "2021", *CHECK, *out],
        "build hello world": [str(hello), "--edition", "2021", *BUILD, *out],
        f"check {LARGE}": [*large, *CHECK, *out],
        f"build {LARGE}": [*large, *BUILD, *out],
    }


def _library(metadata: dict, name: str) -> list[str]:
    """What compiles a package that needs no other."""
    package = cargo_packages.package_of(metadata, name)
    root = cargo_packages.source_of(metadata, name) / "src/lib.rs"
    words = ["--crate-name", cargo_packages.library_of(package), "--crate-type", "lib", "--edition", package["edition"]]
    features = cargo_packages.features_of(metadata, package)
    return [str(root), *words, "--cap-lints", "allow", *(f'--cfg=feature="{feature}"' for feature in features)]


def _macros(config: Config, compilers: dict[str, Path], work: Path) -> dict[str, list[str]]:
    """The program with serde_derive as a dylib, which each compiler has to build for itself."""
    program = programs.serde(30, 7)
    source = work / "macros.rs"
    source.write_text(program.source, encoding="utf-8")
    words = [str(source), "--crate-type", "lib", "--edition", "2021", "--cap-lints", "allow"]
    # Nothing but the expansion, or there would be little of it.
    words += [*CHECK, "-Zno-analysis", "--out-dir", str(work)]
    commands = {}
    for who, rustc in compilers.items():
        only = program.macros + program.libraries
        built = cargo_packages.build(config, CRATES, work / who, macros.OPTIMISED, only=only, rustc=rustc)
        commands[who] = [str(rustc), *words, *macros.native_form(who, built).options(program)]
    return commands


def _count(name: str, commands: dict[str, list[str]], runs: int) -> dict:
    say(f"counting: {name}")
    subjects = [instructions.counting(Subject(who, command)) for who, command in commands.items()]
    for _ in range(runs):
        for subject in subjects:
            subject.runs.append(measure.run_once(subject))
    counts = {subject.name: subject.figure(instructions.FIGURE) for subject in subjects}
    return {"instructions": counts, "difference": difference(subjects)}


def difference(subjects: list[Subject]) -> dict[str, float]:
    """How many more instructions ours takes, as a part of upstream's; by medians, and in the runs at the ends."""
    theirs, ours = ([run.figures[instructions.FIGURE] for run in subject.runs] for subject in subjects)
    single = [one / other - 1 for one, other in zip(ours, theirs, strict=True)]
    return {"median": statistics.median(ours) / statistics.median(theirs) - 1, "low": min(single), "high": max(single)}


def table(results: dict) -> str:
    """The results in Markdown."""
    rows = []
    for name, task in results["tasks"].items():
        theirs, ours = (f"{task['instructions'][who] / 1e6:.1f}" for who in (UPSTREAM, OURS))
        found = {kind: f"{value * 100:+.3f} %" for kind, value in task["difference"].items()}
        verdict = "yes" if task["difference"]["median"] <= results["target"] else "NO"
        rows.append([name, theirs, ours, f"{found['median']} ({found['low']} to {found['high']})", verdict])
    heads = ["", "upstream, million instructions", "ours", "difference (of all runs)"]
    heads.append(f"within {results['target']:.1%}")
    return markdown(heads, rows)
