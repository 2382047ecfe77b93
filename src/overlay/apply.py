"""Laying the overlay over upstream's source: `src/` of the cache becomes upstream plus plain files plus patches.

Only files whose content changes are written, since cargo rebuilds by time. It deliberately never takes anything back
into the clone, which is the job of `refresh`.
"""

from dataclasses import dataclass
from pathlib import Path

from overlay import cargo_lock, files, lock, tree, upstream
from overlay.config import Config
from overlay.files import Overlay, read_text, to_bytes
from overlay.patches import apply_all, split_lines
from overlay.system import fail, list_some, say, sha256_bytes, write_file


@dataclass
class Wanted:
    """What the tree shall have at a path."""

    data: bytes
    executable: bool | None

    @property
    def hash(self) -> str:
        return sha256_bytes(self.data)


def apply(config: Config, force: bool = False) -> int:
    """Fetches if needed, then makes the tree hold exactly the overlay; returns how many files that changed."""
    with lock.hold(config, "apply"):
        upstream.ensure(config)
        overlay = files.collect(config.clone)
        wanted = wanted_files(config, overlay)
        lock_text = cargo_lock.merge(read_text(config.upstream / "Cargo.lock"), overlay.additions)
        state = tree.load_state(config)
        if not config.tree.exists():
            tree.create(config)
            state = tree.State(source=upstream.source_id(config))
        restored = _refuse_or_restore(config, state, wanted, force)
        written = _Writer(config, state)
        try:
            for name in restored:
                written.restore(name)
            for name in [name for name in state.files if name not in wanted]:
                written.drop(name)
            for name, content in wanted.items():
                written.put(name, content)
            written.lock_file(lock_text, overlay.additions)
            state.source = upstream.source_id(config)
        finally:
            tree.save_state(config, state)
        if written.names:
            say(f"applied the overlay: {len(written.names)} files changed{list_some(written.names)}")
        return len(written.names)


def wanted_files(config: Config, overlay: Overlay) -> dict[str, Wanted]:
    """The content of every file that the overlay changes; errors if it does not fit upstream."""
    wanted = {}
    for name, source in overlay.plain.items():
        if tree.exists(config.upstream / name):
            fail(f"upstream has a file `{name}` already; patch it with `{name}.patch` instead of replacing it")
        wanted[name] = Wanted(source.read_bytes(), files.is_executable(source))
    for name, patches in overlay.patches.items():
        source = config.upstream / name
        if not source.is_file():
            fail(f"{patches[0].path}: upstream has no `{name}`; a plain file at that path is the way to add one")
        lines = apply_all(patches, split_lines(read_text(source)))
        wanted[name] = Wanted(to_bytes("".join(lines)), None)
    return wanted


def _refuse_or_restore(config: Config, state: tree.State, wanted: dict[str, Wanted], force: bool) -> list[str]:
    """Refuses to overwrite edits. Returns the upstream files whose own content has to come back."""
    moved = not state.adopted and state.source != upstream.source_id(config)
    if state.adopted:
        say("the tree was not written by `./x.py`; comparing it with upstream's source ...")
    edited = [name for name in state.files if _is_edited(config, name, state.files[name], wanted)]
    others, missing = tree.edited_files(config)
    others = [name for name in others if name not in wanted and name not in state.files]
    if state.adopted:
        edited += [name for name in wanted if _is_strange(config, name, wanted[name])] + others
    if edited and not force:
        fail(
            f"these files were edited in {config.tree}; run `./x.py refresh` to keep the edits "
            f"or `./x.py apply --force` to drop them{list_some(edited)}"
        )
    if force or moved:
        return others + missing
    if others and not state.adopted:
        say(f"note: edited in the tree, but in no patch yet (`./x.py refresh` makes one):{list_some(others)}")
    return missing


def _is_edited(config: Config, name: str, applied: str, wanted: dict[str, Wanted]) -> bool:
    found = tree.hash_of(config.tree / name)
    # A missing file is put back without asking: there is no edit to lose.
    # A lock file is cargo's.
    ours = (None, applied, wanted[name].hash if name in wanted else None)
    return found not in ours and not tree.is_ignored(name)


def _is_strange(config: Config, name: str, wanted: Wanted) -> bool:
    """Whether a file of an adopted tree is neither upstream's nor the overlay's."""
    return tree.hash_of(config.tree / name) not in (None, wanted.hash, tree.hash_of(config.upstream / name))


class _Writer:
    """Writes to the tree and to the record of it alike, so that an interrupted run loses nothing."""

    def __init__(self, config: Config, state: tree.State):
        self.config, self.state = config, state
        self.names: list[str] = []

    def put(self, name: str, content: Wanted) -> None:
        here = self.config.tree / name
        same = here.is_file() and here.read_bytes() == content.data
        if not same or (content.executable is not None and files.is_executable(here) != content.executable):
            write_file(here, content.data, content.executable)
            self.names.append(name)
        self.state.files[name] = content.hash

    def restore(self, name: str) -> None:
        """Gives a file upstream's content; its time is now, or cargo would not see the change."""
        source, here = self.config.upstream / name, self.config.tree / name
        if source.is_symlink():
            here.parent.mkdir(parents=True, exist_ok=True)
            here.unlink(missing_ok=True)
            here.symlink_to(source.readlink())
        elif not here.is_file() or here.read_bytes() != source.read_bytes():
            write_file(here, source.read_bytes(), files.is_executable(source))
            self.names.append(name)

    def drop(self, name: str) -> None:
        """Takes out a file that the overlay no longer has."""
        here = self.config.tree / name
        if tree.exists(self.config.upstream / name):
            self.restore(name)
        elif here.is_file():
            here.unlink()
            self.names.append(name)
            _remove_empty(here.parent, self.config.tree)
        del self.state.files[name]

    def lock_file(self, text: str, additions: str) -> None:
        """Writes `Cargo.lock` unless what cargo made of it has all additions, or lacks them by cargo's own choice."""
        here, wanted = self.config.tree / "Cargo.lock", sha256_bytes(to_bytes(text))
        if not here.exists() or (self.state.lock != wanted and not cargo_lock.contains(read_text(here), additions)):
            write_file(here, to_bytes(text), None)
            self.names.append("Cargo.lock")
        self.state.lock = wanted


def _remove_empty(directory: Path, stop: Path) -> None:
    while directory != stop and not any(directory.iterdir()):
        directory.rmdir()
        directory = directory.parent
