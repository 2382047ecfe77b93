"""The quick checks of the overlay's own rules, without a compiler, and without the cache where they need no upstream.

A check returns its complaints; none means that it passed. This module deliberately repairs nothing but the line that
names the hash of `abi.rs`.
"""

import ast
import builtins
import os
import re
import symtable
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from overlay import cargo_lock, files, tree, upstream
from overlay.config import Config
from overlay.files import ADDITIONS, Overlay, read_text
from overlay.patches import apply_all, excess_context, render, split_lines
from overlay.system import Failure, fail, run, sha256_file, write_file

MAX_COLUMNS = 120
MAX_CHANGED_LINES = 40  # Rule 2 of the house: a patch is a hook.
ABI_SOURCE = "compiler/rustc_wasm_proc_macro/src/protocol/abi.rs"
ABI_DOCUMENT = "docs/abi.md"
ABI_LINE = re.compile(r"^<!-- abi\.rs sha256: (.*) -->$", re.MULTILINE)
# Written in two parts, so that this file does not hold what it forbids.
FORBIDDEN = tuple(a + b for a, b in (("/ro", "ot/"), ("/ho", "me/"), ("artifac", "tory"), ("index.cra", "tes.io")))


class Skip(Exception):
    """Says why a check cannot be made here."""


@dataclass
class Clone:
    """What every check looks at."""

    config: Config
    tracked: list[str]
    overlay: Overlay

    def need_upstream(self) -> Path:
        if upstream.source_id(self.config) is None:
            raise Skip("there is no upstream source; run `./x.py fetch`")
        return self.config.upstream


def check(config: Config) -> int:
    """Runs every check, one line each; returns the exit status."""
    passed = failed = 0
    try:
        clone = Clone(config, files.tracked(config.clone), files.collect(config.clone))
    except Failure as error:
        _report("FAILED", "patches can be read", [str(error)])
        failed, clone = 1, Clone(config, files.tracked(config.clone), Overlay())
    for title, function in CHECKS.items():
        try:
            complaints = function(clone)
        except Skip as reason:
            _report("skipped", f"{title}: {reason}", [])
            continue
        except Failure as error:
            complaints = [str(error)]
        _report("FAILED" if complaints else "ok", title, complaints)
        passed, failed = passed + (not complaints), failed + bool(complaints)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def fix_abi_hash(config: Config) -> None:
    """Writes the hash of `abi.rs` into its document."""
    source, document = config.clone / ABI_SOURCE, config.clone / ABI_DOCUMENT
    if not source.exists() or not document.exists():
        fail(f"`--fix-abi-hash` needs both `{ABI_SOURCE}` and `{ABI_DOCUMENT}`; write them first")
    text = read_text(document)
    if len(ABI_LINE.findall(text)) != 1:
        fail(f"`{ABI_DOCUMENT}` has no single line `<!-- abi.rs sha256: HEX -->`; add it where the ABI is described")
    changed = ABI_LINE.sub(f"<!-- abi.rs sha256: {sha256_file(source)} -->", text)
    if changed != text:
        write_file(document, files.to_bytes(changed))
    print(f"{ABI_DOCUMENT} {'names the new hash' if changed != text else 'is up to date'}")


def patch_headers(clone: Clone) -> list[str]:
    complaints = []
    for patch in _patches(clone):
        lines = [line for line in patch.header.splitlines() if line.strip()]
        drop = [line.removeprefix("Drop when:").strip() for line in lines if line.startswith("Drop when:")]
        prose = " ".join(line for line in lines if not line.startswith("Drop when:"))
        if "TODO" in patch.header:
            complaints.append(f"{patch.path}: the header has a TODO; say why the patch exists and when it can go")
        if len(prose.split()) < 5:
            complaints.append(f"{patch.path}: the header does not say why the patch exists; write a paragraph")
        if len(drop) != 1 or not drop[0]:
            complaints.append(f"{patch.path}: the header needs one line `Drop when: ...`")
    return complaints


def patch_sizes(clone: Clone) -> list[str]:
    return [
        f"{patch.path}: {patch.changed_lines} changed lines, {MAX_CHANGED_LINES} are allowed; "
        "move logic to a file of our own, or split the patch by purpose"
        for patch in _patches(clone)
        if patch.changed_lines > MAX_CHANGED_LINES
    ]


def patch_context(clone: Clone) -> list[str]:
    found = [(patch.path, excess_context(patch)) for patch in _patches(clone)]
    return [f"{path}:{line}: more than one line of context; run `./x.py refresh`" for path, line in found if line]


def patches_apply(clone: Clone) -> list[str]:
    source = clone.need_upstream()
    complaints = []
    for target, patches in clone.overlay.patches.items():
        if not (source / target).is_file():
            complaints.append(f"{patches[0].path}: upstream has no `{target}`")
            continue
        lines = split_lines(read_text(source / target))
        try:
            apply_all(patches, lines)
        except Failure as error:
            complaints.append(str(error))
            continue
        # A patch written by hand may apply, and still not be what `refresh` writes.
        for patch in patches:
            if render(patch.header, target, patch.changes, lines) != patch.text:
                complaints.append(f"{patch.path}: not as `./x.py refresh` writes it; run `./x.py apply`, then refresh")
    return complaints


def no_copied_files(clone: Clone) -> list[str]:
    source = clone.need_upstream()
    return [
        f"{name}: upstream has this file; patch it with `{name}.patch` instead"
        for name in clone.overlay.plain
        if tree.exists(source / name)
    ]


