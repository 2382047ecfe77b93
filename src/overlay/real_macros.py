"""Builds a Cargo project with the fork's compiler, its macros natively or as WebAssembly.

It knows how to call Cargo and what comes out; what the project is about is its own business.
"""

import os
import shutil
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from overlay.config import Config
from overlay.system import run, sha256_file

WRAPPERS = Path(__file__).with_name("wrappers")
WRAPPER, TWIN_WRAPPER = WRAPPERS / "macro.py", WRAPPERS / "twin.py"
# A module does not see whether the user wants backtraces.
NO_BACKTRACE = {"RUST_BACKTRACE": "0", "RUST_LIB_BACKTRACE": "0"}
# A wrapper, flags or a toolchain of the user's would test something else.
FOREIGN = ("RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS")


@dataclass(frozen=True)
class Project:
    """A Cargo project with a lock file, and the directory its build goes to."""

    config: Config
    manifest: Path
    work: Path

    def options(self) -> list[str]:
        """What rustc is told of the project's modules: `package.metadata.wasm-proc-macro` in the manifest, or
        `workspace.metadata.wasm-proc-macro`, has lists by the ends of options' names."""
        lists = self._metadata().get("options", {}).items()
        pairs = [(f"--wasm-proc-macro-{name}", value) for name, values in lists for value in values]
        return [word for pair in pairs for word in pair]

    def module_target(self) -> str:
        return self._metadata().get("target", "wasm32-unknown-unknown")

    def _metadata(self) -> dict:
        manifest = tomllib.loads(self.manifest.read_text(encoding="utf-8"))
        # A workspace need not be a package.
        described = manifest.get("package") or manifest.get("workspace", {})
        return described.get("metadata", {}).get("wasm-proc-macro", {})

    def forget_other_compilers(self, *, of_packages: bool = True) -> None:
        """Removes what another compiler has built, or with `of_packages` the same for other packages: what Cargo does
        not know of it would not remove. And Cargo looks at `bin/rustc` only, which does not change when the library
        does that is all of the compiler."""
        files = sorted(path for path in (self.config.dist / "lib").rglob("*") if path.is_file())
        lines = [f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files]
        packages = [self.manifest, self.manifest.with_name("Cargo.lock")] if of_packages else []
        inputs = [*packages, *sorted(WRAPPERS.glob("*.py"))]
        compiler = "\n".join([*lines, *(f"{path} {sha256_file(path)}" for path in inputs)])
        mark = self.work / ".compiler"
        if mark.exists() and mark.read_text(encoding="utf-8") == compiler:
            return
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        mark.write_text(compiler, encoding="utf-8")

    def build_program(self, name: str, *, wasm: bool) -> Path:
        """Builds the project's binary `name` for the host."""
        self._cargo(wasm, "build")
        return self._target_dir(wasm) / self.config.host / "debug" / name

    def expand(self, *, wasm: bool) -> str:
        """The project's binary with all macros expanded."""
        return self._cargo(wasm, "rustc", "--", "-Zunpretty=expanded", capture=True).stdout

    def modules(self) -> list[Path]:
        """The macro crates that a build with `wasm` has made."""
        return sorted(self.module_dir().glob("*.wasm"))

    def build_twins(self, *args: str, check: bool = True) -> None:
        """Builds with native macros, and beside it everything that uses macros once more with modules. Without `check`,
        what does not compile is seen by what is missing."""
        self.module_dir().mkdir(parents=True, exist_ok=True)
        self.twin_dir().mkdir(parents=True, exist_ok=True)
        env = self._cargo_env("cargo") | {
            "RUSTC_WRAPPER": str(TWIN_WRAPPER),
            "WASM_MACRO_DIR": str(self.module_dir()),
            "WASM_MACRO_TWINS": str(self.twin_dir()),
            "WASM_MACRO_TARGET": self.module_target(),
            "WASM_MACRO_OPTIONS": " ".join(self.options()),
            **NO_BACKTRACE,
            # They run a few times each, so that compiling and reading them is most of the time.
            "WASM_MACRO_FLAGS": "-Copt-level=0 -Cstrip=symbols",
        }
        run(self._cargo_command("build", "--keep-going", *args), env=env, cwd=self.manifest.parent, check=check)

    def module_dir(self) -> Path:
        return self.work / "modules"

    def twin_dir(self) -> Path:
        """The libraries and programs that were compiled with modules, and a record of each."""
        return self.work / "twins"

    def _target_dir(self, wasm: bool) -> Path:
        return self.work / ("wasm" if wasm else "native")

    def _cargo(self, wasm: bool, verb: str, *args: str, capture: bool = False):
        env = self._cargo_env(self._target_dir(wasm).name)
        if wasm:
            self.module_dir().mkdir(parents=True, exist_ok=True)
            env |= {"RUSTC_WRAPPER": str(WRAPPER), "WASM_MACRO_DIR": str(self.module_dir())}
        return run(self._cargo_command(verb, *args), env=env, capture=capture)

    def _cargo_env(self, target_dir: str) -> dict[str, str]:
        return cargo_env(self.config) | {"CARGO_TARGET_DIR": str(self.work / target_dir)}

    def _cargo_command(self, verb: str, *args: str) -> list:
        command = [self.config.stage0.cargo, verb, "--locked", "--manifest-path", self.manifest]
        return [*command, "--target", self.config.host, *args]


def cargo_env(config: Config, rustc: Path | None = None) -> dict[str, str]:
    """What makes Cargo build with the fork's compiler, or another, and with nothing of the user's."""
    env = os.environ | {
        "RUSTC": str(rustc or config.dist / "bin/rustc"),
        # The wrappers run in the Python that runs this, and not in one that a script has to find each time.
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    for name in FOREIGN:
        env.pop(name, None)
    return env
