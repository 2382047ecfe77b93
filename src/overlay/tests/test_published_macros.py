"""Tests of what the programs in `tests/published-macros` say of themselves, and of the table of them."""

import re

from overlay import published_macros
from overlay.config import CLONE
from overlay.published_macros import MARK, Program, Row
from overlay.tests.scratch import Scratch

SOURCE = """\
//! What it does.
//@ dependency: m = { version = "1", features = ["a"] }
//@ dependency: other = "2"
//@ grant: read @package
//@ grant: env HOME
//@ variable: SEED = "1"
//@ edition: 2021
//@ why: hashes

//@ not: a directive any more
fn main() {}
"""

LOCK = [
    {"name": "use-m_derive", "version": "0.1.2", "dependencies": ["m 2.0.0", "n"]},
    {"name": "m", "version": "1.0.0", "dependencies": ["m-derive 1.0.1"]},
    {"name": "m", "version": "2.0.0", "dependencies": ["n", "m-derive 2.0.1"]},
    {"name": "n", "version": "1.0.0", "dependencies": ["m-derive 1.0.1"]},
    {"name": "m-derive", "version": "1.0.1"},
    {"name": "m-derive", "version": "2.0.1"},
]

GOOD = Row("a", "1.0.0", "yes", "yes")
BAD = Row("b", "0.1.0", "yes", "no", "read @package", "hashes")
OTHERS = [("a", "0.9.0", "tests/real-crates/syn-1"), ("d", "1.0.0", "tests/real-crates")]
DOCUMENT = f"# Title\n\n| macro crate | not ours |\n\n{MARK}\n"


class Programs(Scratch):
    def test_directives(self):
        program = published_macros.read_program("m", SOURCE)
        self.assertEqual(program.dependencies, ['m = { version = "1", features = ["a"] }', 'other = "2"'])
        self.assertEqual((program.edition, program.is_test, program.why), ("2021", False, "hashes"))
        self.assertEqual((program.granted("read"), program.granted("env")), (["m=@package"], ["m=HOME"]))
        self.assertEqual(program.variables, ['SEED = "1"'])

    def test_a_macro_crate_that_another_uses_can_be_granted_something(self):
        text = SOURCE.replace("read @package", "read n_macros=@package")
        program = published_macros.read_program("m", text)
        self.assertEqual((program.granted("read"), program.granted("env")), (["n_macros=@package"], ["m=HOME"]))

    def test_bad_directives_are_named(self):
        for line in ('//@ depends: m = "1"', "//@ grant: write x", "//@ grant: read", "//@ test: yes", "//@ variable: X", "//@dependency"):
            with self.subTest(line):
                said = self.fails(published_macros.read_program, "m", f"//! It.\n{line}\n")
                self.assertIn(f"`{line}` in `tests/published-macros/m.rs` is not a directive", said)
        self.assertIn("has no line", self.fails(published_macros.read_program, "m", "//! It.\n"))

    def test_manifests(self):
        program = Program("m", "", ['m = "1"'])
        self.assertIn('[[bin]]\nname = "m"\npath = "main.rs"\ntest = false\n', program.manifest())
        program.is_test = True
        self.assertIn('[[test]]\nname = "m"\npath = "main.rs"\n\n', program.manifest())

    def test_the_programs_of_the_clone_can_be_read(self):
        self.assertGreater(len(published_macros.read_programs(CLONE / published_macros.DIRECTORY)), 80)

    def test_files_that_have_not_changed_are_not_touched(self):
        path = self.root / "a/b"
        published_macros.write_changed(path, "text")
        before = path.stat().st_mtime_ns
        published_macros.write_changed(path, "text")
        self.assertEqual(path.stat().st_mtime_ns, before)
        published_macros.write_changed(path, "other")
        self.assertEqual(path.read_text(), "other")


class Versions(Scratch):
    def test_the_version_that_the_program_uses(self):
        # By way of the nearest that depends on it.
        self.assertEqual(published_macros.version_of(LOCK, "m_derive"), "2.0.1")

    def test_what_a_program_is_made_of(self):
        self.assertEqual(published_macros.needed_by(LOCK, "m_derive"), {"m", "n", "m_derive"})


