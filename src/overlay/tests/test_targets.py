"""Tests of the target directories that clones share."""

import dataclasses
import json
import subprocess
from unittest import mock

from overlay import targets
from overlay.config import Stage0
from overlay.tests.scratch import Scratch


class Targets(Scratch):
    def setUp(self):
        super().setUp()
        self.config.__dict__["stage0"] = Stage0(self.root / "stage0", "host")
        self.package = self.config.clone / "src/tools/tool"
        packages = [{"name": "tool", "source": None}, {"name": "clap", "source": "registry"}]
        done = subprocess.CompletedProcess([], 0, json.dumps({"packages": packages}), "")
        patch = mock.patch.object(targets, "run", return_value=done)
        self.run_cargo = patch.start()
        self.addCleanup(patch.stop)

    def cleaned(self, config) -> list[list[str]]:
        """What Cargo is told to remove when the directory is asked for."""
        self.run_cargo.reset_mock()
        targets.directory(config, self.package)
        commands = [call.args[0] for call in self.run_cargo.call_args_list]
        return [command[-2:] for command in commands if command[1] == "clean"]

    def test_a_directory_is_shared_until_it_has_grown(self):
        path = targets.directory(self.config, self.package)
        self.assertTrue(path.is_relative_to(self.config.home))
        (path / "debug").mkdir()
        (path / "debug/file").write_bytes(b"1" * 10_000)
        self.assertEqual(targets.directory(self.config, self.package), path)
        self.assertTrue((path / "debug/file").exists())
        with mock.patch.object(targets, "MOST_BYTES", 9_999):
            self.assertEqual(targets.directory(self.config, self.package), path)
        self.assertFalse((path / "debug/file").exists())

    def test_crates_of_another_clone_are_removed(self):
        removed = [["--package", "tool"]] * len(targets.PROFILES)
        self.assertEqual(self.cleaned(self.config), removed)
        self.assertEqual(self.cleaned(self.config), [])
        other = dataclasses.replace(self.config, clone=self.root / "another clone")
        other.__dict__["stage0"] = self.config.stage0
        self.assertEqual(self.cleaned(other), removed)
        self.assertEqual(self.cleaned(other), [])
        self.assertEqual(self.cleaned(self.config), removed)
