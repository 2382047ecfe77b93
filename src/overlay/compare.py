"""What it takes for two compilations to be the same, and how a difference is shown.

It compares records of `wrappers.twin`, one compilation with native macros and one with modules. It runs nothing, and
forgives nothing but what must differ: the directory of the twins, the modules in dep-info, numbers of symbols.
"""

import difflib
import json
import re
from dataclasses import dataclass
from pathlib import Path

MAX_LINES = 60  # What fits on a screen; the rest is in a file.

# What `-Zunpretty=expanded,hygiene` writes after a name: its symbol's number, and with `#` the name's syntax context.
# A line may end in it.
ANNOTATION = re.compile(r"/\*\s*(\d+)(#\d+)?\s*\*/")

# A hash of 64 bits at the end of a name, or spelled by calls that have a character each, as wasm-bindgen does.
CALL = r"\w+ (?:/\*\d+#\d+\*/)?\((?:4[89]|5[0-7]|9[789]|10[012])u32\);\s*"
HASH = re.compile(rf"(?<=_)[0-9a-f]{{16}}\b|(?:{CALL}){{16}}")


@dataclass(frozen=True)
class Difference:
    """One kind of output of one compilation or program that is not the same."""

    subject: str
    kind: str
    diff: list[str]

    def shown(self, file: Path) -> str:
        """The beginning of the diff, and where the rest of it is."""
        lines = [f"{self.subject}: {self.kind} differs", *self.diff[:MAX_LINES]]
        if len(self.diff) > MAX_LINES:
            lines.append(f"... and {len(self.diff) - MAX_LINES} more lines in {file}")
        return "\n".join(lines)


def compare_records(record: dict, modules: Path) -> list[Difference]:
    """Every difference between the two compilations of a record."""
    native, wasm = record["native"], record["wasm"]

    def in_native(text: str) -> str:
        return text.replace(wasm["out_dir"], native["out_dir"])

    may_read = [record.get(name, []) for name in ("variables", "directories")]
    deps = _native_dep_info(wasm["dep_info"], native["dep_info"], modules, *may_read)
    pairs = {
        "exit status of the compiler": (str(native["status"]), str(wasm["status"])),
        "standard output of the compiler": (native["stdout"], in_native(wasm["stdout"])),
        "diagnostics": (native["stderr"], in_native(wasm["stderr"])),
        "dep-info": (native["dep_info"], in_native(deps)),
    }
    if "expanded" in native or "expanded" in wasm:
        pairs["expansion"] = (renumber(native["expanded"]), renumber(wasm["expanded"]))
    found = [compare(record["crate"], kind, *pair) for kind, pair in pairs.items()]
    return [difference for difference in found if difference]


def compare(subject: str, kind: str, native: str, wasm: str) -> Difference | None:
    """Compares byte for byte; a difference of JSON lines is shown field by field."""
    if native == wasm:
        return None
    lines = [_readable(text).splitlines() for text in (native, wasm)]
    if lines[0] == lines[1]:
        # White space at the end, or between the fields.
        lines = [[repr(line) for line in text.splitlines(keepends=True)] for text in (native, wasm)]
    return Difference(subject, kind, list(difflib.unified_diff(*lines, "native", "wasm", lineterm="")))


def _readable(text: str) -> str:
    lines = []
    for line in text.split("\n"):
        try:
            lines.append(json.dumps(json.loads(line), indent=1, ensure_ascii=False))
        except ValueError:
            lines.append(line)
    return "\n".join(lines)


def renumber(expanded: str) -> str:
    """Numbers symbols in the order in which they appear first.

    The compiler numbers them as they come, and other names came before: with modules there are other files. Symbols
    that are equal in one text must be equal in the other, and keep their names and syntax contexts.
    """
    numbers: dict[str, int] = {}

    def replace(found: re.Match) -> str:
        number = numbers.setdefault(found[1], len(numbers))
        return f"/*{number}{found[2] or ''}*/"

    return ANNOTATION.sub(replace, expanded)


def number_hashes(expanded: str) -> str:
    """Numbers symbols, and then hashes in the order in which they appear first: equal ones stay equal."""
    numbers: dict[str, int] = {}

    def replace(found: re.Match) -> str:
        spelled = "".join(chr(int(code)) for code in re.findall(r"\((\d+)u32\)", found[0]))
        return str(numbers.setdefault(spelled or found[0], len(numbers)))

    return HASH.sub(replace, renumber(expanded))


def loaded_modules(dep_info: str, modules: Path) -> set[str]:
    """The names of the macro crates whose modules rustc has read, by its own account."""
    return {name.partition("-")[0] for name in loaded_files(dep_info, modules)}


def loaded_files(dep_info: str, modules: Path) -> set[str]:
    """The files of the modules that rustc has read, without the extension: of two versions of a crate, both."""
    # Each input is a target without inputs, too.
    return set(re.findall(rf"^{re.escape(_escaped(modules))}/([^/\s]+)\.wasm:$", dep_info, re.MULTILINE))


def without_modules(dep_info: str, modules: Path) -> str:
    """Modules are files that the compiler reads; a dylib is not in the dep-info unless one asks for it."""
    module = rf"{re.escape(_escaped(modules))}/[^/\s]+\.wasm"
    return re.sub(rf"^{module}:\n| {module}(?=[ \n])", "", dep_info, flags=re.MULTILINE)


def _native_dep_info(wasm: str, native: str, modules: Path, variables: list[str], directories: list[str]) -> str:
    """A dep-info without what only modules have: themselves, and what their macros have read of Cargo's variables and
    of those variables and directories that they may. Natively rustc does not see that a macro reads something."""
    wasm = without_modules(wasm, modules)
    for file in _files_in(directories, wasm):
        if f"\n{file}:\n" not in native:
            wasm = re.sub(rf"^{re.escape(file)}:\n| {re.escape(file)}(?=[ \n])", "", wasm, flags=re.MULTILINE)
    read = re.compile(f"# env-dep:(CARGO_|({'|'.join(['OUT_DIR', *map(re.escape, variables)])})(=|$))")
    lines, natively = wasm.splitlines(keepends=True), set(native.splitlines())
    kept = [line for line in lines if line.rstrip("\n") in natively or not read.match(line)]
    text = "".join(kept)
    # An empty line is before the first variable.
    return text if len(kept) == len(lines) or "# env-dep:" in text else text.rstrip("\n") + "\n"


def _files_in(directories: list[str], dep_info: str) -> list[str]:
    """The inputs below the directories, as they are written."""
    inputs = re.findall(r"^(/.*):$", dep_info, re.MULTILINE)
    return [file for file in inputs if any(Path(file).is_relative_to(_escaped(Path(path))) for path in directories)]


def _escaped(path: Path) -> str:
    return str(path).replace(" ", "\\ ")
