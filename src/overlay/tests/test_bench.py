"""Tests of the benchmarks: programs, what is read of compilers and of Cargo, tables. Nothing is compiled."""

import json
import subprocess
from pathlib import Path
from unittest import mock

from overlay import bootstrap, tools
from overlay.bench import (
    cargo_packages,
    clean_build,
    counts,
    expand,
    instructions,
    macros,
    main,
    measure,
    overhead,
    programs,
    unpatched,
)
from overlay.bench.macros import COMPILED, MODULE, NATIVE, NATIVE_DEV, WATT_MODULE, Form
from overlay.bench.measure import Run, Subject
from overlay.config import Stage0
from overlay.tests.scratch import Scratch
from overlay.wrappers import prebuilt

HOST = "x86_64-unknown-linux-gnu"


class Programs(Scratch):
    def test_a_program_has_as_many_expansions_as_it_says(self):
        self.assertEqual(programs.serde(30, 7).source.count("#[derive(serde"), 30)
        self.assertEqual(programs.serde(30, 7).expansions, 60)
        self.assertEqual(programs.serde(1, 100).source.count("pub field"), 100)
        self.assertEqual(programs.instrument(100).source.count("instrument("), 100)
        self.assertEqual(programs.identity_calls("same", 5).source.count("identity::same!"), 5)

    def test_a_text_is_as_long_as_is_asked_for(self):
        program = programs.identity_text("rebuilt", 10_000)
        self.assertGreater(len(program.source), 10_000)
        self.assertLess(len(program.source), 10_300)

    def test_many_uses_each_of_its_macro_crates(self):
        program = programs.many()
        self.assertEqual(len(program.macros), 25)
        for name, item in programs.MANY.items():
            self.assertIn(f"{name}::", item)

    def test_names_are_files_and_those_of_the_benchmark_differ(self):
        stems = [program.file_stem for program in expand.PROGRAMS]
        self.assertEqual(len(stems), len(set(stems)))
        self.assertTrue(all(stem.replace("_", "").isalnum() for stem in stems))


class Macros(Scratch):
    def test_cargo_says_what_it_has_built(self):
        files = {
            "serde_derive": ["/t/debug/deps/libserde_derive-1.so"],
            "serde": ["/t/debug/deps/libserde-2.rlib", "/t/debug/deps/libserde-2.rmeta"],
            "num-traits": [f"/t/{HOST}/debug/deps/libnum_traits-3.rlib"],
        }
        messages = [{"target": {"name": name}, "filenames": paths} for name, paths in files.items()]
        messages = [{"reason": "compiler-artifact"} | message for message in messages]
        text = "\n".join(map(json.dumps, [*messages, {"reason": "build-finished"}]))
        built = cargo_packages.artifacts(text, HOST)
        self.assertEqual(built.dylibs, {"serde_derive": Path("/t/debug/deps/libserde_derive-1.so")})
        self.assertEqual(list(built.libraries), ["num_traits"])

    def test_a_form_names_macros_and_libraries(self):
        form = Form("f", {"m": ["--wasm-proc-macro", "m=m.wasm"]}, {"a": Path("/d/liba.rlib")})
        program = programs.Program("p", "", macros=("m",), libraries=("a",))
        options = ["--wasm-proc-macro", "m=m.wasm", "--extern", "a=/d/liba.rlib", "-L", "dependency=/d"]
        self.assertEqual(form.options(program), options)
        self.assertTrue(form.has(program))
        self.assertFalse(form.has(programs.serde(1, 1)))

    def test_a_module_is_built_as_the_project_has_the_crate(self):
        def package(name, source):
            targets = [{"name": name, "kind": ["custom-build"]}, {"name": name, "kind": ["proc-macro"]}]
            place = {"manifest_path": f"/p/{name}/Cargo.toml", "source": source, "targets": targets}
            return {"id": name, "name": name, "version": "1.2.3"} | place

        nodes = [{"id": "a-macro", "features": ["x", "y"]}, {"id": "own", "features": []}]
        metadata = {"packages": [package("a-macro", "registry"), package("own", None)], "resolve": {"nodes": nodes}}
        arguments = macros.module_arguments(metadata, "a_macro", Path("/project"))
        features = ["--no-default-features", "--features", "x,y"]
        self.assertEqual(arguments, ["a-macro@1.2.3", *features, "--lock", "/project/Cargo.lock"])
        self.assertEqual(macros.module_arguments(metadata, "own", Path("/project")), ["--path", "/p/own"])
        self.fails(macros.module_arguments, metadata, "other", Path("/project"))

    def test_the_wrapper_replaces_dylibs_that_have_a_module(self):
        self.write(self.root / "a_macro.wasm", "")
        others = ["--extern", "/t/libb-3.so", "--extern", "c=/t/libc-4.rlib"]
        given = ["rustc", "--extern", "m=/t/liba_macro-12.so", *others]
        replaced = ["rustc", "--wasm-proc-macro", f"m={self.root}/a_macro.wasm", *others]
        self.assertEqual(prebuilt.with_modules(given, self.root), replaced)

    def test_the_locks_have_what_the_programs_use(self):
        lock = (macros.CRATES / "Cargo.lock").read_text().replace("-", "_")
        for program in expand.PROGRAMS:
            for name in program.macros + program.libraries:
                self.assertIn(f'name = "{name}"\n', lock)


