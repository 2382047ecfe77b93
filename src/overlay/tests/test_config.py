"""Tests of the settings: what they mean, and that a wrong one is named."""

import os
from pathlib import Path

from overlay.config import CLONE, find_stage0, load
from overlay.tests.scratch import Scratch


class Settings(Scratch):
    def setUp(self):
        super().setUp()
        self.in_clone("src/overlay/upstream.toml", (CLONE / "src/overlay/upstream.toml").read_text())

    def load(self, text=""):
        self.in_clone("config.toml", text)
        return load(self.clone)

    def test_the_example_is_valid_and_changes_nothing(self):
        text = (CLONE / "config.example.toml").read_text()
        self.assertEqual(self.load(text), self.load(""))
        every = "\n".join(line.removeprefix("# ") for line in text.splitlines() if " = " in line)
        self.assertEqual(self.load(every).jobs, 4)

    def test_where_the_cache_is(self):
        self.assertEqual(self.load().cache, Path.home() / ".cache/rustc-wasm")
        os.environ["XDG_CACHE_HOME"] = "/xdg"
        self.assertEqual(self.load().cache, Path("/xdg/rustc-wasm"))
        self.assertEqual(self.load('cache-dir = "/mine"').home, Path("/mine/1.96.0"))

    def test_wrong_settings_are_named(self):
        for text, words in {
            "cache = 1": "unknown key `cache`",
            "jobs = 'x'": "`jobs` in `config.toml` is not a number",
            "jobs = 0": "less than 1",
            "jobs": "not valid TOML",
        }.items():
            with self.subTest(text):
                self.assertIn(words, self.fails(self.load, text))


class Stage0(Scratch):
    def toolchain(self, release):
        script = f"#!/bin/sh\necho 'rustc {release}'\necho 'host: wasm-of-the-future'\necho 'release: {release}'\n"
        for name in ("rustc", "cargo"):
            self.write(self.root / f"toolchain-{release}/bin/{name}", script).chmod(0o755)
        return self.root / f"toolchain-{release}"

    def test_rustup_is_asked_first(self):
        root = self.toolchain("1.95.0")
        self.program("rustup", f"echo {root}/bin/rustc")
        stage0 = find_stage0(self.config)
        self.assertEqual((stage0.root, stage0.host), (root, "wasm-of-the-future"))

    def test_rustc_is_asked_next(self):
        self.program("rustup", "exit 1")
        self.program("rustc", f"echo {self.toolchain('1.95.1')}")
        self.assertEqual(find_stage0(self.config).root, self.root / "toolchain-1.95.1")

    def test_another_release_is_refused(self):
        self.program("rustup", "exit 1")
        self.program("rustc", f"echo {self.toolchain('1.94.0')}")
        message = self.fails(find_stage0, self.config)
        self.assertIn("is 1.94.0; run `rustup toolchain install 1.95.0`", message)
