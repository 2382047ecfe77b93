"""Building our own tools with stage 0: `cargo wasm-macro`, what counts the stack in rustc.wasm, what draws charts.

It knows where the tools are and what they are called; what they do is their own business.
"""

import os
from pathlib import Path

from overlay import lock, targets
from overlay.config import Config
from overlay.system import link_or_copy, run

# For users, in `dist/bin`.
MODULE_TOOL = "cargo-wasm-macro"
STACK_COUNTER = "stack-counter"
CHART = "bench-chart"


def directory(config: Config, name: str) -> Path:
    """The tool's source."""
    return config.clone / "src/tools" / name


def build(config: Config, name: str) -> Path:
    """The program, up to date."""
    env = os.environ | {"RUSTC": str(config.stage0.rustc)}
    # The user's would build something else, or elsewhere.
    for variable in ("CARGO_BUILD_TARGET", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER", "RUSTFLAGS"):
        env.pop(variable, None)
    program = config.clone / "target" / name / name
    program.parent.mkdir(parents=True, exist_ok=True)
    # Another clone's build would put another program in its place.
    with lock.hold(config, f"building {name}"):
        target_dir = targets.directory(config, directory(config, name))
        command = [config.stage0.cargo, "build", "--release", "--locked", "--target-dir", target_dir]
        run(command, cwd=directory(config, name), env=env)
        program.unlink(missing_ok=True)
        link_or_copy(target_dir / "release" / name, program)
    return program
