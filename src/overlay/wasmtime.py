"""The runtime that tests and demonstrations run rustc.wasm with: the wasmtime program, from crates.io into the cache.

It deliberately does not know what is run, or with which folders.
"""

from pathlib import Path

from overlay import lock
from overlay.config import Config
from overlay.system import run, say

# The last version that the stage 0 toolchain builds.
VERSION = "48.0.8"

# What `wasmtime run` and `wasmtime compile` need, and a cache of compiled modules.
FEATURES = ("run", "compile", "cache", "parallel-compilation", "threads")

# Size of the stack that the engine gives WebAssembly, in bytes; wasmtime's default is 512 KiB. docs/rustc-wasm.md says
# how it was measured.
MAX_STACK = 64 << 20


def ensure(config: Config) -> Path:
    """The program, installed if it is not there."""
    root = config.home / f"wasmtime-{VERSION}"
    program = root / "bin/wasmtime"
    if program.exists():
        return program
    with lock.hold(config, "wasmtime"):
        say(f"installing wasmtime {VERSION} into {root}; this takes some minutes")
        what = ["wasmtime-cli", "--version", f"={VERSION}", "--locked"]
        features = ["--no-default-features", "--features", ",".join(FEATURES)]
        scratch = config.home / "wasmtime.partial"
        run([config.stage0.cargo, "install", *what, *features, "--root", scratch], log=config.logs / "wasmtime.log")
        scratch.rename(root)
    return program
