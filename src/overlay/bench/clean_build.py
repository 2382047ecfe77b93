"""A program that uses serde, built by Cargo from nothing: its macros from source, against a module that is there.

It does not know how macros are built as modules. Cargo has no word for a module, so the program says it with
`cargo rustc -- --wasm-proc-macro`, and its manifest does not name the macro crate.
"""

import os
import shutil
from pathlib import Path

from overlay import real_macros
from overlay.bench import measure
from overlay.bench.macros import CRATES, MODULE, Form
from overlay.bench.measure import Settings, Subject
from overlay.config import Config
from overlay.real_macros import cargo_env
from overlay.system import fail, run, say

NATIVE = "macros from source"
TASKS = ("clean build", "build after an edit of the program")

MANIFEST = """\
[package]
name = "program"
version = "0.0.0"
edition = "2021"

[workspace]

[dependencies]
serde = "1"
serde_json = "1"
"""

MACROS = 'serde_derive = "1"\n'

SOURCE = """\
use serde_derive::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
struct Point {
    x: i32,
    y: i32,
    label: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Shape {
    Dot { at: Point },
    Line { from: Point, to: Point },
    Empty,
}

fn main() {
    let text = r#"[{"kind":"dot","at":{"x":1,"y":2,"label":"a"}},{"kind":"empty"}]"#;
    let shapes: Vec<Shape> = serde_json::from_str(text).unwrap();
    println!("{}", serde_json::to_string(&shapes).unwrap());
}
"""


def measure_builds(config: Config, forms: list[Form], settings: Settings) -> dict:
    """Times in seconds, and ratios to the native build."""
    work = config.clone / "target/bench/expand/clean-build"
    module = next(form for form in forms if form.name == MODULE)
    commands = {
        NATIVE: _command(config, work / "native", MANIFEST + MACROS, []),
        MODULE: _command(config, work / "module", MANIFEST, module.macros["serde_derive"]),
    }
    results = {}
    for task in TASKS:
        say(f"measuring: {task}")
        subjects = [_subject(config, name, command, task == TASKS[0]) for name, command in commands.items()]
        measure.alternate(subjects, settings.runs)
        native, ours = subjects
        results[task] = {
            "seconds": {subject.name: subject.seconds for subject in subjects},
            "ratio": vars(measure.ratio(ours, native)),
        }
    _compare(commands)
    return results


def _command(config: Config, directory: Path, manifest: str, macros: list[str]) -> list[str]:
    """Writes a package, and returns what builds it."""
    (directory / "src").mkdir(parents=True, exist_ok=True)
    (directory / "Cargo.toml").write_text(manifest, encoding="utf-8")
    (directory / "src/main.rs").write_text(SOURCE, encoding="utf-8")
    shutil.copyfile(CRATES / "Cargo.lock", directory / "Cargo.lock")
    # Takes what is not needed out of the lock, and fetches the rest.
    env = cargo_env(config)
    run([config.stage0.cargo, "metadata", "--format-version=1"], cwd=directory, env=env, capture=True)
    run([config.stage0.cargo, "fetch", "--locked"], cwd=directory, env=env, capture=True)
    words = ["rustc", "--locked", "--offline", "--manifest-path", directory / "Cargo.toml"]
    words += ["--target-dir", directory / "target"]
    return [str(word) for word in (config.stage0.cargo, *words, "--", *macros)]


def _subject(config: Config, name: str, command: list[str], is_clean: bool) -> Subject:
    directory = Path(command[command.index("--manifest-path") + 1]).parent

    def forget() -> None:
        shutil.rmtree(directory / "target", ignore_errors=True)

    def edit() -> None:
        os.utime(directory / "src/main.rs")

    # To Cargo the same as none.
    cleared = dict.fromkeys(real_macros.FOREIGN, "")
    env = cleared | {"RUSTC": str(config.dist / "bin/rustc")}
    return Subject(name, command, env, before=forget if is_clean else edit)


def _compare(commands: dict[str, list[str]]) -> None:
    """Both programs must do the same, or nothing was measured."""
    directories = [Path(command[command.index("--target-dir") + 1]) for command in commands.values()]
    outputs = [run([directory / "debug/program"], capture=True).stdout for directory in directories]
    if outputs[0] != outputs[1] or '"kind":"dot"' not in outputs[0]:
        fail("the programs with native macros and with modules print different things; please report this as a bug")


def table(results: dict) -> str:
    """The results in Markdown."""
    lines = [f"| | {NATIVE} | {MODULE} | ratio (half of the runs between) |", "|---|---|---|---|"]
    for name, task in results.items():
        native, ours = task["seconds"].values()
        lines.append(f"| {name} | {native:.2f} s | {ours:.2f} s | {measure.Ratio(**task['ratio'])} |")
    return "\n".join(lines)
