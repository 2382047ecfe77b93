"""Libraries for pages, without what is in them for others than the compiler of a page: in metadata documentation, which
rustdoc reads, and hashes, by which incremental compilation finds things; in machine code bitcode, which LLVM reads, and
debug information of the C library, which made programs larger.

Nothing in metadata moves, as what is at which place is part of it: the text becomes spaces, the hashes zeros, and the
table that they are found by an empty one of the same size, which compress to nothing. Of the format only this is known:
a string is its length, its bytes and a sentinel; the table is one of the crate `odht`, from hashes of definitions to
their indices; before it, somewhere, are these hashes by index, and behind them those of expansions. Each of those comes
after the number of its crate, which is the hash of definition 0.
"""

import itertools
import re
import struct
import tempfile
from collections.abc import Iterable
from pathlib import Path

from overlay.system import fail, run

SENTINEL = 0xC1  # `STR_SENTINEL` of rustc_serialize::opaque.
COMMENT = re.compile(rb"^\s*//[/!](.*)$", re.MULTILINE)
# The length of less than 256 bytes in LEB128, before text that begins with a space. Longer lines are left alone.
LENGTH = re.compile(rb"(?=([\x02-\x7f]|[\x80-\xff]\x01) )")

# The header of `odht` 0.3 for keys of 8 bytes and values of 4: tag, sizes, numbers of items and of slots, version.
HEADER = re.compile(rb"ODHT\x01\x08\x04\x20.{8}(.{8})\x00\x00\x00\x02", re.DOTALL)
HEADER_SIZE, ITEMS, GROUP_SIZE = 0x20, slice(8, 16), 16
ENTRY, HASH_SIZE = struct.Struct("<8sI"), 8
EMPTY = 0xFF  # What is noted of a slot without an entry.

BITCODE = (".llvmbc", ".llvmcmd")


def slim(metadata: bytes, lines: frozenset[bytes]) -> bytes:
    """The metadata of a crate without both."""
    return without_hashes(without_documentation(metadata, lines))


def documentation(directories: Iterable[Path]) -> frozenset[bytes]:
    """The lines of documentation in the sources of crates."""
    found: set[bytes] = set()
    for path in (path for directory in directories for path in directory.rglob("*.rs")):
        found.update(line.rstrip(b"\r") for line in COMMENT.findall(path.read_bytes()))
    return frozenset(found)


def without_documentation(metadata: bytes, lines: frozenset[bytes]) -> bytes:
    """The metadata with spaces in the place of these lines."""
    slim = bytearray(metadata)
    for match in LENGTH.finditer(metadata):
        # Of two bytes the second one is the bit of value 128, which the first has as its highest.
        begin, length = match.end(1), match.group(1)[0]
        end = begin + length
        if end < len(metadata) and metadata[end] == SENTINEL and metadata[begin:end] in lines:
            slim[begin:end] = b" " * length
    return bytes(slim)


def without_hashes(metadata: bytes) -> bytes:
    """The metadata with an empty table from hashes to definitions, so that who looks for one finds none, and without
    the hashes of expansions, which nobody looks for then."""
    slim = bytearray(metadata)
    for match in HEADER.finditer(metadata):
        (slots,) = struct.unpack("<Q", match.group(1))
        begin = match.start() + HEADER_SIZE
        notes = begin + slots * ENTRY.size
        end = notes + slots + GROUP_SIZE
        if end > len(metadata):
            continue
        is_used = [note != EMPTY for note in metadata[notes : notes + slots]]
        hashes = {i: key for key, i in itertools.compress(ENTRY.iter_unpack(metadata[begin:notes]), is_used)}
        for expansion in _expansions(metadata[: match.start()], hashes):
            slim[expansion : expansion + HASH_SIZE] = bytes(HASH_SIZE)
        header = bytearray(metadata[match.start() : begin])
        header[ITEMS] = bytes(8)
        slim[match.start() : end] = bytes(header) + bytes(notes - begin) + bytes([EMPTY]) * (end - notes)
    return bytes(slim)


def _expansions(metadata: bytes, hashes: dict[int, bytes]) -> list[int]:
    """Where hashes of expansions are, behind those of all definitions."""
    table = b"".join(hashes[index] for index in sorted(hashes))
    begin = metadata.rfind(table)
    if not hashes or begin < 0:
        fail("the hashes of definitions are not where they were in metadata; adapt `src/overlay/slim.py`")
    crate = re.compile(re.escape(hashes[0]))
    return [match.end() for match in crate.finditer(metadata, begin + len(table))]


def stripped(library: Path) -> bytes:
    """A library, or an object file, without bitcode and debug information."""
    with tempfile.TemporaryDirectory() as directory:
        out = Path(directory) / library.name
        run(["llvm-objcopy-22", "--strip-debug", *(f"--remove-section={name}" for name in BITCODE), library, out])
        return out.read_bytes()
