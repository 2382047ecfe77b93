"""Tests of what `build`, `dist` and the package check hand on; nothing is built."""

import os
import tomllib
from pathlib import Path
from unittest import mock

from overlay import bootstrap, clean, dist, packages, system, tools
from overlay.config import FLAGS, Stage0
from overlay.tests.scratch import Scratch

HOST = "x86_64-unknown-linux-gnu"


class Prepared(Scratch):
    """An upstream and a stage 0, neither of which is used."""

    def setUp(self):
        super().setUp()
        self.make_upstream()
        # The cached property takes its value from here.
        self.config.__dict__["stage0"] = Stage0(self.root / "stage0", HOST)


class Build(Prepared):
    def test_the_configuration_is_toml_and_stays_in_the_cache(self):
        values = tomllib.loads(bootstrap.bootstrap_toml(self.config))
        self.assertEqual(values["change-id"], "ignore")
        self.assertEqual(values["build"]["build-dir"], str(self.config.build))
        self.assertEqual(values["target"][HOST]["llvm-config"], "/usr/bin/llvm-config-22")
        self.assertEqual(values["target"]["wasm32-wasip1"]["wasi-root"], str(self.config.wasi_root))
        self.assertIs(values["build"]["locked-deps"], False)
        self.assertNotIn("jobs", values["build"])

    def command(self, *args, stage=1):
        with mock.patch.object(bootstrap, "prepare"), mock.patch.object(bootstrap, "run") as run:
            self.quietly(bootstrap.build, self.config, stage, list(args))
        return [str(word) for word in run.call_args.args[0][2:]]

    def test_build_has_defaults_that_arguments_replace(self):
        ours = ["build", "--config", str(self.config.bootstrap_toml), "--warnings", "warn", "--stage", "1"]
        targets = ["--target", f"{HOST},wasm32-unknown-unknown,wasm32-wasip1"]
        self.assertEqual(self.command(), [*ours, *bootstrap.DEFAULT_PATHS, *targets])
        self.assertEqual(self.command("-v"), [*ours, *bootstrap.DEFAULT_PATHS, "-v", *targets])
        self.assertEqual(self.command("src/tools/rustdoc"), [*ours, "src/tools/rustdoc", *targets])
        self.assertEqual(self.command("library", "--target", "a"), [*ours, "library", "--target", "a"])

    def test_verbs_pass_through_unchanged_but_for_our_configuration(self):
        with mock.patch.object(bootstrap, "prepare"), mock.patch.object(bootstrap, "run") as run:
            run.return_value.returncode = 7
            self.assertEqual(bootstrap.run_upstream(self.config, ["doc", "--open", "std"]), 7)
        words = [str(word) for word in run.call_args.args[0][2:]]
        ours = ["--config", str(self.config.bootstrap_toml), "--warnings", "warn"]
        self.assertEqual(words, ["doc", *ours, "--open", "std"])

    def test_the_place_of_downloaded_packages_is_replaced(self):
        home = self.root / "cargo"

        def fetch(_command, env):
            (Path(env["CARGO_HOME"]) / "registry/src/a").mkdir(parents=True)

        with mock.patch.object(bootstrap, "run", side_effect=fetch) as run:
            for _ in range(2):
                found = bootstrap._remapped_registry(self.config, {"CARGO_HOME": str(home)})
                self.assertEqual(list(found.values()), [f"{home}/registry/src/a=/rust/deps"])
        self.assertEqual(run.call_count, 1)

    def test_the_log_has_what_the_terminal_has(self):
        self.program("noisy", "echo out; echo err >&2; exit 3")
        message = self.fails(system.run, ["noisy"], log=self.config.logs / "build.log")
        self.assertIn("ended with status 3", message)
        self.assertEqual((self.config.logs / "build.log").read_text(), "$ noisy\nout\nerr\n")


