"""Libraries for pages, without what is in their metadata for others than the compiler of a page: documentation, which
rustdoc reads, and a table of hashes, which incremental compilation looks into.

Nothing in the metadata moves, as what is at which place is part of it: the text becomes spaces, and the table an empty
one of the same size, which compress to nothing. Of the format only this is known: a string is its length, its bytes and
a sentinel, and the table is one of the crate `odht`.
"""

import re
import struct
from collections.abc import Iterable
from pathlib import Path

SENTINEL = 0xC1  # `STR_SENTINEL` of rustc_serialize::opaque.
COMMENT = re.compile(rb"^\s*//[/!](.*)$", re.MULTILINE)
# The length of less than 256 bytes in LEB128, before text that begins with a space. Longer lines are left alone.
LENGTH = re.compile(rb"(?=([\x02-\x7f]|[\x80-\xff]\x01) )")

# The header of `odht` 0.3 for keys of 8 bytes and values of 4: tag, sizes, numbers of items and of slots, version.
HEADER = re.compile(rb"ODHT\x01\x08\x04\x20.{8}(.{8})\x00\x00\x00\x02", re.DOTALL)
HEADER_SIZE, ITEMS, ENTRY_SIZE, GROUP_SIZE = 0x20, slice(8, 16), 8 + 4, 16
EMPTY = b"\xff"  # What is noted of a slot without an entry.


def slim(metadata: bytes, lines: frozenset[bytes]) -> bytes:
    """The metadata without both."""
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
    """The metadata with an empty table from hashes of paths to definitions: who looks for one finds none."""
    slim = bytearray(metadata)
    for match in HEADER.finditer(metadata):
        (slots,) = struct.unpack("<Q", match.group(1))
        notes = match.start() + HEADER_SIZE + slots * ENTRY_SIZE
        end = notes + slots + GROUP_SIZE
        if end > len(metadata):
            continue
        header = bytearray(metadata[match.start() : match.start() + HEADER_SIZE])
        header[ITEMS] = bytes(8)
        slim[match.start() : end] = bytes(header) + bytes(slots * ENTRY_SIZE) + EMPTY * (slots + GROUP_SIZE)
    return bytes(slim)
