"""Tests of the command line: verbs reach their module, and trouble is one line."""

import subprocess
import sys
from unittest import mock

from overlay import bootstrap, cli, config
from overlay.tests.scratch import Scratch


class Cli(Scratch):
    def run_x(self, *argv):
        with mock.patch.object(config, "load", return_value=self.config):
            return self.quietly(cli.main, list(argv))

    def test_failures_are_one_line(self):
        for argv, words in (
            (["refresh"], "error: there is no applied tree yet; run `./x.py apply`"),
            (["bulid"], "error: argument VERB: invalid choice: 'bulid'"),
            (["apply", "--frce"], "error: `apply` does not take `--frce`"),
        ):
            with self.subTest(argv[0]):
                status, said = self.run_x(*argv)
                self.assertEqual(status, 1)
                self.assertTrue(said.startswith(words), said)
                self.assertEqual(said.count("\n"), 1)

    def test_trouble_with_files_is_one_line(self):
        (self.config.cache).write_text("a file where a directory should be")
        status, said = self.run_x("fetch")
        self.assertEqual((status, said.count("\n")), (1, 1))
        self.assertTrue(said.startswith("error: "), said)

    def test_ctrl_c_is_quiet(self):
        with mock.patch.object(cli.upstream, "fetch", side_effect=KeyboardInterrupt):
            self.assertEqual(self.run_x("fetch"), (130, ""))

    def test_every_verb_has_help(self):
        for verb in ("fetch", "apply", "refresh", "check", "build", "dist", "clean"):
            with self.assertRaises(SystemExit) as caught:
                self.run_x(verb, "--help")
            self.assertEqual(caught.exception.code, 0)

    def test_verbs_of_upstream_go_there(self):
        with mock.patch.object(bootstrap, "run_upstream", return_value=0) as upstream:
            self.run_x("doc", "--open")
            self.run_x("check", "compiler/rustc_expand")
            self.run_x("--no-wait", "clippy", "--", "--no-install")
        asked = [call.args[1] for call in upstream.call_args_list]
        want = [["doc", "--open"], ["check", "compiler/rustc_expand"], ["clippy", "--", "--no-install"]]
        self.assertEqual(asked, want)
        self.assertFalse(config.FLAGS.wait)
        self.assertTrue(config.FLAGS.install)

    def test_build_passes_what_it_does_not_know(self):
        with mock.patch.object(bootstrap, "build") as build:
            self.run_x("build", "--stage", "2", "library", "-v")
        build.assert_called_once_with(self.config, 2, ["library", "-v"])

    def test_some_verbs_get_their_own_arguments(self):
        for verb, name in cli.MAIN_OF.items():
            module = mock.Mock()
            module.main.return_value = 5
            with mock.patch.object(cli, "_find_module", return_value=module) as find:
                status, _ = self.run_x(verb, "--help", "tests/ui/x.rs")
            find.assert_called_once_with(name)
            module.main.assert_called_once_with(["--help", "tests/ui/x.rs"])
            self.assertEqual(status, 5)

    def test_x_py_runs_from_any_directory(self):
        done = subprocess.run([sys.executable, config.CLONE / "x.py", "--help"], cwd=self.root, capture_output=True)
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"refresh", done.stdout)
