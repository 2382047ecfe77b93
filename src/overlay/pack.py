"""The pack of published crates that the playground offers: which they are, and when it has to be built again.

It deliberately does not know what is in a pack; `cargo wasm-macro pack` does.
"""

import json
import os
import tomllib
from pathlib import Path

from overlay import dist, tools
from overlay.config import Config
from overlay.system import run, say, sha256_bytes

# Names and features; the lock file has the versions.
CRATES = "src/tools/playground/pack/crates.json"
LOCK = "src/tools/playground/pack/Cargo.lock"
# Enough for tests.
SMALL = ("serde", "serde_json")
INDEX = "pack.json"
STAMP = "stamp"


def build(config: Config, only: tuple[str, ...] = ()) -> Path:
    """The directory of the pack, with these crates or all, built if it is not what it would be."""
    dist.ensure(config)
    out = _directory(config, only)
    if not is_built(config, only):
        say("building the pack of published crates ...")
        _stamp(out).unlink(missing_ok=True)
        env = os.environ | {"PATH": f"{config.stage0.root / 'bin'}:{os.environ['PATH']}"}
        command = [config.dist / "bin" / tools.MODULE_TOOL, "pack", *_arguments(config, only)]
        run([*command, "--lock", config.clone / LOCK, "-o", out], env=env)
        _stamp(out).write_text(_fresh(config, only), encoding="utf-8")
    return out


def is_built(config: Config, only: tuple[str, ...] = ()) -> bool:
    """Whether it is there as it would be built."""
    stamp = _stamp(_directory(config, only))
    return stamp.exists() and stamp.read_text(encoding="utf-8") == _fresh(config, only)


def _directory(config: Config, only: tuple[str, ...]) -> Path:
    return config.clone / "target/packs" / ("small" if only else "all")


def _stamp(directory: Path) -> Path:
    return directory.with_suffix(f".{STAMP}")


def _fresh(config: Config, only: tuple[str, ...]) -> str:
    lock = (config.clone / LOCK).read_text(encoding="utf-8")
    return sha256_bytes("\0".join([dist.stamp(config), lock, *_arguments(config, only)]).encode())


def _arguments(config: Config, only: tuple[str, ...]) -> list[str]:
    return arguments(json.loads((config.clone / CRATES).read_text(encoding="utf-8")), only)


def arguments(listed: dict[str, list[str]], only: tuple[str, ...] = ()) -> list[str]:
    """The crates and their features, as options."""
    crates = [name for name in listed["crates"] if not only or name in only]
    features = [feature for feature in listed["features"] if feature.split("/")[0] in crates]
    return [*crates, *(["--features", ",".join(features)] if features else [])]


def sources(directory: Path) -> list[Path]:
    """Where Cargo keeps the sources of what a pack is made of, as far as it still does."""
    registry = Path(os.environ.get("CARGO_HOME", Path.home() / ".cargo")) / "registry/src"
    locked = tomllib.loads((directory / "Cargo.lock").read_text(encoding="utf-8"))["package"]
    names = [f"{package['name']}-{package['version']}" for package in locked]
    return [path for name in names for path in registry.glob(f"*/{name}")]


def options(directory: Path) -> list[str]:
    """Options of rustc, with which a program can use all that the pack offers."""
    index = json.loads((directory / INDEX).read_text(encoding="utf-8"))
    named = [entry for entry in index["crates"] if entry["isNamed"]]
    externs = [f"--extern={entry['name']}={directory / entry['path']}" for entry in named]
    return [f"-Ldependency={directory}", *externs]


def listed(directory: Path) -> list[str]:
    """The index of a pack and all files that it names."""
    index = json.loads((directory / INDEX).read_text(encoding="utf-8"))
    return [INDEX, *(entry["path"] for entry in index["crates"])]
