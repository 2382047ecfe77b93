"""What single expansions take that no clock measures: requests to the host, fuel, memory. `cargo wasm-macro expand`
runs them in modules of `macros`, outside of a compiler."""

import json
from pathlib import Path

from overlay.bench import programs
from overlay.bench.macros import Form
from overlay.bench.programs import Program
from overlay.config import Config
from overlay.system import run

# Programs of one expansion of each macro, and the names of the macros.
EXPANSIONS: tuple[tuple[Program, tuple[str, ...]], ...] = (
    (programs.serde(1, 7), ("Serialize", "Deserialize")),
    (programs.serde(1, 100), ("Serialize", "Deserialize")),
    (programs.instrument(1), ("instrument",)),
    (programs.thiserror(1), ("Error",)),
    (programs.clap(1, 10), ("Parser",)),
)

# How lines start that name a macro, which the tool gets in another way.
USES = ("#[derive(", "#[tracing_attributes::")

HEADS = ["", "requests to the host", "units of fuel", "bytes of memory"]


def count(config: Config, form: Form) -> dict[str, dict[str, int]]:
    """Requests, fuel and bytes of memory of each expansion."""
    # Of its own: these programs lack the lines that use the macros, and may be called as others are.
    work = config.clone / "target/bench/expand/single"
    work.mkdir(parents=True, exist_ok=True)
    counts = {}
    for program, names in EXPANSIONS:
        item = work / f"{program.file_stem}.rs"
        lines = program.source.splitlines(keepends=True)
        item.write_text("".join(line for line in lines if not line.startswith(USES)), encoding="utf-8")
        for name in names:
            counts[f"{name} ({program.name})"] = _count(config, form.module(program.macros[0]), name, item)
    return counts


def _count(config: Config, module: Path, name: str, item: Path) -> dict[str, int]:
    tool = config.dist / "bin/cargo-wasm-macro"
    done = run([tool, "expand", module, "--macro", name, "--format", "json", item], capture=True)
    values = json.loads(done.stdout)
    return {key: values[key] for key in ("requests", "fuel", "memory")}


def rows(counts: dict[str, dict[str, int]]) -> list[list[str]]:
    """Below `HEADS`."""
    return [[name, *(f"{value:,}" for value in each.values())] for name, each in counts.items()]
