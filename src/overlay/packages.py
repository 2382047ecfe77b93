"""The system packages that a build or a test needs: naming the missing ones, and installing them where that is allowed.

It deliberately knows no package manager but Debian's; elsewhere it says nothing, and the build reports what it lacks.
"""

import os
import shutil
from collections.abc import Sequence

from overlay.config import FLAGS
from overlay.system import Failure, fail, run, say

NEEDED = (
    "llvm-22-dev llvm-22-tools lld-22 clang-22 cmake ninja-build pkgconf wasi-libc libclang-rt-22-dev-wasm32 "
    "gcc g++ make"
).split()

# Pages are tested in these; without one of them, the tests say that they have not been run in it.
BROWSERS = ("chromium", "firefox-esr")


def ensure_browsers() -> None:
    """Installs the browsers if that is allowed and possible."""
    if FLAGS.install and os.geteuid() == 0:
        try:
            ensure(BROWSERS)
        except Failure as error:
            say(f"there may be no browser: {error}")


def ensure(needed: Sequence[str] = NEEDED) -> None:
    """Makes sure that every package is installed, or fails with the command that installs them."""
    if shutil.which("dpkg-query") is None:
        return
    absent = missing(needed)
    if not absent:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *absent]
    if not FLAGS.install or os.geteuid() != 0:
        sudo = "" if os.geteuid() == 0 else "sudo "
        fail(f"packages are missing; run `{sudo}{' '.join(command)}`")
    say(f"installing {' '.join(absent)} ...")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    if any(not _has_candidate(package) for package in absent):
        run(["apt-get", "-q", "update"], env=env)
    run(["apt-get", "-q", *command[1:]], env=env)


def missing(needed: Sequence[str]) -> list[str]:
    """Those of the packages that are not installed."""
    done = run(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *needed], capture=True, check=False)
    installed = {line.split()[0] for line in done.stdout.splitlines() if line.endswith(" installed")}
    return [package for package in needed if package not in installed]


def _has_candidate(package: str) -> bool:
    policy = run(["apt-cache", "policy", package], capture=True, check=False).stdout
    return "Candidate: " in policy and "Candidate: (none)" not in policy
