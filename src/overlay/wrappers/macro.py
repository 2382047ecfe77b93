#!/usr/bin/env python3
"""A `RUSTC_WRAPPER` that builds a Cargo project's procedural macros as WebAssembly and uses them that way.

Cargo compiles macro crates and what they depend on for the host. This wrapper compiles each of these crates for the
wasm target as well, with the same features and flags, and hands the crates that use a macro the module in place of
the dylib. Cargo and the packages notice nothing. Run Cargo with `--target`, so that only macro crates, their
dependencies and build scripts are host crates.

It knows neither which packages there are nor what the macros do. Environment:
  WASM_MACRO_DIR     directory for the modules and the libraries they are made of; must exist
  WASM_MACRO_TARGET  target of the modules (default: wasm32-unknown-unknown)
  WASM_MACRO_FLAGS   how to compile them (default: -Copt-level=3 -Cstrip=debuginfo); not optimised, syn compiles in a
                     quarter of the time
  WASM_MACRO_OPTIONS further options of rustc where modules are used, such as --wasm-proc-macro-allow-read NAME=@package
"""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

# Cargo runs this file as a program, from which `overlay` is no package.
sys.path[0] = str(Path(__file__).resolve().parents[2])

from overlay.wrappers import build_script  # noqa: E402

TARGET = os.environ.get("WASM_MACRO_TARGET", "wasm32-unknown-unknown")
FLAGS = os.environ.get("WASM_MACRO_FLAGS", "-Copt-level=3 -Cstrip=debuginfo").split()
OPTIONS = os.environ.get("WASM_MACRO_OPTIONS", "").split()

# Everywhere below, `close_fds=False` leaves Cargo's jobserver open to rustc.


def main(argv: list[str]) -> int:
    directory = Path(os.environ["WASM_MACRO_DIR"])
    rustc, args = argv[0], argv[1:]
    crate = option(args, "--crate-name")
    if not is_compilation(args, crate):
        return subprocess.run(argv, close_fds=False).returncode
    note_build_script(args, crate, directory)
    if is_macro_part(args, crate):
        # Before the host's, whose messages let Cargo start the crates that depend on this one.
        if not compile_for_wasm(rustc, args, crate, directory):
            return 1
    return subprocess.run([rustc, *use_modules(args, directory, OPTIONS)], close_fds=False).returncode


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


def note_build_script(args: list[str], crate: str, directory: Path):
    """Remembers what a build script of the host's becomes."""
    if crate.startswith("build_script_") and option(args, "--target") is None and "--out-dir" in args:
        build_script.remember(args, crate, directory)


def compile_for_wasm(rustc: str, args: list[str], crate: str, directory: Path) -> bool:
    """Whether the build can go on: a macro crate without a module would be used as a dylib and nobody would notice."""
    try:
        script = build_script.run(rustc, args, TARGET, directory)
        command = [rustc, *for_wasm(args, directory, script)]
        env = os.environ | (script.env if script else {})
        done = subprocess.run(command, capture_output=True, text=True, close_fds=False, env=env)
        if done.returncode == 0:
            return True
        said = done.stderr
    except build_script.ScriptError as error:
        said = f"error: its build script fails\n{error}"
    # A library that only build scripts use need not compile for wasm. A macro that needs it will say so.
    fault = fault_of_libraries(args, directory) or own_fault(crate, said, directory)
    (directory / f"{library_stem(args, crate)}.fault").write_text(json.dumps(fault), encoding="utf-8")
    is_macro_crate = option(args, "--crate-type") == "proc-macro"
    if is_macro_crate:
        culprit = "" if fault["crate"] == crate else f"`{fault['crate']}` {fault['version']}, which it needs, does not: "
        reason = f"{culprit}{fault['reason']}; see {fault['log']}"
        print(f"error: `{crate}` does not compile for {TARGET}: {reason}", file=sys.stderr)
    return not is_macro_crate


def own_fault(crate: str, said: str, directory: Path) -> dict[str, str]:
    """Why a crate does not compile, in the compiler's first error; all of them are kept in a file."""
    log = directory / f"{crate}.failed"
    log.write_text(said, encoding="utf-8")
    reason = re.search(r"^error(?:\[E\d+\])?: (.*)$", said, re.MULTILINE)
    version = os.environ.get("CARGO_PKG_VERSION", "")
    return {"crate": crate, "version": version, "reason": reason[1] if reason else "rustc failed", "log": str(log)}


