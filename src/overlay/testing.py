"""`./x.py test`: every test of the project, or the parts of it that are named.

It knows what the parts are and how they say how many tests passed. What is tested is in the parts themselves.
"""

import argparse
import os
import re
import sys
import time
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from overlay import (
    applications,
    bootstrap,
    demo,
    dist,
    pack,
    packages,
    page,
    real_crates,
    rust_analyzer,
    rustc_wasm,
    shared_cache,
    statics,
    targets,
    tools,
    wasmtime,
    web,
)
from overlay import config as configuration
from overlay.config import Config
from overlay.failures import failed_tests
from overlay.system import Failure, run, say

DESCRIPTION = """\
Runs the tests, the quick ones first. Parts:
  overlay       this tool and the rules of the repository; needs no compiler
  engine        compiler/rustc_wasm_proc_macro, alone, with the stage 0 toolchain
  compiler      tests/wasm-proc-macro: what the patched rustc does, on macro crates that it builds itself. The
                interpreter and native code of modules take turns
  differential  tests/differential: macro crates in both forms must do the same, byte for byte; turns as in compiler
  ui            tests/ui/wasm-proc-macro in upstream's compiletest, with native macros and with modules
  editor        tests/editor: rust-analyzer's server of procedural macros, through its protocols, with macro crates in
                both forms; rust-analyzer with it on a project, where rustup has that of this release; turns as in
                compiler
  real-crates   tests/real-crates: programs that use published macro crates, natively and as WebAssembly, compared in
                all that the compiler and the programs put out; each macro crate is a test. `--all` also does
                what `./x.py statics` does with the directories that its list is of
  tools         src/tools: cargo-wasm-macro, with published macro crates that it builds twice; stack-counter;
                bench-chart
  cargo         published applications that `cargo wasm-macro run -- build` builds as they are: no native macro is used,
                and the executable is the native build's, byte for byte; `enable` has no complaint, and Clippy says the same,
                if `./x.py dist --clippy` has built it. `--all` builds all of them, and runs their tests. And
                builds with sccache, if there is one
  rustc-wasm    rustc.wasm under wasmtime: how it is called and how it ends, and that it does what the native compiler
                does with the fixtures of differential, the ui tests and the published macro crates
  codegen       the code generator and the linker that need no LLVM, alone, then tests/codegen: programs compiled by
                LLVM and without it, natively and in rustc.wasm, must do the same, and so must programs that use
                published crates; rustc.wasm also compiles serde with its macros and build scripts, and a program for
                them. The programs take turns: the seed says which of them are run
  web           src/tools/rustc-wasm-js, the package that runs rustc.wasm, in Node and in pages of headless Chromium and
                Firefox; and the page that `./x.py web` makes, in both
  demo          `./x.py demo`, which runs published macros natively and as WebAssembly and compares

`--expansion-store` runs compiler, differential, ui and real-crates with a store of expansions, once filling it and once
using it: nothing may be different. A third of the seeds do so with differential by themselves.

What needs rustc.wasm is left out unless `./x.py dist` has built that, here or for another clone of the same source;
`./x.py test rustc-wasm` builds it. So is `editor`, unless `./x.py dist --editor` has built what it tests. The last
lines list all that was not run, and count tests.
With other arguments (`./x.py test tests/ui/...`) it is upstream's `test`."""

# Not part of `./x.py test` without arguments unless it has been built. It takes a quarter of an hour to build.
NEEDS_RUSTC_WASM = {"rustc-wasm", "web"}
NO_CLIPPY = "what Clippy says of applications; `./x.py dist --clippy` builds it"
NO_EDITOR_SERVER = "there is no server for rust-analyzer, which `./x.py dist --editor` builds"
NO_RUSTC_WASM = "there is no rustc.wasm of this source, which `./x.py dist` builds"

# Parts whose long lists of cases take turns, and how many runs it takes to see all of them. What a turn is, the crate
# `tests/turns` says. Each run of `cargo` sees its small ones, and none of the others.
TURNS = {"real-crates": 4, "cargo": 1, "rustc-wasm": 3, "codegen": 6}
TURN = "TEST_TURN"

