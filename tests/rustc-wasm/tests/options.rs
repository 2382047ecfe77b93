//! Every option of rustc, one by one: each works in rustc.wasm, or says why it does not.
//!
//! `options.txt` has the rows. An option that the compiler's help lists and no row uses is a failure, and so is a row
//! that ends in an internal compiler error or a trap, whatever it expects.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rustc_wasm_tests::TARGET;
use test_turns::Turn;
use wasm_proc_macro_tests::{Dir, Outcome};

const ROWS: &str = include_str!("../options.txt");

/// Compiled with each row's arguments. It has a test and a warning, for the options about these.
const MAIN: &str = "fn unused() {}\n#[test]\nfn test() {}\nfn main() { println!(\"{}\", 1 + 1) }\n";

struct Row {
    line: &'static str,
    args: Vec<&'static str>,
    /// `works`, or how the message starts that says why not.
    expected: &'static str,
}

fn rows() -> Vec<Row> {
    let lines = ROWS.lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
    let row = |line: &'static str| {
        let (args, expected) = line.split_once(" => ").unwrap_or((line, "works"));
        Row { line, args: args.split_whitespace().collect(), expected: expected.trim() }
    };
    lines.map(row).collect()
}

/// The options that `-C help`, `-Z help` and `--help -v` list, as `-C code-model`, `-Z ls` and `--emit`.
fn listed() -> BTreeSet<String> {
    let mut options = BTreeSet::new();
    let dir = Dir::new();
    for letter in ["-C", "-Z"] {
        let help = dir.rustc_wasm_alone().args([letter, "help"]).compile().success().stdout;
        for line in help.lines() {
            if let Some(rest) = line.trim_start().strip_prefix(letter) {
                let name = rest.trim_start().split(['=', ' ']).next().unwrap_or_default();
                options.insert(format!("{letter} {name}"));
            }
        }
    }
    let help = dir.rustc_wasm_alone().args(["--help", "-v"]).compile().success().stdout;
    for line in help.lines() {
        let columns = line.trim_start();
        // `-C help` and its like are options of their own, above.
        if columns.starts_with('-') && !columns[2..].starts_with(" help") {
            let long = columns.split([' ', ',']).find(|word| word.starts_with("--"));
            let name = long.or(columns.split([' ', ',']).next()).unwrap_or_default();
            options.insert(name.split(['=', '[']).next().unwrap_or_default().to_owned());
        }
    }
    options
}

/// The option that a row is about: the first of its arguments.
fn subject(row: &Row) -> String {
    let mut args = row.args.iter();
    let first = args.next().copied().unwrap_or_default();
    let value = |text: &str| text.split('=').next().unwrap_or_default().to_owned();
    match first {
        "-C" | "-Z" => {
            let name = args.next().copied().unwrap_or_default();
            format!("{first} {}", value(name).replace('_', "-"))
        }
        _ => value(first),
    }
}

#[test]
fn every_option_that_the_help_lists_has_a_row() {
    let options = listed();
    assert!(options.len() > 280, "the help was not understood: {options:?}");
    let rows: BTreeSet<String> = rows().iter().map(subject).collect();
    let missing: Vec<_> = options.difference(&rows).collect();
    assert!(missing.is_empty(), "without a row in options.txt: {missing:#?}");
    let unknown: Vec<_> = rows.difference(&options).collect();
    assert!(unknown.is_empty(), "rows for what no help lists: {unknown:#?}");
}

fn compile(row: &Row) -> Outcome {
    let dir = Dir::with_main(MAIN);
    dir.write("empty.txt", "");
    let mut rustc = dir.rustc_wasm("main.rs");
    let (editions, args): (Vec<&str>, Vec<&str>) =
        row.args.iter().partition(|arg| arg.starts_with("--edition="));
    for edition in editions {
        rustc = rustc.edition(edition.trim_start_matches("--edition="));
    }
    if !row.args.contains(&"--target") {
        rustc = rustc.args(["--target", TARGET]);
    }
    if !row.args.contains(&"-o") {
        rustc = rustc.args(["-o", "out"]);
    }
    rustc.args(args).compile()
}

/// What is wrong with how a row went.
fn fault(row: &Row, outcome: &Outcome) -> Option<String> {
    let crash = ["wasm trap", "wasm backtrace", "panicked", "internal compiler error"];
    if outcome.code != Some(0) && outcome.code != Some(1) {
        return Some(format!("ends with {:?}", outcome.code));
    }
    if let Some(word) = crash.iter().find(|word| outcome.stderr.contains(**word)) {
        return Some(format!("says `{word}`"));
    }
    let works = outcome.code == Some(0);
    let said = |kind: &str| outcome.stderr.lines().any(|line| line.starts_with(kind));
    match row.expected {
        "works" if !works => Some("fails".to_owned()),
        "works" => None,
        text if text.starts_with("error") && works => Some("works".to_owned()),
        text if text.starts_with("warning") && !works => Some("fails".to_owned()),
        text if !said(text) => Some(format!("does not say `{text}`")),
        _ => None,
    }
}

#[test]
fn each_works_or_says_why_not() {
    let rows = Turn::from_env().take("rows of options.txt", rows(), |row| row.line);
    let mut faults = String::new();
    for row in &rows {
        let outcome = compile(row);
        if let Some(fault) = fault(row, &outcome) {
            let _ = writeln!(faults, "`{}` {fault}\n{outcome}\n", row.args.join(" "));
        }
    }
    assert!(faults.is_empty(), "{faults}");
}