def fault_of_libraries(args: list[str], directory: Path) -> dict[str, str] | None:
    """The fault of the first library that there is none of, among those that a crate uses."""
    for word, extern in zip(args, args[1:]):
        file = directory / f"{Path(extern.partition('=')[2]).stem}.fault"
        if word == "--extern" and "=" in extern and file.exists():
            return json.loads(file.read_text(encoding="utf-8"))
    return None


def library_stem(args: list[str], crate: str) -> str:
    """The name of a library's file without its extension, as it stands in `--extern`."""
    codegen = [value for word, value in zip(args, args[1:]) if word == "-C"]
    extra = [value.partition("=")[2] for value in codegen if value.startswith("extra-filename=")]
    return "lib" + crate + "".join(extra[:1])


def for_wasm(args: list[str], directory: Path, script: build_script.Outcome | None = None) -> list[str]:
    """The same compilation for the wasm target: its libraries are in `directory`, and `FLAGS` say how."""
    result = ["--target", TARGET, *build_script.search_paths(directory)]
    if script:
        result += script.args
    args = build_script.without_host(args)
    words = iter(args)
    for word in words:
        value = next(words, "") if word in ("--out-dir", "-L", "--extern", "-C") else None
        if word == "--out-dir":
            value = str(directory)
        elif word == "-L" and value.startswith("dependency="):
            value = f"dependency={directory}"
        elif word == "--extern":
            value = extern_in(directory, value)
        elif word == "-C" and value.partition("=")[0] in ("opt-level", "debuginfo", "strip", "incremental", "linker"):
            continue
        elif word == "--error-format=json" or word.startswith("--json="):
            continue
        result += [word] if value is None else [word, value]
    return [*replace_macros(result, directory), *wasi_dependencies(directory), *FLAGS, *OPTIONS]


def wasi_dependencies(directory: Path) -> list[str]:
    """What a package needs for WASI alone, which Cargo does not hand to a crate of the host's: getrandom does. Found
    if another package of the project needs it for the host."""
    manifest = Path(os.environ.get("CARGO_MANIFEST_DIR", ""), "Cargo.toml")
    if "-wasi" not in TARGET or not manifest.exists():
        return []
    tables = tomllib.loads(manifest.read_text(encoding="utf-8")).get("target", {})
    names = tables.get('cfg(target_os = "wasi")', {}).get("dependencies", {})
    files = {name: list(directory.glob(f"lib{name.replace('-', '_')}-*.rlib")) for name in names}
    return [word for name, found in files.items() if len(found) == 1 for word in ("--extern", f"{name}={found[0]}")]


def extern_in(directory: Path, extern: str) -> str:
    """`NAME=PATH` with the library of the same file name in `directory`, if there is one."""
    name, _, path = extern.partition("=")
    ours = directory / Path(path).name
    return f"{name}={ours}" if path.endswith((".rlib", ".rmeta")) and ours.exists() else extern


def use_modules(args: list[str], directory: Path, options: list[str]) -> list[str]:
    """The compilation with every macro crate that has a module replaced by it."""
    # The search path is where macros that a library re-exports are found.
    return [*replace_macros(args, directory), "-L", f"dependency={directory}", *options]


def module_beside(path: Path) -> str:
    """The name of the module of a macro crate's library, as this wrapper builds it."""
    return path.stem.removeprefix("lib") + ".wasm"


def replace_macros(args: list[str], directory: Path, module_of=module_beside) -> list[str]:
    """`--wasm-proc-macro` for each macro crate that has a module in `directory`; `module_of` says what it is called."""
    result = []
    words = iter(args)
    for word in words:
        if word != "--extern":
            result.append(word)
            continue
        extern = next(words, "")
        name, _, path = extern.partition("=")
        module = directory / module_of(Path(path))
        if path.endswith((".so", ".dylib")) and module.exists():
            result += ["--wasm-proc-macro", f"{name}={module}"]
        else:
            result += ["--extern", extern]
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
