"""Applications as published, natively and with modules: are the executables the same, byte for byte?

Each is built with its own lock file and unchanged, in one directory after the other way of building it has been moved
out of there, so that paths are the same. With modules, no native macro crate may be left, a second build has nothing
to do, one after a macro crate has been removed compiles what Cargo compiles natively, and tests end as they do
natively, as do Clippy's checks where `dist/` has it. This module does not know what the applications do.
"""

import json
import os
import re
import resource
import shutil
import subprocess
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from overlay import bootstrap, wasi_root
from overlay.system import Failure, fail, say

MODULE = b"\0asm"
POLICY = "wasm-macros.toml"
# What would build something else, or elsewhere.
VARIABLES = (
    "CARGO_BUILD_TARGET",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_TARGET_DIR",
    "RUSTC",
    "RUSTC_WRAPPER",
    "RUSTFLAGS",
)
# How the crate cc compiles C for modules.
C = {
    "CC_wasm32_wasip1": bootstrap.CLANG_AND_FRIENDS["cc"],
    "AR_wasm32_wasip1": bootstrap.CLANG_AND_FRIENDS["ar"],
    "CFLAGS_wasm32_wasip1": f"-isystem {wasi_root.HEADERS}",
}
TEST = re.compile(r"^test (\S.*) \.\.\. (ok|FAILED|ignored)", re.MULTILINE)
# Lines of what a command says that are shown if it fails.
SHOWN = 60


@dataclass(frozen=True)
class Application:
    """A package of crates.io, and the executable that it is for."""

    name: str
    version: str
    executable: str
    # Whether it is built where nobody asks for all.
    is_small: bool = False
    # Whether its tests are run, which takes another build each way.
    tests: bool = False
    # What is built of it, where that is not what Cargo builds by itself.
    options: tuple[str, ...] = ()
    # Other packages that come from its repository. With them it is a workspace.
    members: tuple[str, ...] = ()
    # What its `wasm-macros.toml` says, if it needs one.
    policy: str = ""
    # Whether a macro crate is made of C, which then has to be compiled for WebAssembly.
    has_c: bool = False


def _reading(*crates: str) -> str:
    """A policy with which macro crates may read the package that is compiled: grammars, files that are embedded."""
    return "".join(f'[crates.{name}]\nallow-read = ["@package"]\n' for name in crates)


# `./x.py test cargo` builds the small ones, with `--all` all of these.
APPLICATIONS = (
    Application("sd", "1.0.0", "sd", is_small=True, tests=True),
    Application("hyperfine", "1.19.0", "hyperfine", tests=True),
    Application("just", "1.40.0", "just"),
    Application("fd-find", "10.2.0", "fd"),
    # Its tests alone use a macro crate, serde_derive.
    Application("ripgrep", "14.1.1", "rg", tests=True),
    Application("tokei", "12.1.2", "tokei", policy=_reading("pest-derive")),
    Application("xh", "0.24.0", "xh", policy=_reading("document-features")),
    Application("bat", "0.25.0", "bat"),
    Application(
        "diesel_cli",
        "2.3.14",
        "diesel",
        options=("--package", "diesel_cli", "--no-default-features", "--features", "sqlite-bundled"),
        members=(
            "diesel",
            "diesel_derives",
            "diesel_migrations",
            "diesel_table_macro_syntax",
            "dsl_auto_type",
            "migrations_internals",
            "migrations_macros",
        ),
    ),
    Application("cargo-deny", "0.20.2", "cargo-deny"),
    # axum-macros expands to more if it has debug assertions, as natively in the profile `dev`.
    Application(
        "rustic_server", "0.4.4", "rustic-server", policy="[crates.axum-macros]\ndebug-assertions = true\n"
    ),
    # include-flate-codegen is made of zstd, which is C. rust-embed writes into the program when files were created and
    # changed, unless that feature is on; of modules, whose files have no times, both are 0.
    Application(
        "git-cliff",
        "2.14.2",
        "git-cliff",
        options=(
            *("--package", "git-cliff", "--package", "git-cliff-core"),
            *("--features", "rust-embed/deterministic-timestamps"),
        ),
        members=("git-cliff-core",),
        policy=_reading("include-flate-codegen", "pest-derive", "rust-embed-impl"),
        has_c=True,
    ),
)