# Parts that are run with modules interpreted, or with native code that was made of them; `--all` does both.
BOTH_ENGINES = ("compiler", "differential", "editor")
ENGINES = ("interpreter", "compiled code")
# Where the compiler looks for native code, so that no test takes any from the user's directory, or leaves any there.
CODE_DIR = "RUSTC_WASM_PROC_MACRO_CODE_DIR"
# Names the program with which tests make native code of the modules that they build.
MODULE_COMPILER = "MODULE_COMPILER"

# Names the directory in which the compiler keeps expansions, to the crates of tests.
EXPANSION_STORE = "EXPANSION_STORE"
STORE_OPTION = "--wasm-proc-macro-expansion-dir"
# Parts that can be run with one, and the seeds that do so unasked: one of so many.
WITH_STORE = ("compiler", "differential", "ui", "real-crates")
STORE_TURNS = {"differential": 3}

# Suites of the engine that are run with compiled code as well.
COMPILED_SUITES = (
    *("abi", "code", "engines", "fuzz", "hostile", "modules", "purity", "requests", "robustness", "statics", "store"),
    *("store_random", "totals", "watt", "world"),
)

UI_SUITE = "tests/ui/wasm-proc-macro"
ENGINE = "compiler/rustc_wasm_proc_macro"
CODEGEN_CRATES = ("compiler/rustc_wasm_object", "compiler/rustc_wasm_linker")
CARGO_COUNTS = r"^test result: \w+\. (\d+) passed; (\d+) failed"
CHECK_COUNTS = r"^(\d+) passed, (\d+) failed$"
TAP_COUNTS = r"^# pass (\d+)\n# fail (\d+)$"
NO_COUNT = "a suite that has not said how many tests it ran"
NOT_RUN = r"^(?:# )?NOT RUN: (.*)$"


@dataclass
class Counts:
    """How many tests passed and failed, what was not run at all, and what can be said of what failed."""

    passed: int = 0
    failed: int = 0
    not_run: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def add(self, other: "Counts") -> None:
        self.passed += other.passed
        self.failed += other.failed
        self.not_run += other.not_run
        self.failures += other.failures

    def add_step(self, what: str, status: int) -> None:
        """Counts a command that is a test as a whole."""
        self.add(Counts(failed=1, failures=[what]) if status else Counts(passed=1))


def main(argv: list[str]) -> int:
    parts = {
        "overlay": _overlay,
        "engine": _engine,
        "compiler": _compiler,
        "differential": _differential,
        "ui": _ui,
        "editor": _editor,
        "real-crates": _real_crates,
        "tools": _tools,
        "cargo": _cargo,
        "rustc-wasm": _rustc_wasm,
        "codegen": _codegen,
        "web": _web,
        "demo": _demo,
    }
    parser = argparse.ArgumentParser(
        prog="./x.py test",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        # An option of upstream's is never taken for one of ours.
        allow_abbrev=False,
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="which parts (default: all)")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--seed", type=int, metavar="N", help="whose turn it is in long lists (default: by the clock)")
    which.add_argument("--all", action="store_true", help="run long lists whole")
    parser.add_argument("--expansion-store", action="store_true", help="keep expansions, and use those that are kept")
    names = [application.name for application in applications.APPLICATIONS]
    only = {"action": "append", "choices": names, "metavar": "NAME"}
    parser.add_argument("--application", **only, help="compare only this one in the part `cargo`, and run its tests")
    known, theirs = parser.parse_known_args([arg for arg in argv if arg not in ("--help", "-h")])
    if theirs or any(name not in parts for name in known.parts):
        return bootstrap.run_upstream(configuration.load(), ["test", *argv])
    args = parser.parse_args(argv)
    parts["cargo"] = partial(_cargo, only=args.application)
    config = configuration.load()
    chosen = args.parts or [name for name in parts if _obstacle(name, config) is None]
    # Successive minutes are successive seeds.
    seed = None if args.all else int(time.time()) // 60 if args.seed is None else args.seed
    total = Counts()
    os.environ[CODE_DIR] = str(config.clone / "target/codes")
    for name in chosen:
        _set_turn(name, seed)
        part = partial(_with_engines, parts[name], seed) if name in BOTH_ENGINES else parts[name]
        if _wants_store(name, seed, args.expansion_store):
            part = partial(_with_store, part)
        _run_part(name, part, config, total)
    for name in parts:
        if name not in chosen:
            obstacle = _obstacle(name, config)
            total.not_run.append(f"{name}: {obstacle}" if obstacle else name)
    for what in total.failures:
        print(f"FAILED: {what}")
    for what in total.not_run:
        print(f"NOT RUN: {what}")
    if seed is not None and not TURNS.keys().isdisjoint(chosen):
        print(f"The seed was {seed}: `--seed {seed}` runs the same again, `--all` everything.")
    print(f"{total.passed} passed, {total.failed} failed")
    return 1 if total.failed else 0


