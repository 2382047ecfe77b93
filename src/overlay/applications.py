"""Applications as published, natively and with modules: are the executables the same, byte for byte?

Each is built with its own lock file and unchanged, in one directory after the other way of building it has been moved
out of there, so that paths are the same. With modules, no native macro crate may be left, and a second build has
nothing to do. This module does not know what the applications do.
"""

import json
import os
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from overlay.system import fail, say

MODULE = b"\0asm"
# What would build something else, or elsewhere.
VARIABLES = ("CARGO_BUILD_TARGET", "CARGO_ENCODED_RUSTFLAGS", "RUSTC", "RUSTC_WRAPPER", "RUSTFLAGS")


@dataclass(frozen=True)
class Application:
    """A package of crates.io, and the executable that it is for."""

    name: str
    version: str
    executable: str


# `./x.py test cargo` builds a third of them, with `--all` all.
APPLICATIONS = (
    Application("sd", "1.0.0", "sd"),
    Application("hyperfine", "1.19.0", "hyperfine"),
    Application("just", "1.40.0", "just"),
    Application("ripgrep", "14.1.1", "rg"),
    Application("tokei", "12.1.2", "tokei"),
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
    native_seconds: float = 0
    module_seconds: float = 0


def test(tools: Tools, work: Path, applications: tuple[Application, ...]) -> list[Result]:
    results = []
    for application in applications:
        say(f"building {application.name} {application.version}")
        result = _build_twice(tools, work, application)
        results.append(result)
        for complaint in result.complaints:
            print(f"FAILED {application.name}: {complaint}", flush=True)
        if not result.complaints:
            print(
                f"ok {application.name} {application.version}: {result.modules} modules,"
                f" {result.native_seconds:.0f} s natively, {result.module_seconds:.0f} s with modules",
                flush=True,
            )
    return results


def _build_twice(tools: Tools, work: Path, application: Application) -> Result:
    result = Result(application)
    source = _fetch(tools, work, application)
    target = work / "target"
    executable = target / "debug" / application.executable

    started = time.monotonic()
    _cargo(tools, source, target, ["build", "--locked"], {"RUSTC": str(tools.rustc)})
    result.native_seconds = time.monotonic() - started
    native = executable.read_bytes()
    shutil.rmtree(target)

    started = time.monotonic()
    build = [tools.module_tool, "wasm-macro", "run", "--rustc", tools.rustc, "--", "build", "--locked"]
    _run(tools, build, source, target)
    result.module_seconds = time.monotonic() - started
    dylibs = {path.name: path.read_bytes()[:4] for path in (target / "debug/deps").glob("*.so")}
    result.modules = sum(magic == MODULE for magic in dylibs.values())
    result.complaints += [f"{name} is not a module" for name, magic in sorted(dylibs.items()) if magic != MODULE]
    if not result.modules:
        result.complaints.append("there are no modules")
    if executable.read_bytes() != native:
        result.complaints.append("the executable is another one than natively")
    again = _run(tools, build, source, target)
    if "Compiling" in again:
        result.complaints.append(f"a second build compiles something:\n{again}")
    if not result.complaints:
        shutil.rmtree(target)
    return result


def _fetch(tools: Tools, work: Path, application: Application) -> Path:
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
    command = [tools.cargo, "metadata", "--format-version", "1"]
    done = subprocess.run(command, cwd=empty, env=_env(tools, empty / "target"), stdout=subprocess.PIPE, check=False)
    if done.returncode != 0:
        fail(f"Cargo cannot download {name} {version}")
    packages = json.loads(done.stdout)["packages"]
    manifests = [Path(it["manifest_path"]) for it in packages if (it["name"], it["version"]) == (name, version)]
    if not (manifests[0].parent / "Cargo.lock").is_file():
        fail(f"{name} {version} has no Cargo.lock")
    shutil.copytree(manifests[0].parent, source)
    # It is no longer a package of the registry.
    (source / ".cargo-ok").unlink(missing_ok=True)
    return source


def _cargo(tools: Tools, source: Path, target: Path, args: list[str], env: dict[str, str]) -> str:
    return _run(tools, [tools.cargo, *args], source, target, env)


def _run(tools: Tools, command: list, source: Path, target: Path, env: dict[str, str] | None = None) -> str:
    """What a command says on stderr."""
    env = _env(tools, target) | (env or {})
    done = subprocess.run(command, cwd=source, env=env, stderr=subprocess.PIPE, check=False)
    said = done.stderr.decode(errors="replace")
    if done.returncode != 0:
        fail(f"`{' '.join(map(str, command))}` fails in {source}:\n{said}")
    return said


def _env(tools: Tools, target: Path) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    # Without it, only the first build of a package is like every other one.
    return env | {"CARGO": str(tools.cargo), "CARGO_TARGET_DIR": str(target), "CARGO_INCREMENTAL": "0"}