class Dist(Prepared):
    def setUp(self):
        super().setUp()
        stage1 = self.config.stage1
        self.write(stage1 / "bin/rustc", "#!/bin/sh\necho rustc 1.96.0\n").chmod(0o755)
        self.write(stage1 / "bin/rustdoc", "rustdoc")
        self.write(stage1 / "lib/librustc_driver-1.so", "driver")
        for target in (HOST, "wasm32-unknown-unknown", "wasm32-wasip1"):
            self.write(stage1 / f"lib/rustlib/{target}/lib/libstd.rlib", target)
        (stage1 / "lib/rustlib/src").mkdir()
        (stage1 / "lib/rustlib/src/rust").symlink_to(self.root)
        outside = self.write(self.root / "libc.a", "libc")
        (stage1 / "lib/rustlib/wasm32-wasip1/lib/libc.a").symlink_to(outside)
        (stage1 / "lib/rustlib/wasm32-wasip1/source").symlink_to(self.clone)
        self.replace(bootstrap, "LLD", self.write(self.root / "lld", "lld"))
        self.build = mock.Mock()
        self.replace(bootstrap, "build", self.build)
        tool = self.write(self.root / "cargo-wasm-macro", "tool")
        self.replace(tools, "build", mock.Mock(return_value=tool))

    def dist(self, out=None):
        return self.quietly(dist.dist, self.config, out)[1]

    def contents(self):
        out = self.config.dist
        return sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file())

    def test_it_holds_what_rustc_needs(self):
        self.dist()
        self.assertEqual(
            self.contents(),
            [
                ".overlay-stamp",
                "bin/cargo-wasm-macro",
                "bin/rustc",
                "bin/rustdoc",
                "lib/librustc_driver-1.so",
                "lib/rustlib/wasm32-unknown-unknown/lib/libstd.rlib",
                "lib/rustlib/wasm32-wasip1/lib/libc.a",
                "lib/rustlib/wasm32-wasip1/lib/libstd.rlib",
                f"lib/rustlib/{HOST}/bin/rust-lld",
                f"lib/rustlib/{HOST}/lib/libstd.rlib",
            ],
        )
        self.assertFalse(any(path.is_symlink() for path in self.config.dist.rglob("*")))
        self.assertTrue((self.config.dist / "bin/rustc").samefile(self.config.stage1 / "bin/rustc"))

    def test_what_is_stale_goes_and_the_rest_stays(self):
        self.dist()
        (self.config.stage1 / "lib/librustc_driver-1.so").unlink()
        self.write(self.config.stage1 / "lib/librustc_driver-2.so", "driver 2")
        self.assertIn("1 files changed, 1 removed", self.dist())
        self.assertIn("lib/librustc_driver-2.so", self.contents())
        self.assertNotIn("lib/librustc_driver-1.so", self.contents())

    def test_programs_for_some_are_built_if_wanted_and_again_after_a_change(self):
        for extra in bootstrap.EXTRAS:
            with self.subTest(extra.name):
                built = [self.write(self.config.stage1 / name, name) for name in extra.files]
                build = mock.Mock()
                self.replace(bootstrap, "build_extra", build)
                self.dist()
                self.assertFalse(dist.has_extra(self.config, extra))
                for _ in range(2):
                    found = self.quietly(dist.ensure_extra, self.config, extra)[0]
                    self.assertTrue(all(one.samefile(other) for one, other in zip(found, built, strict=True)))
                self.assertEqual(build.call_count, 1)
                self.write(self.clone / f"compiler/{extra.name}.rs", "new")
                self.quietly(dist.ensure_extra, self.config, extra)
                self.assertEqual(build.call_count, 2)
                self.dist()
                self.assertTrue(dist.has_extra(self.config, extra))

    def test_rustc_wasm_is_kept_for_other_clones_of_the_same_source(self):
        self.dist()
        module = self.write(self.config.dist / dist.RUSTC_WASM, "module")
        self.replace(dist, "add_wasm", mock.Mock(side_effect=AssertionError("it is built")))
        dist._keep_wasm(self.config, module, dist.stamp(self.config))
        module.unlink()
        self.assertTrue(dist.has_wasm(self.config))
        self.assertEqual(self.quietly(dist.ensure_wasm, self.config)[0], module)
        self.assertEqual(module.read_text(), "module")
        module.unlink()
        self.in_clone("compiler/rustc_new/a.rs", "//! New.\n")
        self.assertFalse(dist.has_wasm(self.config))

    def test_files_of_others_are_never_removed(self):
        mine = self.write(self.root / "out/bin/rustc", "mine")
        self.assertIn("name an empty directory", self.fails(dist.dist, self.config, self.root / "out"))
        self.assertEqual(mine.read_text(), "mine")

    def test_ensure_builds_only_when_something_changed(self):
        for change, builds in ((None, 1), (None, 1), ("compiler/rustc_new/a.rs", 2), (None, 2)):
            if change:
                self.in_clone(change, "//! New.\n")
            self.quietly(dist.ensure, self.config)
            self.assertEqual(self.build.call_count, builds)

    def test_an_interrupted_run_does_not_look_finished(self):
        self.dist()
        self.write(self.config.stage1 / "bin/rustc", "#!/bin/sh\nexit 1\n")
        self.fails(dist.dist, self.config)
        self.write(self.config.stage1 / "bin/rustc", "#!/bin/sh\nexit 0\n")
        self.quietly(dist.ensure, self.config)
        self.assertEqual(self.build.call_count, 3)

    def test_clean_removes_and_says_so(self):
        self.dist()
        _, said = self.quietly(clean.clean, self.config)
        self.assertIn(f"removing {self.config.dist}\nremoving {self.config.build}\n", said)
        self.assertFalse(self.config.build.exists())
        self.assertTrue(self.config.upstream.exists())
        self.quietly(clean.clean, self.config, True)
        self.assertEqual([path.name for path in self.config.home.iterdir()], ["lock"])
        self.assertTrue(self.clone.exists())


class Packages(Scratch):
    def setUp(self):
        super().setUp()
        installed = "\\n".join(f"{name} installed" for name in packages.NEEDED if name not in ("cmake", "lld-22"))
        self.program("dpkg-query", f"printf '{installed}\\nlld-22 config-files\\n'; exit 1")
        self.program("apt-cache", "echo '  Candidate: (none)'")
        self.program("apt-get", f'echo "$*" >> {self.root}/calls')

    def ensure(self, user, install):
        FLAGS.install = install
        with mock.patch.object(os, "geteuid", return_value=user):
            self.quietly(packages.ensure)

    def test_a_user_is_told_the_command(self):
        message = self.fails(self.ensure, 1000, True)
        self.assertIn("run `sudo apt-get install -y --no-install-recommends lld-22 cmake`", message)
        self.assertIn("run `apt-get install", self.fails(self.ensure, 0, False))

    def test_browsers_are_installed_where_that_is_possible_and_are_no_reason_to_fail(self):
        for user, status, calls in ((1000, 0, False), (0, 1, True), (0, 0, True)):
            self.program("apt-get", f'echo "$*" >> {self.root}/calls; exit {status}')
            FLAGS.install = True
            with mock.patch.object(os, "geteuid", return_value=user):
                self.quietly(packages.ensure_browsers)
            self.assertEqual((self.root / "calls").exists(), calls)
        self.assertIn("install -y --no-install-recommends chromium firefox-esr\n", (self.root / "calls").read_text())

    def test_root_installs_after_an_update_where_that_is_needed(self):
        self.ensure(0, True)
        calls = (self.root / "calls").read_text().splitlines()
        self.assertEqual(calls, ["-q update", "-q install -y --no-install-recommends lld-22 cmake"])
