#!/usr/bin/env python3
"""A `RUSTC_WRAPPER` that compiles each crate that uses macros twice: as Cargo says, and with modules for its macros.

Cargo gets what it asked for, from native macros. Beside it there is a *twin* of every crate that uses a macro or a
crate that has a twin: the same command with `--wasm-proc-macro` in place of the macro's dylib and twins in place of
libraries. (A library that re-exports a macro names the very file that it was compiled with.) What rustc did each time
is written down in a record.

It does not know which packages there are, and compares nothing. Environment, beside that of `macro.py`:
  WASM_MACRO_TWINS  directory for twins and records; must exist
"""

import json
import os
import subprocess
import sys
from pathlib import Path

# Cargo runs this file as a program, from which `overlay` is not a package.
sys.path[0] = str(Path(__file__).resolve().parents[2])

from overlay.wrappers import macro  # noqa: E402
from overlay.wrappers.macro import option  # noqa: E402

FORMS = ("native", "wasm")
EXPAND = "-Zunpretty=expanded,hygiene"
# The options that let macros see more than all of them may, and what stands for the package that is compiled.
ALLOW_ENV, ALLOW_READ, PACKAGE = "--wasm-proc-macro-allow-env", "--wasm-proc-macro-allow-read", "@package"

# What Cargo tells a crate by its environment; the rest is the user's and stays out of the records.
RECORDED = ("CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_NAME", "CARGO_BIN_", "CARGO_PRIMARY_PACKAGE", "OUT_DIR")


def main(argv: list[str]) -> int:
    modules, twins = Path(os.environ["WASM_MACRO_DIR"]), Path(os.environ["WASM_MACRO_TWINS"])
    rustc, args = argv[0], argv[1:]
    crate = option(args, "--crate-name")
    if not macro.is_compilation(args, crate):
        return subprocess.run(argv, close_fds=False).returncode
    if option(args, "--target") is None:
        macro.note_build_script(args, crate, modules)
        is_part = macro.is_macro_part(args, crate)
        if is_part and not macro.compile_for_wasm(rustc, args, crate, modules):
            return 1
        return subprocess.run(argv, close_fds=False).returncode
    twin = twin_of(args, modules, twins, macro.OPTIONS)
    if twin is None:
        return subprocess.run(argv, close_fds=False).returncode
    recorded = (*RECORDED, *values_of(twin, ALLOW_ENV))
    env = {name: value for name, value in os.environ.items() if name.startswith(recorded)}
    record = compile_both(rustc, args, twin, Path.cwd(), env, modules)
    (twins / f"{file_stem(args)}.json").write_text(json.dumps(record), encoding="utf-8")
    for stream, name in ((sys.stdout, "stdout"), (sys.stderr, "stderr")):
        stream.buffer.write(record["native"][name].encode("utf-8", "surrogateescape"))
    return record["native"]["status"]


def twin_of(args: list[str], modules: Path, twins: Path, options: list[str]) -> list[str] | None:
    """The arguments that compile the twin, or none if it would be the same crate; `options` are those for modules."""
    result, differs = [], False
    words = iter(macro.use_modules(args, modules, options))
    for word in words:
        if word == "--wasm-proc-macro":
            differs = True
        elif word == "--out-dir":
            # Its libraries go before those of the same name that Cargo's search path leads to.
            result += [word, str(twins), "-L", f"dependency={twins}"]
            next(words)
            continue
        elif word == "--extern":
            extern = next(words)
            ours = macro.extern_in(twins, extern)
            differs |= ours != extern
            result += [word, ours]
            continue
        result.append(word)
    return result if differs else None


def values_of(twin: list[str], grant: str) -> list[str]:
    """What options of this name let macros see, without the names of the macro crates."""
    return [value.partition("=")[2] for word, value in zip(twin, twin[1:]) if word == grant]


def compile_both(rustc: str, args: list[str], twin: list[str], cwd: Path, env: dict[str, str], modules: Path) -> dict:
    """Compiles with native macros and with modules; the record of it."""
    record = {"crate": file_stem(args), "cwd": str(cwd), "env": env, "args": args}
    record["variables"] = values_of(twin, ALLOW_ENV)
    directories = values_of(twin, ALLOW_READ)
    record["directories"] = [env["CARGO_MANIFEST_DIR"] if name == PACKAGE else str(cwd / name) for name in directories]
    for form, words in zip(FORMS, (args, twin)):
        record[form] = _compile([rustc, *words], cwd, env)
    # Where no macro was even loaded there is nothing to compare.
    if any(f"{modules}{os.sep}" in record[form]["dep_info"] for form in FORMS) or record["wasm"]["status"] != 0:
        for form, words in zip(FORMS, (args, twin)):
            record[form]["expanded"] = _expand([rustc, *words], cwd, env)
    return record


def file_stem(args: list[str]) -> str:
    """What Cargo calls the crate's files, but for `lib` and the extension."""
    codegen = [value for word, value in zip(args, args[1:]) if word == "-C"]
    extra = [value.partition("=")[2] for value in codegen if value.startswith("extra-filename=")]
    return option(args, "--crate-name") + "".join(extra[:1])


def _compile(command: list[str], cwd: Path, env: dict[str, str]) -> dict:
    directory = Path(option(command, "--out-dir"))
    dep_info = directory / f"{file_stem(command)}.d"
    dep_info.unlink(missing_ok=True)
    done = _run(command, cwd, env)
    return {
        "out_dir": str(directory),
        "status": done.returncode,
        "stdout": done.stdout,
        "stderr": done.stderr,
        "dep_info": dep_info.read_text(encoding="utf-8") if dep_info.exists() else "",
    }


def _expand(command: list[str], cwd: Path, env: dict[str, str]) -> str:
    # Without `--emit`, so that no file that Cargo knows is written again.
    return _run([*without_emit(command), EXPAND], cwd, env).stdout


def without_emit(args: list[str]) -> list[str]:
    """The command without what Cargo wants of it."""
    return [word for word in args if not word.startswith("--emit=")]


def _run(command: list[str], cwd: Path, env: dict[str, str]) -> subprocess.CompletedProcess:
    # `close_fds=False` leaves Cargo's jobserver open to rustc.
    options = {"capture_output": True, "text": True, "errors": "surrogateescape", "close_fds": False}
    return subprocess.run(command, cwd=cwd, env=os.environ | env, **options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
