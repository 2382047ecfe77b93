"""`./x.py bench expand`: what macros cost as modules, against the same macros as dylibs and in watt's interpreter.

What is compiled is in `programs`, how the macros are built in `macros`. The compiler is the same for all,
and makes no code: it expands and checks, as for `cargo check`.
"""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from overlay import dist
from overlay.bench import clean_build, counts, instructions, macros, measure, programs
from overlay.bench.macros import COMPILED, MODULE, NATIVE, NATIVE_DEV, WATT_MODULE, Form
from overlay.bench.measure import Settings, Subject
from overlay.bench.programs import MANY, Program
from overlay.config import Config
from overlay.system import say

PASS = "macro_expand_crate"
BASES = (NATIVE_DEV, NATIVE)
RATIOS = [f"{form} / {base}" for form in ("compiled", "interpreted") for base in BASES]

# What the figures that are differences are made of.
NOTHING = programs.loading(())
LOAD_ONE = programs.loading(("serde_derive",))
LOAD_MANY = programs.loading(tuple(MANY))
FIRST, SOME, MORE = programs.serde(1, 7), programs.serde(30, 7), programs.serde(300, 7)
SMALL_CALLS, FEW_CALLS = (programs.identity_calls("rebuilt", calls) for calls in (1000, 100))

PROGRAMS = (
    NOTHING,
    LOAD_ONE,
    LOAD_MANY,
    programs.many(),
    programs.serde(1, 1),
    FIRST,
    programs.serde(1, 100),
    programs.serde(1, 1000),
    SOME,
    MORE,
    programs.instrument(100),
    programs.async_trait(100),
    programs.thiserror(30),
    programs.clap(10, 10),
    FEW_CALLS,
    SMALL_CALLS,
    programs.identity_text("same"),
    programs.identity_text("rebuilt"),
)
# With serde as it was when somebody last built its macros for watt.
WATT_PROGRAMS = (FIRST, programs.serde(1, 100), SOME)


@dataclass(frozen=True)
class Task:
    """A program, and the forms of its macros."""

    name: str
    program: Program
    forms: list[Form]


def run(config: Config, settings: Settings) -> dict:
    """Times in seconds, memory and sizes in bytes, ratios to native macros."""
    if settings.instructions:
        instructions.need_valgrind()
    dist.ensure(config)
    current, watt = macros.forms(config)
    tasks = [Task(program.name, program, current) for program in PROGRAMS]
    tasks += [Task(f"{program.name} (1.0.137)", program, watt) for program in WATT_PROGRAMS]
    modules = next(form for form in current if form.name == MODULE)
    compiled = macros.compile_modules(config, modules)
    work = config.clone / "target/bench/expand/programs"
    subjects = {task.name: _subjects(config, task, work) for task in tasks}
    results = {task.name: _measure(task, subjects[task.name], settings) for task in tasks}
    found = {
        "tasks": results,
        "derived": derived(results),
        "counts": counts.count(config, modules),
        "clean_build": clean_build.measure_builds(config, current, settings),
        "compiled": compiled,
    }
    if settings.instructions:
        _add_instructions(results, subjects)
    return found


def _measure(task: Task, subjects: list[Subject], settings: Settings) -> dict:
    say(f"measuring: {task.name}")
    measure.alternate(subjects, settings.runs)
    return {
        "expansions": task.program.expansions,
        "source_bytes": len(task.program.source),
        "forms": {subject.name: _figures(subject) for subject in subjects},
        "ratios": ratios(subjects),
    }


def _add_instructions(results: dict, subjects: dict[str, list[Subject]]) -> None:
    """Counts what has been measured, when all of that is done: a count is the same on a busy machine."""
    pairs = [(results[task]["forms"][subject.name], subject) for task in subjects for subject in subjects[task]]
    say(f"counting the instructions of {len(pairs)} commands, {os.cpu_count()} at a time")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        counted = pool.map(_instructions, [subject for _, subject in pairs])
        for (figures, _), count in zip(pairs, counted, strict=True):
            figures["instructions"] = count


def _instructions(subject: Subject) -> float:
    """Those of a compiler that stops when all is expanded, as most of the others have nothing to do with macros."""
    only_expanding = Subject(subject.name, [*subject.command, "-Zno-analysis"])
    return measure.run_once(instructions.counting(only_expanding)).figures[instructions.FIGURE]


def _subjects(config: Config, task: Task, work: Path) -> list[Subject]:
    return [_subject(config, form, task, work) for form in task.forms if form.has(task.program)]


def _subject(config: Config, form: Form, task: Task, work: Path) -> Subject:
    work.mkdir(parents=True, exist_ok=True)
    source = work / f"{task.program.file_stem}.rs"
    source.write_text(task.program.source, encoding="utf-8")
    words = ["--crate-name", "program", "--crate-type", "lib", "--edition", "2021", "--emit=metadata"]
    words += ["--out-dir", str(work), "--cap-lints", "allow", "-Ztime-passes", "-Ztime-passes-format=json"]
    command = [str(config.dist / "bin/rustc"), str(source), *words, *form.options(task.program)]
    return Subject(form.name, command, read=read_passes)


def read_passes(text: str) -> dict[str, float]:
    """The seconds of each pass in what `-Ztime-passes-format=json` prints."""
    passes = {}
    for line in text.splitlines():
        start, _, record = line.partition(" ")
        if start == "time:":
            values = json.loads(record)
            passes[values["pass"]] = values["time"]
    return passes


