"""Cargo's target directories in the cache: what takes minutes to compile for one clone is there for the next.

Only crates that come from a registry are the same for two clones; what is left of others is removed with all the
rest when a directory has grown.
"""

import os
import shutil
from pathlib import Path

from overlay.config import Config
from overlay.system import say

MOST_BYTES = 5 << 30


def directory(config: Config, name: str) -> Path:
    """The target directory of this name, which Cargo makes if it is not there."""
    path = config.home / "targets" / name
    if _size(path) > MOST_BYTES:
        say(f"removing what has been compiled in {path}, as it is more than {MOST_BYTES >> 30} GiB")
        shutil.rmtree(path)
    return path


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
