"""Building `cargo wasm-macro`, the tool for module files, with stage 0.

It knows where the tool is and what it is called; what the tool does is its own business.
"""

import os
from pathlib import Path

from overlay.config import Config
from overlay.system import run

FOLDER = "src/tools/cargo-wasm-macro"
PROGRAM = "bin/cargo-wasm-macro"


def build(config: Config) -> Path:
    """The program, up to date."""
    target_dir = config.clone / "target/cargo-wasm-macro"
    env = os.environ | {"RUSTC": str(config.stage0.rustc)}
    # The user's would build something else, or elsewhere.
    for name in ("CARGO_BUILD_TARGET", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER", "RUSTFLAGS"):
        env.pop(name, None)
    command = [config.stage0.cargo, "build", "--release", "--locked", "--target-dir", target_dir]
    run(command, cwd=config.clone / FOLDER, env=env)
    return target_dir / "release/cargo-wasm-macro"
