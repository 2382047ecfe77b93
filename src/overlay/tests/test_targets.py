"""Tests of the target directories that clones share."""

from unittest import mock

from overlay import targets
from overlay.tests.scratch import Scratch


class Targets(Scratch):
    def test_clones_share_a_directory_until_it_has_grown(self):
        path = targets.directory(self.config, "tools")
        self.assertTrue(path.is_relative_to(self.config.home))
        (path / "debug").mkdir(parents=True)
        (path / "debug/file").write_bytes(b"1234")
        with mock.patch.object(targets, "MOST_BYTES", 4):
            self.assertEqual(targets.directory(self.config, "tools"), path)
        self.assertTrue((path / "debug/file").exists())
        with mock.patch.object(targets, "MOST_BYTES", 3):
            self.assertEqual(targets.directory(self.config, "tools"), path)
        self.assertFalse(path.exists())