def _obstacle(name: str, config: Config) -> str | None:
    """Why a part is not run unless it is asked for."""
    if name == "web" and not web.has_node():
        return web.NO_NODE
    if name == "editor" and not dist.has_extra(config, bootstrap.EDITOR_SERVER):
        return NO_EDITOR_SERVER
    return NO_RUSTC_WASM if name in NEEDS_RUSTC_WASM and not dist.has_wasm(config) else None


def _set_turn(part: str, seed: int | None) -> None:
    """Tells the suites of a part which share of their long lists to run, whatever the user has set for one suite."""
    os.environ.pop(TURN, None)
    if seed is not None and part in TURNS:
        os.environ[TURN] = f"{seed % TURNS[part]}/{TURNS[part]}"


def _run_part(name: str, part, config: Config, total: Counts) -> None:
    say(f"testing: {name}")
    started = time.monotonic()
    try:
        counts = part(config)
    except Failure as error:
        # A part that cannot run has failed; the others can still say something.
        print(f"error: {error}", file=sys.stderr)
        counts = Counts(failed=1, failures=[str(error)])
    counts.not_run = [f"{name}: {what}" for what in counts.not_run]
    counts.failures = [f"{name}: {what}" for what in counts.failures]
    total.add(counts)
    seconds = time.monotonic() - started
    print(f"{name}: {counts.passed} passed, {counts.failed} failed, in {seconds:.0f} s", flush=True)


def _with_engines(part, seed: int | None, config: Config) -> Counts:
    """Runs a part with one engine, whose turn it is, or with both, one after the other."""
    turn = ENGINES if seed is None else (ENGINES[seed % len(ENGINES)],)
    counts = Counts(not_run=[f"with the {engine}, whose turn it is not" for engine in ENGINES if engine not in turn])
    before = os.environ[CODE_DIR]
    for engine in turn:
        say(f"modules are run by: {engine}")
        if engine != ENGINES[0]:
            os.environ[MODULE_COMPILER] = str(config.dist / "bin" / tools.MODULE_TOOL)
        with TemporaryDirectory(prefix="codes-") as codes:
            os.environ[CODE_DIR] = codes
            counts.add(part(config))
    os.environ.pop(MODULE_COMPILER, None)
    os.environ[CODE_DIR] = before
    return counts


def _wants_store(name: str, seed: int | None, is_asked: bool) -> bool:
    """Whether a part is run with a store of expansions, because the user or the seed says so."""
    shares = STORE_TURNS.get(name)
    has_turn = seed is not None and shares is not None and seed % shares == 0
    return name in WITH_STORE and (is_asked or has_turn)


