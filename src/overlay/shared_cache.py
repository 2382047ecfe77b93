"""Does sccache, as the wrapper behind ours, give a second clone of a project what the first has compiled?

The project uses a published library that uses a macro crate. Clones are in different directories. sccache compiles no
macro crate itself, so what counts is whether the library is a hit, and that it is none once the module is another one.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

from overlay import applications
from overlay.applications import Tools
from overlay.system import Failure, fail, say

PROGRAM = "sccache"
# Nothing else listens there, and no server of the user's is stopped.
PORT = "14226"

MANIFEST = """\
[package]
name = "app"
version = "0.1.0"
edition = "2024"

[dependencies]
castaway = "=0.2.4"

[workspace]
"""
SOURCE = 'fn main() {\n    println!("{:?}", castaway::cast!(1_u8, u8));\n}\n'
# The policy that makes another module of the same macro crate, and says nothing of the library.
OTHER_MODULE = "opt-level = 1\n"


def find() -> Path | None:
    path = shutil.which(PROGRAM)
    return Path(path) if path else None


def test(tools: Tools, sccache: Path, work: Path) -> list[str]:
    """What is wrong."""
    shutil.rmtree(work, ignore_errors=True)
    env = {"SCCACHE_DIR": str(work / "cache"), "SCCACHE_SERVER_PORT": PORT, "CARGO": str(tools.cargo)}
    env |= {"SCCACHE_IDLE_TIMEOUT": "0", "RUSTC_WRAPPER": str(sccache)}
    _sccache(sccache, env, "--start-server")
    try:
        say("building two clones of a project with sccache")
        first = _hits_and_misses(tools, sccache, env, _clone(work / "one"))
        clone = _clone(work / "two")
        shutil.copyfile(work / "one/Cargo.lock", clone / "Cargo.lock")
        second = _hits_and_misses(tools, sccache, env, clone)
        (clone / "wasm-macros.toml").write_text(OTHER_MODULE, encoding="utf-8")
        third = _hits_and_misses(tools, sccache, env, clone)
    except Failure as failure:
        return [str(failure)]
    finally:
        _sccache(sccache, env, "--stop-server")
    expected = {"the first clone": (first, (0, 1)), "the second clone": (second, (1, 0))}
    expected |= {"the second clone with another module": (third, (0, 1))}
    return [
        f"{what} has {found[0]} hits and {found[1]} misses, not {wanted[0]} and {wanted[1]}"
        for what, (found, wanted) in expected.items()
        if found != wanted
    ]


def _clone(directory: Path) -> Path:
    (directory / "src").mkdir(parents=True)
    (directory / "Cargo.toml").write_text(MANIFEST, encoding="utf-8")
    (directory / "src/main.rs").write_text(SOURCE, encoding="utf-8")
    return directory


def _hits_and_misses(tools: Tools, sccache: Path, env: dict[str, str], clone: Path) -> tuple[int, int]:
    """What a build from nothing takes from the cache, and what it compiles that could have been there."""
    target = clone / "target"
    shutil.rmtree(target, ignore_errors=True)
    _sccache(sccache, env, "--zero-stats")
    # For sccache, the variable that names a target directory is a part of what is compiled.
    applications.run([tools.module_tool, "wasm-macro", "run", "--rustc", tools.rustc, "--", "build"], clone, None, env)
    if not any(path.read_bytes()[:4] == applications.MODULE for path in target.glob("debug/deps/*.so")):
        fail(f"there is no module in {target}")
    stats = json.loads(_sccache(sccache, env, "--show-stats", "--stats-format", "json"))["stats"]
    return sum(stats["cache_hits"]["counts"].values()), sum(stats["cache_misses"]["counts"].values())


def _sccache(sccache: Path, env: dict[str, str], *args: str) -> str:
    done = subprocess.run([sccache, *args], env=os.environ | env, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        fail(f"`{PROGRAM} {' '.join(args)}` fails: {done.stderr.strip()}")
    return done.stdout
