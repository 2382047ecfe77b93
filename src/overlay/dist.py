"""Filling `dist/` with a compiler that runs from anywhere: the parts of bootstrap's stage 1 that rustc needs, the tool
for module files, if asked for the server of procedural macros for rust-analyzer and Clippy, and `rustc.wasm`, the same
compiler as a WebAssembly module.

Files are hard links where the file system allows it. It deliberately does not know how the compilers are built.
"""

import os
import shutil
from pathlib import Path

from overlay import bootstrap, files, lock, tools, upstream, web
from overlay.bootstrap import Extra
from overlay.config import WASM_TARGETS, Config
from overlay.system import fail, link_or_copy, run, say, sha256_bytes

STAMP = ".overlay-stamp"
WASM_STAMP = ".overlay-stamp-wasm"
RUSTC_WASM = "bin/rustc.wasm"
# What `./x.py web` puts there, and removes itself.
PAGE = "web"


def dist(config: Config, out: Path | None = None) -> Path:
    """Builds, then fills the directory from stage 1 and tries the compiler in it."""
    out = out or config.dist
    with lock.hold(config, "dist"):
        fresh = stamp(config)
        bootstrap.build(config)
        _claim(out)
        module_tool = {f"bin/{tools.MODULE_TOOL}": tools.build(config, tools.MODULE_TOOL)}
        _mirror(wanted_files(config) | module_tool, out)
        print(run([out / "bin/rustc", "--version"], capture=True).stdout, end="", flush=True)
        (out / STAMP).write_text(fresh, encoding="utf-8")
        if (out / RUSTC_WASM).exists():
            web.write_index(out)
    return out


def ensure(config: Config) -> Path:
    """`dist/` of the clone as the overlay wants it; quick when it is."""
    if (config.dist / "bin/rustc").exists() and _is_fresh(config, STAMP):
        return config.dist
    return dist(config)


def add_wasm(config: Config, out: Path | None = None) -> Path:
    """Builds `rustc.wasm` and puts it into the directory that `dist` has filled: without names of functions, and with
    code that counts the stack that they take."""
    out = out or config.dist
    with lock.hold(config, "dist"):
        fresh = stamp(config)
        (out / WASM_STAMP).write_text("unfinished", encoding="utf-8")
        module = bootstrap.build_for_wasi(config)
        scratch = out / f"{RUSTC_WASM}.new"
        run(["llvm-strip-22", "--strip-all", module, "-o", scratch])
        run([tools.build(config, tools.STACK_COUNTER), scratch, "-o", scratch])
        os.replace(scratch, out / RUSTC_WASM)
        say(f"{out / RUSTC_WASM}: {(out / RUSTC_WASM).stat().st_size / 1e6:.1f} MB")
        (out / WASM_STAMP).write_text(fresh, encoding="utf-8")
        _keep_wasm(config, out / RUSTC_WASM, fresh)
        web.write_index(out)
    return out / RUSTC_WASM


def has_wasm(config: Config) -> bool:
    """Whether `rustc.wasm` is there without a quarter of an hour of building: in the clone's `dist/`, as the overlay
    wants it or as it was; or kept in the cache, as it wants it."""
    return (config.dist / RUSTC_WASM).exists() or _has(_kept_stamp(config), stamp(config))


def ensure_wasm(config: Config) -> Path:
    """`rustc.wasm` in the clone's `dist/` as the overlay wants it, and the rest of `dist/` too."""
    module = ensure(config) / RUSTC_WASM
    fresh = stamp(config)
    if module.exists() and _has(config.dist / WASM_STAMP, fresh):
        return module
    if not _has(_kept_stamp(config), fresh):
        return add_wasm(config)
    with lock.hold(config, "dist"):
        _place(_kept(config), module)
        (config.dist / WASM_STAMP).write_text(fresh, encoding="utf-8")
        web.write_index(config.dist)
    return module


def add_extra(config: Config, extra: Extra, out: Path | None = None) -> None:
    """Builds programs that are not for everybody, and puts them into the directory that `dist` has filled."""
    out = out or config.dist
    with lock.hold(config, "dist"):
        fresh = stamp(config)
        (out / _extra_stamp(extra)).write_text("unfinished", encoding="utf-8")
        bootstrap.build_extra(config, extra)
        for name in extra.files:
            _place(config.stage1 / name, out / name)
        (out / _extra_stamp(extra)).write_text(fresh, encoding="utf-8")


def has_extra(config: Config, extra: Extra) -> bool:
    """Whether the programs are in the clone's `dist/`, as the overlay wants them or as they were."""
    return all((config.dist / name).exists() for name in extra.files)


def ensure_extra(config: Config, extra: Extra) -> list[Path]:
    """The programs in the clone's `dist/` as the overlay wants them, and the rest of `dist/` too."""
    ensure(config)
    if not has_extra(config, extra) or not _is_fresh(config, _extra_stamp(extra)):
        add_extra(config, extra)
    return [config.dist / name for name in extra.files]