def _with_store(part, config: Config) -> Counts:
    """Runs a part with a store that is empty, and again with what that run has left in it."""
    counts = Counts()
    with TemporaryDirectory(prefix="expansions-") as store:
        os.environ[EXPANSION_STORE] = store
        try:
            for what in ("filled", "used"):
                say(f"a store of expansions is {what}")
                counts.add(part(config))
                files = [path.stat().st_size for path in Path(store).glob("*.expansions")]
                print(f"store of expansions: {len(files)} files with {sum(files):,} bytes")
                # Then nothing was tested.
                counts.add_step("something is in the store of expansions", 0 if files else 1)
        finally:
            os.environ.pop(EXPANSION_STORE)
    return counts


def _overlay(config: Config) -> Counts:
    output, _ = _tee([config.clone / "x.py", "check"], config)
    return _count(output, CHECK_COUNTS)


def _engine(config: Config) -> Counts:
    directory = config.clone / ENGINE
    counts = _cargo_test(config, directory, {})
    # The lints that keep hostile modules from crashing the compiler are a test of their own.
    counts.add_step(f"clippy in {directory.name}", _clippy(config, directory))
    # The same tests with compiled code, and what is only for that.
    shared = ["--target-dir", str(targets.directory(config, directory / "compiled"))]
    suites = [f"--test={name}" for name in COMPILED_SUITES]
    counts.add(_cargo_test(config, directory / "compiled", {}, "--lib", *suites, *shared))
    counts.add_step(f"clippy in {directory.name}/compiled", _clippy(config, directory / "compiled", *shared))
    return counts


def _compiler(config: Config) -> Counts:
    dist.ensure(config)
    counts = _cargo_test(config, config.clone / "tests/wasm-proc-macro", _under_test(config))
    # The engine also runs on WASI, as a part of rustc.wasm.
    target = "wasm32-wasip1"
    build = [config.stage0.cargo, "build", "--locked", "--lib", "--target", target]
    _, status = _tee(build, config, config.clone / ENGINE, {"RUSTC": str(config.dist / "bin/rustc")})
    print(f"engine for {target}: {'ok' if status == 0 else 'FAILED'}")
    counts.add_step(f"engine for {target}", status)
    return counts


def _ui(config: Config) -> Counts:
    if store := os.environ.get(EXPANSION_STORE):
        # Only modules have any.
        return _ui_mode(config, "--compiletest-rustc-args", f"{STORE_OPTION}={store}", "--", "--wasm-proc-macros")
    counts = _ui_mode(config)
    counts.add(_ui_mode(config, "--", "--wasm-proc-macros"))
    print(f"ui tests {counts.passed}/{counts.passed + counts.failed}")
    return counts


def _ui_mode(config: Config, *args: str) -> Counts:
    log = config.clone / "target/ui.log"
    # What was tested before counts as well.
    status = bootstrap.run_upstream(config, ["test", "--force-rerun", UI_SUITE, *args], log=log)
    counts = _count(log.read_text(encoding="utf-8", errors="replace"), CARGO_COUNTS)
    return _failed_after_all(counts, status, UI_SUITE)


def _differential(config: Config) -> Counts:
    dist.ensure(config)
    return _cargo_test(config, config.clone / "tests/differential", _under_test(config))


def _editor(config: Config) -> Counts:
    [server] = dist.ensure_extra(config, bootstrap.EDITOR_SERVER)
    env = _under_test(config) | {"PROC_MACRO_SRV_UNDER_TEST": str(server)}
    return _cargo_test(config, config.clone / "tests/editor", env | rust_analyzer.env(config))


def _rustc_wasm(config: Config) -> Counts:
    env = _wasm_under_test(config)
    counts = _cargo_test(config, config.clone / "tests/rustc-wasm", env)
    counts.add(_cargo_test(config, config.clone / "tests/differential", env, "--test", "hosts"))
    script = f"--check-rustc-path={rustc_wasm.write_script(config)}"
    counts.add(_ui_mode(config, "--pass=check", "--", "--wasm-proc-macros", script))
    known = real_crates.WITH_RUSTC_WASM
    directories, not_run = _of_this_turn(known)
    rest = [name for name in real_crates.DIRECTORIES if name not in known]
    not_run += [f"{name} with rustc.wasm, which has not been compared yet" for name in rest]
    counts.add(_named(rustc_wasm.test_real_crates(config, directories), not_run))
    return counts


