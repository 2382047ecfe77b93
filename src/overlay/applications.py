"""Applications as published, natively and with modules: are the executables the same, byte for byte?

Each is built with its own lock file and unchanged, in one directory after the other way of building it has been moved
out of there, so that paths are the same. With modules, no native macro crate may be left, a second build has nothing
to do, one after a macro crate has been removed compiles what Cargo compiles natively, and tests end as they do
natively. This module does not know what the applications do.
"""

import json
import os
import re
import resource
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from overlay.system import Failure, fail, say

MODULE = b"\0asm"
# What would build something else, or elsewhere.
VARIABLES = (
    "CARGO_BUILD_TARGET",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_TARGET_DIR",
    "RUSTC",
    "RUSTC_WRAPPER",
    "RUSTFLAGS",
)
TEST = re.compile(r"^test (\S.*) \.\.\. (ok|FAILED|ignored)", re.MULTILINE)
# Lines of what a command says that are shown if it fails.
SHOWN = 60


@dataclass(frozen=True)
class Application:
    """A package of crates.io, and the executable that it is for."""

    name: str
    version: str
    executable: str
    # Whether its tests are run, which takes another build each way.
    tests: bool = False


# `./x.py test cargo` builds a third of them, with `--all` all.
APPLICATIONS = (
    Application("sd", "1.0.0", "sd", tests=True),
    Application("hyperfine", "1.19.0", "hyperfine", tests=True),
    Application("just", "1.40.0", "just"),
    Application("ripgrep", "14.1.1", "rg"),
    Application("tokei", "12.1.2", "tokei", tests=True),
)


@dataclass(frozen=True)
class Tools:
    """The compiler under test, `cargo wasm-macro`, and the Cargo that both are used with."""

    rustc: Path
    module_tool: Path
    cargo: Path


@dataclass
class Result:
    """What came of an application."""

    application: Application
    complaints: list[str] = field(default_factory=list)
    modules: int = 0
    native_macros: int = 0
    is_same: bool = False
    tests: int = 0
    # The macro crate that was removed, and how many crates that compiles again.
    removed: str = ""
    compiled_again: int = 0
    # Processor time of whole builds.
    native_seconds: float = 0
    module_seconds: float = 0


@dataclass
class Build:
    """What Cargo says of a build."""

    # Names of targets with their kinds.
    compiled: set[str]
    # Macro crates by name and version.
    macro_crates: list[str]
    seconds: float


def test(tools: Tools, work: Path, applications: tuple[Application, ...]) -> list[Result]:
    results = []
    for application in applications:
        say(f"building {application.name} {application.version}")
        result = Result(application)
        try:
            _compare(tools, work, result)
        except Failure as failure:
            result.complaints.append(str(failure))
        results.append(result)
        for complaint in result.complaints:
            print(f"FAILED {application.name}: {complaint}", flush=True)
        if not result.complaints:
            print(f"ok {row(result)}", flush=True)
    return results


def row(result: Result) -> str:
    """A line of a table in Markdown. The complaints are not in it."""
    application = result.application
    cells = [
        f"{application.name} {application.version}",
        str(result.modules),
        str(result.native_macros),
        "yes" if result.is_same else "no",
        str(result.tests) if application.tests else "",
        f"{result.removed}: {result.compiled_again}",
        f"{result.module_seconds / result.native_seconds:.2f}" if result.native_seconds else "",
    ]
    return f"| {' | '.join(cells)} |"


def _compare(tools: Tools, work: Path, result: Result) -> None:
    application = result.application
    source = fetch(tools, work, application)
    target = work / "target"
    shutil.rmtree(target, ignore_errors=True)
    executable = target / "debug" / application.executable

    def native(*args: str, check: bool = True) -> str:
        return run([tools.cargo, *args], source, target, {"RUSTC": str(tools.rustc)}, check)

    def modules(*args: str, check: bool = True) -> str:
        command = [tools.module_tool, "wasm-macro", "run", "--rustc", tools.rustc, "--", *args]
        return run(command, source, target, {"CARGO": str(tools.cargo)}, check)

    first = _build(native)
    result.native_seconds = first.seconds
    expected = executable.read_bytes()
    if first.macro_crates:
        result.removed = first.macro_crates[0]
        expected_again = _without(native, result.removed)
    tests = _tests(native) if application.tests else Counter()
    shutil.rmtree(target)

    result.module_seconds = _build(modules).seconds
    magics = {path.name: path.read_bytes()[:4] for path in (target / "debug/deps").glob("*.so")}
    natives = sorted(name for name, magic in magics.items() if magic != MODULE)
    result.modules, result.native_macros = len(magics) - len(natives), len(natives)
    result.complaints += [f"{name} is not a module" for name in natives]
    if not result.modules:
        result.complaints.append("there are no modules")
    result.is_same = executable.read_bytes() == expected
    if not result.is_same:
        kept = work / f"{application.executable}.native"
        kept.write_bytes(expected)
        result.complaints.append(f"{executable} is another executable than {kept}, the one that is built natively")
    if compiled := _build(modules).compiled:
        result.complaints.append(f"a second build compiles {_list(compiled)}")
    if result.removed:
        again = _without(modules, result.removed)
        result.compiled_again = len(again)
        if again != expected_again:
            difference = _list(again ^ expected_again)
            result.complaints.append(f"without {result.removed}, only one way of building compiles {difference}")
        if result.is_same and executable.read_bytes() != expected:
            result.complaints.append(f"once {result.removed} has been built again, the executable is another one")
    if application.tests:
        found = _tests(modules)
        result.tests = sum(number for (_, outcome), number in found.items() if outcome == "ok")
        if found != tests or not result.tests:
            difference = _list({f"{name} ({outcome})" for name, outcome in (found - tests) + (tests - found)})
            result.complaints.append(f"tests end in another way: {difference}")
    if not result.complaints:
        shutil.rmtree(target)


