"""Does `rustc.wasm` do with published macro crates, and with the ui tests, what the native compiler does?

In its place another call of the native compiler can be compared, as with a store of expansions. Both get the same
command, with modules for macros, and the root of all files as working directory, which is what it is on WASI. Neither
makes code. What makes two compilations the same is not known here, see `compare`.
"""

import os
import shlex
import subprocess
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from overlay import dist, real_crates, wasmtime
from overlay.compare import compare, compare_records, loaded_files, loaded_modules, without_modules
from overlay.config import Config
from overlay.real_crates import RealCrates, Subject
from overlay.real_macros import NO_BACKTRACE
from overlay.system import write_file
from overlay.wrappers import twin

ROOT = Path("/")


@dataclass(frozen=True)
class Compilers:
    """What calls the native compiler, and what calls `rustc.wasm`, or whatever is compared with it."""

    native: list[str]
    wasi: list[str]

    def call(self, is_wasi: bool, args: list[str], env: dict[str, str]) -> subprocess.CompletedProcess:
        """Runs one of them with nothing of the user's environment."""
        env = {"PATH": os.environ["PATH"]} | env | NO_BACKTRACE
        command = [*(self.wasi if is_wasi else self.native), *args]
        options = {"capture_output": True, "text": True, "errors": "surrogateescape"}
        return subprocess.run(command, cwd=ROOT, env=env, **options)


def compilers(config: Config) -> Compilers:
    """Both compilers of `dist/`, built if they are not."""
    wasi = _runtime(config)
    # Without this the module would look for its sysroot in the wrong places.
    sysroot = ["--sysroot", str(config.dist)]
    return Compilers([str(config.dist / "bin/rustc"), *sysroot], [*wasi, *sysroot])


def _runtime(config: Config) -> list[str]:
    return wasmtime.command(config, dist.ensure_wasm(config), {"/": ROOT}, inherit_env=True)


def write_script(config: Config) -> Path:
    """A program that runs `rustc.wasm` as if it were a native compiler."""
    path = config.clone / "target/rustc-wasm"
    words = " ".join(shlex.quote(word) for word in _runtime(config))
    write_file(path, f'#!/bin/sh\nexec {words} "$@"\n'.encode(), executable=True)
    return path


def test_real_crates(
    config: Config, directories: list[str], both: Compilers | None = None
) -> tuple[int, list[str]]:
    """How many macro crates are expanded as by the native compiler, and which are not."""
    both = both or compilers(config)
    return real_crates.sum_up(_test_project(real_crates.build_project(config, name), both) for name in directories)


def _test_project(crates: RealCrates, both: Compilers) -> tuple[int, list[str]]:
    subjects = compare_project(crates, both)
    return real_crates.report(subjects, crates.project.work / "rustc-wasm/differences", "by both compilers")


def compare_project(crates: RealCrates, both: Compilers) -> list[Subject]:
    """Everything that uses macros, compiled by both compilers."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(_compile_both, *command, crates, both) for command in _commands(crates)]
        return [job.result() for job in jobs]


def _commands(crates: RealCrates) -> list[tuple[Path, dict]]:
    """Each source that is compiled, and the record of what was compiled with the options for it."""
    records = crates.records()
    commands = [(Path(source), record) for source, record in records.items() if Path(source).exists()]
    by_name = {path.stem: record for path, record in commands if path.is_relative_to(crates.directory)}
    misuses = [path for directory in ("errors", "differences") for path in crates.sources(directory)]
    return commands + [(path, by_name[path.stem]) for path in misuses]


def _compile_both(source: Path, record: dict, crates: RealCrates, both: Compilers) -> Subject:
    modules = crates.project.module_dir()
    _, args = crates.commands(str(source), record)
    name = f"{source.parent.name}-{record['crate']}"
    seen, listings = {"crate": name}, []
    for form, is_wasi in zip(twin.FORMS, (False, True)):
        directory = crates.project.work / "rustc-wasm" / form / name
        directory.mkdir(parents=True, exist_ok=True)
        seen[form] = _observe(both, is_wasi, real_crates.with_out_dir(args, directory), directory, record["env"])
        listings.append(_list_metadata(both, directory))
    native, wasi = (loaded_modules(seen[form]["dep_info"], modules) for form in twin.FORMS)
    # Where nothing is read, as where nothing is compiled, the source still says which crate is to blame.
    subject = Subject(name, native | wasi or {source.stem})
    subject.modules = set().union(*(loaded_files(seen[form]["dep_info"], modules) for form in twin.FORMS))
    if native != wasi:
        subject.complaints.append(f"natively these modules are read: {sorted(native)}, and on WASI: {sorted(wasi)}")
    seen["native"]["dep_info"] = without_modules(seen["native"]["dep_info"], modules)
    found = [*compare_records(seen, modules), compare(name, "metadata", *listings)]
    subject.differences = [difference for difference in found if difference]
    return subject


def _list_metadata(both: Compilers, directory: Path) -> str:
    """What a library's metadata says, its hash among it. Bit for bit it need not be the same: the order of some tables
    is that of hash maps, which is another where words are of another size."""
    # That of a program is empty.
    files = [file for file in sorted(directory.glob("*.rmeta")) if file.stat().st_size]
    return "".join(both.call(False, ["-Zls=all", str(file)], {}).stdout for file in files)


def _observe(both: Compilers, is_wasi: bool, args: list[str], directory: Path, env: dict[str, str]) -> dict:
    """A record as those of `wrappers.twin` are, of a compilation that makes no code."""
    args = twin.without_emit(args)
    for path in directory.iterdir():
        path.unlink()
    done = both.call(is_wasi, [*args, "--emit=dep-info,metadata"], env)
    dep_info = "".join(path.read_text(encoding="utf-8") for path in sorted(directory.glob("*.d")))
    return {
        "out_dir": str(directory),
        "status": done.returncode,
        "stdout": done.stdout,
        "stderr": done.stderr,
        "dep_info": dep_info,
        "expanded": both.call(is_wasi, [*args, twin.EXPAND], env).stdout,
    }
