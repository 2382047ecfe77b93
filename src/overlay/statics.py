"""`./x.py statics`: do published macro crates give the same with fresh `static`s as with shared ones?

What uses them in `tests/real-crates` and `tests/published-macros` is compiled with each of them, and all that the
compiler puts out is compared. What comes of it is a list, which `cargo wasm-macro check` and `report` have in them.
What makes two compilations the same is not known here, see `compare`.
"""

import argparse
import json
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from overlay import config as configuration
from overlay import dist, published_macros, real_crates, rustc_wasm
from overlay.config import Config
from overlay.real_crates import RealCrates, Subject
from overlay.system import fail, say, write_file

DIRECTORIES = (*real_crates.DIRECTORIES, published_macros.DIRECTORY)
LIST = "src/tools/cargo-wasm-macro/src/project/statics.toml"
HEADER = """\
# Versions of published macro crates, by whether they gave the same with fresh `static`s as with shared ones where
# these directories use them. `./x.py statics --write` writes this file.
"""
SAME, NEEDS_SHARED = "same", "needs-shared"
# The field of a line of `--wasm-proc-macro-report` with the file of the macro crate.
FILE_FIELD = 12

DESCRIPTION = f"""\
Compiles what uses published macro crates in `tests/real-crates` and `tests/published-macros` twice, with
`--wasm-proc-macro-statics` shared and fresh, compares all that the compiler puts out, and says what is not as
`{LIST}` has it."""

# Of a package and its version, whether its macros give the same with both.
Verdicts = dict[tuple[str, str], bool]


def main(argv: list[str]) -> int:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="./x.py statics", description=DESCRIPTION, formatter_class=raw)
    what = f"which of {', '.join(DIRECTORIES)} (default: all)"
    parser.add_argument("directories", nargs="*", metavar="DIRECTORY", help=what)
    parser.add_argument("--write", action="store_true", help=f"write what is found to `{LIST}`")
    args = parser.parse_args(argv)
    for directory in args.directories:
        if directory not in DIRECTORIES:
            fail(f"`{directory}` is not one of the directories that `./x.py statics --help` lists")
    config = configuration.load()
    dist.ensure(config)
    directories = [name for name in DIRECTORIES if name in args.directories or not args.directories]
    return finish(config, directories, measure_all(config, directories), args.write)


def check(config: Config) -> int:
    """Measures again what the list has."""
    directories, _ = read(config)
    return finish(config, directories, measure_all(config, directories), write=False)


def measure_all(config: Config, directories: list[str]) -> Verdicts:
    return merged(measure(config, directory) for directory in directories)


def measure(config: Config, directory: str) -> Verdicts:
    """What there is to say of the macro crates with macros that were expanded."""
    crates = _build(config, directory)
    report = crates.project.work / "expansions.tsv"
    report.unlink(missing_ok=True)
    rustc = [str(config.dist / "bin/rustc"), "--wasm-proc-macro-statics"]
    both = rustc_wasm.Compilers([*rustc, "shared", f"--wasm-proc-macro-report={report}"], [*rustc, "fresh"])
    subjects = rustc_wasm.compare_project(crates, both)
    real_crates.report(subjects, crates.project.work / "statics", "with shared and with fresh statics")
    expanded = expanded_modules(report.read_text(encoding="utf-8")) if report.exists() else set()
    faulty = to_blame(subjects)
    modules = crates.project.module_dir()
    packages = {module: package_of(module, modules) for module in expanded | faulty}
    return merged({package: module not in faulty} for module, package in packages.items() if package)


def _build(config: Config, directory: str) -> RealCrates:
    if directory != published_macros.DIRECTORY:
        return real_crates.build_project(config, directory)
    programs = published_macros.read_programs(config.clone / directory)
    crates = published_macros.lay_out(config, programs)
    published_macros.build(crates, list(programs.values()), is_all=True)
    return crates


