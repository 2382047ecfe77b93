"""Tests of the C library for WASI: Debian's archive with ours in it, made anew only when one of them changes."""

from overlay import wasi_root
from overlay.tests.scratch import Scratch


class WasiRoot(Scratch):
    def setUp(self):
        super().setUp()
        self.libc, self.headers = self.root / "libc", self.root / "include"
        self.headers.mkdir()
        self.write(self.libc / "libc.a", "theirs\n")
        self.write(self.libc / "crt1.o", "start\n")
        self.replace(wasi_root, "WASI_LIBC", self.libc)
        self.replace(wasi_root, "HEADERS", self.headers)
        self.in_clone("src/wasi-libc-compat/extra.c", "int extra;\n")
        # `clang-22 ... -c SOURCE -o OBJECT`, and `llvm-ar-22 rcs ARCHIVE OBJECT`.
        self.program("clang-22", 'while [ "$1" != -c ]; do shift; done; cp "$2" "$4"')
        self.program("llvm-ar-22", f'echo x >> {self.root}/calls; cat "$3" >> "$2"')
        self.directory = self.config.wasi_root / "lib/wasm32-wasip1"

    def calls(self):
        path = self.root / "calls"
        return len(path.read_text().split()) if path.exists() else 0

    def test_the_archive_has_both_and_the_rest_is_linked(self):
        wasi_root.write(self.config)
        self.assertEqual((self.directory / "libc.a").read_text(), "theirs\nint extra;\n")
        self.assertEqual((self.directory / "crt1.o").readlink(), self.libc / "crt1.o")
        self.assertEqual((self.libc / "libc.a").read_text(), "theirs\n")

    def test_it_is_made_anew_when_a_source_changes(self):
        wasi_root.write(self.config)
        wasi_root.write(self.config)
        self.assertEqual(self.calls(), 1)
        self.in_clone("src/wasi-libc-compat/extra.c", "int other;\n")
        wasi_root.write(self.config)
        self.assertEqual((self.directory / "libc.a").read_text(), "theirs\nint other;\n")

    def test_a_link_of_an_earlier_version_gives_way(self):
        self.directory.mkdir(parents=True)
        (self.directory / "libc.a").symlink_to(self.libc / "libc.a")
        wasi_root.write(self.config)
        self.assertEqual((self.libc / "libc.a").read_text(), "theirs\n")
        self.assertFalse((self.directory / "libc.a").is_symlink())

    def test_a_missing_package_is_named(self):
        (self.libc / "libc.a").unlink()
        self.assertIn("install wasi-libc", self.fails(wasi_root.write, self.config))
