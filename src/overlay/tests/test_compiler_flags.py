"""Tests of `compiler_flags`."""

import tomllib
import unittest

from overlay import compiler_flags
from overlay.config import CLONE


class CargoConfigTest(unittest.TestCase):
    def setUp(self):
        self.config = tomllib.loads(compiler_flags.cargo_config())
        self.profiles = self.config["profile"]["release"]["package"]

    def test_cargo_may_give_flags_to_single_crates(self):
        self.assertEqual(self.config["unstable"], {"profile-rustflags": True})

    def test_crates_have_what_their_list_says(self):
        inline = "-Zcross-crate-inline-threshold=always"
        self.assertEqual(self.profiles["wasmi_core"], {"rustflags": [inline]})
        self.assertEqual(self.profiles["wasmi"], {"codegen-units": 1, "opt-level": 3})
        self.assertEqual(self.profiles["rustc_expand"], {"codegen-units": 1, "opt-level": 3})

    def test_all_crates_are_part_of_the_compiler(self):
        # Of a crate that there is not, Cargo only warns.
        locked = tomllib.loads((CLONE / "src/overlay/Cargo.lock.additions").read_text(encoding="utf-8"))
        names = {package["name"] for package in locked["package"]}
        ours = {path.name for path in (CLONE / "compiler").iterdir()}
        self.assertEqual(set(self.profiles) - names - ours, set())