@dataclass(frozen=True)
class Tools:
    """The compiler under test, `cargo wasm-macro`, the Cargo that both are used with, and maybe `cargo-clippy`."""

    rustc: Path
    module_tool: Path
    cargo: Path
    clippy: Path | None = None


@dataclass
class Result:
    """What came of an application."""

    application: Application
    complaints: list[str] = field(default_factory=list)
    modules: int = 0
    native_macros: int = 0
    is_same: bool = False
    tests: int = 0
    # The macro crate that was changed or removed, and how many crates that compiles again. There is none where tests
    # alone use macro crates.
    changed: str = ""
    compiled_again: int = 0
    # Processor time of whole builds.
    native_seconds: float = 0
    module_seconds: float = 0


@dataclass(frozen=True, order=True)
class MacroCrate:
    """A macro crate, ordered so that members of the workspace come first."""

    is_published: bool
    # Name and version, as Cargo takes them.
    package: str
    file: Path

    def change(self, cargo: Callable[..., str]) -> None:
        """Has Cargo compile it again. Of published packages it looks at no file's time."""
        if self.is_published:
            cargo("clean", "--package", self.package)
        else:
            self.file.touch()


@dataclass
class Build:
    """What Cargo says of a build."""

    # Names of targets with their kinds.
    compiled: set[str]
    macro_crates: list[MacroCrate]
    # Names of files of what is no macro crate, which may be dylibs too.
    other_files: set[str]
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
    """A line of the table in docs/cargo.md. The complaints are not in it."""
    application = result.application
    cells = [
        f"{application.name} {application.version}",
        str(result.modules),
        str(result.native_macros),
        "yes" if result.is_same else "no",
        str(result.tests) if application.tests else "",
        f"{result.changed}: {result.compiled_again}" if result.changed else "",
        f"{result.module_seconds / result.native_seconds:.2f}" if result.native_seconds else "",
    ]
    return f"| {' | '.join(cells)} |"


@dataclass
class Expected:
    """What came of a native build."""

    executable: bytes
    seconds: float
    # The macro crate that is changed, if there is one, and what is compiled then.
    changed: MacroCrate | None
    compiled_again: set[str]
    tests: Counter[tuple[str, str]]
    # What Clippy says.
    lints: Counter[str]


def _compare(tools: Tools, work: Path, result: Result) -> None:
    source = fetch(tools, work, result.application)
    target = work / "target"
    shutil.rmtree(target, ignore_errors=True)
    expected = build_natively(tools, source, target, result.application)
    shutil.rmtree(target)
    build_with_modules(tools, source, target, expected, result)
    if not result.complaints:
        shutil.rmtree(target)


def build_natively(tools: Tools, source: Path, target: Path, application: Application) -> Expected:
    def cargo(*args: str, check: bool = True) -> str:
        return run([tools.cargo, *args], source, target, {"RUSTC": str(tools.rustc)}, check)

    first = _build(cargo, application)
    executable = _executable(target, application).read_bytes()
    changed = first.macro_crates[0] if first.macro_crates else None
    compiled_again = _after_change(cargo, application, changed) if changed else set()
    tests = _tests(cargo, application) if application.tests else Counter()
    lints = _lints(tools, source, target, application, {"RUSTC": str(tools.rustc)})
    return Expected(executable, first.seconds, changed, compiled_again, tests, lints)


