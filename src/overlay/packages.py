"""The system packages that a build needs: naming the missing ones, and installing them where that is allowed.

It deliberately knows no package manager but Debian's; elsewhere it says nothing, and the build reports what it lacks.
"""

import os
import shutil

from overlay.config import FLAGS
from overlay.system import fail, run, say

NEEDED = (
    "llvm-22-dev llvm-22-tools lld-22 clang-22 cmake ninja-build pkgconf wasi-libc libclang-rt-22-dev-wasm32 "
    "gcc g++ make"
).split()


def ensure() -> None:
    """Makes sure that every package is installed, or fails with the command that installs them."""
    if shutil.which("dpkg-query") is None:
        return
    absent = missing()
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


def missing() -> list[str]:
    """The needed packages that are not installed."""
    done = run(["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *NEEDED], capture=True, check=False)
    installed = {line.split()[0] for line in done.stdout.splitlines() if line.endswith(" installed")}
    return [package for package in NEEDED if package not in installed]


def _has_candidate(package: str) -> bool:
    policy = run(["apt-cache", "policy", package], capture=True, check=False).stdout
    return "Candidate: " in policy and "Candidate: (none)" not in policy
