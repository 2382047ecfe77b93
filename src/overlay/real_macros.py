"""Builds a Cargo project with the fork's compiler, its macros natively or as WebAssembly.

It knows how to call Cargo and what comes out; what the project is about is its own business.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from overlay.config import Config
from overlay.system import run

WRAPPER = Path(__file__).with_name("macro_wrapper.py")


@dataclass(frozen=True)
class Project:
    """A Cargo project with a lock file, and the folder its build goes to."""

    config: Config
    manifest: Path
    work: Path

    def forget_other_compilers(self) -> None:
        """Removes what another compiler has built. Cargo looks at `bin/rustc` only, which does not change when the
        library does that is all of the compiler."""
        files = sorted(path for path in (self.config.dist / "lib").rglob("*") if path.is_file())
        compiler = "\n".join(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files)
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
        return sorted(self._module_dir().glob("*.wasm"))

    def _target_dir(self, wasm: bool) -> Path:
        return self.work / ("wasm" if wasm else "native")

    def _module_dir(self) -> Path:
        return self.work / "modules"

    def _cargo(self, wasm: bool, verb: str, *args: str, capture: bool = False):
        env = os.environ | {
            "RUSTC": str(self.config.dist / "bin/rustc"),
            "CARGO_TARGET_DIR": str(self._target_dir(wasm)),
        }
        # A wrapper, flags or a toolchain of the user's would test something else.
        for name in ("RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"):
            env.pop(name, None)
        if wasm:
            self._module_dir().mkdir(parents=True, exist_ok=True)
            env |= {"RUSTC_WRAPPER": str(WRAPPER), "WASM_MACRO_DIR": str(self._module_dir())}
        command = [self.config.stage0.cargo, verb, "--locked", "--manifest-path", self.manifest]
        command += ["--target", self.config.host, *args]
        return run(command, env=env, capture=capture)
