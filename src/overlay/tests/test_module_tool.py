"""Tests of how `cargo wasm-macro` is built; nothing is."""

import os
from unittest import mock

from overlay import module_tool
from overlay.config import Stage0
from overlay.tests.scratch import Scratch


class Build(Scratch):
    def test_stage_0_builds_what_is_locked_whatever_the_user_has_set(self):
        self.config.__dict__["stage0"] = Stage0(self.root / "stage0", "host")
        with mock.patch.dict(os.environ, {"RUSTFLAGS": "-g"}), mock.patch.object(module_tool, "run") as run:
            program = module_tool.build(self.config)
        command, named = run.call_args.args[0], run.call_args.kwargs
        self.assertEqual(command[0], self.config.stage0.cargo)
        self.assertIn("--locked", command)
        self.assertEqual(named["cwd"], self.config.clone / module_tool.FOLDER)
        self.assertEqual(named["env"]["RUSTC"], str(self.config.stage0.rustc))
        self.assertNotIn("RUSTFLAGS", named["env"])
        self.assertTrue(program.is_relative_to(self.config.clone / "target"))
