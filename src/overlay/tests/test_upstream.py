"""Tests of `fetch`: what is pinned is what is unpacked, and an interruption leaves nothing half done."""

import hashlib
import tarfile

from overlay import upstream
from overlay.tests.scratch import Scratch

# The stand-in for `dpkg-deb -x DEB DIR` makes the directories that the real one would.
UNPACK = 'mkdir -p "$3/usr/src/rustc/compiler/rustc_driver"; echo 1.96.0 > "$3/usr/src/rustc/version-file"'


class Package(Scratch):
    def setUp(self):
        super().setUp()
        self.config = self.make_config(sha256=hashlib.sha256(b"the package\n").hexdigest())
        self.program("apt-cache", "echo ' rust-web-src | 1 | somewhere'")
        download = "case \"$*\" in *download*) echo 'the package' > rust_1.deb;; esac"
        self.program("apt-get", f"echo x >> {self.root}/calls; {download}")
        self.program("dpkg-deb", UNPACK)

    def fetch(self):
        return self.quietly(upstream.fetch, self.config)[1]

    def calls(self):
        path = self.root / "calls"
        return len(path.read_text().split()) if path.exists() else 0

    def test_downloads_and_unpacks(self):
        self.fetch()
        self.assertTrue((self.config.upstream / "compiler/rustc_driver").is_dir())
        self.assertTrue(upstream.is_current(self.config))
        self.assertFalse((self.config.home / "upstream.partial").exists())

    def test_a_second_fetch_does_nothing(self):
        self.fetch()
        self.program("dpkg-deb", "exit 1")
        self.assertIn("is complete", self.fetch())
        self.assertEqual(self.calls(), 1)

    def test_a_download_that_is_there_needs_no_network(self):
        self.write(self.config.download / "any.deb", "the package\n")
        self.fetch()
        self.assertEqual(self.calls(), 0)

    def test_a_damaged_download_is_replaced(self):
        self.write(self.config.download / "rust_1.deb", "the pack")
        self.fetch()
        self.assertTrue(upstream.is_current(self.config))

    def test_another_hash_is_refused(self):
        self.config = self.make_config(sha256="f" * 64)
        self.assertIn("src/overlay/upstream.toml pins " + "f" * 64, self.fails(upstream.fetch, self.config))
        self.assertFalse(self.config.upstream.exists())

    def test_an_unknown_version_names_those_that_there_are(self):
        self.config = self.make_config(version="7")
        message = self.fails(upstream.fetch, self.config)
        self.assertIn("apt has no rust-web-src=7, but 1; pin another one", message)
        self.assertIn("--from", message)

    def test_an_interrupted_unpacking_is_done_again(self):
        self.program("dpkg-deb", UNPACK + "; echo 'disk full' >&2; exit 2")
        self.assertIn("disk full", self.fails(upstream.fetch, self.config))
        self.assertFalse(self.config.upstream.exists())
        self.program("dpkg-deb", UNPACK)
        self.fetch()
        self.assertTrue(upstream.is_current(self.config))

    def test_a_directory_without_origin_is_unfinished(self):
        self.write(self.config.upstream / "half", "x")
        self.fetch()
        self.assertFalse((self.config.upstream / "half").exists())

    def test_another_pin_is_fetched_anew(self):
        self.fetch()
        self.config = self.make_config(sha256="f" * 64)
        self.assertFalse(upstream.is_current(self.config))


class From(Scratch):
    def setUp(self):
        super().setUp()
        self.release = self.root / "rustc-1.96.0-src"
        self.make_release(self.release)
        self.write(self.release / "vendor/crate/lib.rs", "")
        self.write(self.release / "library/vendor/kept.rs", "")

    def tarball(self, name="release.tar.gz"):
        with tarfile.open(self.root / name, f"w:{name.rpartition('.')[2]}") as archive:
            archive.add(self.release, "rustc-1.96.0-src")
        return self.root / name

    def test_directories_and_tarballs_give_the_same(self):
        for source in (self.release, self.tarball(), self.tarball("release.tar.xz")):
            with self.subTest(source.name):
                self.quietly(upstream.fetch, self.config, source)
                self.assertIn(str(source), upstream.source_id(self.config))
                self.assertTrue((self.config.upstream / "compiler/rustc_driver/src/lib.rs").exists())
                self.assertTrue((self.config.upstream / "library/vendor/kept.rs").exists())
                self.assertFalse((self.config.upstream / "vendor").exists())
                self.assertTrue(upstream.is_current(self.config))

    def test_another_release_is_refused(self):
        self.write(self.release / "src/version", "1.95.0\n")
        for source in (self.release, self.tarball()):
            self.assertIn("is Rust 1.95.0", self.fails(upstream.fetch, self.config, source))
        self.assertFalse(self.config.upstream.exists())

    def test_what_is_no_release_is_refused(self):
        self.assertIn("no `compiler/rustc_driver`", self.fails(upstream.fetch, self.config, self.clone))
        self.assertIn("does not exist", self.fails(upstream.fetch, self.config, self.root / "none"))
        broken = self.write(self.root / "broken.tar.xz", "x")
        self.assertIn("cannot be unpacked", self.fails(upstream.fetch, self.config, broken))

    def test_a_pinned_tarball_hash_counts(self):
        self.config = self.make_config(tarball_sha256="f" * 64)
        self.assertIn("pins ffff", self.fails(upstream.fetch, self.config, self.tarball()))
