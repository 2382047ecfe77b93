"""`./x.py demo`: macros from WebAssembly modules, first the demo's own, then published ones.

Everything it prints about sizes, files and results is read off what it just built and ran.
"""

import argparse
import time
from pathlib import Path

from overlay import config as configuration
from overlay import dist
from overlay.config import WASM_TARGETS, Config
from overlay.real_macros import Project
from overlay.system import fail, run

SOURCES = Path(__file__).with_name("demo")

# The macro crates that the program in `demo/real` uses.
PUBLISHED = ("async_trait", "serde_derive", "thiserror_impl")


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="./x.py demo",
        description="Builds the compiler if needed, compiles macro crates to WebAssembly, the published serde_derive "
        "among them, and compiles and runs programs that use them.",
    )
    parser.parse_args(argv)
    started = time.monotonic()
    config = configuration.load()
    dist.ensure(config)
    work = config.clone / "target/demo"
    work.mkdir(parents=True, exist_ok=True)
    for target in WASM_TARGETS:
        _own_macros(config, work, target)
    _published_macros(config, work)
    print(f"\nAll of it worked, in {time.monotonic() - started:.0f} s.")
    return 0


def _own_macros(config: Config, work: Path, target: str) -> None:
    _title(f"A macro crate of three macros, compiled for {target}")
    rustc = config.dist / "bin/rustc"
    module, program = work / "demo.wasm", work / "main"
    module.unlink(missing_ok=True)
    source = _in_clone(config, SOURCES / "demo_macros.rs")
    build = ["--crate-type", "proc-macro", "--target", target, "--edition", "2024", "-O"]
    _show(config, [rustc, *build, source, "-o", module])
    print(f"  {_in_clone(config, module)}: {_size(module)}")
    use = ["--wasm-proc-macro", f"Demo={_in_clone(config, module)}", "--edition", "2024"]
    _show(config, [rustc, *use, _in_clone(config, SOURCES / "main.rs"), "-o", program])
    output = _show(config, [program])
    if output != "Point { x, y }\n-> answer\n42\n":
        fail("the demo program printed something else than it should; please report this as a bug")


def _published_macros(config: Config, work: Path) -> None:
    _title("serde_derive, thiserror-impl and async-trait from crates.io, unmodified")
    project = Project(config, SOURCES / "real/Cargo.toml", work / "real")
    project.forget_other_compilers()
    outputs = []
    for wasm in (False, True):
        print(f"  building a program that uses them, macros as {'WebAssembly' if wasm else 'dylibs'} ...", flush=True)
        outputs.append(run([project.build_program("real", wasm=wasm)], capture=True).stdout)
    for module in project.modules():
        print(f"  {module.name}: {_size(module)}")
    # Otherwise what follows would compare native macros with native macros.
    if {module.name.partition("-")[0] for module in project.modules()} != set(PUBLISHED):
        fail(f"these are not the modules of {', '.join(PUBLISHED)}; please report this as a bug")
    print(_indent(outputs[1]))
    if outputs[0] != outputs[1]:
        fail("the two programs print different things; please report this as a bug")
    native, wasm = project.expand(wasm=False), project.expand(wasm=True)
    if native != wasm or "impl" not in native:
        fail("native macros and modules expand differently; please report this as a bug")
    print(f"  native macros and modules expand to the same {len(native.splitlines())} lines")


def _title(text: str) -> None:
    print(f"\n{text}\n{'-' * len(text)}", flush=True)


def _show(config: Config, command: list) -> str:
    words = [str(_in_clone(config, word)) for word in command]
    print(f"  $ {' '.join(words)}", flush=True)
    output = run(command, cwd=config.clone, capture=True).stdout
    if output:
        print(_indent(output))
    return output


def _in_clone(config: Config, path):
    """A path below the clone as seen from there; anything else unchanged."""
    is_below = isinstance(path, Path) and path.is_relative_to(config.clone)
    return path.relative_to(config.clone) if is_below else path


def _indent(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _size(path: Path) -> str:
    return f"{path.stat().st_size / 1000:.0f} kB"
