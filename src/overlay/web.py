"""`rustc.wasm` in browsers: the index of what a page fetches, and the npm package that does it.

The index names the compiler and the libraries of wasm32-wasip1, with their hashes. What the package does with that,
`src/tools/rustc-wasm-js` knows.
"""

import json
import shutil
from pathlib import Path

from overlay.config import Config
from overlay.system import fail, run, sha256_file, write_file

INDEX = "rustc-wasm.json"
COMPILER = "bin/rustc.wasm"
TARGET = "wasm32-wasip1"
FORMAT = 1
# Crates that `std` does not depend on here. Macro crates, tests and backtraces with names need them.
ON_DEMAND = frozenset(
    "addr2line getopts gimli memchr object panic_unwind proc_macro rustc_literal_escaper rustc_std_workspace_std "
    "sysroot test".split()
)
NO_NODE = "there is no `node` or no `npm`; install Node 20 or later"
PACKAGE = "src/tools/rustc-wasm-js"
# Tells the tests of the package where the index is.
FILES = "RUSTC_WASM_FILES"
# And where a pack is.
PACK = "RUSTC_WASM_PACK"


def write_index(dist: Path) -> Path:
    """Writes it beside the files that it names, which are all below `dist/`."""
    libraries = sorted((dist / "lib/rustlib" / TARGET / "lib").rglob("*"))
    index = {
        "format": FORMAT,
        "compiler": _entry(dist, dist / COMPILER),
        "libraries": {TARGET: [_library(dist, path) for path in libraries if path.is_file()]},
    }
    path = dist / INDEX
    write_file(path, (json.dumps(index, indent=1) + "\n").encode())
    return path


def listed(dist: Path) -> list[str]:
    """The index itself and all files that it names."""
    index = json.loads((dist / INDEX).read_text(encoding="utf-8"))
    return [INDEX, index["compiler"]["path"], *(entry["path"] for entry in index["libraries"][TARGET])]


def _entry(dist: Path, path: Path) -> dict[str, str | int]:
    return {"path": path.relative_to(dist).as_posix(), "size": path.stat().st_size, "sha256": sha256_file(path)}


def _library(dist: Path, path: Path) -> dict[str, str | int | bool]:
    crate = path.name.removeprefix("lib").split("-")[0]
    return _entry(dist, path) | ({"onDemand": True} if crate in ON_DEMAND else {})


def has_node() -> bool:
    return shutil.which("node") is not None and shutil.which("npm") is not None


def need_node() -> None:
    if not has_node():
        fail(NO_NODE)


def package(config: Config) -> Path:
    return config.clone / PACKAGE


def build_package(config: Config) -> None:
    """Bundles the package; what it needs for that is installed as its lock file says, once."""
    install(package(config))
    run(["npm", "run", "--silent", "build"], cwd=package(config))


def install(directory: Path) -> None:
    """Fills `node_modules`, unless it is as the lock file says."""
    stamp = directory / "node_modules/.overlay-stamp"
    fresh = sha256_file(directory / "package-lock.json")
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != fresh:
        run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel", "error"], cwd=directory)
        stamp.write_text(fresh, encoding="utf-8")
