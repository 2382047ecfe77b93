"""Tests of how `cargo wasm-macro` is built; nothing is."""

import os
from unittest import mock

from overlay import tools
from overlay.config import Stage0
from overlay.tests.scratch import Scratch


class Build(Scratch):
    def test_stage_0_builds_what_is_locked_whatever_the_user_has_set(self):
        self.config.__dict__["stage0"] = Stage0(self.root / "stage0", "host")
        with mock.patch.dict(os.environ, {"RUSTFLAGS": "-g"}), mock.patch.multiple(
            tools, run=mock.DEFAULT, link_or_copy=mock.DEFAULT, targets=mock.DEFAULT
        ) as mocked:
            program = tools.build(self.config, tools.MODULE_TOOL)
        run = mocked["run"]
        command, named = run.call_args.args[0], run.call_args.kwargs
        self.assertEqual(command[0], self.config.stage0.cargo)
        self.assertIn("--locked", command)
        self.assertEqual(named["cwd"], self.config.clone / "src/tools/cargo-wasm-macro")
        self.assertEqual(named["env"]["RUSTC"], str(self.config.stage0.rustc))
        self.assertNotIn("RUSTFLAGS", named["env"])
        self.assertTrue(program.is_relative_to(self.config.clone / "target"))
