"""The applied tree as files: comparing it with upstream, and remembering what was written to it.

It deliberately knows neither patches nor plain files, only paths and contents.
"""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from overlay import upstream
from overlay.config import Config
from overlay.files import MIRRORED
from overlay.system import say, sha256_file, write_file

# What bootstrap, cargo, Python and editors leave in a source tree. `Cargo.lock` has its own rules.
IGNORED_DIRECTORIES = ("__pycache__", "target", ".git", ".overlay-source")
IGNORED_ENDS = (".pyc", ".orig", ".rej", ".swp", "~", "Cargo.lock", ".pending-snap", ".snap.new")


@dataclass
class State:
    """`applied.json`: what the tool wrote to the tree. Without it the tree is somebody's own, and is adopted."""

    source: str | None = None
    files: dict[str, str] = field(default_factory=dict)
    lock: str = ""

    @property
    def adopted(self) -> bool:
        return self.source is None


def load_state(config: Config) -> State:
    try:
        values = json.loads((config.home / "applied.json").read_text(encoding="utf-8"))
        return State(values["source"], values["files"], values["lock"])
    except (OSError, ValueError, KeyError):
        # A damaged record is as good as none: nothing in the tree is then overwritten unless it is pristine.
        return State()


def save_state(config: Config, state: State) -> None:
    values = {"source": state.source, "lock": state.lock, "files": dict(sorted(state.files.items()))}
    write_file(config.home / "applied.json", (json.dumps(values, indent=1) + "\n").encode())


def create(config: Config) -> None:
    """Copies upstream to a new tree, keeping times: cargo and `edited_files` go by them."""
    say(f"copying upstream's source to {config.tree} ...")
    scratch = config.home / "src.partial"
    if scratch.exists():
        shutil.rmtree(scratch)
    shutil.copytree(config.upstream, scratch, symlinks=True, ignore=shutil.ignore_patterns(upstream.MARKER))
    scratch.rename(config.tree)


def hash_of(path: Path) -> str | None:
    """The hash of a file of the tree; None if there is none."""
    return sha256_file(path) if path.is_file() else None


def edited_files(config: Config) -> tuple[list[str], list[str]]:
    """The upstream files that differ in the tree, and those that are missing there; lock files left aside."""
    edited, missing = [], []
    for name, entry in _walk(config.upstream):
        if is_ignored(name):
            continue
        here = config.tree / name
        try:
            there = here.lstat()
        except (FileNotFoundError, NotADirectoryError):
            missing.append(name)
            continue
        if entry.is_symlink() or here.is_symlink():
            continue
        status = entry.stat()
        if status.st_size == there.st_size and status.st_mtime_ns == there.st_mtime_ns:
            continue
        if status.st_size != there.st_size or Path(entry.path).read_bytes() != here.read_bytes():
            edited.append(name)
    return edited, missing


def new_files(config: Config) -> list[str]:
    """The files of the tree's mirrored directories that upstream does not have."""
    found = []
    for top in MIRRORED:
        if (config.tree / top).is_dir():
            for name, entry in _walk(config.tree / top, f"{top}/"):
                ours = entry.is_file(follow_symlinks=False) and not is_ignored(name)
                if ours and not exists(config.upstream / name):
                    found.append(name)
    return found


def exists(path: Path) -> bool:
    """Whether there is something at the path, be it a dangling link."""
    return os.path.lexists(path)


def is_ignored(name: str) -> bool:
    """Whether a file is nobody's edit."""
    return name.endswith(IGNORED_ENDS) or "/.overlay-write-" in name


def _walk(directory: Path, prefix: str = "") -> Iterator[tuple[str, os.DirEntry]]:
    with os.scandir(directory) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name in IGNORED_DIRECTORIES:
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, entry
