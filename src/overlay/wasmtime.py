"""The runtime that tests and demonstrations run rustc.wasm with: the wasmtime program, from crates.io into the cache.

It deliberately does not know what is run, or with which directories.
"""

from pathlib import Path

from overlay import lock
from overlay.config import Config
from overlay.system import run, say, sha256_file

# The last version that the stage 0 toolchain builds.
VERSION = "48.0.8"

# What `wasmtime run` and `wasmtime compile` need, and a cache of compiled modules.
FEATURES = ("run", "compile", "cache", "parallel-compilation", "threads")


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


def compiled(config: Config, module: Path) -> Path:
    """The module compiled ahead of time, so that it starts at once; made once for each module."""
    target = config.home / "compiled" / f"{module.name}-{VERSION}-{sha256_file(module)}.cwasm"
    if target.exists():
        return target
    with lock.hold(config, "compile"):
        target.parent.mkdir(exist_ok=True)
        for stale in target.parent.glob(f"{module.name}-*"):
            stale.unlink()
        say(f"compiling {module.name} for wasmtime; this takes a minute")
        scratch = target.with_suffix(".partial")
        precompile(config, module, scratch)
        scratch.rename(target)
    return target


def precompile(config: Config, module: Path, target: Path) -> None:
    """Compiles the module ahead of time to the file, for `wasmtime run --allow-precompiled`."""
    run([ensure(config), "compile", module, "-o", target])


def command(
    config: Config, module: Path, directories: dict[str, str | Path], *, inherit_env: bool = False
) -> list[str]:
    """What runs a module with directories, each under the name that the module sees; arguments follow."""
    words = [ensure(config), "run", "--allow-precompiled"]
    if inherit_env:
        words += ["-S", "inherit-env=y"]
    for name, directory in directories.items():
        words += ["--dir", f"{directory}::{name}"]
    return [str(word) for word in [*words, compiled(config, module)]]
