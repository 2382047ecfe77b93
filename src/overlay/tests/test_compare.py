"""Tests of what counts as a difference between native macros and modules. It compiles nothing."""

import copy
import json
import unittest
from pathlib import Path

from overlay.compare import (
    MAX_LINES,
    _native_dep_info,
    compare,
    compare_records,
    loaded_modules,
    number_hashes,
    renumber,
    without_modules,
)

MODULES = Path("/w/modules")

NATIVE_DEPS = "/n/main-1.d: src/main.rs src/other.rs\n\nsrc/main.rs:\nsrc/other.rs:\n\n# env-dep:A=b\n"
WASM_DEPS = (
    "/w/twins/main-1.d: src/main.rs /w/modules/my_macros-2.wasm src/other.rs /w/modules/b-3.wasm\n\n"
    "src/main.rs:\n/w/modules/my_macros-2.wasm:\nsrc/other.rs:\n/w/modules/b-3.wasm:\n\n# env-dep:A=b\n"
)


def message(**fields) -> str:
    return json.dumps({"level": "error", "spans": [{"byte_start": 5, "expansion": None}]} | fields) + "\n"


def record(**wasm) -> dict:
    """A compilation that went the same way twice, but for what `wasm` says."""
    native = {"out_dir": "/n", "status": 0, "stdout": "", "stderr": message(), "dep_info": NATIVE_DEPS}
    native["expanded"] = "fn main /* 2100#0 */() { x /* 2101#3 */ }"
    same = native | {"out_dir": "/w/twins", "dep_info": WASM_DEPS}
    return {"crate": "main-1", "native": native, "wasm": copy.deepcopy(same) | wasm}


class Renumbering(unittest.TestCase):
    def test_numbers_follow_the_first_appearance(self):
        text = "let a /* 2100#0\n    */ = b /*\n2107#12 */ + a /* 2100#3 */; /* 2107 */"
        self.assertEqual(renumber(text), "let a /*0#0*/ = b /*1#12*/ + a /*0#3*/; /*1*/")

    def test_texts_that_differ_in_numbers_only_are_equal(self):
        self.assertEqual(renumber("a/*5#0*/ b/*6#0*/ a/*5#1*/"), renumber("a/*9#0*/ b/*7#0*/ a/*9#1*/"))

    def test_equal_stays_equal_and_different_different(self):
        one = renumber("a /* 5#0 */ b /* 6#0 */")
        self.assertNotEqual(one, renumber("a /* 5#0 */ b /* 5#0 */"))
        self.assertNotEqual(renumber("a /* 5#0 */ b /* 5#0 */"), one)

    def test_syntax_contexts_and_names_are_compared(self):
        self.assertNotEqual(renumber("a /* 5#0 */"), renumber("a /* 5#1 */"))
        self.assertNotEqual(renumber("a /* 5#0 */"), renumber("b /* 5#0 */"))

    def test_other_numbers_and_comments_stay(self):
        for text in ["#5: parent: #0", "5 /* five */", "/* 5#x */", "1#2"]:
            self.assertEqual(renumber(text), text)


class Hashes(unittest.TestCase):
    A, B, C = "0123456789abcdef", "fedcba9876543210", "00112233445566ff"

    def spelled(self, hash: str) -> str:
        return "".join(f"inform /* 7#3 */({ord(character)}u32);\n    " for character in f"u-{hash}.")

    def test_values_do_not_count(self):
        text = f"a_{self.A}(); b_{self.B} /* 5#0 */; {self.spelled(self.A)}"
        other = f"a_{self.C}(); b_{self.A} /* 6#0 */; {self.spelled(self.C)}"
        self.assertEqual(number_hashes(text), number_hashes(other))

    def test_equal_stays_equal_and_different_different(self):
        same, mixed = (number_hashes(f"a_{self.A}; {self.spelled(hash)}") for hash in (self.A, self.B))
        self.assertNotEqual(same, mixed)
        self.assertEqual(mixed, number_hashes(f"a_{self.B}; {self.spelled(self.A)}"))

    def test_all_else_is_compared(self):
        self.assertNotEqual(number_hashes(f"a_{self.A}"), number_hashes(f"b_{self.A}"))
        for text in [f"a{self.A}", f"a_{self.A}0", "a_01234567"]:
            self.assertEqual(number_hashes(text), text)


