#!/usr/bin/env python3
"""A `RUSTC_WRAPPER` that builds a Cargo project's procedural macros as WebAssembly and uses them that way.

Cargo compiles macro crates and what they depend on for the host. This wrapper compiles each of these crates for the
wasm target as well, with the same features and flags, and hands the crates that use a macro the module in place of
the dylib. Cargo and the packages notice nothing. Run Cargo with `--target`, so that only macro crates, their
dependencies and build scripts are host crates.

It knows neither which packages there are nor what the macros do. Environment:
  WASM_MACRO_DIR     folder for the modules and the libraries they are made of; must exist
  WASM_MACRO_TARGET  target of the modules (default: wasm32-unknown-unknown)
  WASM_MACRO_FLAGS   how to compile them (default: -Copt-level=3 -Cstrip=debuginfo); not optimised, syn compiles in a
                     quarter of the time
"""

import os
import subprocess
import sys
from pathlib import Path

TARGET = os.environ.get("WASM_MACRO_TARGET", "wasm32-unknown-unknown")
FLAGS = os.environ.get("WASM_MACRO_FLAGS", "-Copt-level=3 -Cstrip=debuginfo").split()

# Everywhere below, `close_fds=False` leaves Cargo's jobserver open to rustc.


def main(argv: list[str]) -> int:
    folder = Path(os.environ["WASM_MACRO_DIR"])
    rustc, args = argv[0], argv[1:]
    crate = option(args, "--crate-name")
    if not is_compilation(args, crate):
        return subprocess.run(argv, close_fds=False).returncode
    if is_macro_part(args, crate):
        # Before the host's, whose messages let Cargo start the crates that depend on this one.
        if not compile_for_wasm(rustc, args, crate, folder):
            return 1
    return subprocess.run([rustc, *use_modules(args, folder)], close_fds=False).returncode


def is_compilation(args: list[str], crate: str | None) -> bool:
    """Whether this is more than a question of Cargo's or of a build script's."""
    return crate is not None and crate != "___" and "-" not in args


def option(args: list[str], name: str) -> str | None:
    """The value of the first `name VALUE` or `name=VALUE`."""
    for arg, value in zip(args, args[1:] + [""]):
        if arg == name:
            return value
        if arg.startswith(f"{name}="):
            return arg.partition("=")[2]
    return None


def is_macro_part(args: list[str], crate: str) -> bool:
    """Whether this is a host crate that a macro may be made of."""
    is_library = option(args, "--crate-type") in ("lib", "rlib", "proc-macro")
    return is_library and option(args, "--target") is None and not crate.startswith("build_script_")


def compile_for_wasm(rustc: str, args: list[str], crate: str, folder: Path) -> bool:
    """Whether the build can go on: a macro crate without a module would be used as a dylib and nobody would notice."""
    command = [rustc, *for_wasm(args, folder)]
    done = subprocess.run(command, capture_output=True, text=True, close_fds=False)
    if done.returncode == 0:
        return True
    # A library that only build scripts use need not compile for wasm. A macro that needs it will say so.
    (folder / f"{crate}.failed").write_text(done.stderr)
    is_macro_crate = option(args, "--crate-type") == "proc-macro"
    if is_macro_crate:
        # A library that it needs may be the reason.
        others = sorted(path.stem for path in folder.glob("*.failed") if path.stem != crate)
        also = f"; nor did {', '.join(others)}, which it may need" if others else ""
        print(f"error: `{crate}` does not compile for {TARGET}, see {folder / crate}.failed{also}", file=sys.stderr)
    return not is_macro_crate


def for_wasm(args: list[str], folder: Path) -> list[str]:
    """The same compilation for the wasm target: its libraries are in `folder`, and `FLAGS` say how."""
    result = ["--target", TARGET]
    words = iter(args)
    for word in words:
        value = next(words, "") if word in ("--out-dir", "-L", "--extern", "-C") else None
        if word == "--out-dir":
            value = str(folder)
        elif word == "-L" and value.startswith("dependency="):
            value = f"dependency={folder}"
        elif word == "--extern":
            value = extern_in(folder, value)
        elif word == "-C" and value.partition("=")[0] in ("opt-level", "debuginfo", "strip", "incremental", "linker"):
            continue
        elif word == "--error-format=json" or word.startswith("--json="):
            continue
        result += [word] if value is None else [word, value]
    return [*replace_macros(result, folder), *FLAGS]


def extern_in(folder: Path, extern: str) -> str:
    """`NAME=PATH` with the library of the same file name in `folder`, if there is one."""
    name, _, path = extern.partition("=")
    ours = folder / Path(path).name
    return f"{name}={ours}" if path.endswith((".rlib", ".rmeta")) and ours.exists() else extern


def use_modules(args: list[str], folder: Path) -> list[str]:
    """The compilation with every macro crate that has a module replaced by it."""
    # The search path is where macros that a library re-exports are found.
    return [*replace_macros(args, folder), "-L", f"dependency={folder}"]


def module_beside(path: Path) -> str:
    """The name of the module of a macro crate's library, as this wrapper builds it."""
    return path.stem.removeprefix("lib") + ".wasm"


def replace_macros(args: list[str], folder: Path, module_of=module_beside) -> list[str]:
    """`--wasm-proc-macro` for each macro crate that has a module in `folder`; `module_of` says what it is called."""
    result = []
    words = iter(args)
    for word in words:
        if word != "--extern":
            result.append(word)
            continue
        extern = next(words, "")
        name, _, path = extern.partition("=")
        module = folder / module_of(Path(path))
        if path.endswith((".so", ".dylib")) and module.exists():
            result += ["--wasm-proc-macro", f"{name}={module}"]
        else:
            result += ["--extern", extern]
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