def lock_additions(clone: Clone) -> list[str]:
    if not clone.overlay.additions:
        return []
    text = read_text(clone.need_upstream() / "Cargo.lock")
    if cargo_lock.difference(text, cargo_lock.merge(text, clone.overlay.additions)) != clone.overlay.additions:
        return [f"{ADDITIONS}: not as `./x.py refresh` writes it; run `./x.py apply`, then refresh"]
    return []


def rust_openings(clone: Clone) -> list[str]:
    complaints = []
    for name in clone.tracked:
        fixture = "tests/fixtures/" in name or "tests/ui/" in name
        if name.endswith(".rs") and name.startswith(("compiler/", "library/", "src/")) and not fixture:
            if not read_text(clone.config.clone / name).startswith("//!"):
                complaints.append(f"{name}: does not open with `//!`; say its job and what it does not know")
    return complaints


def python_openings(clone: Clone) -> list[str]:
    complaints = []
    for name in clone.tracked:
        if name.endswith(".py"):
            try:
                documented = ast.get_docstring(ast.parse((clone.config.clone / name).read_bytes()))
            except (SyntaxError, ValueError) as error:
                complaints.append(f"{name}: is not valid Python ({error})")
                continue
            if not documented:
                complaints.append(f"{name}: does not open with a docstring; say its job and what it does not know")
    return complaints


def python_names(clone: Clone) -> list[str]:
    """Names that a file of Python uses and nobody defines: what Python says only when it gets there."""
    complaints = []
    for name in clone.tracked:
        if name.endswith(".py"):
            text = read_text(clone.config.clone / name)
            complaints += [f"{name}: nothing defines `{missing}`" for missing in _undefined_names(text, name)]
    return complaints


def _undefined_names(text: str, name: str) -> list[str]:
    try:
        module = symtable.symtable(text, name, "exec")
    except SyntaxError:
        return []  # Another check says so.
    defined = {symbol.get_name() for symbol in module.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    defined |= {symbol.get_name() for symbol in module.get_symbols() if symbol.is_namespace()}
    defined |= set(dir(builtins)) | {"__file__"}
    used, tables = set(), [module]
    while tables:
        table = tables.pop()
        tables += table.get_children()
        used |= {
            symbol.get_name()
            for symbol in table.get_symbols()
            if symbol.is_referenced() and (symbol.is_global() or table is module)
        }
    return sorted(used - defined)


def abi_hash(clone: Clone) -> list[str]:
    source, document = clone.config.clone / ABI_SOURCE, clone.config.clone / ABI_DOCUMENT
    if not source.exists() and not document.exists():
        raise Skip(f"there is no {ABI_SOURCE} yet")
    if not source.exists() or not document.exists():
        return [f"{ABI_DOCUMENT if source.exists() else ABI_SOURCE} is missing; each needs the other"]
    named, actual = ABI_LINE.findall(read_text(document)), sha256_file(source)
    if named == [actual]:
        return []
    return [
        f"{ABI_DOCUMENT}: expected one line `<!-- abi.rs sha256: {actual} -->`; bring the document up to date with "
        f"{ABI_SOURCE}, then run `./x.py check --fix-abi-hash`"
    ]


def private_names(clone: Clone) -> list[str]:
    complaints = []
    for name in clone.tracked:
        for number, line in enumerate(read_text(clone.config.clone / name).split("\n"), 1):
            for word in FORBIDDEN:
                if word in line:
                    complaints.append(f"{name}:{number}: holds `{word}`; use what fits every machine")
    return complaints


def long_lines(clone: Clone) -> list[str]:
    """Lines of documents that are too long to read beside code. Tables and what is shown as code have their own."""
    complaints = []
    for name in clone.tracked:
        if not name.endswith(".md"):
            continue
        is_code = False
        for number, line in enumerate(read_text(clone.config.clone / name).split("\n"), 1):
            is_code ^= line.startswith("```")
            if len(line) > MAX_COLUMNS and not is_code and not line.startswith("|"):
                complaints.append(f"{name}:{number}: has {len(line)} columns; break the line before {MAX_COLUMNS}")
    return complaints


def unit_tests(clone: Clone) -> list[str]:
    directory = clone.config.clone / "src/overlay/tests"
    if not directory.is_dir():
        raise Skip("there is no src/overlay/tests")
    env = {**os.environ, "PYTHONPATH": str(clone.config.clone / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "unittest", "discover", "-s", directory, "-t", clone.config.clone / "src"]
    done = run(command, capture=True, check=False, env=env)
    # unittest reports on stderr, and since Python 3.12 ends with status 5 when it found no test.
    return [] if done.returncode == 0 and "Ran 0 tests" not in done.stderr else [done.stderr.strip()]


CHECKS: dict[str, Callable[[Clone], list[str]]] = {
    "patch headers say why, and when the patch can go": patch_headers,
    f"patches change at most {MAX_CHANGED_LINES} lines": patch_sizes,
    "patches have one line of context": patch_context,
    "patches apply to upstream exactly": patches_apply,
    "no plain file replaces one of upstream's": no_copied_files,
    "additions to Cargo.lock fit upstream's": lock_additions,
    "Rust files open with `//!`": rust_openings,
    "Python files open with a docstring": python_openings,
    "Python files use names that are defined": python_names,
    "docs/abi.md describes the current abi.rs": abi_hash,
    "no private path or host in a tracked file": private_names,
    f"lines of documents have at most {MAX_COLUMNS} columns": long_lines,
    "Python unit tests": unit_tests,
}


def _patches(clone: Clone):
    return [patch for group in clone.overlay.patches.values() for patch in group]


def _report(verdict: str, title: str, complaints: list[str]) -> None:
    print(f"{verdict:<8}{title}", flush=True)
    for complaint in complaints:
        print("        " + complaint.replace("\n", "\n        "), flush=True)
