"""Finding the rust-analyzer that belongs to upstream's source: that of the same release, which rustup installs. It is
not built here, as an editor's is not either; only its server of procedural macros is (`dist.add_extra`).
"""

import os
import shutil
from pathlib import Path

from overlay.config import Config
from overlay.system import last_line, run

UNDER_TEST = "RUST_ANALYZER_UNDER_TEST"
# Where rust-analyzer finds the source of the standard library, which is not in `dist/`.
LIBRARY = "RUST_SRC_PATH"


def find(config: Config) -> Path | None:
    """`None` if rustup has none of this release; nothing is installed."""
    if shutil.which("rustup") is None:
        return None
    command = ["rustup", "which", "--toolchain", config.pin.rust, "rust-analyzer"]
    done = run(command, capture=True, check=False, env=os.environ | {"RUSTUP_AUTO_INSTALL": "0"})
    line = last_line(done.stdout)
    return Path(line) if done.returncode == 0 and line else None


def env(config: Config) -> dict[str, str]:
    """What tests want to know of it; empty where there is none, which they say."""
    program = find(config)
    return {UNDER_TEST: str(program), LIBRARY: str(config.tree / "library")} if program else {}
