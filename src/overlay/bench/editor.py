"""`./x.py bench editor`: how many expansions a second rust-analyzer's server makes, of modules and of dylibs.

A client that is one of ours, in `tests/editor`, speaks to the server as rust-analyzer does and makes the same call again
and again. Seconds are of processor time of the server, which other work on the machine changes less than the time on the
clock. How the macros are built is in `macros`.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from overlay import bootstrap, dist, targets
from overlay.bench import measure, programs
from overlay.bench.cargo_packages import build
from overlay.bench.expand import markdown
from overlay.bench.macros import COMPILED, CRATES, MODULE, NATIVE, NATIVE_DEV, PROFILES, modules_of
from overlay.bench.measure import Settings, Subject
from overlay.config import Config
from overlay.real_macros import Project
from overlay.system import run as run_command

RATE = "expansions per second"
SECONDS = 1.0
CODES = "RUSTC_WASM_PROC_MACRO_CODE_DIR"
FORMS = (NATIVE_DEV, NATIVE, COMPILED, MODULE)
OURS = (COMPILED, MODULE)
BASES = (NATIVE_DEV, NATIVE)


@dataclass(frozen=True)
class Task:
    """A macro and what it is called with."""

    name: str
    crate: str
    macro: str
    item: str
    attribute: str | None = None


def _derived(name: str, crate: str, macro: str, program: programs.Program) -> Task:
    """A call with the one item of a program, without the lines that name the derive macros."""
    lines = [line for line in program.source.splitlines() if not line.startswith("#[derive(")]
    return Task(name, crate, macro, "\n".join(lines))


FUNCTION = "pub fn f(a: u32, b: u32, name: &str) -> u32 { a.wrapping_mul(b).wrapping_add(name.len() as u32) }"
TRAIT = "pub trait Work { async fn one(&self, a: u32, text: &str) -> u32; async fn other(&self) -> String; }"
TASKS = (
    _derived("serde: Serialize, 7 fields", "serde_derive", "Serialize", programs.serde(1, 7)),
    _derived("serde: Deserialize, 7 fields", "serde_derive", "Deserialize", programs.serde(1, 7)),
    _derived("serde: Deserialize, 100 fields", "serde_derive", "Deserialize", programs.serde(1, 100)),
    _derived("thiserror: Error, 7 variants", "thiserror_impl", "Error", programs.thiserror(1)),
    _derived("clap: Parser, 10 options", "clap_derive", "Parser", programs.clap(1, 10)),
    Task("tracing: instrument", "tracing_attributes", "instrument", FUNCTION, 'level = "debug", skip(name), ret'),
    Task("async-trait: a trait of 2 functions", "async_trait", "async_trait", TRAIT, ""),
)


def run(config: Config, settings: Settings) -> dict:
    """Expansions a second, and ratios to dylibs: more than one is faster."""
    [server] = dist.ensure_extra(config, bootstrap.EDITOR_SERVER)
    work = config.clone / "target/bench/expand/crates"
    Project(config, CRATES / "Cargo.toml", work).forget_other_compilers()
    crates = tuple(dict.fromkeys(task.crate for task in TASKS))
    modules = modules_of(config, work, CRATES, crates)
    dev, optimised = (build(config, CRATES, work / name, env).dylibs for name, env in PROFILES.items())
    codes, none = config.clone / "target/bench/editor/codes", config.clone / "target/bench/editor/none"
    tool = [config.dist / "bin/cargo-wasm-macro", "compile", "--code-dir", codes]
    run_command([*tool, *(modules / f"{name}.wasm" for name in crates)], capture=True)
    client = _client(config)
    results = {}
    for task in TASKS:
        files = {
            NATIVE_DEV: (dev[task.crate], none),
            NATIVE: (optimised[task.crate], none),
            COMPILED: (modules / f"{task.crate}.wasm", codes),
            MODULE: (modules / f"{task.crate}.wasm", none),
        }
        subjects = [_subject(client, server, task, form, *files[form]) for form in FORMS]
        measure.alternate(subjects, settings.runs)
        results[task.name] = figures(subjects)
    return {"tasks": results}


def _client(config: Config) -> Path:
    package = config.clone / "tests/editor"
    target_dir = targets.directory(config, package)
    command = [config.stage0.cargo, "build", "--release", "--locked", "--bin", "expansions", "--target-dir", target_dir]
    run_command(command, cwd=package, env=os.environ | {"RUSTC": str(config.stage0.rustc)})
    return target_dir / "release/expansions"


def _subject(client: Path, server: Path, task: Task, form: str, file: Path, codes: Path) -> Subject:
    command = [str(client), str(file), task.macro, task.item, str(SECONDS)]
    if task.attribute is not None:
        command.append(task.attribute)
    env = {"PROC_MACRO_SRV_UNDER_TEST": str(server), CODES: str(codes)}
    return Subject(form, command, env, read=lambda text: {RATE: float(text.split()[-1])})


def figures(subjects: list[Subject]) -> dict:
    by_name = {subject.name: subject for subject in subjects}
    return {
        "rates": {name: subject.figure(RATE) for name, subject in by_name.items()},
        "ratios": {
            form: {base: vars(measure.ratio(by_name[form], by_name[base], RATE)) for base in BASES} for form in OURS
        },
    }


def table(results: dict) -> str:
    """The results in Markdown."""
    rows = []
    for name, task in results["tasks"].items():
        ratios = [str(measure.Ratio(**task["ratios"][form][base])) for form in OURS for base in BASES]
        rows.append([name, *(f"{task['rates'][form]:,.0f}" for form in FORMS), *ratios])
    heads = ["", *FORMS, *(f"{form} / {base}" for form in ("compiled", "interpreted") for base in BASES)]
    title = "Expansions a second in rust-analyzer's server, and how many times as many (half of the runs between)"
    return f"{title}\n\n{markdown(heads, rows)}"