def build_with_modules(tools: Tools, source: Path, target: Path, expected: Expected, result: Result) -> None:
    application = result.application
    if application.policy:
        (source / POLICY).write_text(application.policy, encoding="utf-8")
    environment = {"CARGO": str(tools.cargo)} | (C if application.has_c else {})

    def cargo(*args: str, check: bool = True) -> str:
        command = [tools.module_tool, "wasm-macro", "run", "--rustc", tools.rustc, "--", *args]
        return run(command, source, target, environment, check)

    executable = _executable(target, application)
    first = _build(cargo, application)
    result.native_seconds, result.module_seconds = expected.seconds, first.seconds
    result.is_same = executable.read_bytes() == expected.executable
    if not result.is_same:
        kept = target.parent / f"{application.executable}.native"
        kept.write_bytes(expected.executable)
        result.complaints.append(f"{executable} is another executable than {kept}, the one that is built natively")
    if compiled := _build(cargo, application).compiled:
        result.complaints.append(f"a second build compiles {_list(compiled)}")
    if expected.changed:
        again = _after_change(cargo, application, expected.changed)
        result.changed, result.compiled_again = expected.changed.package, len(again)
        if again != expected.compiled_again:
            difference = _list(again ^ expected.compiled_again)
            result.complaints.append(
                f"after a change of {result.changed}, only one way of building compiles {difference}"
            )
        if result.is_same and executable.read_bytes() != expected.executable:
            result.complaints.append(f"once {result.changed} has been built again, the executable is another one")
    if application.tests:
        found = _tests(cargo, application)
        result.tests = sum(number for (_, outcome), number in found.items() if outcome == "ok")
        if found != expected.tests or not result.tests:
            differing = (found - expected.tests) + (expected.tests - found)
            difference = _list({f"{name} ({outcome})" for name, outcome in differing})
            result.complaints.append(f"tests end in another way: {difference}")
    # After tests, as some are used by these alone.
    magics = {path.name: path.read_bytes()[:4] for path in (target / "debug/deps").glob("*.so")}
    natives = sorted(name for name, magic in magics.items() if magic != MODULE and name not in first.other_files)
    result.modules, result.native_macros = sum(magic == MODULE for magic in magics.values()), len(natives)
    result.complaints += [f"{name} is not a module" for name in natives]
    if not result.modules:
        result.complaints.append("there are no modules")
    lints = _enabled(tools, source, target, application, environment)
    if lints != expected.lints:
        differing = sorted(((lints - expected.lints) + (expected.lints - lints)).elements())
        result.complaints.append(f"Clippy says something else, such as:\n{differing[0]}")


def _enabled(
    tools: Tools, source: Path, target: Path, application: Application, environment: dict[str, str]
) -> Counter[str]:
    """Enables modules in the project, which fails where a macro crate cannot be one or wants to read more, has Clippy
    check it, and takes that back."""
    config = source / ".cargo/config.toml"
    before = config.read_bytes() if config.is_file() else None
    had_policy = (source / POLICY).is_file()
    run([tools.module_tool, "wasm-macro", "enable", "--rustc", tools.rustc], source, target, environment)
    lints = _lints(tools, source, target, application, environment)
    run([tools.module_tool, "wasm-macro", "disable"], source, target, environment)
    # What `enable` writes stays.
    if not had_policy:
        (source / POLICY).unlink(missing_ok=True)
    if before != (config.read_bytes() if config.is_file() else None):
        fail(f"`cargo wasm-macro disable` leaves {config} changed")
    return lints


def _lints(
    tools: Tools, source: Path, target: Path, application: Application, environment: dict[str, str]
) -> Counter[str]:
    """What Clippy says of the workspace's packages; nothing where it is not there."""
    if not tools.clippy:
        return Counter()
    command = [tools.clippy, "clippy", "--locked", *application.options, "--message-format", "json"]
    # Some lints are errors.
    said = run(command, source, target, {"CARGO": str(tools.cargo)} | environment, check=False)
    messages = [json.loads(line) for line in said.splitlines()]
    return Counter(it["message"]["rendered"] for it in messages if it["reason"] == "compiler-message")


def _executable(target: Path, application: Application) -> Path:
    return target / "debug" / application.executable