def _build(cargo: Callable[..., str]) -> Build:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = cargo("build", "--locked", "--message-format", "json-render-diagnostics")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    compiled, macro_crates = set(), set()
    for line in said.splitlines():
        message = json.loads(line)
        if message["reason"] != "compiler-artifact":
            continue
        name, kinds = message["target"]["name"], message["target"]["kind"]
        if not message["fresh"]:
            compiled.add(f"{name} ({', '.join(kinds)})")
        if "proc-macro" in kinds:
            macro_crates.add(_specification(message["package_id"], name))
    return Build(compiled, sorted(macro_crates), seconds)


def _specification(package_id: str, target: str) -> str:
    """Name and version of a package, as Cargo takes them."""
    source, _, rest = package_id.rpartition("#")
    return rest if "@" in rest else f"{source.rpartition('/')[2] or target}@{rest}"


def _without(cargo: Callable[..., str], package: str) -> set[str]:
    """What is compiled after a package has been removed."""
    cargo("clean", "--package", package)
    return _build(cargo).compiled


def _tests(cargo: Callable[..., str]) -> Counter[tuple[str, str]]:
    """How each test ends. Some may fail, as they do natively."""
    return Counter(TEST.findall(cargo("test", "--locked", "--no-fail-fast", check=False)))


def _list(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"


def fetch(tools: Tools, work: Path, application: Application) -> Path:
    """A copy of the package's source. Cargo downloads it as a dependency of an empty package."""
    name, version = application.name, application.version
    source = work / f"{name}-{version}"
    if source.is_dir():
        return source
    empty = work / "empty"
    (empty / "src").mkdir(parents=True, exist_ok=True)
    (empty / "src/lib.rs").write_text("", encoding="utf-8")
    (empty / "Cargo.lock").unlink(missing_ok=True)
    manifest = f'[package]\nname = "empty"\n[workspace]\n[dependencies]\n{name} = "={version}"\n'
    (empty / "Cargo.toml").write_text(manifest, encoding="utf-8")
    run([tools.cargo, "metadata", "--format-version", "1"], empty, empty / "target", {})
    # Cargo says nothing of a package that has no library.
    home = Path(os.environ.get("CARGO_HOME") or Path.home() / ".cargo")
    packages = sorted(home.glob(f"registry/src/*/{name}-{version}"), key=lambda path: path.stat().st_mtime)
    if not packages or not (packages[-1] / "Cargo.lock").is_file():
        fail(f"Cargo has downloaded no {name} {version}, or it has no Cargo.lock")
    shutil.copytree(packages[-1], source)
    # It is no longer a package of the registry.
    (source / ".cargo-ok").unlink(missing_ok=True)
    return source


def run(command: list[str | Path], source: Path, target: Path | None, env: dict[str, str], check: bool = True) -> str:
    """What a command says on stdout. Without a target directory, that is where Cargo puts it."""
    kept = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    # Without `CARGO_INCREMENTAL`, only the first build of a package is like every other one.
    fixed = {"CARGO_INCREMENTAL": "0"} | ({"CARGO_TARGET_DIR": str(target)} if target else {})
    done = subprocess.run(command, cwd=source, env=kept | fixed | env, capture_output=True, check=False)
    if check and done.returncode != 0:
        said = (done.stdout + done.stderr).decode(errors="replace").splitlines()
        shown = "\n".join([line for line in said if not line.startswith("{")][-SHOWN:])
        fail(f"`{' '.join(map(str, command))}` fails in {source}:\n{shown}")
    return done.stdout.decode(errors="replace")
