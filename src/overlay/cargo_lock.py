"""What the overlay adds to upstream's `Cargo.lock`: merging it in, and finding it again after cargo ran.

`Cargo.lock.additions` holds new `[[package]]` entries, and lines `# dependency: CRATE -> DEP, DEP` for entries that
upstream has already, and lines `# version: NAME OLD -> NEW` for those that must be newer than upstream's. A crate is
named as cargo names it in a lock file: `name`, or `name version` where there are several. It deliberately does not
resolve versions, which is cargo's job, and knows no other removal: cargo prunes by itself.
"""

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field

from overlay.system import fail

NAME = "src/overlay/Cargo.lock.additions"
PREFIX = "# dependency: "
VERSION_PREFIX = "# version: "
HEADER = """\
# What the overlay adds to upstream's `Cargo.lock`; `./x.py refresh` writes this file.
# A line `dependency: CRATE -> DEP` adds to the dependencies of a package that upstream has already.
"""
VERSION_HEADER = "# A line `version: NAME OLD -> NEW` puts a newer version in the place of upstream's.\n"

# Name, version and source; the source of a workspace member is empty.
Key = tuple[str, str, str]


@dataclass
class Package:
    """One `[[package]]`, its dependencies as keys. A name that fits no package stays as text."""

    key: Key
    checksum: str = ""
    dependencies: set[Key | str] = field(default_factory=set)


@dataclass
class Lock:
    header: str
    packages: dict[Key, Package]


def merge(upstream: str, additions: str) -> str:
    """The lock file with the additions; what it has already is not added twice."""
    if not _has_content(additions):
        return upstream
    lock = _read(upstream)
    _add(lock, additions)
    return _write(lock)


def contains(tree: str, additions: str) -> bool:
    """Whether a lock file has everything that the additions name."""
    if not _has_content(additions):
        return True
    lock = _read(tree)
    raw, gains = _read_additions(additions)
    if any(_key(package) not in lock.packages for package in raw):
        return False
    if any((name, old) == key[:2] for name, old, _ in _read_versions(additions) for key in lock.packages):
        return False
    names = _Names(lock.packages)
    for crate, dependencies in gains:
        package = names.find(crate)
        if package is None or not {names.find(name) for name in dependencies} <= lock.packages[package].dependencies:
            return False
    return True


def difference(upstream: str, tree: str) -> str:
    """The additions that lead from upstream's lock file to the tree's; empty if there are none."""
    old, new = _read(upstream), _read(tree)
    added = {key: package for key, package in new.packages.items() if key not in old.packages}
    newer = _newer(old, new)
    # Names as they will read in the merged file, where a crate may have more versions than in the tree's.
    names = _Names([key for key in {**old.packages, **added} if key not in newer])
    gains = []
    for key, package in old.packages.items():
        known = {newer.get(dependency, dependency) for dependency in package.dependencies}
        more = new.packages[key].dependencies - known if key in new.packages else set()
        if more:
            gains.append(f"{PREFIX}{names.name(key)} -> {', '.join(_sorted_names(more, names))}\n")
    if not added and not gains:
        return ""
    versions = [f"{VERSION_PREFIX}{name} {old} -> {new[1]}\n" for (name, old, _), new in sorted(newer.items())]
    blocks = [_block(package, names) for package in sorted(added.values(), key=_package_order)]
    header = HEADER + (VERSION_HEADER if versions else "")
    return "\n".join([header + "".join(versions) + "".join(sorted(gains)), *blocks])


def _newer(old: Lock, new: Lock) -> dict[Key, Key]:
    """Packages of upstream's that are gone, since the tree has a newer version that is compatible."""
    newer = {}
    for key in old.packages.keys() - new.packages.keys():
        name, version, source = key
        fits = [
            other
            for other in new.packages.keys() - old.packages.keys()
            if (other[0], other[2]) == (name, source) and _compatible(other[1]) == _compatible(version)
        ]
        if source and len(fits) == 1:
            newer[key] = fits[0]
    return newer


def _compatible(version: str) -> list[str]:
    """What versions have in common that cargo takes for compatible: all up to the first number that is not 0."""
    numbers = re.split(r"[-+]", version)[0].split(".")
    first = next((index for index, number in enumerate(numbers) if number != "0"), len(numbers) - 1)
    return numbers[: first + 1]


class _Names:
    """How cargo names packages in a lock file: as short as is unambiguous."""

    def __init__(self, packages):
        self.by_name: dict[str, list[Key]] = {}
        for key in packages:
            self.by_name.setdefault(key[0], []).append(key)

    def name(self, key: Key | str) -> str:
        if isinstance(key, str):
            return key
        name, version, source = key
        rivals = self.by_name.get(name, [])
        if len(rivals) <= 1:
            return name
        if Counter(rival[1] for rival in rivals)[version] <= 1:
            return f"{name} {version}"
        return f"{name} {version} ({source})" if source else f"{name} {version}"

    def find(self, spec: str) -> Key | None:
        name, version, source = (spec.split(" ", 2) + ["", ""])[:3]
        fits = [
            key
            for key in self.by_name.get(name, [])
            if (not version or key[1] == version) and (not source or key[2] == source.strip("()"))
        ]
        return fits[0] if len(fits) == 1 else None


