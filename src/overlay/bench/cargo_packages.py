"""What Cargo knows of a project's packages, and what it builds of them.

It does not know which packages there are, nor what they are for.
"""

import json
from dataclasses import dataclass
from pathlib import Path

from overlay.config import Config
from overlay.real_macros import cargo_env
from overlay.system import fail, run, say


@dataclass(frozen=True)
class Artifacts:
    """What Cargo has built, by the names of crates."""

    dylibs: dict[str, Path]
    libraries: dict[str, Path]


def build(
    config: Config,
    project: Path,
    target_dir: Path,
    env: dict[str, str],
    *,
    only: tuple[str, ...] = (),
    rustc: Path | None = None,
) -> Artifacts:
    """Builds a project's packages, or some of them, for the target and, where macros need them, for the host."""
    say(f"building the crates of {project.name} in {target_dir.relative_to(config.clone)}")
    command = [config.stage0.cargo, "build", "--locked", "--manifest-path", project / "Cargo.toml"]
    command += ["--target", config.host, "--target-dir", target_dir, "--message-format=json"]
    command += [word for name in only for word in ("--package", name)]
    messages = run(command, cwd=project, env=cargo_env(config, rustc) | env, capture=True).stdout
    return artifacts(messages, config.host)


def artifacts(messages: str, target: str) -> Artifacts:
    """Reads what Cargo says in JSON of what it has built, for itself and for the target."""
    found = Artifacts({}, {})
    for line in messages.splitlines():
        message = json.loads(line)
        if message["reason"] == "compiler-artifact":
            name = message["target"]["name"].replace("-", "_")
            for path in map(Path, message["filenames"]):
                if path.suffix in (".so", ".dylib"):
                    found.dylibs[name] = path
                # One that is also a part of a macro crate is built twice; programs use the one for the target.
                elif path.suffix == ".rlib" and target in path.parts:
                    found.libraries[name] = path
    return found


def metadata_of(config: Config, project: Path) -> dict:
    """What Cargo knows of a project's packages."""
    command = [config.stage0.cargo, "metadata", "--locked", "--format-version=1"]
    command += ["--manifest-path", project / "Cargo.toml"]
    return json.loads(run(command, cwd=project, env=cargo_env(config), capture=True).stdout)


def package_of(metadata: dict, name: str) -> dict:
    found = [package for package in metadata["packages"] if package["name"] == name]
    if len(found) != 1:
        fail(f"there are {len(found)} packages called `{name}` in the project, and not one")
    return found[0]


def library_of(package: dict) -> str | None:
    """The name of a package's library, if it has one."""
    kinds = {"lib", "proc-macro"}
    names = [target["name"] for target in package["targets"] if kinds.intersection(target["kind"])]
    return names[0].replace("-", "_") if names else None


def features_of(metadata: dict, package: dict) -> list[str]:
    """The features that a package has in the project."""
    return next(node["features"] for node in metadata["resolve"]["nodes"] if node["id"] == package["id"])


def source_of(metadata: dict, name: str) -> Path:
    """The directory of a package's source."""
    return Path(package_of(metadata, name)["manifest_path"]).parent
