"""Removing what the other verbs produce.

It deliberately asks no question, but prints every directory that it removes.
"""

import shutil
from pathlib import Path

from overlay import lock
from overlay.config import Config


def clean(config: Config, everything: bool = False) -> None:
    """Removes `dist/` and bootstrap's build directory, or `dist/` and the whole cache of this Rust version."""
    if not config.home.exists():
        _remove([config.dist])
        return
    with lock.hold(config, "clean"):
        if everything:
            # The lock itself stays: whoever waits for it holds it open.
            _remove([config.dist, *sorted(path for path in config.home.iterdir() if path.name != "lock")])
        else:
            _remove([config.dist, config.build])


def _remove(paths: list[Path]) -> None:
    found = [path for path in paths if path.exists()]
    for path in found:
        print(f"removing {path}", flush=True)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    if not found:
        print("there is nothing to remove")
