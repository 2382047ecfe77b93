"""Published macro crates, natively and as WebAssembly: are the compilations, and the programs they make, the same?

The programs are in `tests/real-crates`. `src/bin/NAME.rs`, or `tests/NAME.rs` if its macros make tests, uses the macro
crate NAME; `errors/NAME.rs` misuses it and must not compile. The libraries between them use macros too and are
compared as well. `differences/NAME.rs` is where `docs/differences.md` applies: beside it is the difference there must
be. This module does not know what the macros do, nor what makes two compilations the same.
"""

import difflib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from overlay.compare import Difference, compare, compare_records, loaded_modules, number_hashes
from overlay.config import Config
from overlay.real_macros import NO_BACKTRACE, Project
from overlay.system import fail, say
from overlay.wrappers import twin

# Each with a lock file of its own: crates of today, those of the years of syn 1, those that catch panics, those that
# read variables and files, and such of the years of syn 1. The first and the last have their turn together.
DIRECTORIES = (
    "tests/real-crates",
    "tests/real-crates/syn-1",
    "tests/real-crates/unwinding",
    "tests/real-crates/grants",
    "tests/real-crates/syn-1-grants",
)
# Those that `rustc.wasm` is known to compile as the native compiler does.
WITH_RUSTC_WASM = DIRECTORIES[:3]
SECONDS = 60  # Each program runs for a moment.

# Macro crates that put hashes of a `usize` into names, which `docs/differences.md` has: all but the values must be equal.
HASHING = {"wasm_bindgen_macro"}

# What differs from run to run: the time that tests took, the number of a thread that panicked.
VARYING = re.compile(r"; finished in \d+\.\d+s$|(?<=') \(\d+\)(?= panicked at )", re.MULTILINE)


@dataclass
class Subject:
    """Something that was compiled twice, and what is wrong with it."""

    name: str
    macros: set[str]
    complaints: list[str] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    # The files of the modules, as `compare.loaded_files` has them, where versions are to be told apart.
    modules: set[str] = field(default_factory=set)

    @property
    def is_good(self) -> bool:
        return not self.complaints and not self.differences


@dataclass(frozen=True)
class RealCrates:
    """The project, and what its build has left."""

    config: Config
    project: Project

    @property
    def directory(self) -> Path:
        return self.project.manifest.parent

    def sources(self, name: str) -> list[Path]:
        return sorted((self.directory / name).glob("*.rs"))

    def records(self) -> dict[str, dict]:
        """What was compiled twice, by source file."""
        # The newest, where one file was compiled with other dependencies before.
        paths = sorted(self.project.twin_dir().glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        records = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
        return {str(Path(record["cwd"]) / source_of(record["args"])): record for record in records}

    def commands(self, source: str, record: dict) -> tuple[list[str], list[str] | None]:
        """What compiles `source` as Cargo compiled what the record is of: with native macros, and with modules."""
        args = [source if word == source_of(record["args"]) else word for word in record["args"]]
        return args, twin.twin_of(args, self.project.module_dir(), self.project.twin_dir(), self.project.options())


def test(config: Config, directories: list[str]) -> tuple[int, list[str]]:
    """How many macro crates passed, and which failed."""
    return sum_up(_test_project(build_project(config, directory)) for directory in directories)


def sum_up(verdicts: Iterable[tuple[int, list[str]]]) -> tuple[int, list[str]]:
    total, names = 0, []
    for passed, failed in verdicts:
        total += passed
        names += failed
    return total, names


def _test_project(crates: RealCrates) -> tuple[int, list[str]]:
    return report(compare_all(crates), crates.project.work / "differences", "with native macros and with modules")


def build_project(config: Config, directory: str = DIRECTORIES[0]) -> RealCrates:
    work = config.clone / "target" / directory.removeprefix("tests/").replace("/", "-")
    project = Project(config, config.clone / directory / "Cargo.toml", work)
    project.forget_other_compilers()
    crates = RealCrates(config, project)
    project.build_twins("--bins", *(word for path in crates.sources("tests") for word in ("--test", path.stem)))
    return crates


def compare_all(crates: RealCrates) -> list[Subject]:
    """Every library, program and program that must not compile."""
    records = crates.records()
    programs = {path.stem: path for name in ("src/bin", "tests") for path in crates.sources(name)}
    misuses = [*crates.sources("errors"), *crates.sources("differences")]
    for name in {*programs, *(path.stem for path in misuses)}:
        if name not in programs or str(programs[name]) not in records:
            where = f"in `{crates.directory}`"
            fail(f"no program {where} that uses the macro crate `{name}` was compiled; is its name right?")
    of_programs = {str(path) for path in programs.values()}
    libraries = [record for source, record in records.items() if source not in of_programs and Path(source).exists()]
    modules = crates.project.module_dir()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(compare_library, record, modules) for record in libraries]
        jobs += [pool.submit(compare_program, name, records[str(path)], crates) for name, path in programs.items()]
        jobs += [pool.submit(_misuse, path, records[str(programs[path.stem])], crates) for path in misuses]
        return [job.result() for job in jobs]