def _codegen(config: Config) -> Counts:
    dist.ensure(config)
    # Without rustc.wasm the tests themselves say what they leave out.
    env = _wasm_under_test(config) if dist.has_wasm(config) else _under_test(config)
    env["WASMTIME"] = str(wasmtime.ensure(config))
    env["CODEGEN_CRATE_TESTS"] = "1"
    counts = _cargo_test(config, config.clone / "tests/turns", {})
    for name in CODEGEN_CRATES:
        directory = config.clone / name
        counts.add(_cargo_test(config, directory, env))
        counts.add_step(f"clippy in {directory.name}", _clippy(config, directory))
    suites = ["run-pass", "random", "scale", "self-hosting", "real-crates"]
    counts.add(_cargo_test(config, config.clone / "tests/codegen", env, *(f"--test={suite}" for suite in suites)))
    return counts


def _web(config: Config) -> Counts:
    web.need_node()
    dist.ensure_wasm(config)
    packages.ensure_browsers()
    crates = pack.build(config, pack.SMALL)
    env = {web.FILES: str(web.write_index(config.dist).parent), web.PACK: str(crates)}
    web.build_package(config)
    output, status = _tee(["npm", "test", "--silent"], config, web.package(config), env)
    counts = _tap_counts(output, status)
    # The whole pack, where `./x.py web` has built it.
    crates = pack.build(config) if pack.is_built(config) else crates
    env = {page.PAGE_FILES: str(page.build(config, False, crates))}
    counts.add(_tap_counts(*_tee(["npm", "test", "--silent"], config, page.source(config), env)))
    return counts


def _tap_counts(output: str, status: int) -> Counts:
    counts = _count(output, TAP_COUNTS)
    return _failed_after_all(counts, status, "npm test")


def _demo(config: Config) -> Counts:
    demo.main([])
    return Counts(passed=1)


def _real_crates(config: Config) -> Counts:
    dist.ensure(config)
    directories, not_run = _of_this_turn(real_crates.DIRECTORIES)
    if store := os.environ.get(EXPANSION_STORE):
        # What is the same without one as natively is to be the same with one as without.
        rustc = [str(config.dist / "bin/rustc")]
        both = rustc_wasm.Compilers(rustc, [*rustc, f"{STORE_OPTION}={store}"])
        return _named(rustc_wasm.test_real_crates(config, directories, both), not_run)
    counts = _named(real_crates.test(config, directories), not_run)
    # With `--all`.
    if TURN not in os.environ:
        counts.add_step("the list of macro crates that need shared statics", statics.check(config))
    return counts


def _named(verdicts: tuple[int, list[str]], not_run: list[str]) -> Counts:
    passed, failed = verdicts
    return Counts(passed, len(failed), not_run, failed)


