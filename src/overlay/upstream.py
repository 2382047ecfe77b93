"""Getting upstream's source: from Debian's package that the pin names, or from a place that the user names.

`upstream/` appears in one rename, with `.overlay-source` in it saying where it came from; a directory without that file
is an unfinished one. This module deliberately knows nothing of the overlay or of the tree it is applied to.
"""

import json
import os
import shutil
import tarfile
from pathlib import Path

from overlay import lock
from overlay.config import FLAGS, Config
from overlay.system import fail, last_line, run, say, sha256_file, write_file

MARKER = ".overlay-source"
# Parts of an official release that the Debian package lacks: vendored crates would hide those that the overlay adds,
# and the LLVM that we link to is the distribution's.
LEFT_OUT = ("vendor", ".cargo", "src/llvm-project", "build", ".git")

# What the package lacks and librustdoc's build script wants: texts that it writes beside the documentation it makes.
PLACEHOLDERS = {
    f"src/librustdoc/html/static/LICENSE-{name}.txt": f"Rust's documentation is under the {title} licence; see COPYRIGHT.txt.\n"
    for name, title in (("APACHE", "Apache 2.0"), ("MIT", "MIT"))
}


def source_id(config: Config) -> str | None:
    """Where the complete `upstream/` came from; None if there is none."""
    try:
        return (config.upstream / MARKER).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None


def is_current(config: Config) -> bool:
    """Whether `upstream/` is complete, and is what the pin or an earlier `--from` says."""
    text = source_id(config)
    if text is None:
        return False
    source = json.loads(text)
    return "from" in source or source.get("sha256") == config.pin.sha256


def fetch(config: Config, source: Path | None = None) -> None:
    """Makes `upstream/` complete; does nothing if it is."""
    with lock.hold(config, "fetch"):
        if source is not None:
            _fetch_from(config, source)
        elif is_current(config):
            say(f"upstream's source is complete in {config.upstream}")
        else:
            _fetch_package(config)


def ensure(config: Config) -> None:
    """The quiet `fetch` that other verbs begin with."""
    if not is_current(config):
        fetch(config)
    for name, text in PLACEHOLDERS.items():
        if not (config.upstream / name).exists():
            write_file(config.upstream / name, text.encode())


def _fetch_package(config: Config) -> None:
    deb = _find_download(config) or _download(config)
    say(f"unpacking {deb.name} ...")
    scratch = _scratch(config)
    run(["dpkg-deb", "-x", deb, scratch], capture=True)
    tree = scratch / config.pin.tree
    if not tree.is_dir():
        fail(f"{deb.name} holds no `{config.pin.tree}`; correct `tree` in src/overlay/upstream.toml")
    _finish(config, tree, {"package": config.pin.package, "version": config.pin.version, "sha256": config.pin.sha256})


def _find_download(config: Config) -> Path | None:
    if config.download.is_dir():
        for deb in sorted(config.download.glob("*.deb")):
            if sha256_file(deb) == config.pin.sha256:
                return deb
    return None


def _download(config: Config) -> Path:
    wanted = f"{config.pin.package}={config.pin.version}"
    if shutil.which("apt-get") is None:
        fail("there is no `apt-get` here; run `./x.py fetch --from TARBALL` with the official source release")
    offered = _offered_versions(config)
    if config.pin.version not in offered:
        offered = _update_offered_versions(config)
    if config.pin.version not in offered:
        fail(
            f"apt has no {wanted}, but {', '.join(offered) or 'no version at all'}; pin another one "
            "(`version` and `sha256` in src/overlay/upstream.toml), or run "
            f"`./x.py fetch --from TARBALL` with the official rustc-{config.pin.rust}-src"
        )
    say(f"downloading {wanted} ...")
    # apt leaves a partial file under the final name, so it works in a directory that nobody looks into.
    partial = config.download / "partial"
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    # The user `_apt`, to which root's apt changes, cannot write to the cache.
    command = ["apt-get", "-q", "-o", "APT::Sandbox::User=root", "download", wanted]
    done = run(command, cwd=partial, capture=True, check=False)
    found = sorted(partial.glob("*.deb"))
    if done.returncode != 0 or len(found) != 1:
        reason = last_line(done.stderr) or "it wrote no file"
        fail(f"apt could not download {wanted} ({reason}); check the network and run `./x.py fetch` again")
    got = sha256_file(found[0])
    if got != config.pin.sha256:
        found[0].unlink()
        fail(
            f"{wanted} has sha256 {got}, but src/overlay/upstream.toml pins {config.pin.sha256}; "
            "find out why before you change the pin"
        )
    return found[0].rename(config.download / found[0].name)


