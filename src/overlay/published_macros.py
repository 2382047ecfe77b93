"""`./x.py published-macros`: programs that use popular macro crates, natively and with modules, and the table of them.

Each file of `tests/published-macros` is a program that uses the macro crate it is named after; its first lines say what
it needs. All of them are packages of one workspace, so that they share what they are made of. How two compilations are
compared is the business of `real_crates`. One program that fails stops no other, and a run that was interrupted goes on
where it was.
"""

import argparse
import json
import re
import shutil
import subprocess
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from overlay import config as configuration
from overlay import real_crates
from overlay.config import Config
from overlay.published_table import Row, parse_rows, render, totals
from overlay.real_crates import RealCrates, Subject
from overlay.real_macros import Project, cargo_env
from overlay.system import fail, run, say, write_file

DIRECTORY = "tests/published-macros"
DOCUMENT = "docs/published-macros.md"
# What stands above it in the document is written by hand.
MARK = "<!-- ./x.py published-macros --write writes what follows -->\n"

DESCRIPTION = f"""\
Compiles the programs of `{DIRECTORY}` with native macros and with modules, and compares expansions,
diagnostics and what the programs do. What differs is shown, and is in `target/published-macros/differences`. The exit
status is 0 if every program does what `{DOCUMENT}` says of it.

All programs take most of an hour on two cores, and a third of that again later: what has been compiled is kept."""

# The modules are for the target on which the standard library has files, as some macros read them.
TARGET = "wasm32-wasip1"
DIRECTIVE = re.compile(r"^//@ ([a-z-]+)(?:: *(.*))?$")
GRANTS = ("read", "env")

WORKSPACE = """\
[workspace]
resolver = "2"
members = [{members}]

[workspace.metadata.wasm-proc-macro]
target = "{target}"

[workspace.metadata.wasm-proc-macro.options]
allow-read = [{read}]
allow-env = [{env}]

# What takes least time to compile.
[profile.dev]
debug = false
incremental = false
debug-assertions = false
overflow-checks = false

[profile.dev.build-override]
debug-assertions = false
overflow-checks = false
"""

# In Cargo's own configuration.
VARIABLES = """\
[env]
{variables}
"""

# What macro crates are made of, with the features that all of them together ask for: whichever programs are compiled,
# Cargo builds it once. And what getrandom needs for WASI alone, which it would not build for the host.
SHARED = """\
[package]
name = "shared"
version = "0.0.0"
edition = "2024"
publish = false

[lib]
path = "main.rs"

[build-dependencies]
proc-macro2 = { version = "1", features = ["span-locations"] }
quote = "1"
syn1 = { package = "syn", version = "1", features = ["extra-traits", "full", "visit", "visit-mut"] }
syn2 = { package = "syn", version = "2", features = ["extra-traits", "fold", "full", "visit", "visit-mut"] }
syn3 = { package = "syn", version = "3", features = ["extra-traits", "fold", "full", "visit", "visit-mut"] }
wasi = { version = "0.11", default-features = false }
"""

PACKAGE = """\
[package]
name = "use-{name}"
version = "0.1.2"
edition = "{edition}"
publish = false

[[{kind}]]
name = "{name}"
path = "main.rs"
{test}
[dependencies]
{dependencies}

[features]
{features}

[lints.rust]
dead_code = "allow"
"""


@dataclass
class Program:
    """A program and what its first lines say."""

    name: str
    text: str
    dependencies: list[str] = field(default_factory=list)
    features: list[str] = field(default_factory=list)
    grants: list[str] = field(default_factory=list)
    variables: list[str] = field(default_factory=list)
    edition: str = "2024"
    is_test: bool = False
    # Why it is not the same, for the table.
    why: str = ""

    def manifest(self) -> str:
        kind, test = ("test", "") if self.is_test else ("bin", "test = false\n")
        lists = {"dependencies": "\n".join(self.dependencies), "features": "\n".join(self.features)}
        return PACKAGE.format(name=self.name, edition=self.edition, kind=kind, test=test, **lists)

    def granted(self, kind: str) -> list[str]:
        """What the macros of the crate, and others that are named, may read, as options have it."""
        pairs = [grant.split() for grant in self.grants]
        return [what if "=" in what else f"{self.name}={what}" for of, what in pairs if of == kind]


def main(argv: list[str]) -> int:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="./x.py published-macros", description=DESCRIPTION, formatter_class=raw)
    parser.add_argument("names", nargs="*", metavar="NAME", help="which macro crates (default: all)")
    parser.add_argument("--write", action="store_true", help=f"write what is found to `{DOCUMENT}`")
    args = parser.parse_args(argv)
    config = configuration.load()
    programs = read_programs(config.clone / DIRECTORY)
    for name in args.names:
        if name not in programs:
            fail(f"there is no `{DIRECTORY}/{name}.rs`; the names are those of the files in that directory")
    chosen = [program for name, program in programs.items() if not args.names or name in args.names]
    crates = lay_out(config, programs)
    build(crates, chosen, is_all=not args.names)
    rows = judge(crates, chosen)
    return finish(config, programs, rows, args.write)