def _of_this_turn(names: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Those whose turn it is, in their order, and what is to be said of the others."""
    share, shares = (int(number) for number in os.environ.get(TURN, "0/1").split("/"))
    mine = [name for index, name in enumerate(names) if index % shares == share]
    others = [name for name in names if name not in mine]
    return mine, [f"{name}, whose turn it is not ({TURN}={share}/{shares})" for name in others]


def _tools(config: Config) -> Counts:
    dist.ensure(config)
    counts = Counts()
    for name in (tools.MODULE_TOOL, tools.STACK_COUNTER, tools.CHART):
        directory = tools.directory(config, name)
        shared = ["--target-dir", str(targets.directory(config, directory))]
        counts.add(_cargo_test(config, directory, _under_test(config), *shared))
        counts.add_step(f"clippy in {directory.name}", _clippy(config, directory, *shared))
    # Beside its compiler the tool is told of none.
    out = config.clone / "target/tools"
    _, status = _tee([config.dist / "bin" / tools.MODULE_TOOL, "build", "indoc@2.0.6", "-o", out], config)
    counts.add_step(f"{tools.MODULE_TOOL} build", status)
    return counts


def _cargo(config: Config, only: list[str] | None = None) -> Counts:
    dist.ensure(config)
    chosen = applications.APPLICATIONS
    not_run = []
    if only:
        chosen = tuple(it for it in chosen if it.name in only)
    # With `--all` there are no turns.
    elif TURN in os.environ:
        small = [it for it in chosen if it.is_small]
        not_run += [f"{it.name}, which `--all` builds" for it in chosen if it not in small]
        not_run += [f"tests of {it.name}, which `--all` runs" for it in small if it.tests]
        chosen = tuple(replace(it, tests=False) for it in small)
    bin_dir = config.dist / "bin"
    programs = applications.Tools(bin_dir / "rustc", bin_dir / tools.MODULE_TOOL, config.stage0.cargo)
    if dist.has_extra(config, bootstrap.CLIPPY):
        _, clippy = dist.ensure_extra(config, bootstrap.CLIPPY)
        programs = replace(programs, clippy=clippy)
    else:
        not_run.append(NO_CLIPPY)
    results = applications.test(programs, config.clone / "target/applications", chosen)
    failed = [result.application.name for result in results if result.complaints]
    counts = _named((len(results) - len(failed), failed), not_run)
    if sccache := shared_cache.find():
        complaints = shared_cache.test(programs, sccache, config.clone / "target/shared-cache")
        counts.add_step(f"sccache: {'; '.join(complaints)}", bool(complaints))
    else:
        counts.not_run.append(f"builds with {shared_cache.PROGRAM}, which is not in `PATH`")
    return counts


def _under_test(config: Config) -> dict[str, str]:
    """What tests want to know of the native compiler."""
    return {"RUSTC_UNDER_TEST": str(config.dist / "bin/rustc")}


def _wasm_under_test(config: Config) -> dict[str, str]:
    """What tests want to know of both compilers. They open directories as they need them."""
    command = wasmtime.command(config, dist.ensure_wasm(config), {})
    return _under_test(config) | {"RUSTC_WASM_UNDER_TEST": "\n".join(command)}


def _clippy(config: Config, directory, *args: str) -> int:
    command = [config.stage0.cargo, "clippy", "--locked", "--all-targets", *args, "--", "-Dwarnings"]
    return _tee(command, config, directory)[1]


def _cargo_test(config: Config, directory, env: dict[str, str], *args: str) -> Counts:
    # A snapshot that differs is a failure, and no file is written.
    env |= {"INSTA_UPDATE": "no", "INSTA_FORCE_PASS": "0"}
    output, status = _tee([config.stage0.cargo, "test", "--locked", "--no-fail-fast", *args], config, directory, env)
    counts = _count(output, CARGO_COUNTS)
    return _failed_after_all(counts, status, f"cargo test in {directory.name}")


def _failed_after_all(counts: Counts, status: int, what: str) -> Counts:
    """Counts a suite as failed that has named no failed test: it did not compile, or a test ended the process."""
    if status != 0 and counts.failed == 0:
        counts.add_step(what, status)
    return counts


def _count(output: str, pattern: str) -> Counts:
    found = re.findall(pattern, output, re.MULTILINE)
    if not found:
        return Counts(failed=1, failures=[NO_COUNT])
    not_run = re.findall(NOT_RUN, output, re.MULTILINE)
    passed, failed = (sum(int(number) for number in column) for column in zip(*found))
    return Counts(passed, failed, not_run, failed_tests(output))


def _tee(command: list, config: Config, cwd=None, env: dict[str, str] | None = None) -> tuple[str, int]:
    """Runs a command whose output is shown and returned. Whether it failed is the caller's to judge."""
    # Cargo's own toolchain, whatever the user's default is.
    env = os.environ | {"PATH": f"{config.stage0.root / 'bin'}:{os.environ['PATH']}"} | (env or {})
    # In the clone, since tests of two clones may run at once.
    log = config.clone / "target/test.log"
    done = run(command, cwd=cwd or config.clone, env=env, check=False, log=log)
    return log.read_text(encoding="utf-8", errors="replace"), done.returncode
