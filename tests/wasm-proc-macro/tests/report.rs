//! `--wasm-proc-macro-report FILE` has a line for each expansion, with what it has taken.

use wasm_proc_macro_tests::{Dir, Form, macro_crate};

const REPORT: &str = "--wasm-proc-macro-report";

/// The fields of each line that compiling `fixtures/kinds_program.rs` adds to `report`.
fn report(dir: &Dir, form: Form) -> Vec<Vec<String>> {
    let source = dir.fixture("kinds_program.rs");
    let rustc = dir.rustc(&source).macros("kinds", &macro_crate("kinds", form));
    rustc.args([REPORT, "report", "--crate-name", "program"]).compile().silent_success();
    let fields = |line: &str| line.split('\t').map(str::to_owned).collect();
    dir.read("report").lines().map(fields).collect()
}

/// Form, crate, kind, name, line and column.
fn what(lines: &[Vec<String>]) -> Vec<[&str; 6]> {
    let what = |fields: &Vec<String>| {
        assert_eq!(fields.len(), 13, "{fields:?}");
        assert_eq!(fields[0], "program");
        assert!(fields[5].ends_with("kinds_program.rs"), "{fields:?}");
        [1, 2, 3, 4, 6, 7]
    };
    lines.iter().map(|fields| what(fields).map(|index| fields[index].as_str())).collect()
}

#[test]
fn each_expansion_has_a_line() {
    for (form, name) in
        [(Form::Native, "native"), (Form::Unknown, "module"), (Form::Wasip1, "module")]
    {
        let lines = report(&Dir::new(), form);
        let mut what = what(&lines);
        what.sort();
        let expected = [
            [name, "kinds", "attribute macro", "renamed", "12", "1"],
            [name, "kinds", "derive macro", "Describe", "3", "10"],
            [name, "kinds", "macro", "sum", "20", "25"],
            [name, "kinds", "macro", "twice", "20", "41"],
        ];
        assert_eq!(what, expected);
        for fields in &lines {
            assert!(fields[8].parse::<u64>().unwrap() > 0, "no time: {fields:?}");
            let used = &fields[9..12];
            let file = std::path::Path::new(&fields[12]);
            assert!(file.is_file(), "no file: {fields:?}");
            if form == Form::Native {
                assert_eq!(used, ["-", "-", "-"]);
            } else {
                let used: Vec<u64> = used.iter().map(|field| field.parse().unwrap()).collect();
                assert!(used[0] > 0 && used[1] >= 1 << 16, "{fields:?}");
            }
        }
    }
}

#[test]
fn what_a_macro_uses_is_the_same_each_time() {
    let used = || {
        let lines = report(&Dir::new(), Form::Unknown);
        lines.into_iter().map(|fields| fields[9..12].to_vec()).collect::<Vec<_>>()
    };
    assert_eq!(used(), used());
}

/// A report is about macros, whatever programs call them.
#[test]
fn names_are_those_of_the_macro_crate() {
    let dir = Dir::with_main("use kinds::sum as total; fn main() { let _: u64 = total!(1, 2); }");
    for form in [Form::Native, Form::Unknown] {
        let rustc = dir.rustc("main.rs").macros("kinds", &macro_crate("kinds", form));
        rustc.args([REPORT, "report"]).compile().silent_success();
    }
    let names = dir.read("report");
    let names = names.lines().map(|line| line.split('\t').nth(4).unwrap());
    assert_eq!(names.collect::<Vec<_>>(), ["sum", "sum"]);
}

#[test]
fn lines_are_added() {
    let dir = Dir::new();
    let first = report(&dir, Form::Unknown).len();
    assert_eq!(report(&dir, Form::Native).len(), 2 * first);
}

/// An expansion that fails has been paid for as well.
#[test]
fn failures_have_lines() {
    let dir = Dir::with_main("fn main() { hostile::spin!(); }");
    let rustc = dir.rustc("main.rs").macros("hostile", &macro_crate("hostile", Form::Unknown));
    rustc.args(["--wasm-proc-macro-limit=fuel=10M", REPORT, "report"]).compile().failure();
    let report = dir.read("report");
    let fields: Vec<&str> = report.trim_end().split('\t').collect();
    assert_eq!(fields[1..5], ["module", "hostile", "macro", "spin"]);
    let fuel: u64 = fields[9].parse().unwrap();
    assert!(fuel > 9_000_000, "{report}");
}

#[test]
fn a_file_that_cannot_be_written_is_an_error() {
    let dir = Dir::new();
    let source = dir.fixture("kinds_program.rs");
    let rustc = dir.rustc(&source).macros("kinds", &macro_crate("kinds", Form::Unknown));
    let outcome = rustc.args([REPORT, "no/such/directory"]).compile().failure();
    let words =
        "error: `no/such/directory`, passed to `--wasm-proc-macro-report`, cannot be written: ";
    assert!(outcome.stderr.contains(words), "{outcome}");
}

/// What the compiler makes does not depend on whether there is a report.
#[test]
fn nothing_else_changes() {
    let compile = |args: &[&str]| {
        let dir = Dir::new();
        let source = dir.fixture("kinds_program.rs");
        let rustc = dir.rustc(&source).macros("kinds", &macro_crate("kinds", Form::Unknown));
        rustc.args(["--emit=dep-info,metadata=kinds.rmeta"]).args(args).compile().silent_success();
        (std::fs::read(dir.path("kinds.rmeta")).unwrap(), dir.read("kinds_program.d"))
    };
    assert!(compile(&[]) == compile(&[REPORT, "report"]));
}