def read_programs(directory: Path) -> dict[str, Program]:
    sources = sorted(directory.glob("*.rs"))
    return {path.stem: read_program(path.stem, path.read_text(encoding="utf-8")) for path in sources}


def read_program(name: str, text: str) -> Program:
    """Understands the directives; they are lines of their own, before the first that is no comment."""
    program = Program(name, text)
    for line in text.splitlines():
        if not line.startswith("//"):
            break
        if not line.startswith("//@"):
            continue
        found = DIRECTIVE.match(line)
        kind, value = (found[1], found[2] or "") if found else ("", "")
        if kind == "dependency" and "=" in value:
            program.dependencies.append(value)
        elif kind == "feature" and value:
            program.features.append(value)
        elif kind == "grant" and value.partition(" ")[0] in GRANTS and len(value.split()) == 2:
            program.grants.append(value)
        elif kind == "variable" and "=" in value:
            program.variables.append(value)
        elif kind == "edition" and value:
            program.edition = value
        elif kind == "test" and not value:
            program.is_test = True
        elif kind == "why" and value:
            program.why = value
        else:
            fail(f"`{line}` in `{DIRECTORY}/{name}.rs` is not a directive; `docs/published-macros.md` lists them")
    if not program.dependencies:
        fail(f"`{DIRECTORY}/{name}.rs` has no line `//@ dependency: NAME = \"VERSION\"`; add one for each that it uses")
    return program


def lay_out(config: Config, programs: dict[str, Program]) -> RealCrates:
    """Makes the workspace. Files that are as they should be are not touched, so that Cargo sees what has changed."""
    work = config.clone / "target/published-macros"
    workspace = work / "workspace"
    lists = {kind: [what for program in programs.values() for what in program.granted(kind)] for kind in GRANTS}
    lists["members"] = ["shared", *programs]
    words = {name: ", ".join(f'"{word}"' for word in words) for name, words in lists.items()}
    write_changed(workspace / "Cargo.toml", WORKSPACE.format(target=TARGET, **words))
    variables = "\n".join(line for program in programs.values() for line in program.variables)
    write_changed(workspace / ".cargo/config.toml", VARIABLES.format(variables=variables))
    write_changed(workspace / "shared/Cargo.toml", SHARED)
    write_changed(workspace / "shared/main.rs", "")
    write_changed(workspace / "shared/build.rs", "fn main() {}\n")
    for program in programs.values():
        write_changed(workspace / program.name / "Cargo.toml", program.manifest())
        write_changed(workspace / program.name / "main.rs", program.text)
        files = config.clone / DIRECTORY / program.name
        for path in files.rglob("*"):
            if path.is_file():
                write_changed(workspace / program.name / path.relative_to(files), path.read_text(encoding="utf-8"))
    project = Project(config, workspace / "Cargo.toml", work / "build")
    _lock(config, workspace)
    return RealCrates(config, project)


def write_changed(path: Path, text: str) -> None:
    data = text.encode()
    if not path.exists() or path.read_bytes() != data:
        write_file(path, data)


def _lock(config: Config, workspace: Path) -> None:
    """Takes the versions from the lock file, and adds those of new programs to it."""
    ours, theirs = config.clone / DIRECTORY / "Cargo.lock", workspace / "Cargo.lock"
    if ours.exists():
        write_changed(theirs, ours.read_text(encoding="utf-8"))
    command = [config.stage0.cargo, "update", "--workspace", "--quiet", "--manifest-path", workspace / "Cargo.toml"]
    run(command, env=cargo_env(config))
    write_changed(ours, theirs.read_text(encoding="utf-8"))


def build(crates: RealCrates, chosen: list[Program], *, is_all: bool) -> None:
    """Compiles the programs twice, as far as that goes: what fails is seen by what is missing."""
    project = crates.project
    project.forget_other_compilers(of_packages=False)
    for path in project.module_dir().glob("*.failed"):
        # Cargo tries what has failed anew.
        path.unlink()
    # Others find what it needs for WASI alone.
    project.build_twins("-p", "shared", check=False)
    packages = ["shared", *(f"use-{program.name}" for program in chosen)]
    which = ["--workspace"] if is_all else [word for name in packages for word in ("-p", name)]
    project.build_twins(*which, "--bins", "--tests", check=False)


