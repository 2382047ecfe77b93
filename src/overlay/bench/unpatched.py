"""Upstream's rustc without the overlay, built as ours is: from the same source, with the same configuration.

It is there to be compared with, and has a tree and a build directory of its own in the cache. It deliberately does not
know what is compared.
"""

import shutil
from pathlib import Path

from overlay import bootstrap, lock, upstream
from overlay.config import Config
from overlay.system import say, sha256_bytes

PATHS = ("compiler", "library")


class Unpatched(Config):
    """The same settings with other directories."""

    @property
    def tree(self) -> Path:
        # A copy: bootstrap writes `Cargo.lock`, and nothing edits `upstream/`.
        return self.home / "upstream-src"

    @property
    def build(self) -> Path:
        return self.home / "upstream-build"

    @property
    def bootstrap_toml(self) -> Path:
        return self.home / "upstream-bootstrap.toml"


def of(config: Config) -> Unpatched:
    """The settings for upstream's compiler."""
    names = ("clone", "cache", "pin", "llvm_config", "jobs", "stage0_setting")
    ours = Unpatched(**{name: getattr(config, name) for name in names})
    ours.__dict__["stage0"] = config.stage0
    return ours


def ensure(config: Config) -> Path:
    """Upstream's rustc, built if it was not with this source and configuration."""
    theirs = of(config)
    upstream.ensure(config)
    rustc, mark, wanted = theirs.stage1 / "bin/rustc", theirs.build / ".unpatched", stamp(theirs)
    if rustc.exists() and mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return rustc
    with lock.hold(config, "bench"):
        mark.unlink(missing_ok=True)
        _copy_source(theirs)
        say(f"building upstream's compiler in {theirs.build}; a first build takes a quarter of an hour")
        bootstrap.build_as_it_is(theirs, PATHS, theirs.logs / "build-upstream.log")
        mark.write_text(wanted, encoding="utf-8")
    return rustc


def stamp(theirs: Unpatched) -> str:
    """Changes whenever the source or the configuration does."""
    parts = [upstream.source_id(theirs) or "", bootstrap.configuration(theirs)]
    return sha256_bytes("\0".join(parts).encode())


def _copy_source(theirs: Unpatched) -> None:
    say(f"copying upstream's source to {theirs.tree} ...")
    shutil.rmtree(theirs.tree, ignore_errors=True)
    shutil.copytree(theirs.upstream, theirs.tree, symlinks=True, ignore=shutil.ignore_patterns(upstream.MARKER))
