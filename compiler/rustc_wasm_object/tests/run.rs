//! Runs every file in `tests/clif`: functions with `; run:` lines, as Cranelift's own tests have them.
//!
//! Each is emitted at every optimisation level and with two sets of features, linked, run and compared
//! with the line and with Cranelift's interpreter, where that knows the instruction.

mod common;

use std::path::Path;

use common::{FEATURES, Instance, Outcome, agree, emit, interpret, link_object};
use cranelift_codegen::ir::Function;
use cranelift_reader::{Comparison, ParseOptions, RunCommand, parse_run_command, parse_test};

fn run_file(path: &Path) -> (usize, usize) {
    let text = std::fs::read_to_string(path).unwrap();
    let test = parse_test(&text, ParseOptions::default())
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let functions: Vec<Function> =
        test.functions.iter().map(|(function, _)| function.clone()).collect();
    let mut commands = Vec::new();
    for (function, details) in &test.functions {
        for comment in &details.comments {
            let text = comment.text.trim_start_matches(';').trim();
            if let Some(command) = parse_run_command(text, &function.signature).unwrap() {
                commands.push((function, command));
            }
        }
    }
    assert!(!commands.is_empty(), "{} runs nothing", path.display());
    let mut interpreted = 0;
    let mut expected = Vec::new();
    for (function, command) in &commands {
        let (RunCommand::Print(invocation) | RunCommand::Run(invocation, ..)) = command;
        let known = interpret(&functions, &common::name(function), &invocation.args, 10_000_000);
        interpreted += usize::from(known.is_some());
        expected.push(known);
    }
    for (opt_level, features) in [
        ("none", &FEATURES[..]),
        ("speed", &FEATURES[..]),
        ("speed_and_size", &["mutable-globals"][..]),
    ] {
        let object = emit(&functions, opt_level, features)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let Some(module) = link_object(&object) else { continue };
        let mut instance = Instance::new(&module);
        for ((function, command), expected) in commands.iter().zip(&expected) {
            let name = common::name(function);
            let (RunCommand::Print(invocation) | RunCommand::Run(invocation, ..)) = command;
            let outcome = instance.call(&name, &function.signature, &invocation.args);
            if let RunCommand::Run(_, comparison, values) = command {
                let equal = agree(&outcome, &Outcome::Values(values.clone()));
                assert_eq!(
                    equal,
                    *comparison == Comparison::Equals,
                    "{}: {command} at `{opt_level}` gives {outcome:?}",
                    path.display()
                );
            }
            if let Some(expected) = expected {
                assert!(
                    agree(&outcome, expected),
                    "{}: {command} at `{opt_level}` gives {outcome:?}, and the interpreter {expected:?}",
                    path.display()
                );
            }
        }
    }
    (commands.len(), interpreted)
}

#[test]
fn files_run_as_they_say() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clif");
    let mut paths: Vec<_> =
        std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let only = std::env::var("CLIF").ok();
    let (mut runs, mut interpreted) = (0, 0);
    for path in paths {
        if path.extension().is_some_and(|extension| extension == "clif")
            && only.as_ref().is_none_or(|only| path.to_string_lossy().contains(only.as_str()))
        {
            let (more, known) = run_file(&path);
            runs += more;
            interpreted += known;
        }
    }
    eprintln!("{runs} calls, {interpreted} of them known to the interpreter");
}