def judge(crates: RealCrates, programs: list[Program]) -> list[Row]:
    """A row for each program that was compiled, or could not be because of a module."""
    modules = crates.project.module_dir()
    records = crates.records()
    sources = {str(crates.directory / program.name / "main.rs"): program for program in programs}
    packages = read_lock(crates.directory / "Cargo.lock")
    of_others = [record for source, record in records.items() if not source.startswith(f"{crates.directory}/")]
    subjects = [real_crates.compare_library(record, modules) for record in of_others if _is_current(record)]
    of_programs = {program.name: _compare(program, records.get(source), crates) for source, program in sources.items()}
    subjects += [subject for subject in of_programs.values() if subject]
    real_crates.report(subjects, crates.project.work.parent / "differences", "with native macros and with modules")
    rows = []
    for source, program in sources.items():
        version = version_of(packages, program.name)
        record = records.get(source)
        if record and record["native"]["status"] != 0:
            print(f"{program.name}: does not compile natively; correct the program")
            continue
        grant = ", ".join(program.grants)
        if not record:
            failed = sorted(_failed(modules) & needed_by(packages, program.name))
            if failed:
                note = f"`{'`, `'.join(failed)}` does not compile to a module"
                rows.append(Row(program.name, version, "no", "no", grant, program.why or note))
            else:
                print(f"{program.name}: was not compiled, which is no module's fault; the messages above say why")
            continue
        compiles = record["wasm"]["status"] == 0
        same = all(subject.is_good for subject in subjects if program.name in subject.macros)
        note = program.why if not (compiles and same) else ""
        rows.append(Row(program.name, version, _word(compiles), _word(compiles and same), grant, note))
    return rows


def _word(yes: bool) -> str:
    return "yes" if yes else "no"


def _failed(modules: Path) -> set[str]:
    """Crates that do not compile for the modules' target."""
    return {path.stem for path in modules.glob("*.failed")}


def _is_current(record: dict) -> bool:
    return (Path(record["cwd"]) / real_crates.source_of(record["args"])).exists()


def _compare(program: Program, record: dict | None, crates: RealCrates) -> Subject | None:
    if not record:
        return None
    if record["native"]["status"] != 0:
        # A mistake in the program is a misuse, which must end in the same messages.
        return real_crates.compare_library(record, crates.project.module_dir())
    try:
        return real_crates.compare_program(program.name, record, crates)
    except (OSError, subprocess.SubprocessError) as error:
        return Subject(program.name, {program.name}, complaints=[f"cannot be run: {error}"])


def read_lock(path: Path) -> list[dict]:
    return tomllib.loads(path.read_text(encoding="utf-8"))["package"]


def version_of(packages: list[dict], name: str) -> str:
    """The version of the macro crate that the program named after it uses."""
    return next((package["version"] for package in _walk(packages, f"use-{name}") if _crate(package) == name), "?")


def needed_by(packages: list[dict], name: str) -> set[str]:
    """The crates that the program named after a macro crate is made of."""
    return {_crate(package) for package in _walk(packages, f"use-{name}")}


def _crate(package: dict) -> str:
    return package["name"].replace("-", "_")


def _walk(packages: list[dict], root: str) -> list[dict]:
    """The dependencies of a package, the nearest first."""
    by_name: dict[str, list[dict]] = {}
    for package in packages:
        by_name.setdefault(package["name"], []).append(package)
    queue, seen = [by_name[root][0]], set()
    for package in queue:
        # A lock file writes `NAME`, or `NAME VERSION` where there are several.
        for name, _, version in (text.partition(" ") for text in package.get("dependencies", [])):
            found = [other for other in by_name[name] if version in ("", other["version"])]
            queue += [other for other in found if (name, other["version"]) not in seen]
            seen.update((name, other["version"]) for other in found)
    return queue[1:]


def crates_of_real_crates(config: Config, directories: list[str]) -> list[tuple[str, str, str]]:
    """The macro crates of `tests/real-crates`, which `./x.py test` requires to be identical: names, versions, where."""
    crates = []
    for directory in directories:
        packages = read_lock(config.clone / directory / "Cargo.lock")
        versions = {_crate(package): package["version"] for package in packages}
        paths = [path for name in ("src/bin", "tests") for path in (config.clone / directory / name).glob("*.rs")]
        crates += [(path.stem, versions.get(path.stem, "?"), directory) for path in paths]
    return sorted(crates)


def finish(config: Config, programs: dict[str, Program], rows: list[Row], write: bool) -> int:
    """Compares what was found with the document, or brings that up to date."""
    document = config.clone / DOCUMENT
    text = document.read_text(encoding="utf-8")
    if MARK not in text:
        fail(f"`{DOCUMENT}` has no line `{MARK.strip()}`; the table goes below it")
    head, _, body = text.partition(MARK)
    known = {row.crate: row for row in parse_rows(body)}
    found = {row.crate: row for row in rows}
    for row in rows:
        print(row.line())
    merged = [found.get(name) or known.get(name) or Row(name, "", "not run", "not run") for name in programs]
    others = crates_of_real_crates(config, real_crates.DIRECTORIES)
    print(totals(merged, others).strip())
    if write:
        write_file(document, (head + MARK + "\n" + render(merged, others)).encode())
        return 0
    changed = [name for name, row in found.items() if known.get(name) != row]
    for name in changed:
        before = known[name].line() if name in known else "nothing"
        print(f"`{DOCUMENT}` says of {name}: {before}")
    if changed:
        say(f"{len(changed)} results are not those of `{DOCUMENT}`; `--write` writes them there")
    return 1 if changed else 0
