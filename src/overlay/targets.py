"""Cargo's target directories in the cache: what takes minutes to compile for one clone is there for the next.

Only crates that come from a registry are the same for two clones. Cargo tells those of a clone from those of another
by the time of their files alone, so they are removed when another clone comes. All is removed when it has grown.
"""

import json
import os
import shutil
from pathlib import Path

from overlay.config import Config
from overlay.system import run, say

MOST_BYTES = 5 << 30
OWNER = ".clone"
PROFILES = ("dev", "release")


def directory(config: Config, package: Path) -> Path:
    """The target directory for a package of the clone, without anything of another clone's."""
    path = config.home / "targets" / package.name
    if _size(path) > MOST_BYTES:
        say(f"removing what has been compiled in {path}, as it is more than {MOST_BYTES >> 30} GiB")
        shutil.rmtree(path)
    path.mkdir(parents=True, exist_ok=True)
    owner, clone = path / OWNER, str(config.clone)
    if not owner.exists() or owner.read_text(encoding="utf-8") != clone:
        _forget(config, package, path)
        owner.write_text(clone, encoding="utf-8")
    return path


def _forget(config: Config, package: Path, path: Path) -> None:
    """Removes what was made of packages that are files, and not from a registry."""
    cargo = config.stage0.cargo
    done = run([cargo, "metadata", "--format-version=1", "--locked"], cwd=package, capture=True)
    local = [each["name"] for each in json.loads(done.stdout)["packages"] if each["source"] is None]
    named = [word for name in local for word in ("--package", name)]
    for profile in PROFILES:
        run([cargo, "clean", "--locked", "--target-dir", path, "--profile", profile, *named], cwd=package, capture=True)


def _size(path: Path) -> int:
    """The bytes of all files below a directory, of which some may just be vanishing."""
    total = 0
    for parent, _, names in os.walk(path):
        for name in names:
            try:
                total += os.lstat(os.path.join(parent, name)).st_size
            except FileNotFoundError:
                continue
    return total
