"""Build scripts of what macros are made of, run once more for the target of the modules.

Cargo runs them for the host, as it compiles macro crates for it: they choose `cfg`s for the host, and link objects of
the host's. This finds the program that Cargo made of a script, runs it as Cargo would if it compiled the package for
the other target, and says what the compilation of the library gets from it.

It knows neither macros nor modules. What it keeps is in the directory of the modules.
"""

import hashlib
import json
import os
import re
import subprocess
import tomllib
from dataclasses import dataclass, field
from pathlib import Path


class ScriptError(Exception):
    """A script that fails for the target."""


@dataclass
class Outcome:
    """What a script has said, for rustc and for the scripts of other packages."""

    args: list[str] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)


# Keys of a script's output that are options of rustc.
OPTIONS = {"rustc-cfg": "--cfg", "rustc-check-cfg": "--check-cfg", "rustc-link-lib": "-l", "rustc-link-search": "-L"}

# Keys that are for Cargo alone, or for programs.
FOR_CARGO = re.compile(r"rerun-if-|rustc-|warning$|error$")


def remember(args: list[str], name: str, directory: Path):
    """Notes which program is made of a package's script, as Cargo has rustc compile it."""
    codegen = [value for word, value in zip(args, args[1:]) if word == "-C"]
    extra = "".join(value.partition("=")[2] for value in codegen if value.startswith("extra-filename="))
    program = Path(args[args.index("--out-dir") + 1]) / f"{name}{extra}"
    (directory / f"{_key(args)}.script").write_text(str(program), encoding="utf-8")


def run(rustc: str, args: list[str], target: str, directory: Path) -> Outcome | None:
    """What the script of the package says whose library is compiled with `args`; none if it has no script."""
    if "OUT_DIR" not in os.environ:
        return None
    key = _key(args)
    script = directory / f"{key}.script"
    if not script.exists():
        return None
    out = directory / f"{key}.out"
    out.mkdir(exist_ok=True)
    package = os.environ["CARGO_MANIFEST_DIR"]
    links = _links(Path(package))
    env = _environment(rustc, args, target, directory) | {"OUT_DIR": str(out)}
    if links:
        env["CARGO_MANIFEST_LINKS"] = links
    program = script.read_text(encoding="utf-8")
    options = {"capture_output": True, "text": True, "errors": "replace", "close_fds": False}
    done = subprocess.run([program], cwd=package, env=env, **options)
    if done.returncode != 0:
        raise ScriptError(done.stderr)
    outcome = parse(done.stdout)
    outcome.env["OUT_DIR"] = str(out)
    if links:
        name = links.upper().replace("-", "_")
        metadata = {f"DEP_{name}_{key}": value for key, value in outcome.metadata.items()}
        (directory / f"{key}.metadata").write_text(json.dumps(metadata), encoding="utf-8")
    search = [word for word in outcome.args if word.startswith("-L")]
    (directory / f"{key}.search").write_text("\n".join(search), encoding="utf-8")
    return outcome


def parse(output: str) -> Outcome:
    """Reads what a script prints: `cargo::KEY=VALUE`, or `cargo:KEY=VALUE`."""
    outcome = Outcome()
    for line in output.splitlines():
        is_new = line.startswith("cargo::")
        key, equals, value = line.removeprefix("cargo::" if is_new else "cargo:").partition("=")
        if not line.startswith("cargo:") or not equals:
            continue
        if is_new and key == "metadata":
            key, _, value = value.partition("=")
        elif key in OPTIONS:
            option = OPTIONS[key]
            outcome.args += [f"{option}{value}"] if option in ("-l", "-L") else [option, value]
            continue
        elif key == "rustc-flags":
            outcome.args += value.split()
            continue
        elif key == "rustc-env":
            name, _, value = value.partition("=")
            outcome.env[name] = value
            continue
        elif FOR_CARGO.match(key) or is_new:
            continue
        outcome.metadata[key.upper().replace("-", "_")] = value
    return outcome


def without_host(args: list[str]) -> list[str]:
    """The arguments without what Cargo has from the script that it has run for the host."""
    result = []
    words = iter(args)
    for word in words:
        if word in ("-l", "-L", "--cfg"):
            value = next(words, "")
            if word == "--cfg" and value.startswith("feature=") or word == "-L" and value.startswith("dependency="):
                result += [word, value]
        elif not word.startswith("-l"):
            result.append(word)
    return result


def search_paths(directory: Path) -> list[str]:
    """The `-L` of all scripts that have run."""
    paths = {line for file in directory.glob("*.search") for line in file.read_text(encoding="utf-8").splitlines()}
    return sorted(paths)


def _key(args: list[str]) -> str:
    """Names a package and its features, which its script and its library have in common."""
    words = zip(args, args[1:])
    features = sorted(value for word, value in words if word == "--cfg" and value.startswith("feature="))
    return hashlib.sha256("\n".join([os.environ["CARGO_MANIFEST_DIR"], *features]).encode()).hexdigest()[:16]


def _environment(rustc: str, args: list[str], target: str, directory: Path) -> dict[str, str]:
    """The environment that Cargo gives a script, made from the one that it gives rustc."""
    removed = ("RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "CARGO_ENCODED_RUSTFLAGS")
    env = {name: value for name, value in os.environ.items() if name not in removed}
    for word, value in zip(args, args[1:]):
        if word == "--cfg" and value.startswith("feature="):
            env["CARGO_FEATURE_" + value.partition("=")[2].strip('"').upper().replace("-", "_")] = "1"
    for file in directory.glob("*.metadata"):
        env |= json.loads(file.read_text(encoding="utf-8"))
    host = re.search(r"^host: (.*)$", _ask(rustc, "-vV"), re.MULTILINE)
    env |= _cfg_variables(_ask(rustc, "--print", "cfg", "--target", target))
    env |= {"TARGET": target, "HOST": host[1] if host else "", "RUSTC": rustc, "RUSTDOC": "rustdoc", "NUM_JOBS": "1"}
    return env | {"PROFILE": "release", "OPT_LEVEL": "3", "DEBUG": "false", "CARGO_ENCODED_RUSTFLAGS": ""}


def _ask(rustc: str, *args: str) -> str:
    return subprocess.run([rustc, *args], capture_output=True, text=True, check=True, close_fds=False).stdout


def _cfg_variables(printed: str) -> dict[str, str]:
    values: dict[str, list[str]] = {}
    for line in printed.splitlines():
        name, _, value = line.partition("=")
        values.setdefault(name, []).extend([value.strip('"')] if value else [])
    return {f"CARGO_CFG_{name.upper().replace('-', '_')}": ",".join(each) for name, each in values.items()}


def _links(package: Path) -> str | None:
    """The native library that the package says it links."""
    manifest = tomllib.loads((package / "Cargo.toml").read_text(encoding="utf-8"))
    return manifest.get("package", {}).get("links")
