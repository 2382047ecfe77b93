#!/usr/bin/env python3
"""A `RUSTC_WRAPPER` that hands crates modules that somebody has built before, in place of their macros' dylibs.

It does not know where the modules come from. Environment:
  BENCH_MODULES  folder with NAME.wasm for each macro crate NAME that is to be replaced
"""

import os
import subprocess
import sys
from pathlib import Path


def main(argv: list[str]) -> int:
    # `close_fds=False` leaves Cargo's jobserver open to rustc.
    return subprocess.run(with_modules(argv, Path(os.environ["BENCH_MODULES"])), close_fds=False).returncode


def with_modules(command: list[str], folder: Path) -> list[str]:
    """The command with `--wasm-proc-macro` for each dylib that there is a module for."""
    result = []
    words = iter(command)
    for word in words:
        if word != "--extern":
            result.append(word)
            continue
        extern = next(words, "")
        name, _, path = extern.partition("=")
        # The library's own name, whatever the crate that uses it calls it.
        module = folder / f"{Path(path).stem.removeprefix('lib').rpartition('-')[0]}.wasm"
        if path.endswith((".so", ".dylib")) and module.exists():
            result += ["--wasm-proc-macro", f"{name}={module}"]
        else:
            result += ["--extern", extern]
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