class Expand(Scratch):
    def subject(self, name, *seconds):
        return Subject(name, [], runs=[Run(2 * each, 10**8, {expand.PASS: each}) for each in seconds])

    def test_passes_are_read_from_what_the_compiler_prints(self):
        text = 'warning: text\ntime: {"pass":"macro_expand_crate","time":0.5,"rss_start":1}\n'
        self.assertEqual(expand.read_passes(text), {"macro_expand_crate": 0.5})

    def test_ratios_are_to_both_native_forms(self):
        subjects = [self.subject(NATIVE_DEV, 4, 4), self.subject(NATIVE, 1, 1), self.subject(MODULE, 2, 2)]
        found = expand.ratios(subjects)
        self.assertEqual(found[MODULE][NATIVE]["expand"], {"median": 2, "low": 2, "high": 2})
        self.assertEqual(found[MODULE][NATIVE_DEV]["total"]["median"], 0.5)
        self.assertNotIn(NATIVE, found[NATIVE])

    def results(self) -> dict:
        tasks = {}
        for number, program in enumerate(expand.PROGRAMS, 1):
            forms = (NATIVE_DEV, NATIVE, COMPILED, MODULE)
            seconds = zip(forms, (2 * number, number, number, 3 * number))
            subjects = [self.subject(form, each, each) for form, each in seconds]
            figures = {subject.name: expand._figures(subject) for subject in subjects}
            tasks[program.name] = {"forms": figures, "ratios": expand.ratios(subjects)}
        ratio = {"median": 0.5, "low": 0.4, "high": 0.6}
        builds = {"clean build": {"seconds": {"a": 2, "b": 1}, "ratio": ratio}}
        counted = {"Serialize (serde)": {"requests": 23, "fuel": 4567, "memory": 1_114_112}}
        compiled = {"serde_derive": {"module_bytes": 1000, "code_bytes": 3000, "seconds": 1.5}}
        found = {"tasks": tasks, "derived": expand.derived(tasks), "counts": counted, "clean_build": builds}
        return found | {"compiled": compiled}

    def test_expansions_are_counted_without_the_attribute_that_names_the_macro(self):
        module = Form(MODULE, {"tracing_attributes": ["--wasm-proc-macro", "tracing_attributes=m.wasm"]}, {})
        program = programs.instrument(1)
        answer = '{"requests": 1, "fuel": 2, "memory": 3, "output": ""}'
        done = subprocess.CompletedProcess([], 0, answer, "")
        with (
            mock.patch.object(counts, "EXPANSIONS", ((program, ("instrument",)),)),
            mock.patch.object(counts, "run", return_value=done) as run,
        ):
            counted = counts.count(self.config, module)
        self.assertEqual(counted, {f"instrument ({program.name})": {"requests": 1, "fuel": 2, "memory": 3}})
        command = run.call_args.args[0]
        self.assertEqual(command[2:5], [Path("m.wasm"), "--macro", "instrument"])
        self.assertTrue(command[-1].read_text(encoding="utf-8").startswith("pub fn f0"))

    def test_single_things_are_differences(self):
        derived = self.results()["derived"]
        # The programs stand one behind the other: nothing, one crate, all crates.
        self.assertEqual(derived["loading serde_derive"], {NATIVE_DEV: 2, NATIVE: 1, COMPILED: 1, MODULE: 3})
        self.assertEqual(derived[f"loading a macro crate (mean of {len(programs.MANY)})"][NATIVE], 2 / 25)

    def test_a_module_that_was_made_for_watt_is_only_interpreted(self):
        subjects = [self.subject(form, 1, 1) for form in (NATIVE_DEV, NATIVE, WATT_MODULE)]
        figures = {subject.name: expand._figures(subject) for subject in subjects}
        task = {"forms": figures, "ratios": expand.ratios(subjects)}
        one = "1.00 (1.00 to 1.00)"
        self.assertIn(f"| 2000.0 ms |  | 2000.0 ms |  |  | {one} | {one} |", expand._totals({"old": task}))

    def test_the_engine_is_named_beside_the_modules(self):
        module = {"serde_derive": ["--wasm-proc-macro", "serde_derive=m.wasm"]}
        form = Form(COMPILED, module, {}, ("compiled", Path("codes")))
        options = form.options(programs.loading(("serde_derive",)))
        self.assertEqual(options[2:], ["--wasm-proc-macro-engine=compiled", "--wasm-proc-macro-code-dir=codes"])
        self.assertEqual(form.module("serde_derive"), Path("m.wasm"))

    def test_the_table_has_all_parts(self):
        results = self.results()
        table = expand.table(results)
        ratios = " | ".join(f"{ratio} ({ratio} to {ratio})" for ratio in ("0.50", "1.00", "1.50", "3.00"))
        figures = f"10000.0 ms | 5000.0 ms | 5000.0 ms | 15000.0 ms | {ratios}"
        self.assertIn(f"| serde: 1 struct of 1 field | {figures} |", table)
        self.assertIn("| serde_derive | 1,000 | 3,000 | 1.50 s |", table)
        self.assertIn("| Serialize (serde) | 23 | 4,567 | 1,114,112 |", table)
        self.assertIn("| clean build | 2.00 s | 1.00 s | 0.50 (0.40 to 0.60) |", table)
        self.assertNotIn("Instructions", table)
        results["tasks"][expand.FIRST.name]["forms"][MODULE]["instructions"] = 12_345_678
        self.assertIn("| serde: 1 struct of 7 fields |  |  |  | 12 |", expand.table(results))

    def test_the_chart_has_every_task_in_milliseconds(self):
        chart = expand.chart(self.results())
        self.assertEqual(len(chart["groups"]), len(expand.PROGRAMS) - 1)
        self.assertEqual(chart["groups"][0]["bars"][1], {"series": NATIVE, "value": 2000})

    def test_a_clean_build_forgets_what_was_built_and_an_edit_does_not(self):
        self.config.__dict__["stage0"] = Stage0(self.root / "stage0", HOST)
        with mock.patch.object(clean_build, "run"):
            package = self.root / "p", clean_build.MANIFEST
            command = clean_build._command(self.config, *package, ["--wasm-proc-macro", "m"])
        self.assertEqual(command[-3:], ["--", "--wasm-proc-macro", "m"])
        built = self.write(self.root / "p/target/debug/program", "")
        clean_build._subject(self.config, "", command, False).before()
        self.assertTrue(built.exists())
        clean_build._subject(self.config, "", command, True).before()
        self.assertFalse(built.exists())

    def test_the_chart_is_drawn_by_a_tool(self):
        with mock.patch.object(tools, "build", return_value="chart"), mock.patch.object(main, "run") as run:
            self.quietly(main._draw, self.config, "expand", {"groups": []})
        values, image = run.call_args.args[0][1], run.call_args.args[0][3]
        self.assertEqual(json.loads(values.read_text()), {"groups": []})
        self.assertEqual(image, self.clone / "bench/results/expand.svg")


