"""Taking edits of the applied tree back into the clone: plain files are copied, patches are regenerated.

A file goes back only if the tree's was edited since `apply`, and the clone's was not. It deliberately writes nothing to
the tree.
"""

from dataclasses import dataclass, field

from overlay import cargo_lock, files, lock, tree, upstream
from overlay.apply import Wanted, wanted_files
from overlay.config import Config
from overlay.files import ADDITIONS, Overlay, read_text, to_bytes
from overlay.patches import Patch, apply_changes, apply_all, render, split_lines
from overlay.rediff import assign, changes_since
from overlay.system import fail, list_some, say, sha256_bytes, write_file

NEW_HEADER = """\
TODO: say in a paragraph why upstream's file has to change, and why a file of our own cannot do it.

Drop when: TODO

"""


@dataclass
class _Plan:
    """What to write to the clone (None deletes), and what of the tree that settles."""

    writes: dict[str, tuple[bytes | None, bool | None]] = field(default_factory=dict)
    settled: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    notes: dict[str, list[str]] = field(default_factory=dict)

    def note(self, about: str, name: str) -> None:
        self.notes.setdefault(about, []).append(name)


def refresh(config: Config, force: bool = False) -> None:
    """Brings the clone up to date with the tree, or refuses where both were edited."""
    with lock.hold(config, "refresh"):
        if not config.tree.exists():
            fail("there is no applied tree yet; run `./x.py apply`")
        upstream.ensure(config)
        overlay = files.collect(config.clone)
        wanted = wanted_files(config, overlay)
        state = tree.load_state(config)
        plan = _Plan()
        edited, missing = tree.edited_files(config)
        for name in overlay.plain:
            if _comes_from_tree(config, state, name, wanted[name], plan, force):
                _take_plain(config, name, plan)
        for name, patches in overlay.patches.items():
            if _comes_from_tree(config, state, name, wanted[name], plan, force):
                _take_patches(config, name, patches, plan)
        for name in state.files.keys() - overlay.plain.keys() - overlay.patches.keys():
            _take_orphan(config, state, name, plan, force)
        for name in edited:
            if name not in overlay.patches and name not in state.files:
                _take_new_patch(config, name, plan)
        for name in tree.new_files(config):
            if name not in overlay.plain and name not in state.files:
                _take_plain(config, name, plan)
        for name in missing:
            if name not in overlay.patches:
                plan.note("gone from the tree, which a patch cannot express; `./x.py apply` puts them back", name)
        _take_lock(config, overlay, state, plan)
        if plan.conflicts and not force:
            fail(
                "these files were edited both in the tree and in the clone; run `./x.py refresh --force` to take "
                f"the tree's or `./x.py apply --force` to take the clone's{list_some(plan.conflicts)}"
            )
        _write(config, state, plan)


def _comes_from_tree(
    config: Config, state: tree.State, name: str, wanted: Wanted, plan: _Plan, force: bool
) -> bool:
    """Whether the tree's file is the one to keep; it is too where both are equal."""
    found, applied = tree.hash_of(config.tree / name), state.files.get(name)
    if found is None:
        plan.note("not in the tree; `./x.py apply` puts them there", name)
        return False
    if found == wanted.hash:
        return True
    before = applied or tree.hash_of(config.upstream / name)
    if found == before:
        plan.note("newer in the clone; `./x.py apply` brings them to the tree", name)
        return False
    if applied != wanted.hash:
        plan.conflicts.append(name)
        return force
    return True


def _take_plain(config: Config, name: str, plan: _Plan) -> None:
    here, source = config.clone / name, config.tree / name
    data, executable = source.read_bytes(), files.is_executable(source)
    if not here.is_file() or here.read_bytes() != data:
        plan.writes[name] = (data, executable)
    plan.settled.append(name)


def _take_patches(config: Config, name: str, patches: list[Patch], plan: _Plan) -> None:
    pristine = split_lines(read_text(config.upstream / name))
    edited = split_lines(read_text(config.tree / name))
    apply_all(patches, pristine)
    changes = changes_since(pristine, [change for patch in patches for change in patch.changes], edited)
    if apply_changes(changes, pristine) != edited:
        raise AssertionError(f"the changes found in {name} do not lead to the tree's file")
    for patch, share in zip(patches, assign(changes, patches)):
        text = render(patch.header, name, share, pristine) if share else None
        if text is None:
            plan.writes[patch.path] = (None, None)
        elif text != patch.text:
            plan.writes[patch.path] = (to_bytes(text), None)
    plan.settled.append(name)


def _take_orphan(config: Config, state: tree.State, name: str, plan: _Plan, force: bool) -> None:
    """A file that the clone gave up: its edits in the tree, if there are any, are a conflict."""
    if tree.hash_of(config.tree / name) in (None, state.files[name]):
        return
    plan.conflicts.append(name)
    if force:
        (_take_new_patch if tree.exists(config.upstream / name) else _take_plain)(config, name, plan)


def _take_new_patch(config: Config, name: str, plan: _Plan) -> None:
    pristine = split_lines(read_text(config.upstream / name))
    changes = changes_since(pristine, [], split_lines(read_text(config.tree / name)))
    text = render(NEW_HEADER, name, changes, pristine)
    plan.writes[f"{name}.patch"] = (to_bytes(text), None)
    plan.note("new patches; replace each TODO of their headers", f"{name}.patch")
    plan.settled.append(name)


def _take_lock(config: Config, overlay: Overlay, state: tree.State, plan: _Plan) -> None:
    pristine, found = read_text(config.upstream / "Cargo.lock"), config.tree / "Cargo.lock"
    if not found.exists():
        return
    text = read_text(found)
    applied = state.lock == sha256_bytes(to_bytes(cargo_lock.merge(pristine, overlay.additions)))
    if not applied and not cargo_lock.contains(text, overlay.additions):
        plan.note("newer in the clone; `./x.py apply` brings them to the tree", ADDITIONS)
        return
    additions = cargo_lock.difference(pristine, text)
    if additions != overlay.additions:
        plan.writes[ADDITIONS] = (to_bytes(additions) if additions else None, None)
        # The tree has what a merge of them would write, so `apply` has nothing to do.
        state.lock = sha256_bytes(to_bytes(cargo_lock.merge(pristine, additions)))


def _write(config: Config, state: tree.State, plan: _Plan) -> None:
    for name, (data, executable) in plan.writes.items():
        here = config.clone / name
        if data is None:
            here.unlink(missing_ok=True)
            print(f"deleted {name}: it changes nothing any more")
        else:
            verb = "updated" if here.exists() else "created"
            write_file(here, data, executable)
            print(f"{verb} {name}")
    if not state.adopted:
        state.files.update((name, tree.hash_of(config.tree / name)) for name in plan.settled)
        _forget_pristine(config, state)
        tree.save_state(config, state)
    for about, names in plan.notes.items():
        say(f"note: {about}:{list_some(names)}")
    if not plan.writes:
        print("nothing to refresh: the clone has everything that the tree has")


def _forget_pristine(config: Config, state: tree.State) -> None:
    """A file whose last patch went is upstream's own again."""
    for name in list(state.files):
        if tree.hash_of(config.upstream / name) == state.files[name]:
            del state.files[name]
