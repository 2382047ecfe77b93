"""Running upstream's own `x.py` in the applied tree, with the configuration that works for this overlay.

It deliberately knows nothing of what bootstrap does with its arguments, except for the default of `build`.
"""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from overlay import compiler_flags, lock, packages, wasi_root
from overlay.apply import apply
from overlay.config import WASM_TARGETS, Config
from overlay.system import fail, run, say, write_file

# The host of the compiler that is itself a WebAssembly module.
WASI = "wasm32-wasip1"

DEFAULT_PATHS = ("compiler", "library", "src/tools/rustdoc")


@dataclass(frozen=True)
class Extra:
    """Programs of upstream's that link to the compiler, and are built only if somebody asks for them."""

    # The option of `./x.py dist`.
    name: str
    what: str
    source: str
    # Where bootstrap puts them in a sysroot.
    files: tuple[str, ...]


EDITOR_SERVER = Extra(
    "editor",
    "rust-analyzer's server of procedural macros",
    "src/tools/rust-analyzer/crates/proc-macro-srv-cli",
    ("libexec/rust-analyzer-proc-macro-srv",),
)
CLIPPY = Extra("clippy", "Clippy", "src/tools/clippy", ("bin/clippy-driver", "bin/cargo-clippy"))
EXTRAS = (EDITOR_SERVER, CLIPPY)

LLD = Path("/usr/lib/llvm-22/bin/lld")
CLANG_AND_FRIENDS = {"cc": "clang-22", "ar": "llvm-ar-22", "linker": "wasm-ld-22"}


def build(config: Config, stage: int = 1, args: list[str] | None = None) -> None:
    """Builds the compiler and the standard libraries; `args` replace the default paths, options only add to them."""
    args = args or []
    with lock.hold(config, "build"):
        prepare(config)
        if not _names_a_path(args):
            args = [*DEFAULT_PATHS, *args]
        if not any(arg.split("=")[0] == "--target" for arg in args):
            args = [*args, "--target", ",".join([config.host, *WASM_TARGETS])]
        log = config.logs / "build.log"
        say(f"building in {config.build}; a first build takes a quarter of an hour or more; the log is {log}")
        command = _command(config, ["build", "--stage", str(stage), *args])
        run(command, cwd=config.tree, env=_environment(config), log=log)


def build_for_wasi(config: Config) -> Path:
    """Builds the compiler that is itself a WebAssembly module on WASI; returns the module."""
    with lock.hold(config, "build"):
        build(config)
        args = ["build", "--stage", "2", "compiler", "--host", WASI, "--target", WASI]
        log = config.logs / "build-wasi.log"
        say(f"building the compiler for {WASI}; a first build takes ten minutes or more; the log is {log}")
        run(_command(config, args), cwd=config.tree, env=_environment(config), log=log)
    return config.build / WASI / "stage2/bin/rustc.wasm"


def build_extra(config: Config, extra: Extra) -> None:
    """Builds programs that link to the compiler that has been built."""
    with lock.hold(config, "build"):
        prepare(config)
        log = config.logs / f"build-{extra.name}.log"
        say(f"building {extra.what}; the log is {log}")
        args = ["build", "--stage", "1", extra.source, "--target", config.host]
        run(_command(config, args), cwd=config.tree, env=_environment(config), log=log)


def build_as_it_is(config: Config, paths: tuple[str, ...], log: Path) -> None:
    """Builds paths of the tree for this machine, without applying the overlay to it."""
    with lock.hold(config, "build"):
        prepare_build(config)
        args = ["build", "--stage", "1", *paths, "--target", config.host]
        run(_command(config, args), cwd=config.tree, env=_environment(config), log=log)


def run_upstream(config: Config, args: list[str], log: Path | None = None) -> int:
    """Passes a verb and its arguments to upstream's `x.py`; returns its exit status."""
    with lock.hold(config, args[0]):
        prepare(config)
        return run(_command(config, args), cwd=config.tree, env=_environment(config), check=False, log=log).returncode


def prepare(config: Config) -> None:
    """Everything that upstream's `x.py` needs: packages, its configuration, the applied tree."""
    prepare_build(config)
    apply(config)


def prepare_build(config: Config) -> None:
    """All of that but the tree."""
    text = bootstrap_toml(config)
    packages.ensure()
    if not Path(config.llvm_config).exists():
        fail(f"there is no `{config.llvm_config}`; install llvm-22-dev, or set `llvm-config` in `config.toml`")
    wasi_root.write(config)
    link_linker(config)
    _write_if_changed(config.bootstrap_toml, text)
    _write_if_changed(config.home / ".cargo/config.toml", compiler_flags.cargo_config())