class Instructions(Scratch):
    def test_the_total_is_read(self):
        self.assertEqual(instructions.read("==7== Events : Ir\n==7== Collected : 1234\n"), {"instructions": 1234})
        self.fails(instructions.read, "==7== nothing")

    def test_the_command_stays_as_it_is(self):
        counted = instructions.counting(Subject("a", ["rustc", "x"], {"A": "b"}))
        self.assertEqual(counted.command[-2:], ["rustc", "x"])
        self.assertEqual((counted.name, counted.env), ("a", {"A": "b"}))

    def test_figures_are_read_and_work_is_done_before(self):
        done = []
        script = self.write(self.root / "a", "#!/bin/sh\necho 12 >&2\n")
        script.chmod(0o755)
        read = lambda text: {"n": float(text)}  # noqa: E731
        subject = Subject("a", [str(script)], read=read, before=lambda: done.append(1))
        subject.runs = [measure.run_once(subject) for _ in range(2)]
        self.assertEqual((subject.figure("n"), len(done)), (12, 2))
        self.assertEqual(measure.ratio(subject, subject, "n").median, 1)


class Overhead(Scratch):
    def setUp(self):
        super().setUp()
        self.make_upstream()
        self.config.__dict__["stage0"] = Stage0(self.root / "stage0", HOST)

    def test_upstreams_compiler_is_built_beside_ours(self):
        theirs = unpatched.of(self.config)
        for name in ("tree", "build", "bootstrap_toml"):
            self.assertNotEqual(getattr(theirs, name), getattr(self.config, name))
            self.assertTrue(getattr(theirs, name).is_relative_to(self.config.home))
        ours = bootstrap.bootstrap_toml(self.config)
        self.assertEqual(bootstrap.bootstrap_toml(theirs), ours.replace(str(self.config.build), str(theirs.build)))

    def build(self, config, paths, log):
        self.assertEqual((config.tree / "compiler/rustc_driver/src/lib.rs").read_text()[:7], "line 1\n")
        self.write(config.stage1 / "bin/rustc", "")

    def test_it_is_built_once(self):
        with mock.patch.object(bootstrap, "build_as_it_is", side_effect=self.build) as build:
            rustc, said = self.quietly(unpatched.ensure, self.config)
            self.assertIn("a quarter of an hour", said)
            self.assertEqual(self.quietly(unpatched.ensure, self.config), (rustc, ""))
            self.assertEqual(build.call_count, 1)
            self.write(self.config.upstream / ".overlay-source", '{"from": "another"}\n')
            self.quietly(unpatched.ensure, self.config)
            self.assertEqual(build.call_count, 2)
        self.assertTrue(rustc.is_relative_to(self.config.home / "upstream-build"))

    def test_a_build_that_fails_does_not_look_finished(self):
        with mock.patch.object(bootstrap, "build_as_it_is", side_effect=self.build):
            self.quietly(unpatched.ensure, self.config)
        self.write(self.config.upstream / ".overlay-source", '{"from": "another"}\n')
        with mock.patch.object(bootstrap, "build_as_it_is", side_effect=KeyboardInterrupt):
            self.assertRaises(KeyboardInterrupt, self.quietly, unpatched.ensure, self.config)
        self.assertFalse((unpatched.of(self.config).build / ".unpatched").exists())

    def test_the_overlay_is_not_applied(self):
        theirs = unpatched.of(self.config)
        with mock.patch.object(bootstrap, "prepare_build"), mock.patch.object(bootstrap, "run") as run:
            with mock.patch.object(bootstrap, "apply") as apply:
                bootstrap.build_as_it_is(theirs, unpatched.PATHS, self.root / "log")
        self.assertFalse(apply.called)
        words = [str(word) for word in run.call_args.args[0]]
        self.assertEqual(words[-6:], ["--stage", "1", "compiler", "library", "--target", HOST])
        self.assertEqual(run.call_args.kwargs["cwd"], theirs.tree)

    def test_a_difference_is_a_part_of_upstreams(self):
        sides = [(1000, 1000, 1000), (1001, 1002, 1000)]
        subjects = [Subject("", [], runs=[Run(0, 0, {"instructions": each}) for each in side]) for side in sides]
        found = {kind: round(value, 6) for kind, value in overhead.difference(subjects).items()}
        self.assertEqual(found, {"median": 0.001, "low": 0, "high": 0.002})

    def test_the_table_says_whether_the_target_is_met(self):
        difference = {"median": 0.002, "low": 0.001, "high": 0.003}
        tasks = {"check": {"instructions": {"upstream": 10**9, "ours": 1002 * 10**6}, "difference": difference}}
        table = overhead.table({"tasks": tasks, "target": 0.001})
        self.assertIn("| check | 1000.0 | 1002.0 | +0.200 % (+0.100 % to +0.300 %) | NO |", table)

    def test_a_library_is_compiled_with_its_features(self):
        target = {"name": "regex-syntax", "kind": ["lib"]}
        package = {"id": "r", "name": "regex-syntax", "edition": "2021", "manifest_path": "/r/Cargo.toml"}
        metadata = {
            "packages": [package | {"targets": [target]}],
            "resolve": {"nodes": [{"id": "r", "features": ["std"]}]},
        }
        words = overhead._library(metadata, "regex-syntax")
        self.assertEqual(words[:3], ["/r/src/lib.rs", "--crate-name", "regex_syntax"])
        self.assertEqual(words[-1], '--cfg=feature="std"')