def expanded_modules(report: str) -> set[str]:
    """The files of the modules, without the extension, that a report has expansions of."""
    lines = [line.split("\t") for line in report.splitlines()]
    return {Path(fields[FILE_FIELD]).stem for fields in lines if fields[1] == "module"}


def to_blame(subjects: list[Subject]) -> set[str]:
    """The modules without which nothing would be different. Where several were read, one that differs alone elsewhere
    is enough of an explanation, and otherwise it may be any of them."""
    bad = [subject.modules for subject in subjects if not subject.is_good]
    for subject in subjects:
        if not subject.is_good and not subject.modules:
            fail(f"`{subject.name}` differs, and has read no module; look at what was printed of it above")
    alone = set().union(*(modules for modules in bad if len(modules) == 1))
    return alone.union(*(modules for modules in bad if modules.isdisjoint(alone)))


def package_of(module: str, modules: Path) -> tuple[str, str] | None:
    """The package in a registry that a module was made of, and its version: the directory of its source has both in
    its name."""
    crate = module.partition("-")[0]
    pattern = rf"/({crate.replace('_', '[-_]')})-(\d+\.\d+\.\d+[^/\s]*)/"
    found = re.search(pattern, (modules / f"{module}.d").read_text(encoding="utf-8"))
    return (found[1], found[2]) if found else None


def merged(all_verdicts: Iterable[Verdicts]) -> Verdicts:
    """What was the same everywhere, and what was not."""
    total: Verdicts = {}
    for verdicts in all_verdicts:
        for package, is_same in verdicts.items():
            total[package] = total.get(package, True) and is_same
    return total


def finish(config: Config, directories: list[str], found: Verdicts, write: bool) -> int:
    """Compares what was found with the list, or brings that up to date. What the list has from other directories
    stays."""
    of_list, known = read(config)
    is_all = set(of_list) <= set(directories)
    wanted = found if is_all else known | found
    same = sum(found.values())
    say(f"{same} of {len(found)} versions of macro crates give the same with fresh statics")
    if write:
        everywhere = [name for name in DIRECTORIES if name in {*of_list, *directories}]
        write_file(config.clone / LIST, render(everywhere, wanted).encode())
        return 0
    changed = sorted(package for package in known.keys() | wanted.keys() if known.get(package) != wanted.get(package))
    for name, version in changed:
        words = [_word(verdicts.get((name, version))) for verdicts in (wanted, known)]
        print(f"{name} {version}: {words[0]}, and in `{LIST}`: {words[1]}")
    if changed:
        say(f"{len(changed)} results are not those of `{LIST}`; `--write` writes them there")
    return 1 if changed else 0


def _word(is_same: bool | None) -> str:
    return {True: SAME, False: NEEDS_SHARED, None: "nothing"}[is_same]


def read(config: Config) -> tuple[list[str], Verdicts]:
    path = config.clone / LIST
    return parse(path.read_text(encoding="utf-8")) if path.exists() else ([], {})


def parse(text: str) -> tuple[list[str], Verdicts]:
    """The directories that a list is of, and what it says."""
    lists = tomllib.loads(text)
    found = {}
    for key, is_same in ((SAME, True), (NEEDS_SHARED, False)):
        for name, versions in lists.get(key, {}).items():
            found |= {(name, version): is_same for version in versions}
    return lists["directories"], found


def render(directories: list[str], verdicts: Verdicts) -> str:
    text = f"{HEADER}directories = {json.dumps(directories)}\n"
    for key, is_same in ((SAME, True), (NEEDS_SHARED, False)):
        text += f"\n[{key}]\n"
        packages = [package for package in verdicts if verdicts[package] is is_same]
        for name in sorted({name for name, _ in packages}):
            versions = sorted((version for other, version in packages if other == name), key=_order)
            text += f"{name} = {json.dumps(versions)}\n"
    return text


def _order(version: str) -> list:
    """Orders versions by their numbers."""
    return [int(part) if part.isdigit() else -1 for part in re.split(r"[.+-]", version)] + [version]
