#!/usr/bin/env python3
"""A `RUSTC_WRAPPER` that hands crates modules that somebody has built before, in place of their macros' dylibs.

It does not know where the modules come from. Environment:
  BENCH_MODULES  directory with NAME.wasm for each macro crate NAME that is to be replaced
"""

import os
import subprocess
import sys
from pathlib import Path

# Cargo runs this file as a program, from which `overlay` is not a package.
sys.path[0] = str(Path(__file__).resolve().parents[2])

from overlay.wrappers.macro import replace_macros  # noqa: E402


def main(argv: list[str]) -> int:
    # `close_fds=False` leaves Cargo's jobserver open to rustc.
    return subprocess.run(with_modules(argv, Path(os.environ["BENCH_MODULES"])), close_fds=False).returncode


def with_modules(command: list[str], directory: Path) -> list[str]:
    """The command with `--wasm-proc-macro` for each dylib that there is a module for."""
    return replace_macros(command, directory, module_by_crate)


def module_by_crate(path: Path) -> str:
    """The name of a module by the library's own name, whatever the crate that uses it calls it."""
    return path.stem.removeprefix("lib").rpartition("-")[0] + ".wasm"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
