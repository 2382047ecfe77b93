"""The C library for wasm32-wasip1, in the directories that bootstrap expects of a WASI sysroot.

It is Debian's, to which what it lacks and Rust's standard library names is added from `src/wasi-libc-compat`. What
these functions do is not known here.
"""

import shutil
from pathlib import Path

from overlay.config import Config
from overlay.system import fail, run, sha256_bytes, write_file

WASI_LIBC = Path("/usr/lib/wasm32-wasi")
HEADERS = Path("/usr/include/wasm32-wasi")
COMPAT = "src/wasi-libc-compat"
COMPILE = ["clang-22", "--target=wasm32-wasip1", "-isystem", HEADERS, "-Os", "-Wall", "-Wextra", "-Werror", "-c"]
ARCHIVE = "libc.a"


def write(config: Config) -> None:
    """Makes the directory complete; does nothing if it is."""
    if not (WASI_LIBC / ARCHIVE).exists() or not HEADERS.is_dir():
        fail(f"there is no `{WASI_LIBC / ARCHIVE}` or no `{HEADERS}`; install wasi-libc")
    directory = config.wasi_root / "lib/wasm32-wasip1"
    directory.mkdir(parents=True, exist_ok=True)
    for source in WASI_LIBC.iterdir():
        link = directory / source.name
        if source.name != ARCHIVE and (not link.is_symlink() or link.readlink() != source):
            link.unlink(missing_ok=True)
            link.symlink_to(source)
    _write_archive(config, directory / ARCHIVE)


def _write_archive(config: Config, archive: Path) -> None:
    sources = sorted((config.clone / COMPAT).glob("*.c"))
    wanted = "\n".join(sha256_bytes(path.read_bytes()) for path in [WASI_LIBC / ARCHIVE, *sources])
    stamp = archive.with_name(f".{ARCHIVE}-stamp")
    if archive.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    scratch = config.wasi_root / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    shutil.copyfile(WASI_LIBC / ARCHIVE, scratch / ARCHIVE)
    objects = []
    for source in sources:
        objects.append(scratch / f"compat-{source.stem}.o")
        run([*COMPILE, source, "-o", objects[-1]])
    run(["llvm-ar-22", "rcs", scratch / ARCHIVE, *objects])
    (scratch / ARCHIVE).replace(archive)
    shutil.rmtree(scratch)
    write_file(stamp, wanted.encode())