def report(subjects: list[Subject], directory: Path, twins: str) -> tuple[int, list[str]]:
    """Shows what is wrong; a macro crate is good if everything is that it was used in. `twins` says what was
    compared."""
    shutil.rmtree(directory, ignore_errors=True)
    for subject in subjects:
        for complaint in subject.complaints:
            print(f"{subject.name}: {complaint}")
        for difference in subject.differences:
            directory.mkdir(parents=True, exist_ok=True)
            file = directory / f"{subject.name}.{re.sub(r'[^a-z]+', '-', difference.kind)}.diff"
            file.write_text("\n".join(difference.diff) + "\n", encoding="utf-8", errors="surrogateescape")
            print(difference.shown(file))
    macros = set().union(*(subject.macros for subject in subjects))
    bad = set().union(*(subject.macros for subject in subjects if not subject.is_good))
    say(f"{len(subjects)} compilations {twins} compared")
    for name in sorted(bad):
        print(f"FAILED: {name}")
    print(f"real crates {len(macros - bad)}/{len(macros)} identical", flush=True)
    return len(macros - bad), sorted(bad)


def compare_library(record: dict, modules: Path) -> Subject:
    macros = loaded_modules(record["wasm"]["dep_info"], modules)
    if record["wasm"]["status"] != 0:
        # Then there may be no dep-info.
        macros = macros or {record["crate"]}
    return Subject(record["crate"], macros, differences=compare_records(_comparable(record, macros), modules))


def compare_program(name: str, record: dict, crates: RealCrates) -> Subject:
    modules = crates.project.module_dir()
    macros = loaded_modules(record["wasm"]["dep_info"], modules)
    subject = Subject(name, {name}, differences=compare_records(_comparable(record, macros), modules))
    if name not in macros:
        subject.complaints.append(f"the compiler has read no module of `{name}`")
    if record["wasm"]["status"] == 0:
        subject.differences += run_both(name, record)
    return subject


def _comparable(record: dict, macros: set[str]) -> dict:
    """The record, with numbers in the place of hashes where these are others in a module."""
    if macros.isdisjoint(HASHING):
        return record
    return record | {form: record[form] | {"expanded": number_hashes(record[form]["expanded"])} for form in twin.FORMS}


def run_both(name: str, record: dict) -> list[Difference]:
    """Runs the two programs and compares what they do."""
    outputs = []
    for form in twin.FORMS:
        # One thread, so that tests report in order.
        args = ["--test-threads=1"] if "--test" in record["args"] else []
        program = [Path(record[form]["out_dir"]) / record["crate"], *args]
        env = os.environ | NO_BACKTRACE
        options = {"env": env, "capture_output": True, "text": True, "errors": "surrogateescape", "timeout": SECONDS}
        done = subprocess.run(program, stdin=subprocess.DEVNULL, cwd=record[form]["out_dir"], **options)
        stdout, stderr = (VARYING.sub("", text) for text in (done.stdout, done.stderr))
        outputs.append({"standard output": stdout, "standard error": stderr, "exit status": str(done.returncode)})
    found = [compare(name, f"{kind} of the program", outputs[0][kind], outputs[1][kind]) for kind in outputs[0]]
    return [difference for difference in found if difference]


def _misuse(source: Path, program: dict, crates: RealCrates) -> Subject:
    """Something that must not compile."""
    modules = crates.project.module_dir()
    record = compile_beside(source, program, crates)
    name = source.relative_to(crates.directory).with_suffix("")
    subject = Subject(str(name).replace("/", "-"), {source.stem})
    if all(record[form]["status"] == 0 for form in twin.FORMS):
        subject.complaints.append("compiles, and should not")
    if source.parent.name == "errors":
        subject.differences = compare_records(record, modules)
    else:
        file = source.with_suffix(".diff")
        subject.differences = expected_difference(subject.name, record, file, str(crates.directory))
    return subject


def compile_beside(source: Path, program: dict, crates: RealCrates) -> dict:
    """Compiles another source file as Cargo compiled the program that the record is of."""
    modules = crates.project.module_dir()
    name = source.relative_to(crates.directory)
    commands = []
    for form, words in zip(twin.FORMS, crates.commands(str(name), program)):
        directory = crates.project.work / name.parent / form
        directory.mkdir(parents=True, exist_ok=True)
        commands.append(with_out_dir(words, directory))
    rustc = str(crates.config.dist / "bin/rustc")
    return twin.compile_both(rustc, *commands, Path(program["cwd"]), program["env"] | NO_BACKTRACE, modules)


def expected_difference(subject: str, record: dict, file: Path, package: str) -> list[Difference]:
    """Compares the difference of the messages with the one in the file, which has `$PACKAGE` for the directory of the
    package."""
    messages = [rendered(record[form]["stderr"].replace(package, "$PACKAGE")) for form in twin.FORMS]
    actual = list(difflib.unified_diff(*messages, *twin.FORMS, lineterm="", n=0))
    expected = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    if actual == expected and actual:
        return []
    diff = ["this is the difference, and not what the file says:", *actual]
    return [Difference(subject, f"what `{file.name}` describes", diff)]


def rendered(stderr: str) -> list[str]:
    """The lines of the messages as a user reads them, without colours."""
    text = "".join(json.loads(line).get("rendered") or "" for line in stderr.splitlines() if line.startswith("{"))
    return [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()]


def with_out_dir(args: list[str], directory: Path) -> list[str]:
    """The command with another directory for what it writes."""
    place = args.index("--out-dir") + 1
    return [*args[:place], str(directory), *args[place + 1 :]]


def source_of(args: list[str]) -> str:
    """The file that is compiled, as the command names it."""
    return next(word for word in args if word.endswith(".rs"))
