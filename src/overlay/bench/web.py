"""`./x.py bench web`: rustc.wasm in a page of headless Chromium against the native compiler.

What the page does is in `src/tools/rustc-wasm-js/bench`. Everything that is downloaded is in the browser's cache.
"""

import json
import os
import statistics
from pathlib import Path

from overlay import dist, pack, web
from overlay.bench import measure
from overlay.bench.measure import Settings, Subject
from overlay.config import Config
from overlay.system import run as run_command
from overlay.system import say

PROGRAMS = "bench/programs.json"
SCRIPT = "bench/page.mjs"
HELLO = "hello world"
DERIVE = "own derive, both crates"
SERDE = "serde_json with derives"


def run(config: Config, settings: Settings) -> dict:
    """Medians in seconds, and what they are of the native compiler's where that does the same."""
    web.need_node()
    dist.ensure_wasm(config)
    web.write_index(config.dist)
    web.build_package(config)
    crates = pack.build(config, pack.SMALL)
    say("measuring: in a page")
    env = os.environ | {web.FILES: str(config.dist), web.PACK: str(crates)}
    command = ["node", SCRIPT, str(settings.runs)]
    done = run_command(command, cwd=web.package(config), env=env, capture=True)
    return results(json.loads(done.stdout), native(config, settings, crates))


def native(config: Config, settings: Settings, crates: Path) -> dict[str, float]:
    """Medians in seconds of the native compiler, with LLVM, without optimization, for the same target."""
    say("measuring: natively")
    work = config.clone / "target/bench/web"
    work.mkdir(parents=True, exist_ok=True)
    for name, text in json.loads((web.package(config) / PROGRAMS).read_text(encoding="utf-8")).items():
        (work / f"{name}.rs").write_text(text, encoding="utf-8")
    medians = {}
    for name, commands in _commands(config.dist / "bin/rustc", work, crates).items():
        subjects = [Subject(name, command) for command in commands]
        measure.alternate(subjects, settings.runs)
        medians[name] = sum(subject.seconds for subject in subjects)
    return medians


def _commands(rustc: Path, work: Path, crates: Path) -> dict[str, list[list[str]]]:
    common = [str(rustc), "--target", web.TARGET, "--edition", "2024"]
    macros = [*common, str(work / "macros.rs"), "--crate-type", "proc-macro", "--crate-name", "my"]
    macros += ["--extern", "proc_macro", "-o", str(work / "my.wasm")]
    use = ["--wasm-proc-macro", f"my={work / 'my.wasm'}"]
    return {
        HELLO: [[*common, str(work / "hello.rs"), "-o", str(work / "hello.wasm")]],
        SERDE: [[*common, str(work / "serde.rs"), *pack.options(crates), "-o", str(work / "serde.wasm")]],
        DERIVE: [macros, [*common, str(work / "derive.rs"), *use, "-o", str(work / "derive.wasm")]],
    }


def results(page: dict[str, list[float]], native: dict[str, float]) -> dict:
    """What is saved: of each task the median in the page, and the native one and the ratio if there is one."""
    tasks = {}
    for name, seconds in page.items():
        tasks[name] = {"page": statistics.median(seconds)}
        if name in native:
            tasks[name] |= {"native": native[name], "ratio": tasks[name]["page"] / native[name]}
    return {"tasks": tasks}


def table(results: dict) -> str:
    """The results in Markdown."""
    lines = ["| | page | native | ratio |", "|---|---:|---:|---:|"]
    for name, task in results["tasks"].items():
        rest = f"{task['native']:.2f} s | {task['ratio']:.2f}" if "native" in task else "|"
        lines.append(f"| {name} | {task['page']:.2f} s | {rest} |")
    return "\n".join(lines)
