"""The settings of one run: `config.toml`, the pin in `upstream.toml`, and the directories that follow from them.

It deliberately creates nothing and asks no program until a setting that needs one is used: `check` runs on a machine
without a compiler.
"""

import os
import re
import shutil
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from overlay.system import fail, last_line, run

CLONE = Path(__file__).resolve().parents[2]
KEYS = {"cache-dir": str, "llvm-config": str, "jobs": int, "stage0": str}
WASM_TARGETS = ("wasm32-unknown-unknown", "wasm32-wasip1")


@dataclass
class Flags:
    """What `--no-wait` and `--no-install` say; `cli` sets it once, before any `load`."""

    wait: bool = True
    install: bool = True


FLAGS = Flags()


@dataclass(frozen=True)
class Pin:
    """`upstream.toml`: the one source that the overlay fits."""

    rust: str
    stage0: str
    package: str
    version: str
    sha256: str
    tree: str
    tarball_sha256: str = ""


@dataclass(frozen=True)
class Stage0:
    """The toolchain that builds the compiler."""

    root: Path
    host: str

    @property
    def rustc(self) -> Path:
        return self.root / "bin/rustc"

    @property
    def cargo(self) -> Path:
        return self.root / "bin/cargo"

    @property
    def rustfmt(self) -> Path:
        return self.root / "bin/rustfmt"


@dataclass(frozen=True)
class Config:
    """Every path that the tool uses, and the user's settings."""

    clone: Path
    cache: Path
    pin: Pin
    llvm_config: str = "/usr/bin/llvm-config-22"
    jobs: int | None = None
    stage0_setting: str | None = None

    # The cache directory of this Rust version, and what is in it.
    @property
    def home(self) -> Path:
        return self.cache / self.pin.rust

    @property
    def download(self) -> Path:
        return self.home / "download"

    @property
    def upstream(self) -> Path:
        """The pristine source; nothing edits it."""
        return self.home / "upstream"

    @property
    def tree(self) -> Path:
        """The applied tree: upstream plus overlay."""
        return self.home / "src"

    @property
    def build(self) -> Path:
        return self.home / "build"

    @property
    def tools(self) -> Path:
        """Programs for upstream's `x.py` to find."""
        return self.home / "bin"

    @property
    def wasi_root(self) -> Path:
        return self.home / "wasi-root"

    @property
    def bootstrap_toml(self) -> Path:
        return self.home / "bootstrap.toml"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def dist(self) -> Path:
        return self.clone / "dist"

    @property
    def host(self) -> str:
        """The host triple, such as `x86_64-unknown-linux-gnu`."""
        return self.stage0.host

    @property
    def stage1(self) -> Path:
        """Where bootstrap leaves the compiler that we ship."""
        return self.build / self.host / "stage1"

    @cached_property
    def stage0(self) -> Stage0:
        return find_stage0(self)


def load(clone: Path = CLONE) -> Config:
    """Reads `config.toml` of the clone, if there is one, and the pin."""
    settings = _read_toml(clone / "config.toml") if (clone / "config.toml").exists() else {}
    for key, value in settings.items():
        if key not in KEYS:
            fail(f"`config.toml` has the unknown key `{key}`; the keys are in `config.example.toml`")
        if not isinstance(value, KEYS[key]) or isinstance(value, bool):
            fail(f"`{key}` in `config.toml` is not {'a number' if KEYS[key] is int else 'a string'}; correct it")
    jobs = settings.get("jobs")
    if jobs is not None and jobs < 1:
        fail("`jobs` in `config.toml` is less than 1; correct it")
    return Config(
        clone=clone,
        cache=_cache_dir(settings.get("cache-dir"), clone),
        pin=_read_pin(clone / "src/overlay/upstream.toml"),
        llvm_config=settings.get("llvm-config", Config.llvm_config),
        jobs=jobs,
        stage0_setting=settings.get("stage0"),
    )


def find_stage0(config: Config) -> Stage0:
    """The stage 0 toolchain, checked to be the release that the pin names."""
    wanted = config.pin.stage0
    hint = f"run `rustup toolchain install {wanted}`, or set `stage0` in `config.toml`"
    if config.stage0_setting:
        root = Path(config.stage0_setting).expanduser()
    else:
        root = _ask_rustup(wanted) or _ask_rustc() or fail(f"there is no Rust {wanted} on this machine; {hint}")
    # rustup's `1.95.0` may be a link to `stable`; the paths in `bootstrap.toml` shall not depend on which was named.
    root = root.resolve()
    rustc = root / "bin/rustc"
    if not rustc.exists() or not (root / "bin/cargo").exists():
        fail(f"`{root}` has no `bin/rustc` and `bin/cargo`; {hint}")
    version = run([rustc, "-vV"], capture=True).stdout
    release = re.search(r"^release: (.*)$", version, re.MULTILINE)
    host = re.search(r"^host: (.*)$", version, re.MULTILINE)
    if not release or not host:
        fail(f"`{rustc} -vV` names no release and host; {hint}")
    if release[1].split(".")[:2] != wanted.split(".")[:2]:
        fail(f"stage 0 must be Rust {wanted}, but `{rustc}` is {release[1]}; {hint}")
    return Stage0(root, host[1])


def _ask_rustup(version: str) -> Path | None:
    return _first_path(["rustup", "which", "--toolchain", version, "rustc"], lambda path: path.parents[1])


def _ask_rustc() -> Path | None:
    return _first_path(["rustc", "--print", "sysroot"], lambda path: path)


def _first_path(command: list[str], take) -> Path | None:
    if shutil.which(command[0]) is None:
        return None
    done = run(command, capture=True, check=False)
    line = last_line(done.stdout)
    return take(Path(line)) if done.returncode == 0 and line else None


def _cache_dir(setting: str | None, clone: Path) -> Path:
    if setting:
        # Relative to the clone, so that the setting means the same from every working directory.
        return clone / Path(setting).expanduser()
    # The XDG specification says to ignore a relative path.
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base.startswith("/") else Path.home() / ".cache") / "rustc-wasm"


def _read_pin(path: Path) -> Pin:
    values = _read_toml(path)
    try:
        return Pin(**values)
    except TypeError as error:
        fail(f"`src/overlay/upstream.toml` has a missing or unknown key ({last_line(str(error))}); correct it")


def _read_toml(path: Path) -> dict:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        fail(f"`{path.name}` is not valid TOML ({error}); correct it")
    except OSError as error:
        fail(f"`{path}` cannot be read ({error.strerror.lower()}); is the clone complete?")
