#!/usr/bin/env python3
"""A `RUSTC_WRAPPER` that compiles each crate that uses macros twice: as Cargo says, and with modules for its macros.

Cargo gets what it asked for, from native macros. Beside it there is a *twin* of every crate that uses a macro or a
crate that has a twin: the same command with `--wasm-proc-macro` in place of the macro's dylib and twins in place of
libraries. (A library that re-exports a macro names the very file that it was compiled with.) What rustc did each time
is written down in a record.

It does not know which packages there are, and compares nothing. Environment, beside that of `macro_wrapper`:
  WASM_MACRO_TWINS  folder for twins and records; must exist
"""

import json
import os
import subprocess
import sys
from pathlib import Path

# Cargo runs this file as a program, from which `overlay` is no package.
sys.path[0] = str(Path(__file__).resolve().parents[1])

from overlay import macro_wrapper  # noqa: E402
from overlay.macro_wrapper import option  # noqa: E402

FORMS = ("native", "wasm")
EXPAND = "-Zunpretty=expanded,hygiene"

# What Cargo tells a crate by its environment; the rest is the user's and stays out of the records.
RECORDED = ("CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_NAME", "CARGO_BIN_", "CARGO_PRIMARY_PACKAGE", "OUT_DIR")


def main(argv: list[str]) -> int:
    modules, twins = Path(os.environ["WASM_MACRO_DIR"]), Path(os.environ["WASM_MACRO_TWINS"])
    rustc, args = argv[0], argv[1:]
    crate = option(args, "--crate-name")
    if not macro_wrapper.is_compilation(args, crate):
        return subprocess.run(argv, close_fds=False).returncode
    if option(args, "--target") is None:
        is_part = macro_wrapper.is_macro_part(args, crate)
        if is_part and not macro_wrapper.compile_for_wasm(rustc, args, crate, modules):
            return 1
        return subprocess.run(argv, close_fds=False).returncode
    twin = twin_of(args, modules, twins)
    if twin is None:
        return subprocess.run(argv, close_fds=False).returncode
    env = {name: value for name, value in os.environ.items() if name.startswith(RECORDED)}
    record = compile_both(rustc, args, twin, Path.cwd(), env, modules)
    (twins / f"{file_stem(args)}.json").write_text(json.dumps(record), encoding="utf-8")
    for stream, name in ((sys.stdout, "stdout"), (sys.stderr, "stderr")):
        stream.buffer.write(record["native"][name].encode("utf-8", "surrogateescape"))
    return record["native"]["status"]


def twin_of(args: list[str], modules: Path, twins: Path) -> list[str] | None:
    """The arguments that compile the twin, or none if it would be the same crate."""
    result, differs = [], False
    words = iter(macro_wrapper.use_modules(args, modules))
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
            ours = macro_wrapper.extern_in(twins, extern)
            differs |= ours != extern
            result += [word, ours]
            continue
        result.append(word)
    return result if differs else None


def compile_both(rustc: str, args: list[str], twin: list[str], cwd: Path, env: dict[str, str], modules: Path) -> dict:
    """Compiles with native macros and with modules; the record of it."""
    record = {"crate": file_stem(args), "cwd": str(cwd), "env": env, "args": args}
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
    folder = Path(option(command, "--out-dir"))
    dep_info = folder / f"{file_stem(command)}.d"
    dep_info.unlink(missing_ok=True)
    done = _run(command, cwd, env)
    return {
        "out_dir": str(folder),
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