def _build(cargo: Callable[..., str], application: Application) -> Build:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = cargo("build", "--locked", *application.options, "--message-format", "json-render-diagnostics")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    compiled, macro_crates, other_files = set(), set(), set()
    for line in said.splitlines():
        message = json.loads(line)
        if message["reason"] != "compiler-artifact":
            continue
        target, package = message["target"], message["package_id"]
        if not message["fresh"]:
            compiled.add(f"{target['name']} ({', '.join(target['kind'])})")
        if "proc-macro" in target["kind"]:
            name = _specification(package, target["name"])
            macro_crates.add(MacroCrate(not package.startswith("path+"), name, Path(target["src_path"])))
        else:
            other_files.update(Path(file).name for file in message["filenames"])
    return Build(compiled, sorted(macro_crates), other_files, seconds)


def _specification(package_id: str, target: str) -> str:
    """Name and version of a package, as Cargo takes them."""
    source, _, rest = package_id.rpartition("#")
    return rest if "@" in rest else f"{source.rpartition('/')[2] or target}@{rest}"


def _after_change(cargo: Callable[..., str], application: Application, changed: MacroCrate) -> set[str]:
    """What is compiled after a change of a macro crate."""
    changed.change(cargo)
    return _build(cargo, application).compiled


def _tests(cargo: Callable[..., str], application: Application) -> Counter[tuple[str, str]]:
    """How each test ends. Some may fail, as they do natively."""
    said = cargo("test", "--locked", *application.options, "--no-fail-fast", check=False)
    return Counter(TEST.findall(said))


def _list(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"


def fetch(tools: Tools, work: Path, application: Application) -> Path:
    """A copy of the package's source, with those of the packages that make it a workspace."""
    name, version = application.name, application.version
    source = work / f"{name}-{version}"
    if source.is_dir():
        return source
    # One that is complete.
    partial = work / f"{name}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    package = _download(tools, work, name, version)
    if not (package / "Cargo.lock").is_file():
        fail(f"{name} {version} has no Cargo.lock")
    if not application.members:
        _copy(package, partial)
    else:
        lock = tomllib.loads((package / "Cargo.lock").read_text(encoding="utf-8"))
        versions = {it["name"]: it["version"] for it in lock["package"]}
        _copy(package, partial / name)
        for member in application.members:
            _copy(_download(tools, work, member, versions[member]), partial / member)
        names = ", ".join(f'"{it}"' for it in (name, *application.members))
        patches = "".join(f'{it} = {{ path = "{it}" }}\n' for it in application.members)
        manifest = f'[workspace]\nresolver = "2"\nmembers = [{names}]\n\n[patch.crates-io]\n{patches}'
        (partial / "Cargo.toml").write_text(manifest, encoding="utf-8")
        (partial / name / "Cargo.lock").rename(partial / "Cargo.lock")
        # Packages stay those of the lock file, but for members and what only their tests need.
        run([tools.cargo, "metadata", "--format-version", "1"], partial, partial / "target", {})
    partial.rename(source)
    return source


def _copy(package: Path, to: Path) -> None:
    shutil.copytree(package, to)
    # It is no longer a package of the registry.
    (to / ".cargo-ok").unlink(missing_ok=True)


def _download(tools: Tools, work: Path, name: str, version: str) -> Path:
    """Where Cargo keeps a package that it has downloaded as a dependency of an empty one."""
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
    if not packages:
        fail(f"Cargo has downloaded no {name} {version}")
    return packages[-1]


def run(command: list[str | Path], source: Path, target: Path | None, env: dict[str, str], check: bool = True) -> str:
    """What a command says on stdout. Without a target directory, that is where Cargo puts it."""
    kept = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    # Without `CARGO_INCREMENTAL`, only the first build of a package is like every other one. What is published is in no
    # repository, whatever is around it here.
    fixed = {"CARGO_INCREMENTAL": "0", "GIT_CEILING_DIRECTORIES": str(source.parent)}
    fixed |= {"CARGO_TARGET_DIR": str(target)} if target else {}
    done = subprocess.run(command, cwd=source, env=kept | fixed | env, capture_output=True, check=False)
    if check and done.returncode != 0:
        said = (done.stdout + done.stderr).decode(errors="replace").splitlines()
        shown = "\n".join([line for line in said if not line.startswith("{")][-SHOWN:])
        fail(f"`{' '.join(map(str, command))}` fails in {source}:\n{shown}")
    return done.stdout.decode(errors="replace")
