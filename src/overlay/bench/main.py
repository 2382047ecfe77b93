"""`./x.py bench`: measurements, each as a table and as a file in `bench/results`. What is measured is elsewhere."""

import argparse
import json
import os
import platform

from overlay import tools
from overlay import config as configuration
from overlay.bench import cache, codegen, editor, expand, overhead, project, rustc_wasm, web
from overlay.bench.measure import Settings
from overlay.config import Config
from overlay.system import run, say, write_file

DESCRIPTION = """\
Measures, in one run, and prints ratios, which are what can be compared between machines. Benchmarks:
  expand        what macros cost as modules, as dylibs and in watt's interpreter
  overhead      rustc without the option against upstream's, in instructions; builds upstream's, which takes a quarter
                of an hour
  cache         what it saves not to run a macro whose expansion is known: again, in rustc.wasm, and after an edit
  editor        expansions a second in rust-analyzer's server, of modules and of dylibs; builds the server
  project       applications that Cargo builds with native macros and with modules: a clean build, a check after an edit
  rustc-wasm    size of rustc.wasm; its time and memory against the native compiler's
  codegen       what the backend without LLVM takes to compile small programs, and what those take to run, against LLVM
  web           rustc.wasm in a page of headless Chromium against the native compiler; needs Node 20 and npm

docs/benchmarks.md says how the figures are made. The results are in `bench/results/NAME.json`, those of `expand` in
`expand.svg` too. Everything else (`./x.py bench library/core`) is upstream's `bench`."""

BENCHMARKS = {
    "expand": expand,
    "editor": editor,
    "overhead": overhead,
    "cache": cache,
    "project": project,
    "rustc-wasm": rustc_wasm,
    "codegen": codegen,
    "web": web,
}


def is_ours(argv: list[str]) -> bool:
    """Whether this is a benchmark of ours or a question about them, and not upstream's `bench`."""
    return not argv or argv[0] in {*BENCHMARKS, "-h", "--help"}


def main(argv: list[str]) -> int:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="./x.py bench", description=DESCRIPTION, formatter_class=raw)
    parser.add_argument("names", nargs="*", metavar="NAME", help="which benchmarks (default: all)")
    parser.add_argument("--runs", type=_at_least_one, default=7, metavar="N", help="runs of each command (default: 7)")
    parser.add_argument("--instructions", action="store_true", help="`expand`: count instructions too, which is slow")
    args = parser.parse_args(argv)
    for name in args.names:
        if name not in BENCHMARKS:
            parser.error(f"there is no benchmark `{name}`; there is: {', '.join(BENCHMARKS)}")
    config = configuration.load()
    for name in args.names or BENCHMARKS:
        results = BENCHMARKS[name].run(config, Settings(args.runs, args.instructions))
        print(BENCHMARKS[name].table(results))
        _save(config, name, results | {"machine": machine(), "runs": args.runs})
        if hasattr(BENCHMARKS[name], "chart"):
            _draw(config, name, BENCHMARKS[name].chart(results))
    return 0


def machine() -> dict:
    """What the absolute figures depend on, as far as it says nothing about whose machine it is."""
    return {"cores": os.cpu_count(), "processor": platform.machine(), "system": platform.system()}


def _save(config: Config, name: str, results: dict) -> None:
    path = config.clone / "bench/results" / f"{name}.json"
    write_file(path, (json.dumps(results, indent=2) + "\n").encode())
    say(f"wrote {path.relative_to(config.clone)}")


def _draw(config: Config, name: str, chart: dict) -> None:
    values, image = config.clone / f"target/bench/{name}.json", config.clone / f"bench/results/{name}.svg"
    write_file(values, json.dumps(chart).encode())
    run([tools.build(config, tools.CHART), values, "-o", image])
    say(f"wrote {image.relative_to(config.clone)}")


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"`{text}` is not a number of runs")
    return int(text)