class Tables(Scratch):
    def finish(self, rows: list[Row], write: bool) -> tuple[int, str]:
        self.replace(published_macros.real_crates, "DIRECTORIES", ())
        programs = {name: Program(name, "") for name in "abc"}
        return self.quietly(published_macros.finish, self.config, programs, rows, write)

    def test_rows_survive(self):
        self.assertEqual(published_macros.parse_rows(published_macros.render([GOOD, BAD], OTHERS)), [GOOD, BAD])

    def test_what_was_found_is_written_and_the_rest_is_kept(self):
        document = self.in_clone(published_macros.DOCUMENT, DOCUMENT)
        self.assertEqual(self.finish([BAD], True)[0], 0)
        self.finish([GOOD], True)
        text = document.read_text()
        self.assertTrue(text.startswith(DOCUMENT))
        rows = published_macros.parse_rows(text.partition(MARK)[2])
        self.assertEqual(rows, [GOOD, BAD, Row("c", "", "not run", "not run")])
        self.assertIn("Of 2 macro crates, 2 compile and 1 is identical; 1 needs a grant. 1 was not run.\n", text)

    def test_other_results_than_the_documents_are_shown(self):
        document = self.in_clone(published_macros.DOCUMENT, DOCUMENT)
        self.finish([GOOD, BAD], True)
        text = document.read_text()
        self.assertEqual(self.finish([BAD], False)[0], 0)
        status, said = self.finish([Row("b", "0.1.0", "no", "no")], False)
        self.assertEqual((status, document.read_text()), (1, text))
        self.assertIn(f"says of b: {BAD.line()}", said)

    def test_crates_of_other_tests_are_in_the_table(self):
        self.in_clone("tests/real-crates/src/bin/m_derive.rs", "")
        self.in_clone("tests/real-crates/tests/t.rs", "")
        lock = '[[package]]\nname = "real-crates"\nversion = "0.0.0"\ndependencies = ["m-derive", "t"]\n'
        lock += '[[package]]\nname = "m-derive"\nversion = "1.2.3"\n[[package]]\nname = "t"\nversion = "2.0.0"\n'
        self.in_clone("tests/real-crates/Cargo.lock", lock)
        where = "tests/real-crates"
        crates = published_macros.crates_of_real_crates(self.config, [where])
        self.assertEqual(crates, [("m_derive", "1.2.3", where), ("t", "2.0.0", where)])

    def test_crates_of_both_tables_count_once(self):
        self.assertTrue(published_macros.totals([GOOD, BAD], OTHERS).endswith("2 of 3 are identical.\n"))

    def test_the_readme_has_the_figure_of_the_table(self):
        table = (CLONE / published_macros.DOCUMENT).read_text(encoding="utf-8")
        figure = re.search(r"^With those of .*, (\d+ of \d+ are identical)\.$", table, re.MULTILINE)[1]
        readme = " ".join((CLONE / "README.md").read_text(encoding="utf-8").split())
        self.assertIn(f"macro crates that were tried: {figure}", readme)


class Building(Scratch):
    def test_the_workspace_has_a_package_for_each_program(self):
        programs = {"m": published_macros.read_program("m", SOURCE)}
        self.in_clone(f"{published_macros.DIRECTORY}/m/templates/page.txt", "a page")
        self.replace(published_macros, "_lock", lambda *_: None)
        crates = published_macros.lay_out(self.config, programs)
        self.assertIn('members = ["shared", "m"]', (crates.directory / "Cargo.toml").read_text())
        self.assertEqual(crates.project.module_target(), "wasm32-wasip1")
        grants = "--wasm-proc-macro-allow-read m=@package --wasm-proc-macro-allow-env m=HOME"
        self.assertEqual(crates.project.options(), grants.split())
        self.assertEqual((crates.directory / "m/main.rs").read_text(), SOURCE)
        self.assertEqual((crates.directory / "m/templates/page.txt").read_text(), "a page")

    def test_programs_that_a_module_stopped_do_not_compile(self):
        self.replace(published_macros, "_lock", lambda *_: None)
        programs = {name: Program(name, "") for name in ("m_derive", "other")}
        crates = published_macros.lay_out(self.config, programs)
        lock = '[[package]]\nname = "use-m_derive"\nversion = "0.1.2"\ndependencies = ["m-derive"]\n'
        for name, version in (("use-other", "0.1.2"), ("m-derive", "3.0.0")):
            lock += f'[[package]]\nname = "{name}"\nversion = "{version}"\n'
        self.write(crates.directory / "Cargo.lock", lock)
        self.write(crates.project.module_dir() / "m_derive.failed", "error")
        rows, said = self.quietly(published_macros.judge, crates, list(programs.values()))
        self.assertEqual(rows, [Row("m_derive", "3.0.0", "no", "no", "", "`m_derive` does not compile to a module")])
        self.assertIn("other: was not compiled", said)
