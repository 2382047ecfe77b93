//! Wrong use is answered by one line, and no file is written.

use super::tool::Dir;

const COMMANDS: [&str; 14] = [
    "build", "inspect", "annotate", "strip", "check", "verify", "expand", "run", "enable",
    "disable", "lock", "vendor", "report", "pack",
];

#[test]
fn every_subcommand_has_help() {
    let dir = Dir::new();
    let mut help = dir.run(&["--help"]).success();
    for command in COMMANDS {
        help += &format!("\n===== {command}\n");
        help += &dir.run(&[command, "--help"]).success();
    }
    insta::assert_snapshot!(help);
}

#[test]
fn wrong_use_is_one_line() {
    let dir = Dir::new();
    dir.write("text.wasm", "text");
    let cases: &[&[&str]] = &[
        &[],
        &["frobnicate"],
        &["build"],
        &["build", "indoc"],
        &["run", "build"],
        &["run", "--locked", "test", "--workspace"],
        &["run", "--lockd", "--", "build"],
        &["lock", "build", "-p", "one"],
        &["build", "indoc", "--path", ".", "-o", "out"],
        &["build", "indoc", "--target", "x86_64-unknown-linux-gnu", "-o", "out"],
        &["build", "indoc", "-o", "out"],
        &["build", "indoc", "--rustc", "missing", "-o", "out"],
        &["build", "../indoc", "--rustc", "missing", "-o", "out"],
        &["build", "indoc@one", "--rustc", "missing", "-o", "out"],
        &["inspect", "missing.wasm"],
        &["inspect", "text.wasm"],
        &["inspect", "text.wasm", "--format", "xml"],
        &["annotate", "text.wasm", "--bang", "a=b", "-o", "out.wasm"],
        &["strip", "text.wasm", "-o", "out.wasm"],
        &["strip", "text.wasm"],
        &["check", "missing.wasm"],
        &["verify", "missing.wasm"],
        &["verify", "text.wasm"],
        &["pack"],
        &["pack", "indoc"],
        &["pack", "indoc", "--rustc", "missing", "-o", "out"],
        &["expand", "text.wasm"],
        &["expand", "text.wasm", "--macro", "run"],
    ];
    let complaints = cases.iter().map(|case| {
        let done = dir.run(case);
        format!("$ cargo wasm-macro {}\n{}", case.join(" "), done.complaint())
    });
    let complaints: Vec<String> = complaints.collect();
    insta::assert_snapshot!(complaints.join("\n"));
    assert_eq!(dir.files(), ["text.wasm"]);
}

#[test]
fn a_file_that_cannot_be_written_is_left_as_it_was() {
    let dir = Dir::new();
    dir.engine_module("identity");
    dir.write("directory/file", "");
    let complaints = [
        dir.run(&["strip", "identity.wasm", "-o", "directory"]),
        dir.run(&["strip", "identity.wasm", "-o", "missing/out.wasm"]),
    ];
    insta::assert_snapshot!(complaints.map(|done| done.complaint()).join("\n"));
    assert_eq!(dir.files(), ["directory", "identity.wasm"]);
}

#[test]
fn a_module_without_a_record_cannot_be_verified() {
    let dir = Dir::new();
    dir.engine_module("identity");
    insta::assert_snapshot!(dir.run(&["verify", "identity.wasm"]).complaint());
}
