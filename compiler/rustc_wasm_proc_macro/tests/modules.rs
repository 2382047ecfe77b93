//! Runs the modules in `tests/modules`, one file for each case, and compares what comes of them with
//! the `.snap` beside it. `INSTA_UPDATE=always cargo test` writes those anew.
//!
//! The first line of a module says what it shows, the second what to do with it: `;; RUN` loads it
//! and runs its macros in the order of its list, `;; FAIL` expects that it cannot be loaded. Files
//! named `.hex` are for what the text format cannot express, as lines of hexadecimal bytes.

mod host;

use std::path::Path;

use insta::Settings;
use rustc_wasm_proc_macro::{MacroCrate, MacroKind, Options};

use host::{Span, TestHost, parse};

const ARGUMENTS: &str = "x = 1";
const INPUT: &str = "a += r#fn(b, \"c\")";

#[test]
fn modules_do_what_is_written_beside_them() {
    let mut misjudged = Vec::new();
    insta::glob!("modules/*.{wat,hex}", |path| {
        let text = std::fs::read_to_string(path).unwrap();
        let (summary, command) = header(&text);
        let loaded = host::load(bytes(path, &text), Options::default());
        let outcome = match (command, loaded) {
            ("RUN", Ok(krate)) => run(&krate),
            ("FAIL", Err(error)) => format!("error: {error}\nhelp: {}", error.help()),
            (_, loaded) => {
                let what = loaded.err().map_or("it loads".to_owned(), |error| error.to_string());
                return misjudged.push(format!("{}: {what}", path.display()));
            }
        };

        let mut settings = Settings::clone_current();
        settings.remove_snapshot_suffix();
        settings.remove_input_file();
        settings.set_snapshot_path("modules");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_description(summary);
        let name = path.file_stem().unwrap().to_str().unwrap();
        settings.bind(|| insta::assert_snapshot!(name, outcome));
    });
    assert!(misjudged.is_empty(), "not what the second line says:\n{}", misjudged.join("\n"));
}

#[test]
fn every_snapshot_has_a_module() {
    let directory = host::root().join("tests/modules");
    for file in directory.read_dir().unwrap() {
        let path = file.unwrap().path();
        let is_module = |extension| path.with_extension(extension).exists();
        assert!(is_module("wat") != is_module("hex"), "{}", path.display());
    }
}

/// The summary and the command of a module.
fn header(text: &str) -> (&str, &str) {
    let mut lines = text.lines().map(|line| line.strip_prefix(";; ").unwrap_or_default());
    (lines.next().unwrap_or_default(), lines.next().unwrap_or_default())
}

fn bytes(path: &Path, text: &str) -> Vec<u8> {
    if path.extension().is_some_and(|extension| extension == "wat") {
        return wat::Parser::new().parse_str(Some(path), text).unwrap();
    }
    let lines = text.lines().filter(|line| !line.starts_with(";;"));
    let bytes = lines.flat_map(str::split_whitespace);
    bytes.map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect()
}

/// A line for everything the macros do, and one for what each of them returns.
fn run(krate: &MacroCrate) -> String {
    let stream = |source| parse(source, Span::INPUT).unwrap();
    let mut lines = Vec::new();
    for decl in &krate.decls().macros {
        let inputs = match decl.kind {
            MacroKind::Attr => vec![stream(ARGUMENTS), stream(INPUT)],
            MacroKind::Derive { .. } | MacroKind::Bang => vec![stream(INPUT)],
        };
        let mut host = TestHost::default();
        let outcome = host.expand(krate, &decl.name, inputs);
        lines.append(&mut host.log);
        lines.push(outcome);
    }
    lines.join("\n")
}
