"""`./x.py bench project`: whole applications with native macros and with modules, built by plain Cargo. For modules
`cargo wasm-macro enable` has been called in a copy of the application.

What is compared is processor time of all processes of a build, which other work on the machine changes less than the
time on the clock. How the applications are fetched and built is in `overlay.applications`.
"""

import json
import resource
import shutil
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from overlay import applications, dist, tools
from overlay.applications import Application, Tools
from overlay.bench import measure
from overlay.bench.expand import markdown
from overlay.bench.measure import Run, Settings, Subject
from overlay.config import Config
from overlay.system import say

NATIVE, MODULES = "native", "modules"
CLEAN, CHECK = "clean build", "check after an edit"
PROCESSOR = "processor"
NAMES = ("sd", "hyperfine", "just", "ripgrep")
# Builds are long, and processor time differs little.
MAX_RUNS = 3
# Not more than native builds take.
TARGET = 1.0


@dataclass(frozen=True)
class Way:
    """A way to build an application."""

    name: str
    cargo: Path
    env: dict[str, str]
    source: Path
    target: Path


def run(config: Config, settings: Settings) -> dict:
    dist.ensure(config)
    bin_dir = config.dist / "bin"
    programs = Tools(bin_dir / "rustc", bin_dir / tools.MODULE_TOOL, config.stage0.cargo)
    chosen = [application for application in applications.APPLICATIONS if application.name in NAMES]
    return measure_all(programs, config.clone / "target/bench/project", chosen, min(settings.runs, MAX_RUNS))


def measure_all(programs: Tools, work: Path, chosen: list[Application], runs: int) -> dict:
    results = {}
    for application in chosen:
        source = applications.fetch(programs, work, application)
        ways = _ways(programs, work, source)
        main = _main_file(programs, source, application)
        text = (source / main).read_bytes()
        # Whatever is downloaded is no part of a build.
        _cargo(ways[0], "fetch", "--locked")
        tasks = {}
        for task, args in ((CLEAN, ("build", "--locked")), (CHECK, ("check", "--locked"))):
            say(f"measuring: {application.name}, {task}")
            subjects = {way.name: [] for way in ways}
            if task == CHECK:
                for way in ways:
                    _cargo(way, *args)
            for number in range(runs):
                if task == CHECK:
                    # Not only the time of the file: the compiler goes by what is in it.
                    edited = text + f"\n#[allow(dead_code)]\nfn edit_{number}() {{}}\n".encode()
                    for way in ways:
                        (way.source / main).write_bytes(edited)
                for way in ways:
                    if task == CLEAN:
                        shutil.rmtree(way.target, ignore_errors=True)
                    subjects[way.name].append(_timed(lambda: _cargo(way, *args)))
            tasks[task] = _ratios(subjects)
            print(table({"applications": {_name(application): {task: tasks[task]}}, "target": TARGET}), flush=True)
        (source / main).write_bytes(text)
        results[_name(application)] = tasks
        for way in ways:
            shutil.rmtree(way.target, ignore_errors=True)
    return {"applications": results, "target": TARGET, "runs_of_each": runs}


def _name(application: Application) -> str:
    return f"{application.name} {application.version}"


def _ways(programs: Tools, work: Path, source: Path) -> list[Way]:
    enabled = work / "enabled" / source.name
    shutil.rmtree(enabled, ignore_errors=True)
    shutil.copytree(source, enabled)
    enable = [programs.module_tool, "wasm-macro", "enable", "--no-build", "--rustc", programs.rustc]
    applications.run(enable, enabled, None, {"CARGO": str(programs.cargo)})
    # Names of one length: they are in what is compiled.
    return [
        Way(NATIVE, programs.cargo, {"RUSTC": str(programs.rustc)}, source, work / "target-n"),
        Way(MODULES, programs.cargo, {}, enabled, work / "target-m"),
    ]


def _cargo(way: Way, *args: str) -> str:
    # Incremental, as Cargo is where nobody says otherwise.
    return applications.run([way.cargo, *args], way.source, way.target, {"CARGO_INCREMENTAL": "1"} | way.env)


def _main_file(programs: Tools, source: Path, application: Application) -> Path:
    """The root module of the executable, below the source."""
    command = [programs.cargo, "metadata", "--no-deps", "--offline", "--format-version", "1"]
    packages = json.loads(applications.run(command, source, source / "target", {}))["packages"]
    targets = [target for package in packages for target in package["targets"]]
    found = [it for it in targets if it["kind"] == ["bin"] and it["name"] == application.executable]
    return Path(found[0]["src_path"]).relative_to(source)


def _timed(build: Callable[[], object]) -> Run:
    """Time of a build, and processor time of it and all that it runs."""
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    build()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.perf_counter() - started
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, 0, {PROCESSOR: processor})


def _ratios(runs: dict[str, list[Run]]) -> dict:
    """What is saved of one task."""
    native, modules = (Subject(name, [], runs=runs[name]) for name in (NATIVE, MODULES))
    return {
        "processor_seconds": {it.name: it.figure(PROCESSOR) for it in (native, modules)},
        "processor_ratio": vars(measure.ratio(modules, native, PROCESSOR)),
        "seconds": {it.name: statistics.median(run.seconds for run in it.runs) for it in (native, modules)},
        "ratio": vars(measure.ratio(modules, native)),
    }


def table(results: dict) -> str:
    """The results in Markdown."""
    rows = []
    for name, tasks in results["applications"].items():
        for task, found in tasks.items():
            native, modules = (f"{found['processor_seconds'][way]:.1f} s" for way in (NATIVE, MODULES))
            ratio = measure.Ratio(**found["processor_ratio"])
            clock = f"{found['ratio']['median']:.2f}"
            verdict = "yes" if ratio.median <= results["target"] else "NO"
            rows.append([f"{name}, {task}", native, modules, str(ratio), clock, verdict])
    heads = ["", "native, processor", "modules", "ratio (half of the runs between)", "ratio on the clock"]
    return markdown([*heads, f"within {results['target']}"], rows)
