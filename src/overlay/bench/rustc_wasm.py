"""`./x.py bench rustc-wasm`: how large rustc.wasm is, and what it takes against the native compiler.

Both compilers do the same: neither makes code. wasmtime runs the module in the form that it compiled it to before.
"""

import gzip
import lzma
from pathlib import Path

from overlay import dist, real_crates, rustc_wasm, wasmtime
from overlay.bench import measure
from overlay.bench.measure import Settings, Subject
from overlay.config import Config
from overlay.rustc_wasm import Compilers
from overlay.system import say
from overlay.wrappers import twin

HELLO = 'fn main() {\n    println!("Hello, world!");\n}\n'
MACRO_CRATE = "serde_derive"


def run(config: Config, settings: Settings) -> dict:
    """Sizes in bytes, times in seconds, memory in bytes, ratios to the native compiler."""
    both = rustc_wasm.compilers(config)
    work = config.clone / "target/bench/rustc-wasm"
    work.mkdir(parents=True, exist_ok=True)
    tasks = {
        "--version": (["--version"], {}),
        "check hello world": (_hello(work), {}),
        "check a serde program": _serde(config, work),
    }
    results = {name: _task(name, *task, both, settings.runs) for name, task in tasks.items()}
    return {"size": sizes(config.dist / dist.RUSTC_WASM), "tasks": results, "wasmtime": wasmtime.VERSION}


def sizes(module: Path) -> dict[str, int]:
    """The module's size as it is, and compressed by what web servers and by what packages use, in bytes."""
    say(f"compressing {module.name}")
    data = module.read_bytes()
    return {"stripped": len(data), "gzip -9": len(gzip.compress(data, 9)), "xz -6": len(lzma.compress(data))}


def _hello(work: Path) -> list[str]:
    source = work / "hello.rs"
    source.write_text(HELLO, encoding="utf-8")
    return [str(source), "--target", "wasm32-wasip1", "--emit=metadata", "--edition", "2021", "--out-dir", str(work)]


def _serde(config: Config, work: Path) -> tuple[list[str], dict]:
    """The program of tests/real-crates that uses serde_derive, with its module."""
    crates = real_crates.build_project(config)
    source = next(path for path in crates.sources("src/bin") if path.stem == MACRO_CRATE)
    record = crates.records()[str(source)]
    _, args = crates.commands(str(source), record)
    return [*twin.without_emit(real_crates.with_out_dir(args, work)), "--emit=metadata"], record["env"]


def _task(name: str, args: list[str], env: dict[str, str], both: Compilers, runs: int) -> dict:
    say(f"measuring: {name}")
    native = Subject("rustc", [*both.native, *args], env)
    wasi = Subject("rustc.wasm", [*both.wasi, *args], env)
    measure.alternate([native, wasi], runs)
    found = measure.ratio(wasi, native)
    return {
        "ratio": {"median": found.median, "low": found.low, "high": found.high},
        "seconds": {subject.name: subject.seconds for subject in (native, wasi)},
        "peak_bytes": {subject.name: subject.peak_bytes for subject in (native, wasi)},
    }


def table(results: dict) -> str:
    """The results in Markdown, for the README."""
    lines = ["| rustc.wasm | size |", "|---|---|"]
    lines += [f"| {name} | {size / 1e6:.1f} MB |" for name, size in results["size"].items()]
    lines += ["", "| | native | rustc.wasm | ratio (half of the runs between) | peak memory |", "|---|---|---|---|---|"]
    for name, task in results["tasks"].items():
        native, wasi = task["seconds"].values()
        native_peak, wasi_peak = (f"{peak / 1e6:.0f}" for peak in task["peak_bytes"].values())
        ratio = measure.Ratio(**task["ratio"])
        lines.append(f"| {name} | {native:.3f} s | {wasi:.3f} s | {ratio} | {native_peak} and {wasi_peak} MB |")
    return "\n".join(lines)