class DepInfo(unittest.TestCase):
    def test_modules_are_taken_out(self):
        self.assertEqual(without_modules(WASM_DEPS, MODULES).replace("/w/twins", "/n"), NATIVE_DEPS)

    def test_other_inputs_stay(self):
        for text in ["a.d: /w/modules/data.txt\n", "a.d: /elsewhere/my.wasm\n", "# env-dep:NAME=value\n"]:
            self.assertEqual(without_modules(text, MODULES), text)

    def test_names_of_modules(self):
        self.assertEqual(loaded_modules(WASM_DEPS, MODULES), {"my_macros", "b"})
        self.assertEqual(loaded_modules(NATIVE_DEPS, MODULES), set())

    def test_path_with_a_space(self):
        text = "a.d: a.rs /w\\ x/m-1.wasm\n\na.rs:\n/w\\ x/m-1.wasm:\n"
        self.assertEqual(loaded_modules(text, Path("/w x")), {"m"})
        self.assertEqual(without_modules(text, Path("/w x")), "a.d: a.rs\n\na.rs:\n")


    def test_variables_of_cargo_that_only_a_module_tells_of_are_taken_out(self):
        native = "a.d: a.rs\n\na.rs:\n"
        read = "\n# env-dep:CARGO_PKG_NAME=a\n# env-dep:CARGO_PKG_VERSION\n"
        self.assertEqual(_native_dep_info(native + read, native, MODULES, [], []), native)
        other = native + read + "# env-dep:HOME=x\n"
        self.assertEqual(_native_dep_info(other, native, MODULES, [], []), native + "\n# env-dep:HOME=x\n")
        self.assertEqual(_native_dep_info(native + read, native + read, MODULES, [], []), native + read)
        self.assertEqual(_native_dep_info("", "", MODULES, [], []), "")

    def test_what_only_a_module_may_read_is_taken_out(self):
        native = "a.d: a.rs\n\na.rs:\n"
        read = "a.d: a.rs /p /p/a\\ b.txt /q/c.txt\n\na.rs:\n/p:\n/p/a\\ b.txt:\n/q/c.txt:\n\n"
        read += "# env-dep:URL=x\n# env-dep:HOME\n"
        other = "a.d: a.rs /q/c.txt\n\na.rs:\n/q/c.txt:\n\n# env-dep:HOME\n"
        self.assertEqual(_native_dep_info(read, native, MODULES, ["URL"], ["/p"]), other)
        self.assertEqual(_native_dep_info(read, native, MODULES, ["URL", "HOME"], ["/p", "/q"]), native)
        self.assertEqual(_native_dep_info(read, read, MODULES, ["URL"], ["/p"]), read)
        self.assertEqual(_native_dep_info(read, native, MODULES, [], []), read)


class Comparing(unittest.TestCase):
    def check(self, kind: str, *shown: str, **wasm):
        found = compare_records(record(**wasm), MODULES)
        self.assertEqual([difference.kind for difference in found], [kind])
        for line in shown:
            self.assertIn(line, found[0].diff)

    def test_the_same(self):
        self.assertEqual(compare_records(record(), MODULES), [])

    def test_the_directory_of_the_twins_is_no_difference(self):
        both = record(stderr=message(artifact="/w/twins/main-1"))
        both["native"]["stderr"] = message(artifact="/n/main-1")
        self.assertEqual(compare_records(both, MODULES), [])

    def test_status(self):
        self.check("exit status of the compiler", "-0", "+1", status=1)

    def test_what_a_macro_prints(self):
        self.check("standard output of the compiler", "+hello", stdout="hello\n")

    def test_level_of_a_diagnostic(self):
        self.check("diagnostics", '- "level": "error",', '+ "level": "warning",', stderr=message(level="warning"))

    def test_span_of_a_diagnostic(self):
        spans = [{"byte_start": 6, "expansion": None}]
        self.check("diagnostics", '-   "byte_start": 5,', '+   "byte_start": 6,', stderr=message(spans=spans))

    def test_diagnostic_that_is_missing(self):
        self.check("diagnostics", stderr="")

    def test_white_space_is_compared_and_shown(self):
        dense = message().replace(": ", ":")
        self.check("diagnostics", "-" + repr(message()), "+" + repr(dense), stderr=dense)

    def test_dep_info(self):
        self.check("dep-info", "+# env-dep:X", dep_info=WASM_DEPS + "# env-dep:X\n")

    def test_expansion(self):
        self.check(
            "expansion",
            "-fn main /*0#0*/() { x /*1#3*/ }",
            "+fn main /*0#0*/() { x /*1#4*/ }",
            expanded="fn main /* 3100#0 */() { x /* 3101#4 */ }",
        )

    def test_long_differences_are_cut(self):
        found = compare("main", "expansion", "", "line\n" * 1000)
        shown = found.shown(Path("all.diff"))
        self.assertIn("main: expansion differs\n--- native\n+++ wasm\n@@", shown)
        self.assertEqual(len(shown.splitlines()), MAX_LINES + 2)
        self.assertTrue(shown.endswith("more lines in all.diff"))


if __name__ == "__main__":
    unittest.main()
