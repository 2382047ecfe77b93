"""The verbs of `./x.py`: what each is called, what it takes, and which module does it.

It deliberately does no work of its own. Verbs that are not ours go to upstream's `x.py` in the applied tree.
"""

import argparse
import importlib
import os
import sys
from pathlib import Path

from overlay import apply, bootstrap, check, clean, config, dist, refresh, upstream
from overlay.system import Failure, fail

DESCRIPTION = """\
rustc with WebAssembly procedural macros, kept as an overlay: this repository holds our own files and small patches;
upstream's source is fetched, and built in a cache directory outside the clone.

Every other verb of upstream's `x.py` (doc, clippy, ...), and `check` with a path, goes there with our configuration."""

EPILOG = """\
Settings are in `config.toml`; `config.example.toml` describes them.
Every verb also takes:
  --no-wait      fail instead of waiting while another `./x.py` works in the cache
  --no-install   name missing system packages instead of installing them"""

# What upstream's `x.py --help` lists, and does not have the name of a verb of ours.
UPSTREAM_VERBS = set("b c d t r clippy fix fmt doc miri bench install run setup vendor perf suggest".split())

# Verbs that read their own arguments, and their modules.
MAIN_OF = {"demo": "demo", "test": "testing", "published-macros": "published_macros", "statics": "statics"}


