"""Tests of the index that a page reads, and of the part of `./x.py test` that needs Node."""

import hashlib
import json
import struct
import unittest
from pathlib import Path
from unittest import mock

from overlay import files, pack, page, slim, testing, web
from overlay.bench import web as bench
from overlay.system import Failure
from overlay.tests.scratch import Scratch


class Index(Scratch):
    def test_it_names_all_that_a_page_needs_with_hashes_and_a_page_gets_that(self):
        lib = "lib/rustlib/wasm32-wasip1/lib"
        contents = {"bin/rustc.wasm": b"\0asm", f"{lib}/libcore-1.rlib": b"core", f"{lib}/libtest-1.rlib": b"test"}
        contents[f"{lib}/self-contained/libc.a"] = b"libc"
        for name, content in (contents | {"lib/rustlib/wasm32-unknown-unknown/lib/libcore-2.rlib": b"other"}).items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        index = json.loads(web.write_index(self.root).read_text(encoding="utf-8"))
        expected = [
            {"path": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in contents.items()
        ]
        expected[2]["onDemand"] = True
        self.assertEqual(index, {"format": 1, "compiler": expected[0], "libraries": {"wasm32-wasip1": expected[1:]}})

        (self.root / "page").mkdir()
        (self.root / "page/index.html").write_text("page", encoding="utf-8")
        out = self.root / "out"
        for _ in range(2):
            page.lay_out(self.root, self.root / "page", out)
            found = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
            expected = ["index.html", "files/rustc-wasm.json", *(f"files/{name}" for name in contents)]
            self.assertEqual(found, sorted(expected))


class Pack(Scratch):
    CRATES = [
        {"name": "serde", "path": "libserde-1.rlib", "isNamed": True},
        {"name": "serde_core", "path": "libserde_core-1.rlib", "isNamed": False},
    ]

    def test_a_page_gets_the_pack_and_the_compilers_own_index_stays_as_it_is(self):
        contents = {"dist/bin/rustc.wasm": b"\0asm", "page/index.html": b""}
        contents |= {"pack/libserde-1.rlib": b"serde", "pack/libserde_core-1.rlib": b"core"}
        for name, content in contents.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (self.root / "dist/lib/rustlib/wasm32-wasip1/lib").mkdir(parents=True)
        (self.root / "pack/pack.json").write_text(json.dumps({"crates": self.CRATES}), encoding="utf-8")
        options = [f"-Ldependency={self.root / 'pack'}", f"--extern=serde={self.root / 'pack/libserde-1.rlib'}"]
        self.assertEqual(pack.options(self.root / "pack"), options)
        own = web.write_index(self.root / "dist").read_text(encoding="utf-8")
        page.lay_out(self.root / "dist", self.root / "page", self.root / "out", self.root / "pack")
        files = self.root / "out/files"
        self.assertEqual((files / "pack/libserde-1.rlib").read_bytes(), b"serde")
        index = json.loads((files / "rustc-wasm.json").read_text(encoding="utf-8"))
        self.assertEqual(index["packs"], ["pack/pack.json"])
        self.assertEqual((self.root / "dist/rustc-wasm.json").read_text(encoding="utf-8"), own)

    def test_a_small_pack_has_the_features_of_its_crates_only(self):
        listed = {"crates": ["clap", "serde", "serde_json"], "features": ["clap/derive", "serde/derive"]}
        whole = ["clap", "serde", "serde_json", "--features", "clap/derive,serde/derive"]
        self.assertEqual(pack.arguments(listed), whole)
        small = ["serde", "serde_json", "--features", "serde/derive"]
        self.assertEqual(pack.arguments(listed, ("serde", "serde_json")), small)
        self.assertEqual(pack.arguments(listed, ("serde_json",)), ["serde_json"])

    def test_the_pages_libraries_of_a_pack_are_slim_and_its_index_says_so(self):
        line, blank = b"\x08 A line.\xc1", b"\x08        \xc1"
        source, directory = self.root / "cargo/registry/src/index/serde-1.0.0", self.root / "pack"
        source.mkdir(parents=True)
        (source / "lib.rs").write_text("//! A line.\n", encoding="utf-8")
        directory.mkdir()
        (directory / "Cargo.lock").write_text('[[package]]\nname = "serde"\nversion = "1.0.0"\n', encoding="utf-8")
        crates = [{"path": name, "sha256": ""} for name in ("libserde-1.rlib", "serde_derive-1.wasm")]
        for entry in crates:
            (directory / entry["path"]).write_bytes(line)
        (directory / "pack.json").write_text(json.dumps({"crates": crates}), encoding="utf-8")
        with mock.patch.dict("os.environ", CARGO_HOME=str(self.root / "cargo")):
            self.assertEqual(pack.sources(directory), [source])
            page.slim_pack(directory, slim.documentation(pack.sources(directory)))
        found = json.loads((directory / "pack.json").read_text(encoding="utf-8"))["crates"]
        self.assertEqual([(directory / entry["path"]).read_bytes() for entry in found], [blank, line])
        hashes = [hashlib.sha256(content).hexdigest() for content in (blank, line)]
        self.assertEqual([entry["sha256"] for entry in found], hashes)

    def test_the_small_pack_is_a_part_of_the_whole_one_and_all_crates_are_locked(self):
        clone = Path(pack.__file__).parents[2]
        crates = json.loads((clone / pack.CRATES).read_text(encoding="utf-8"))["crates"]
        self.assertLessEqual(set(pack.SMALL), set(crates))
        lock = (clone / pack.LOCK).read_text(encoding="utf-8")
        self.assertEqual([name for name in crates if f'name = "{name}"' not in lock], [])


class Slim(Scratch):
    LINES = frozenset([b" A line.", b" x" * 80])

    def framed(self, text):
        length = bytes([len(text)]) if len(text) < 128 else bytes([len(text) % 128 + 128, len(text) // 128])
        return length + text + b"\xc1"

    def test_lines_of_documentation_become_spaces_and_nothing_moves(self):
        kept = [self.framed(b" Another line."), b"\x08 A line.\x00", b"\x09 A line.\xc1", b"\x08 A line."]
        for lines in self.LINES:
            metadata = b"\x01\x02".join([self.framed(lines), *kept[:3], self.framed(lines), kept[3]])
            slimmed = slim.without_documentation(metadata, self.LINES)
            blank = self.framed(b" " * len(lines))
            self.assertEqual(slimmed, b"\x01\x02".join([blank, *kept[:3], blank, kept[3]]))

    def test_the_table_of_hashes_is_empty_afterwards_and_nothing_moves(self):
        def table(items, entries, notes):
            sizes = struct.pack("<QQ", items, 4)
            return b"ODHT\x01\x08\x04\x20" + sizes + b"\x00\x00\x00\x02\xb7\xde\x00\x00" + entries + notes

        crate, other, expansion = b"crate id", b"of no. 1", b"expanded"
        entries = b"".join(
            slim.ENTRY.pack(*entry) for entry in ((other, 1), (b"not used", 7), (crate, 0), (b"not used", 7))
        )
        notes = b"n" + b"\xff" + b"n" + b"\xff" + b"m" * 16
        full, empty = table(2, entries, notes), table(0, bytes(48), b"\xff" * 20)
        definitions = crate + expansion + crate + other
        metadata = b"a" + definitions + b"b" + crate + expansion + b"c" + crate + expansion + full + crate + expansion
        slimmed = b"a" + definitions + b"b" + crate + bytes(8) + b"c" + crate + bytes(8) + empty + crate + expansion
        self.assertEqual(slim.without_hashes(metadata), slimmed)
        for no_table in (full[:-1], full.replace(b"ODHT\x01\x08", b"ODHT\x01\x10"), b"ODHT"):
            self.assertEqual(slim.without_hashes(no_table), no_table)
        for strange in (full, other + crate + full, table(0, entries, b"\xff" * 20)):
            with self.assertRaisesRegex(Failure, "the hashes of definitions are not where they were"):
                slim.without_hashes(strange)

    def section(self, name, content):
        return bytes([0, 1 + len(name) + len(content), len(name)]) + name + content

    def test_objects_are_without_bitcode_and_debug_information(self):
        begin, kept = b"\0asm\x01\0\0\0", self.section(b"kept", b"code")
        removed = self.section(b".llvmbc", b"bitcode") + self.section(b".debug_info", b"names")
        (self.root / "library.o").write_bytes(begin + removed + kept)
        stripped = slim.stripped(self.root / "library.o")
        self.assertTrue(stripped.startswith(begin) and kept in stripped)
        self.assertEqual([word for word in (b"bitcode", b"names") if word in stripped], [])

    def test_documentation_is_found_in_sources_and_the_index_says_what_is_served(self):
        (self.root / "library/core").mkdir(parents=True)
        source = "//! Of the module.\n    /// A line.\nfn f() {} // A comment.\n"
        (self.root / "library/core/lib.rs").write_text(source, encoding="utf-8")
        documentation = slim.documentation([self.root / "library"])
        self.assertEqual(documentation, {b" Of the module.", b" A line."})

        lib = self.root / "dist/lib/rustlib/wasm32-wasip1/lib"
        lib.mkdir(parents=True)
        (self.root / "dist/bin").mkdir()
        (self.root / "dist/bin/rustc.wasm").write_bytes(b"\0asm")
        (lib / "libcore-1.rmeta").write_bytes(self.framed(b" A line."))
        code = b"\0asm\x01\0\0\0" + self.section(b"kept", self.framed(b" A line."))
        (lib / "libcore-1.rlib").write_bytes(code + self.section(b".llvmbc", b"bitcode"))
        web.write_index(self.root / "dist")
        (self.root / "page").mkdir()
        page.lay_out(self.root / "dist", self.root / "page", self.root / "out")
        page.slim_down(self.root / "out/files", documentation)
        index = json.loads((self.root / "out/files/rustc-wasm.json").read_text(encoding="utf-8"))
        for entry in index["libraries"]["wasm32-wasip1"]:
            content = (self.root / "out/files" / entry["path"]).read_bytes()
            self.assertEqual(entry["sha256"], hashlib.sha256(content).hexdigest())
            self.assertEqual(entry["size"], len(content))
            self.assertTrue(content in (self.framed(b" " * 8), code))
        self.assertEqual((lib / "libcore-1.rmeta").read_bytes(), self.framed(b" A line."))


class Bench(unittest.TestCase):
    def test_medians_are_compared_where_both_do_the_same(self):
        found = bench.results({"ready": [3.0, 1.0, 2.0], bench.HELLO: [0.4]}, {bench.HELLO: 0.2})
        expected = {"ready": {"page": 2.0}, bench.HELLO: {"page": 0.4, "native": 0.2, "ratio": 2.0}}
        self.assertEqual(found, {"tasks": expected})
        rows = ["| ready | 2.00 s | | |", "| hello world | 0.40 s | 0.20 s | 2.00 |"]
        self.assertEqual(bench.table(found).splitlines()[2:], rows)


class Overlay(unittest.TestCase):
    def test_the_package_is_no_part_of_the_compilers_source(self):
        self.assertFalse(files.is_plain("src/tools/rustc-wasm-js/src/index.ts"))
        self.assertFalse(files.is_plain("src/tools/playground/src/main.ts"))
        self.assertTrue(files.is_plain("src/tools/stack-counter/src/main.rs"))


class Part(unittest.TestCase):
    def test_without_node_it_is_listed_as_not_run_and_fails_if_it_is_asked_for(self):
        with mock.patch.object(web.shutil, "which", return_value=None):
            self.assertEqual(testing._obstacle("web", None), web.NO_NODE)
            with self.assertRaises(Failure):
                testing._web(None)

    def test_tests_are_counted(self):
        output = "# NOT RUN: the package in a page: there is no browser\n# pass 12\n# fail 3\n# cancelled 0\n"
        expected = testing.Counts(12, 3, ["the package in a page: there is no browser"])
        self.assertEqual(testing._count(output, testing.TAP_COUNTS), expected)
