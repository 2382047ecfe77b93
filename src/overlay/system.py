"""Talking to the user and to other programs: messages, one-line errors, running commands.

It deliberately knows nothing of the overlay, its directories or its verbs.
"""

import codecs
import errno
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn


class Failure(Exception):
    """Foreseeable trouble: its text is the whole error message that the user sees."""


def fail(message: str) -> NoReturn:
    """Ends the verb with `error: MESSAGE`; the message says what to do next."""
    raise Failure(message)


def say(message: str) -> None:
    """Reports progress. On stderr, so that what a verb prints on stdout can be piped."""
    print(f"overlay: {message}", file=sys.stderr, flush=True)


def run(
    command: list[str | Path],
    *,
    cwd: Path | None = None,
    env: dict[str, str] | None = None,
    capture: bool = False,
    check: bool = True,
    log: Path | None = None,
) -> subprocess.CompletedProcess:
    """Runs a command; a missing program, or with `check` a non-zero exit status, is a `Failure`.

    `capture` collects stdout and stderr as text; `log` copies what the command prints to that file as well.
    """
    words = [str(word) for word in command]
    try:
        if log is not None:
            done = _run_logged(words, cwd, env, log)
        else:
            done = subprocess.run(words, cwd=cwd, env=env, capture_output=capture, text=True, errors="replace")
    except (FileNotFoundError, NotADirectoryError) as error:
        if cwd is not None and not cwd.is_dir():
            fail(f"the directory `{cwd}` is missing; was it removed while `./x.py` ran?")
        fail(f"`{words[0]}` cannot be run ({error.strerror.lower()}); install it or correct `config.toml`")
    except PermissionError:
        fail(f"`{words[0]}` is not executable; install it or correct `config.toml`")
    if check and done.returncode != 0:
        said = last_line(done.stderr or done.stdout) if capture else ""
        where = f"; its output is in {log}" if log is not None else ""
        fail(f"`{shlex.join(words[:4])}` ended with status {done.returncode}{': ' + said if said else ''}{where}")
    return done


def _run_logged(words: list[str], cwd: Path | None, env: dict | None, log: Path) -> subprocess.CompletedProcess:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as file:
        file.write(f"$ {shlex.join(words)}\n".encode())
        # A chunk may end within a character.
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        child = subprocess.Popen(words, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            while chunk := os.read(child.stdout.fileno(), 65536):
                file.write(chunk)
                file.flush()
                print(decoder.decode(chunk), end="", flush=True)
        finally:
            # On Ctrl-C the child has the signal too; leaving before it ends would free the lock too early.
            child.stdout.close()
            status = child.wait()
    return subprocess.CompletedProcess(words, status)


def last_line(text: str | None) -> str:
    """The last line with content, which is where most programs say what went wrong."""
    lines = [line.strip() for line in (text or "").splitlines() if line.strip()]
    return lines[-1] if lines else ""


def sha256_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def sha256_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_file(path: Path, data: bytes, executable: bool | None = None) -> None:
    """Replaces a file in one step, so that an interrupted write leaves the old content."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f".overlay-write-{os.getpid()}")
    try:
        scratch.write_bytes(data)
        if executable is not None:
            scratch.chmod(0o755 if executable else 0o644)
        elif path.exists():
            scratch.chmod(path.stat().st_mode & 0o777)
        os.replace(scratch, path)
    finally:
        scratch.unlink(missing_ok=True)


def link_or_copy(source: Path, path: Path) -> None:
    """A second name for a file, or a copy where the file system has no such names."""
    try:
        os.link(source, path)
    except OSError as error:
        if error.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EACCES):
            raise
        shutil.copy2(source, path)


def list_some(names, limit: int = 20) -> str:
    """The names one a line, cut after `limit`."""
    names = sorted(names)
    lines = [f"\n  {name}" for name in names[:limit]]
    if len(names) > limit:
        lines.append(f"\n  ... and {len(names) - limit} more")
    return "".join(lines)