def main(argv: list[str]) -> int:
    """Runs one verb; foreseeable trouble becomes one line on stderr and exit status 1."""
    try:
        return _main(_take_flags(argv)) or 0
    except Failure as error:
        print(f"error: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone, `head` for example. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        what = f"`{error.filename}`: " if error.filename else ""
        print(f"error: {what}{(error.strerror or str(error)).lower()}; correct that and run it again", file=sys.stderr)
    return 1


def _main(argv: list[str]) -> int | None:
    verb, rest = (argv[0], argv[1:]) if argv else ("--help", [])
    if verb == "bench" and _find_module("bench.main").is_ours(rest):
        return _find_module("bench.main").main(rest)
    if verb in UPSTREAM_VERBS or (verb == "check" and any(not arg.startswith("-") for arg in rest)):
        return bootstrap.run_upstream(config.load(), argv)
    if verb in MAIN_OF:
        return _find_module(MAIN_OF[verb]).main(rest)
    args, extra = _parser().parse_known_args(argv or ["--help"])
    if extra and verb != "build":
        fail(f"`{verb}` does not take `{extra[0]}`; `./x.py {verb} --help` lists what it takes")
    return args.run(args, extra)


def _take_flags(argv: list[str]) -> list[str]:
    """Takes out the flags that every verb has; what follows `--` is none of our business."""
    end = argv.index("--") if "--" in argv else len(argv)
    ours, theirs = argv[:end], argv[end:]
    config.FLAGS.wait = "--no-wait" not in ours
    config.FLAGS.install = "--no-install" not in ours
    return [arg for arg in ours if arg not in ("--no-wait", "--no-install")] + theirs


def _find_module(name: str):
    """Imports what only a few verbs need."""
    return importlib.import_module(f"overlay.{name}")


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    # Without abbreviations, so that an option of upstream's is never taken for one of ours.
    parser = _Parser(prog="./x.py", description=DESCRIPTION, epilog=EPILOG, formatter_class=raw, allow_abbrev=False)
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", required=True, parser_class=_Parser)

    def add(name: str, summary: str, details: str, run):
        text = f"{summary[0].upper()}{summary[1:]}.\n\n{details}"
        verb = verbs.add_parser(name, help=summary, description=text, formatter_class=raw, allow_abbrev=False)
        verb.set_defaults(run=run)
        return verb

    verb = add("fetch", "get upstream's source into the cache", FETCH, _fetch)
    verb.add_argument("--from", dest="source", metavar="DIR|TARBALL", help="use this official source release instead")
    verb = add("apply", "lay the overlay over upstream's source", APPLY, _apply)
    verb.add_argument("--force", action="store_true", help="drop edits made in the tree")
    verb = add("refresh", "take edits made in the tree back into the clone", REFRESH, _refresh)
    verb.add_argument("--force", action="store_true", help="take the tree's file where both were edited")
    verb = add("check", "check the overlay's own rules, in seconds", CHECK, _check)
    verb.add_argument("--fix-abi-hash", action="store_true", help="bring the hash line of docs/abi.md up to date")
    verb = add("build", "build the compiler and the standard libraries", BUILD, _build)
    verb.add_argument("--stage", type=int, default=1, metavar="N", help="which stage (default: 1)")
    verb.usage = "./x.py build [--stage N] [ARG ...]"
    verb = add("dist", "fill `dist/` with a compiler that can be used", DIST, _dist)
    verb.add_argument("--out", metavar="DIR", help="fill this directory instead")
    verb.add_argument("--native-only", action="store_true", help="leave out rustc.wasm")
    for extra in bootstrap.EXTRAS:
        verb.add_argument(f"--{extra.name}", action="store_true", help=f"add {extra.what}")
    verb = add("web", "make the playground, a page that compiles Rust in the browser", WEB, _web)
    verb.add_argument("--serve", action="store_true", help="serve it on this machine, uncompressed")
    verb.add_argument("--no-compression", action="store_true", help="leave out files for brotli, which take minutes")
    verb.add_argument("--no-pack", action="store_true", help="offer no published crates, which take minutes to build")
    verb.add_argument("--port", type=int, default=8000, metavar="N", help="where (default: 8000)")
    verb = add("clean", "remove `dist/` and the build", CLEAN, _clean)
    verb.add_argument("--all", action="store_true", help="remove everything in the cache of this Rust version")
    # These read their own arguments, `--help` included; here they only have a line in the list.
    add("demo", "build and run the demonstration; see `./x.py demo --help`", "", None)
    add("test", "run the tests; see `./x.py test --help`", "", None)
    add("published-macros", "compare programs that use published macros; see `./x.py published-macros --help`", "", None)
    add("statics", "list macro crates that need shared `static`s; see `./x.py statics --help`", "", None)
    add("bench", "measure; see `./x.py bench --help`", "", None)
    return parser


class _Parser(argparse.ArgumentParser):
    """Reports errors as everything else does, in one line."""

    def error(self, message: str):
        hint = f"`{self.prog} --help` lists what there is"
        fail(f"{message.split(' (choose from')[0]}; {hint}")


FETCH = """\
Downloads the Debian package that src/overlay/upstream.toml pins, checks its sha256 and unpacks it in the cache.
Does nothing if that has been done; uses no network if the package is in the cache's `download/` already.
With `--from` the source is an official rustc source release, unpacked or not."""

APPLY = """\
Places the overlay's plain files, applies its patches without fuzz, and merges its additions to Cargo.lock.
Writes only files whose content changes, and refuses to overwrite edits made in the tree."""

REFRESH = """\
Copies edited and new plain files from the tree to the clone, and regenerates patches from the difference between
upstream and the tree. An upstream file that no patch changes yet gets a new patch, whose header you then write."""

CHECK = """\
Checks patches, openings of files, docs/abi.md, private paths and runs the Python unit tests. Needs no compiler; what
needs upstream's source is skipped if it has not been fetched.
With a path (`./x.py check compiler/rustc_expand`) it is upstream's `check`, which type-checks."""

BUILD = """\
Fetches and applies if needed, then builds `compiler library src/tools/rustdoc` for this machine and the WebAssembly
targets with upstream's bootstrap. Paths that you name replace these; other arguments are passed on."""

DIST = """\
Builds, then fills `dist/` with hard links to rustc, rustdoc, their libraries and the standard libraries, and the wasm
linker. Then builds rustc.wasm, the compiler that runs on WASI, for another ten minutes or more. With `--editor`, also
rust-analyzer's server of procedural macros, which loads modules (docs/editors.md). With `--clippy`, also the Clippy that
Cargo projects with modules are checked by (docs/cargo.md)."""

WEB = """\
Builds the npm package in src/tools/rustc-wasm-js and the page in src/tools/playground, and puts them into `dist/web`
with rustc.wasm and the libraries that a page needs: static files for any web server. Needs Node 20 and npm.
Programs in the page can use the crates that src/tools/playground/pack/crates.json lists, unless there is `--no-pack`;
they are downloaded from crates.io."""

CLEAN = """\
Asks nothing, and prints what it removes."""


def _fetch(args, extra) -> None:
    upstream.fetch(config.load(), Path(args.source) if args.source else None)


def _apply(args, extra) -> None:
    if not apply.apply(config.load(), args.force):
        print("nothing to apply: the tree has everything that the clone has")


def _refresh(args, extra) -> None:
    refresh.refresh(config.load(), args.force)


def _check(args, extra) -> int | None:
    if args.fix_abi_hash:
        return check.fix_abi_hash(config.load())
    return check.check(config.load())


def _build(args, extra) -> None:
    bootstrap.build(config.load(), args.stage, extra)


def _dist(args, extra) -> None:
    settings, out = config.load(), Path(args.out).resolve() if args.out else None
    dist.dist(settings, out)
    for extra in bootstrap.EXTRAS:
        if getattr(args, extra.name):
            dist.add_extra(settings, extra, out)
    if not args.native_only:
        dist.add_wasm(settings, out)


def _web(args, extra) -> None:
    page, settings = _find_module("page"), config.load()
    crates = None if args.no_pack else _find_module("pack").build(settings)
    directory = page.build(settings, not (args.no_compression or args.serve), crates)
    if args.serve:
        page.serve(directory, args.port)


def _clean(args, extra) -> None:
    clean.clean(config.load(), args.all)