def _offered_versions(config: Config) -> list[str]:
    done = run(["apt-cache", "madison", config.pin.package], capture=True, check=False)
    rows = [line.split("|") for line in done.stdout.splitlines()]
    return [row[1].strip() for row in rows if len(row) >= 3]


def _update_offered_versions(config: Config) -> list[str]:
    """Asks again after an update: a fresh machine may have no package lists yet."""
    if os.geteuid() == 0 and FLAGS.install:
        say("updating apt's package lists ...")
        run(["apt-get", "-q", "update"], capture=True, check=False)
    return _offered_versions(config)


def _fetch_from(config: Config, source: Path) -> None:
    source = source.expanduser().resolve()
    if not source.exists():
        fail(f"{source} does not exist; `--from` takes an unpacked source release or its tarball")
    origin = {"from": str(source)}
    scratch = _scratch(config)
    if source.is_dir():
        say(f"copying {source} ...")
        _check_release(config, source, source)
        tree = scratch / "tree"
        skipped = {source / name for name in LEFT_OUT}

        def ignore(directory: str, names: list[str]) -> list[str]:
            return [name for name in names if Path(directory) / name in skipped]

        shutil.copytree(source, tree, symlinks=True, ignore=ignore)
    else:
        origin["sha256"] = sha256_file(source)
        if config.pin.tarball_sha256 and origin["sha256"] != config.pin.tarball_sha256:
            fail(
                f"{source} has sha256 {origin['sha256']}, but src/overlay/upstream.toml pins "
                f"{config.pin.tarball_sha256}; get the official tarball, or correct the pin"
            )
        say(f"unpacking {source} ...")
        tree = _unpack(source, scratch)
        _check_release(config, tree, source)
    _finish(config, tree, origin)


def _unpack(source: Path, scratch: Path) -> Path:
    left_out = tuple(f"{name}/" for name in LEFT_OUT)
    try:
        with tarfile.open(source) as archive:
            for member in archive:
                top, _, inner = member.name.removeprefix("./").partition("/")
                if ".." in Path(member.name).parts or Path(member.name).is_absolute():
                    fail(f"{source} holds the unsafe path `{member.name}`; is it an official source release?")
                if not f"{inner}/".startswith(left_out):
                    archive.extract(member, scratch)
    except (tarfile.TarError, EOFError, OSError) as error:
        fail(f"{source} cannot be unpacked ({error}); is it a complete .tar.xz or .tar.gz?")
    tops = list(scratch.iterdir())
    if len(tops) != 1:
        fail(f"{source} holds no single top directory; is it an official source release?")
    return tops[0]


def _check_release(config: Config, tree: Path, source: Path) -> None:
    if not (tree / "compiler/rustc_driver").is_dir():
        fail(f"{source} has no `compiler/rustc_driver`; `--from` takes the source release of Rust {config.pin.rust}")
    version = tree / "src/version"
    found = version.read_text(encoding="utf-8").strip() if version.exists() else config.pin.rust
    if found != config.pin.rust:
        fail(f"{source} is Rust {found}, but the overlay fits {config.pin.rust}; get that release")


def _scratch(config: Config) -> Path:
    """An empty directory beside `upstream/`; what an interrupted run left in it is gone."""
    scratch = config.home / "upstream.partial"
    if scratch.exists():
        shutil.rmtree(scratch)
    scratch.mkdir(parents=True)
    return scratch


def _finish(config: Config, tree: Path, origin: dict) -> None:
    (tree / MARKER).write_text(json.dumps(origin, sort_keys=True) + "\n", encoding="utf-8")
    if config.upstream.exists():
        # The marker goes first: what is left of the directory then counts as unfinished.
        (config.upstream / MARKER).unlink(missing_ok=True)
        shutil.rmtree(config.upstream)
    tree.rename(config.upstream)
    shutil.rmtree(config.home / "upstream.partial", ignore_errors=True)
    say(f"upstream's source is complete in {config.upstream}")