def _add(lock: Lock, additions: str) -> None:
    raw, gains = _read_additions(additions)
    fresh = {}
    for values in raw:
        key = _key(values)
        if key not in lock.packages:
            fresh[key] = values
            lock.packages[key] = Package(key, values.get("checksum", ""))
    for name, old, version in _read_versions(additions):
        replaced = [key for key in lock.packages if key[:2] == (name, old)]
        replacing = [key for key in lock.packages if key[:2] == (name, version)]
        if len(replacing) != 1:
            _unknown(f"{name} {version}")
        # Not there if this has been merged before.
        for key in replaced:
            del lock.packages[key]
            for package in lock.packages.values():
                if key in package.dependencies:
                    package.dependencies ^= {key, replacing[0]}
    names = _Names(lock.packages)
    for key, values in fresh.items():
        for spec in values.get("dependencies", []):
            lock.packages[key].dependencies.add(names.find(spec) or _unknown(spec))
    for crate, dependencies in gains:
        package = lock.packages[names.find(crate) or _unknown(crate)]
        package.dependencies |= {names.find(spec) or _unknown(spec) for spec in dependencies}


def _unknown(spec: str):
    fail(
        f"{NAME}: `{spec}` names no package or several; correct the file, or delete it and run "
        "`./x.py refresh` after a build"
    )


def _read(text: str) -> Lock:
    try:
        packages = tomllib.loads(text).get("package", [])
    except tomllib.TOMLDecodeError as error:
        fail(f"a `Cargo.lock` is not valid TOML ({error}); delete the tree's and run `./x.py apply`")
    result = {_key(values): Package(_key(values), values.get("checksum", "")) for values in packages}
    names = _Names(result)
    for values in packages:
        result[_key(values)].dependencies = {names.find(spec) or spec for spec in values.get("dependencies", [])}
    return Lock(text.split("[[package]]", 1)[0], result)


def _read_additions(text: str) -> tuple[list[dict], list[tuple[str, list[str]]]]:
    try:
        packages = tomllib.loads(text).get("package", [])
        for package in packages:
            _key(package)
    except (tomllib.TOMLDecodeError, KeyError) as error:
        fail(f"{NAME}: not a list of `[[package]]` entries ({error}); correct the file")
    gains = []
    for line in text.splitlines():
        if line.startswith(PREFIX):
            crate, arrow, names = line.removeprefix(PREFIX).partition(" -> ")
            dependencies = [name.strip() for name in names.split(",") if name.strip()]
            if not arrow or not dependencies:
                fail(f"{NAME}: expected `{PREFIX}CRATE -> DEP, DEP`, found `{line}`")
            gains.append((crate.strip(), dependencies))
    return packages, gains


def _read_versions(text: str) -> list[tuple[str, str, str]]:
    versions = []
    for line in text.splitlines():
        if line.startswith(VERSION_PREFIX):
            words = line.removeprefix(VERSION_PREFIX).split()
            if len(words) != 4 or words[2] != "->":
                fail(f"{NAME}: expected `{VERSION_PREFIX}NAME OLD -> NEW`, found `{line}`")
            versions.append((words[0], words[1], words[3]))
    return versions


def _has_content(additions: str) -> bool:
    return PREFIX in additions or "[[package]]" in additions


def _key(values: dict) -> Key:
    return (values["name"], values["version"], values.get("source", ""))


def _write(lock: Lock) -> str:
    names = _Names(lock.packages)
    packages = sorted(lock.packages.values(), key=_package_order)
    return lock.header + "\n".join(_block(package, names) for package in packages)


def _block(package: Package, names: _Names) -> str:
    name, version, source = package.key
    lines = ["[[package]]", f'name = "{name}"', f'version = "{version}"']
    if source:
        lines.append(f'source = "{source}"')
    if package.checksum:
        lines.append(f'checksum = "{package.checksum}"')
    if package.dependencies:
        lines += ["dependencies = [", *(f' "{name}",' for name in _sorted_names(package.dependencies, names)), "]"]
    return "\n".join(lines) + "\n"


def _sorted_names(keys, names: _Names) -> list[str]:
    # cargo sorts by name first; as plain text `a-b` would come before `a 1.0`.
    return sorted((names.name(key) for key in keys), key=lambda name: name.split(" ", 2))


def _package_order(package: Package):
    name, version, source = package.key
    return (name, _version_order(version), source)


def _version_order(version: str):
    """Orders as semantic versioning does: by number, and a pre-release before its release."""
    core, _, build = version.partition("+")
    core, _, pre = core.partition("-")
    numbers = tuple(int(part) if re.fullmatch(r"\d+", part) else 0 for part in core.split("."))
    parts = tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in pre.split(".")) if pre else ()
    return (numbers, not pre, parts, build)
