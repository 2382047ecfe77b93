"""One process at a time in the cache directory of a Rust version.

It deliberately does not know what its holders do there, nor guards the clone: two clones share one cache.
"""

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path

from overlay.config import FLAGS, Config
from overlay.system import fail, say

# Locks of this process. A verb that holds the lock calls others that take it too.
_held: set[Path] = set()


@contextmanager
def hold(config: Config, verb: str, wait: bool | None = None):
    """Holds the lock in a `with` block; waits for another holder unless `--no-wait` was given."""
    path = config.home / "lock"
    if path in _held:
        yield
        return
    config.home.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        _acquire(file, FLAGS.wait if wait is None else wait)
        file.truncate(0)
        file.write(f"{os.getpid()}\n{config.clone}\n{verb}\n")
        file.flush()
        _held.add(path)
        try:
            yield
        finally:
            _held.discard(path)
            file.truncate(0)


def _acquire(file, wait: bool) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    except BlockingIOError:
        pass
    file.seek(0)
    pid, clone, verb = (file.read().splitlines() + ["?"] * 3)[:3]
    message = f"waiting for {pid} ({clone}) to finish `{verb}`"
    if not wait:
        fail(f"not {message}, as `--no-wait` says; try again when it has finished")
    say(f"{message} ...")
    fcntl.flock(file, fcntl.LOCK_EX)
