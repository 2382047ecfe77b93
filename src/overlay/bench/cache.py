"""`./x.py bench cache`: what it saves not to run a macro whose expansion is known, natively and in rustc.wasm.

All compile one program: 300 structs with serde's derives. A store is filled by the compilation that warms up; what is
measured as filling finds it empty each time.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from overlay import dist, rustc_wasm
from overlay.bench import cargo_packages, macros, measure, programs
from overlay.bench.expand import PASS, markdown, read_passes
from overlay.bench.macros import CRATES, NATIVE, OPTIMISED, Form
from overlay.bench.measure import Settings, Subject
from overlay.config import Config
from overlay.system import say

STORE, FRESH = "--wasm-proc-macro-expansion-dir", "--wasm-proc-macro-statics=fresh"
QUERY = "-Zcache-proc-macros"
PROGRAM = programs.serde(300, 7)

# Tasks.
AGAIN, WASM = "the same again", "the same again, in rustc.wasm"
EDIT_BEHIND, EDIT_BEFORE = "a function behind the structs is edited", "a function before the structs is edited"
# Subjects beside the native one.
WITHOUT, FILLING = "module, no store", "module, filling a store"
KNOWN, KNOWN_FRESH = "module, filled store", "module, filled store, fresh statics"
NATIVE_QUERY = f"{NATIVE}, {QUERY}"

# What is to be at most what: a subject, another one, in all of rustc or in the pass, and how many times as long.
TARGETS = (
    (AGAIN, KNOWN, NATIVE, PASS, 0.5),
    (WASM, KNOWN, WITHOUT, PASS, 0.2),
    (EDIT_BEHIND, KNOWN, NATIVE, None, 0.9),
    (EDIT_BEFORE, KNOWN, NATIVE, None, 0.9),
)


@dataclass(frozen=True)
class Bench:
    """What is compiled with what, and where."""

    native: Form
    module: Form
    work: Path

    def subject(
        self, task: str, name: str, rustc: list[str], form: Form, *more: str, before: Callable[[Path], None]
    ) -> Subject:
        """One that compiles in a directory of its own, in which `before` does something before each run."""
        directory = self.work / f"{task} {name}".replace(" ", "-").replace(",", "")
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        source = directory / "program.rs"
        source.write_text(PROGRAM.source, encoding="utf-8")
        words = ["--crate-name", "program", "--crate-type", "lib", "--edition", "2021", "--emit=metadata"]
        words += ["--out-dir", str(directory), "--cap-lints", "allow", "-Ztime-passes", "-Ztime-passes-format=json"]
        more = [word.replace("DIRECTORY", str(directory)) for word in more]
        command = [*rustc, str(source), *words, *form.options(PROGRAM), *more]
        return Subject(name, command, read=read_passes, before=lambda: before(directory))


def run(config: Config, settings: Settings) -> dict:
    """Seconds of the pass and of all of rustc, by task and subject; ratios of what is to be reached."""
    dist.ensure(config)
    bench = _build(config)
    tasks = {}
    for task, subjects in _tasks(config, bench).items():
        say(f"measuring: {task}")
        measure.alternate(subjects, settings.runs)
        tasks[task] = subjects
    return results(tasks) | {"store_bytes": _store_bytes(bench.work)}


def _build(config: Config) -> Bench:
    """serde_derive in both forms; serde itself uses no macros, and is the same library for both."""
    work = config.clone / "target/bench/cache"
    only = PROGRAM.macros + PROGRAM.libraries
    built = cargo_packages.build(config, CRATES, work / "native", OPTIMISED, only=only)
    modules = macros.modules_of(config, work, CRATES, PROGRAM.macros)
    by_module = {name: macros.module_words(name, modules / f"{name}.wasm") for name in PROGRAM.macros}
    interpreter = ("interpreter", work / "codes")
    module = Form(WITHOUT, by_module, built.libraries, interpreter)
    return Bench(macros.native_form(NATIVE, built), module, work / "programs")


def _tasks(config: Config, bench: Bench) -> dict[str, list[Subject]]:
    native = [str(config.dist / "bin/rustc")]
    store = f"{STORE}=DIRECTORY/store"
    again = [
        bench.subject(AGAIN, NATIVE, native, bench.native, before=_nothing),
        bench.subject(AGAIN, WITHOUT, native, bench.module, before=_nothing),
        bench.subject(AGAIN, FILLING, native, bench.module, store, before=_forget_store),
        bench.subject(AGAIN, KNOWN, native, bench.module, store, before=_nothing),
        bench.subject(AGAIN, KNOWN_FRESH, native, bench.module, store, FRESH, before=_nothing),
    ]
    tasks = {AGAIN: again}
    if dist.has_wasm(config):
        # Its libraries are those of this machine, for which it checks.
        wasi = [*rustc_wasm.compilers(config).wasi, "--target", config.host]
        tasks[WASM] = [
            bench.subject(WASM, WITHOUT, wasi, bench.module, before=_nothing),
            bench.subject(WASM, FILLING, wasi, bench.module, store, before=_forget_store),
            bench.subject(WASM, KNOWN, wasi, bench.module, store, before=_nothing),
            bench.subject(WASM, KNOWN_FRESH, wasi, bench.module, store, FRESH, before=_nothing),
        ]
    kept = f"{STORE}=@incremental"
    for task in (EDIT_BEHIND, EDIT_BEFORE):

        def subject(name: str, form: Form, *more: str, task: str = task) -> Subject:
            edit = _Edit(task == EDIT_BEFORE)
            return bench.subject(task, name, native, form, "-Cincremental=DIRECTORY/cache", *more, before=edit)

        tasks[task] = [
            subject(NATIVE, bench.native),
            subject(NATIVE_QUERY, bench.native, QUERY),
            subject(WITHOUT, bench.module),
            subject(KNOWN, bench.module, kept),
            subject(KNOWN_FRESH, bench.module, kept, FRESH),
        ]
    return tasks


def _nothing(directory: Path) -> None:
    """As it was."""


def _forget_store(directory: Path) -> None:
    shutil.rmtree(directory / "store", ignore_errors=True)


class _Edit:
    """Makes another program of it each time, by one function."""

    def __init__(self, is_before: bool):
        self.is_before, self.number = is_before, 0

    def __call__(self, directory: Path) -> None:
        self.number += 1
        (directory / "program.rs").write_text(edited(self.number, self.is_before), encoding="utf-8")


def edited(number: int, is_before: bool) -> str:
    # One more line each time, so that all that follows is in another place.
    lines = "".join(f"    let b = b.wrapping_mul({each});\n" for each in range(number))
    function = f"pub fn edited(a: u32) -> u32 {{\n    let b = a;\n{lines}    b\n}}\n"
    return function + PROGRAM.source if is_before else PROGRAM.source + function


def _store_bytes(work: Path) -> dict[str, int]:
    """How many bytes there are in each store."""
    found = {}
    for file in sorted(work.glob("**/*.expansions")):
        name = str(file.parent.relative_to(work))
        found[name] = found.get(name, 0) + file.stat().st_size
    return found


def results(tasks: dict[str, list[Subject]]) -> dict:
    found = {}
    for task, subjects in tasks.items():
        base = subjects[0]
        found[task] = {
            "base": base.name,
            "subjects": {
                subject.name: {
                    "expand_seconds": subject.figure(PASS),
                    "seconds": subject.seconds,
                    "expand_ratio": vars(measure.ratio(subject, base, PASS)),
                    "ratio": vars(measure.ratio(subject, base)),
                }
                for subject in subjects
            },
        }
    targets = []
    for task, ours, base, figure, most in TARGETS:
        by_name = {subject.name: subject for subject in tasks.get(task, [])}
        if by_name:
            ratio = measure.ratio(by_name[ours], by_name[base], figure)
            what = {"task": task, "subject": ours, "base": base, "figure": figure or "all of rustc", "most": most}
            targets.append(what | {"ratio": vars(ratio)})
    return {"tasks": found, "targets": targets}


def table(results: dict) -> str:
    """The results in Markdown."""
    parts = []
    for name, task in results["tasks"].items():
        base = task["base"]
        heads = [name, "the pass", f"to {base} (half of the runs between)", "all of rustc", "the same"]
        rows = [
            [
                subject,
                f"{figures['expand_seconds'] * 1e3:.0f} ms",
                str(measure.Ratio(**figures["expand_ratio"])),
                f"{figures['seconds'] * 1e3:.0f} ms",
                str(measure.Ratio(**figures["ratio"])),
            ]
            for subject, figures in task["subjects"].items()
        ]
        parts.append(markdown(heads, rows))
    rows = []
    for target in results["targets"]:
        ratio = measure.Ratio(**target["ratio"])
        what = f"{target['task']}: {target['subject']} to {target['base']}, {target['figure']}"
        rows.append([what, f"{target['most']}", str(ratio), "yes" if ratio.median <= target["most"] else "NO"])
    parts.append(markdown(["", "at most", "found", "reached"], rows))
    rows = [[name, f"{size:,}"] for name, size in results["store_bytes"].items()]
    return "\n\n".join([*parts, markdown(["store", "bytes"], rows)])