def _write_if_changed(path: Path, text: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        write_file(path, text.encode())


def bootstrap_toml(config: Config) -> str:
    """Bootstrap's configuration. Each key that differs from upstream's default says why."""
    stage0 = config.stage0
    build = {
        "build-dir": str(config.build),
        "rustc": str(stage0.rustc),
        "cargo": str(stage0.cargo),
        **({"rustfmt": str(stage0.rustfmt)} if stage0.rustfmt.exists() else {}),
        **({"jobs": config.jobs} if config.jobs else {}),
        "docs": False,
        "vendor": False,
        # Debian strips packages from `Cargo.lock` that cargo puts back.
        "locked-deps": False,
        "submodules": False,
        "extended": False,
        # The package holds no source of compiler-rt.
        "optimized-compiler-builtins": False,
        "profiler": False,
    }
    rust = {
        "debug": False,
        "incremental": False,
        "jemalloc": False,
        "lld": False,
        "download-rustc": False,
        "debuginfo-level": 0,
        "lto": "off",
        # The compiler finds its libraries wherever `dist` puts them.
        "rpath": True,
        # The unstable flag that the overlay adds needs a compiler that takes unstable flags.
        "channel": "nightly",
    }
    sections = {
        "llvm": {"link-shared": True, "download-ci-llvm": False},
        "build": build,
        "rust": rust,
        f"target.{config.host}": {"llvm-config": config.llvm_config},
        "target.wasm32-unknown-unknown": CLANG_AND_FRIENDS,
        "target.wasm32-wasip1": {
            **CLANG_AND_FRIENDS,
            "wasi-root": str(config.wasi_root),
            # Of a compiler that runs there. LLVM does not.
            "codegen-backends": ["dummy"],
            # Asked for, but never run.
            "cxx": "clang++-22",
        },
    }
    parts = ['# Written by the overlay\'s `./x.py`; what you change here is lost.\nchange-id = "ignore"\n']
    for name, values in sections.items():
        # A JSON value of these types is a TOML value too.
        lines = [f"{key} = {json.dumps(value)}" for key, value in values.items()]
        parts.append("\n".join([f"\n[{name}]", *lines]) + "\n")
    return "".join(parts)


def configuration(config: Config) -> str:
    """All that decides how a source is compiled, as one text."""
    return "\0".join([bootstrap_toml(config), compiler_flags.cargo_config(), compiler_flags.RUSTFLAGS])


def link_linker(config: Config) -> None:
    """Makes the wasm linker known by the name rustc looks for on the PATH, where a sysroot of bootstrap's has none."""
    config.tools.mkdir(parents=True, exist_ok=True)
    link = config.tools / "rust-lld"
    if not link.is_symlink() or link.readlink() != LLD:
        link.unlink(missing_ok=True)
        link.symlink_to(LLD)


def _command(config: Config, args: list[str]) -> list[str | Path]:
    ours = ["--config", config.bootstrap_toml]
    if not any(arg.split("=")[0] == "--warnings" for arg in args):
        # The packaged bootstrap has unused structs, and upstream denies warnings.
        ours += ["--warnings", "warn"]
    return [sys.executable, config.tree / "x.py", args[0], *ours, *args[1:]]


def _environment(config: Config) -> dict[str, str]:
    # In a shell opened by sudo, bootstrap would insist on vendored crates, which the package lacks.
    kept = {key: value for key, value in os.environ.items() if key != "SUDO_USER"}
    path = f"{config.tools}{os.pathsep}{kept.get('PATH', os.defpath)}"
    # For what the first compiler compiles: ours, not the standard libraries.
    flags = {"RUSTFLAGS_BOOTSTRAP": f"{compiler_flags.RUSTFLAGS} {kept.get('RUSTFLAGS_BOOTSTRAP', '')}".strip()}
    return {**kept, **flags, "PATH": path, "PYTHONDONTWRITEBYTECODE": "1", **_remapped_registry(config, kept)}


def _remapped_registry(config: Config, env: dict[str, str]) -> dict[str, str]:
    """Keeps the place of downloaded packages out of the standard libraries, and so out of modules."""
    sources = Path(env.get("CARGO_HOME") or Path.home() / ".cargo") / "registry/src"
    if not sources.is_dir():
        # There is a directory for each registry, whose name is known once something was downloaded from it.
        command = [config.stage0.cargo, "fetch", "--quiet", "--manifest-path", config.tree / "library/Cargo.toml"]
        run(command, env={**env, "RUSTC_BOOTSTRAP": "1"})
    maps = [f"{directory}=/rust/deps" for directory in sorted(sources.glob("*"))]
    return {"RUSTC_CARGO_REGISTRY_SRC_TO_REMAP": "\t".join(maps)}


def _names_a_path(args: list[str]) -> bool:
    """Whether there is an argument that is neither an option nor (as far as one can see) an option's value."""
    for before, arg in zip(["", *args], args):
        takes_value = before in ("-j", "-F") or (before.startswith("--") and "=" not in before)
        if not arg.startswith("-") and not takes_value:
            return True
    return False