def _extra_stamp(extra: Extra) -> str:
    return f"{STAMP}-{extra.name}"


def _kept(config: Config) -> Path:
    """The last `rustc.wasm` of any clone."""
    return config.home / "rustc.wasm"


def _kept_stamp(config: Config) -> Path:
    return _kept(config).with_suffix(".stamp")


def _keep_wasm(config: Config, module: Path, fresh: str) -> None:
    path = _kept_stamp(config)
    path.unlink(missing_ok=True)
    _place(module, _kept(config))
    path.write_text(fresh, encoding="utf-8")


def _is_fresh(config: Config, name: str) -> bool:
    return _has(config.dist / name, stamp(config))


def _has(path: Path, fresh: str) -> bool:
    """Whether a file is a stamp of the overlay as it is."""
    return path.is_file() and path.read_text(encoding="utf-8") == fresh


def stamp(config: Config) -> str:
    """Changes whenever the overlay, the upstream source or bootstrap's configuration does."""
    origin = upstream.source_id(config) or ""
    # Before the first fetch there is no origin, but it will be what is pinned.
    source = origin if '"from"' in origin else config.pin.sha256
    parts = [files.collect(config.clone).fingerprint(), source, bootstrap.configuration(config)]
    return sha256_bytes("\0".join(parts).encode())


def wanted_files(config: Config) -> dict[str, Path]:
    """Each file of `dist/`, and where it comes from."""
    stage1 = config.stage1
    wanted = {name: stage1 / name for name in ("bin/rustc", "bin/rustdoc")}
    for path in wanted.values():
        if not path.exists():
            fail(f"there is no `{path}`; run `./x.py build`")
    for library in sorted((stage1 / "lib").glob("*.so")):
        wanted[f"lib/{library.name}"] = library
    for target in (config.host, *WASM_TARGETS):
        wanted.update(_files_below(stage1, f"lib/rustlib/{target}"))
    if not bootstrap.LLD.exists():
        fail(f"there is no `{bootstrap.LLD}`; install lld-22")
    # rustc links wasm with this program unless it is told otherwise.
    wanted[f"lib/rustlib/{config.host}/bin/rust-lld"] = bootstrap.LLD
    return wanted


def _files_below(stage1: Path, name: str) -> dict[str, Path]:
    """Links to files count as files; links to directories lead to the source tree and are left out."""
    found = {}
    for directory, _, names in os.walk(stage1 / name):
        for file in names:
            path = Path(directory) / file
            if path.is_file():
                found[str(path.relative_to(stage1))] = path
    if not found:
        fail(f"there is no `{stage1 / name}`; run `./x.py build`")
    return found


def _claim(out: Path) -> None:
    """Marks the directory as ours, and as unfinished. Whatever else is in it will be removed, so it must be ours."""
    out.mkdir(parents=True, exist_ok=True)
    if any(out.iterdir()) and not (out / STAMP).exists():
        fail(f"`{out}` holds files that `./x.py dist` did not put there; name an empty directory with `--out`")
    (out / STAMP).write_text("unfinished", encoding="utf-8")


def _mirror(wanted: dict[str, Path], out: Path) -> None:
    removed = _remove_stale(wanted, out)
    changed = sum(_place(source, out / name) for name, source in sorted(wanted.items()))
    say(f"{out}: {changed} files changed, {removed} removed, {len(wanted)} in all")


def _remove_stale(wanted: dict[str, Path], out: Path) -> int:
    removed, keep = 0, {*wanted, STAMP, WASM_STAMP, RUSTC_WASM}
    for extra in bootstrap.EXTRAS:
        keep |= {_extra_stamp(extra), *extra.files}
    for directory, _, names in os.walk(out, topdown=False):
        for name in names:
            path = Path(directory) / name
            if path.is_relative_to(out / PAGE):
                continue
            if str(path.relative_to(out)) not in keep:
                path.unlink()
                removed += 1
        if Path(directory) != out and not any(Path(directory).iterdir()):
            Path(directory).rmdir()
    return removed


def _place(source: Path, path: Path) -> bool:
    """Links or copies one file; False if it is there already."""
    source = source.resolve()
    if path.exists() and not path.is_symlink():
        if path.samefile(source):
            return False
        here, there = path.stat(), source.stat()
        if (here.st_size, here.st_mtime_ns) == (there.st_size, there.st_mtime_ns):
            return False
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(f"{path.name}.new")
    scratch.unlink(missing_ok=True)
    # A file of the system stays the system's: an upgrade must not find its links in a clone.
    if source.is_relative_to("/usr"):
        shutil.copy2(source, scratch)
    else:
        link_or_copy(source, scratch)
    os.replace(scratch, path)
    return True
