"""Which files of the clone are the overlay: plain files to place, patches to apply, additions to `Cargo.lock`.

It deliberately knows nothing of the applied tree, and of upstream only what it is told.
"""

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from overlay.patches import Patch, parse
from overlay.system import fail, last_line, run, sha256_bytes

# The directories that mirror upstream's; everything else in the clone stays in the clone.
MIRRORED = ("compiler", "library", "src", "tests")
TOOL = "src/overlay/"
# What serves the finished compiler; a change of it is none of the compiler.
OUTSIDE = (TOOL, "src/tools/rustc-wasm-js/", "src/tools/playground/")
ADDITIONS = "src/overlay/Cargo.lock.additions"


@dataclass
class Overlay:
    """The overlay as the clone holds it now."""

    plain: dict[str, Path] = field(default_factory=dict)
    patches: dict[str, list[Patch]] = field(default_factory=dict)
    additions: str = ""

    def fingerprint(self) -> str:
        """Changes whenever applying the overlay would give another tree."""
        lines = [f"{path} {sha256_bytes(file.read_bytes())} {is_executable(file)}" for path, file in self.plain.items()]
        patches = [patch for group in self.patches.values() for patch in group]
        lines += [f"{patch.path} {sha256_bytes(to_bytes(patch.text))}" for patch in patches]
        return sha256_bytes(to_bytes("\n".join([*sorted(lines), self.additions])))


def tracked(clone: Path) -> list[str]:
    """Every file of the clone that git tracks or would track."""
    done = run(["git", "ls-files", "-coz", "--exclude-standard"], cwd=clone, capture=True, check=False)
    if done.returncode != 0:
        fail(f"git does not list the files of `{clone}` ({last_line(done.stderr)}); is it a git clone?")
    # `is_file` drops what is deleted but still in the index, and clones nested in this one.
    return sorted(name for name in set(done.stdout.split("\0")) if name and (clone / name).is_file())


def collect(clone: Path) -> Overlay:
    """Reads the overlay out of the clone; a malformed patch is an error here."""
    overlay = Overlay()
    for name in tracked(clone):
        if is_patch(name):
            patch = parse(name, read_text(clone / name))
            overlay.patches.setdefault(patch.target, []).append(patch)
        elif is_plain(name):
            overlay.plain[name] = clone / name
    for target in overlay.patches.keys() & overlay.plain.keys():
        fail(f"`{overlay.patches[target][0].path}` patches a file of the overlay itself; edit `{target}` instead")
    if (clone / ADDITIONS).exists():
        overlay.additions = read_text(clone / ADDITIONS)
    return overlay


def is_plain(name: str) -> bool:
    """Whether a file of the clone is placed in the tree as it is."""
    path = PurePosixPath(name)
    return (
        len(path.parts) > 1
        and path.parts[0] in MIRRORED
        and not name.startswith(OUTSIDE)
        and path.suffix != ".patch"
        # Upstream has one lock file; those of our crates serve their tests outside the tree.
        and path.name != "Cargo.lock"
    )


def is_patch(name: str) -> bool:
    """Whether a file of the clone is a patch; upstream's root directory can be patched too."""
    path = PurePosixPath(name)
    mirrored = len(path.parts) == 1 or path.parts[0] in MIRRORED
    return path.suffix == ".patch" and mirrored and not name.startswith(TOOL)


def is_executable(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o100)


def read_text(path: Path) -> str:
    """Text that gives back the same bytes when `to_bytes` gets it, whatever the encoding and the line ends are."""
    return path.read_bytes().decode("utf-8", "surrogateescape")


def to_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")
