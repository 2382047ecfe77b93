"""`./x.py bench`: measurements, each as a table and as a file in `bench/results`. What is measured is elsewhere."""

import argparse
import json
import os
import platform

from overlay import bench_codegen, bench_rustc_wasm
from overlay import config as configuration
from overlay.config import Config
from overlay.system import say, write_file

DESCRIPTION = """\
Measures, in one run, and prints ratios, which are what can be compared between machines. Benchmarks:
  rustc-wasm    size of rustc.wasm; its time and memory against the native compiler's
  codegen       what the backend without LLVM takes to compile small programs, and what those take to run, against LLVM

The results are in `bench/results/NAME.json`. Everything else (`./x.py bench library/core`) is upstream's `bench`."""

BENCHMARKS = {"rustc-wasm": bench_rustc_wasm, "codegen": bench_codegen}


def is_ours(argv: list[str]) -> bool:
    """Whether this is a benchmark of ours or a question about them, and not upstream's `bench`."""
    return not argv or argv[0] in {*BENCHMARKS, "-h", "--help"}


def main(argv: list[str]) -> int:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="./x.py bench", description=DESCRIPTION, formatter_class=raw)
    parser.add_argument("names", nargs="*", metavar="NAME", help="which benchmarks (default: all)")
    parser.add_argument("--runs", type=_at_least_one, default=7, metavar="N", help="runs of each command (default: 7)")
    args = parser.parse_args(argv)
    for name in args.names:
        if name not in BENCHMARKS:
            parser.error(f"there is no benchmark `{name}`; there is: {', '.join(BENCHMARKS)}")
    config = configuration.load()
    for name in args.names or BENCHMARKS:
        results = BENCHMARKS[name].run(config, args.runs)
        print(BENCHMARKS[name].table(results))
        _save(config, name, results | {"machine": machine(), "runs": args.runs})
    return 0


def machine() -> dict:
    """What the absolute figures depend on, as far as it says nothing about whose machine it is."""
    return {"cores": os.cpu_count(), "processor": platform.machine(), "system": platform.system()}


def _save(config: Config, name: str, results: dict) -> None:
    path = config.clone / "bench/results" / f"{name}.json"
    write_file(path, (json.dumps(results, indent=2) + "\n").encode())
    say(f"wrote {path.relative_to(config.clone)}")


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"`{text}` is no number of runs")
    return int(text)