def _figures(subject: Subject) -> dict[str, float]:
    return {"expand_seconds": subject.figure(PASS), "seconds": subject.seconds, "peak_bytes": subject.peak_bytes}


def ratios(subjects: list[Subject]) -> dict:
    """Each form against the native ones, in the time of expansion and in that of all."""
    by_name = {subject.name: subject for subject in subjects}
    found: dict = {}
    for subject in subjects:
        for base in BASES:
            if base != subject.name:
                figures = {"expand": PASS, "total": None}.items()
                pair = {kind: vars(measure.ratio(subject, by_name[base], figure)) for kind, figure in figures}
                found.setdefault(subject.name, {})[base] = pair
    return found


def derived(tasks: dict) -> dict:
    """What single things cost, in seconds: differences of what was measured."""

    def cost(more: Program, less: Program, things: int) -> dict[str, float]:
        sides = tasks[more.name]["forms"], tasks[less.name]["forms"]
        values = {form: [side[form]["expand_seconds"] for side in sides] for form in sides[0] if form in sides[1]}
        return {form: (large - small) / things for form, (large, small) in values.items()}

    return {
        f"loading a macro crate (mean of {len(MANY)})": cost(LOAD_MANY, NOTHING, len(MANY)),
        "loading serde_derive": cost(LOAD_ONE, NOTHING, 1),
        "the first two expansions of serde_derive": cost(FIRST, LOAD_ONE, 1),
        "a further expansion of serde_derive, 7 fields": cost(MORE, SOME, MORE.expansions - SOME.expansions),
        "an expansion that changes nothing": cost(
            SMALL_CALLS, FEW_CALLS, SMALL_CALLS.expansions - FEW_CALLS.expansions
        ),
    }


def table(results: dict) -> str:
    """The results in Markdown."""
    tasks = results["tasks"]
    forms = list(dict.fromkeys(form for task in tasks.values() for form in task["forms"]))
    parts = [
        f"Time of `{PASS}`, and how many times as long a module takes (half of the runs between)",
        _times(tasks, forms, "expand_seconds"),
        "All of rustc, without making code",
        _totals(tasks),
        "Single things",
        _derived(results["derived"], forms),
        "Single expansions, counted",
        markdown(counts.HEADS, counts.rows(results["counts"])),
        "Making native code of modules",
        _compiled(results["compiled"]),
        "A program with serde, serde_json and serde_derive, by Cargo",
        clean_build.table(results["clean_build"]),
    ]
    if any("instructions" in figures for task in tasks.values() for figures in task["forms"].values()):
        parts += ["Instructions of a rustc that only expands, in millions", _times(tasks, forms, "instructions")]
    return "\n\n".join(parts)


def _times(tasks: dict, forms: list[str], figure: str) -> str:
    shown = _milliseconds if figure != "instructions" else lambda count: f"{count / 1e6:.0f}"
    rows = []
    for name, task in tasks.items():
        values = [task["forms"].get(form, {}).get(figure) for form in forms]
        row = [name, *("" if value is None else shown(value) for value in values)]
        if figure == "expand_seconds":
            row += [_ratio(task, form, base, "expand") for form in _ours(task) for base in BASES]
        rows.append(row)
    heads = ["", *forms, *(RATIOS if figure == "expand_seconds" else [])]
    return markdown(heads, rows)


def _totals(tasks: dict) -> str:
    heads = ["", *BASES, COMPILED, MODULE, *RATIOS, "peak memory"]
    rows = []
    for name, task in tasks.items():
        forms = [task["forms"].get(form) for form in (*BASES, *_ours(task))]
        peaks = [f"{form['peak_bytes'] / 1e6:.0f}" for form in forms if form]
        times = [_milliseconds(form["seconds"]) if form else "" for form in forms]
        found = [_ratio(task, form, base, "total") for form in _ours(task) for base in BASES]
        rows.append([name, *times, *found, f"{', '.join(peaks)} MB"])
    return markdown(heads, rows)


def _derived(costs: dict, forms: list[str]) -> str:
    rows = [[name, *(_milliseconds(by[form]) if form in by else "" for form in forms)] for name, by in costs.items()]
    return markdown(["", *forms], rows)


def _compiled(compiled: dict) -> str:
    heads = ["", "bytes of the module", "bytes of code", "time"]
    rows = [
        [name, f"{each['module_bytes']:,}", f"{each['code_bytes']:,}", f"{each['seconds']:.2f} s"]
        for name, each in compiled.items()
    ]
    return markdown(heads, rows)


def _ratio(task: dict, form: str, base: str, kind: str) -> str:
    found = task["ratios"].get(form)
    return str(measure.Ratio(**found[base][kind])) if found else ""


def _ours(task: dict) -> tuple[str, str]:
    """The forms that are modules, as `RATIOS` has them: one that was made for watt is only interpreted."""
    return (COMPILED, MODULE if MODULE in task["forms"] else WATT_MODULE)


def _milliseconds(seconds: float) -> str:
    digits = 1 if abs(seconds) >= 0.001 else 3
    return f"{seconds * 1e3:.{digits}f} ms"


def markdown(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def chart(results: dict) -> dict:
    """What `bench-chart` draws: the time of expansion, by tasks and forms."""
    groups = []
    for name, task in results["tasks"].items():
        values = {form: figures["expand_seconds"] * 1e3 for form, figures in task["forms"].items()}
        if name != NOTHING.name:
            groups.append({"name": name, "bars": [{"series": form, "value": each} for form, each in values.items()]})
    return {"title": f"Time of {PASS} by the form of macros", "unit": "ms", "groups": groups}
