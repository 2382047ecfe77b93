//! Modules that mean harm: each is refused or fails with the message it says, or does so with any
//! message if it was generated, and the other macros of its crate go on working.
//!
//! In `tests/hostile`, the first line of a module says what it does. `;; LOAD: ERROR` follows if it
//! cannot be loaded, `;; CALL: ERROR` if its macro `run` fails; these are the beginnings of messages.
//! `;; LIMITS: NAME=VALUE` sets a limit, and with `;; AFTER: fails` not even the macro `after` works.
//! A word has `COMPILED` before it where compiled code is to differ, as `docs/security.md` says it does.

mod generated;
mod host;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustc_wasm_proc_macro::{Limits, MacroCrate, MacroKind, Options};

use host::{Span, Stream, TestHost, load, parse, root};

/// How long the macros of a module may take, with the limits that are set here and an engine that is
/// not optimised.
const TIME: Duration = Duration::from_secs(20);

#[derive(Default)]
struct Tally {
    modules: usize,
    calls: usize,
    loaded: usize,
    complaints: Vec<String>,
}

#[test]
fn every_hostile_module_is_refused_or_fails() {
    let mut tally = Tally::default();
    for path in corpus() {
        tally.complain(&path, written);
    }
    let base: Vec<Vec<u8>> = corpus().iter().map(|path| wat::parse_file(path).unwrap()).collect();
    let written = tally.modules;
    for module in generated::all(&base) {
        tally.try_any(module);
    }
    let Tally { modules, calls, loaded, complaints } = tally;
    // Not captured, unlike what `println!` prints.
    let line = format!("hostile modules tried: {modules}, calls: {calls}\n");
    std::io::stdout().write_all(line.as_bytes()).unwrap();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert!(written >= 60, "{written} modules in the corpus");
    // Otherwise most of them are too damaged to show anything.
    assert!(loaded > modules / 20, "{loaded} of {modules} could be loaded");
    if host::RUNS_COMPILED {
        // The others were interpreted, or are the same.
        let compiled = host::compiled();
        assert!(compiled > loaded / 2, "{compiled} of {loaded} were compiled");
    }
}

fn corpus() -> Vec<PathBuf> {
    let directory = root().join("tests/hostile");
    let files = directory.read_dir().unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> = files.collect();
    files.sort();
    files
}

impl Tally {
    fn complain(&mut self, path: &Path, try_it: fn(&mut Tally, &Path) -> Result<(), String>) {
        let start = Instant::now();
        let result = try_it(self, path);
        let name = path.file_stem().unwrap().display();
        if let Err(complaint) = result {
            self.complaints.push(format!("{name}: {complaint}"));
        }
        if start.elapsed() > TIME {
            self.complaints.push(format!("{name}: took {:?}", start.elapsed()));
        }
    }

    /// Loads a module of which nothing is expected, starts it, and calls each of its macros.
    fn try_any(&mut self, module: Vec<u8>) {
        self.modules += 1;
        let start = Instant::now();
        let mut limits = Limits::default();
        for option in ["fuel=300K", "memory=4M", "table=1K", "output=100K", "depth=500"] {
            limits.set(option).unwrap();
        }
        let options = Options { limits, backtrace: true, ..Options::default() };
        let Ok(krate) = load(module, options) else { return };
        self.loaded += 1;
        // All functions are translated, not only those that are called.
        let _ = krate.start();
        // More may be listed by one changed byte, but not more that is new.
        for decl in krate.decls().macros.iter().take(8) {
            self.calls += 1;
            let inputs = match decl.kind {
                MacroKind::Attr => vec![input(), input()],
                MacroKind::Derive { .. } | MacroKind::Bang => vec![input()],
            };
            let _ = krate.expand(&mut TestHost::default(), decl, inputs);
        }
        if start.elapsed() > TIME {
            self.complaints.push(format!("a generated module took {:?}", start.elapsed()));
        }
    }
}

fn input() -> Stream {
    parse("struct S { a: [u8; 4] }", Span::INPUT).unwrap()
}

/// Tries a module of the corpus.
fn written(tally: &mut Tally, path: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(path).unwrap();
    let line = |word: String| {
        let mut lines = text.lines().take_while(|line| line.starts_with(";;"));
        lines.find_map(|line| line.strip_prefix(&format!(";; {word}: ")))
    };
    let header = |word: &str| {
        let compiled = line(format!("COMPILED {word}")).filter(|_| host::RUNS_COMPILED);
        compiled.or_else(|| line(word.to_owned()))
    };
    let mut limits = Limits::default();
    if let Some(option) = header("LIMITS") {
        limits.set(option).unwrap();
    }
    tally.modules += 1;
    let options = Options { limits, ..Options::default() };
    let krate = load(wat::parse_str(&text).unwrap(), options);
    match (header("LOAD"), krate) {
        (Some(expected), Ok(_)) => Err(format!("it loads, but should not: {expected}")),
        (Some(expected), Err(error)) => expect(expected, &error.to_string()),
        (None, Err(error)) => Err(format!("it does not load: {error}")),
        (None, Ok(krate)) => {
            tally.loaded += 1;
            let _ = krate.start();
            let expected = header("CALL").ok_or("the header expects nothing")?;
            call(tally, &krate, expected, header("AFTER") == Some("fails"))
        }
    }
}

/// Calls both macros of a module, and again to see that the same comes of it.
fn call(
    tally: &mut Tally,
    krate: &MacroCrate,
    expected: &str,
    after_fails: bool,
) -> Result<(), String> {
    for _ in 0..2 {
        tally.calls += 2;
        let outcome = TestHost::default().expand(krate, "run", vec![input()]);
        expect(&format!("run failed: {expected}"), &outcome)?;
        let outcome = TestHost::default().expand(krate, "after", vec![input()]);
        let works = if after_fails { "after failed: " } else { "after: struct S " };
        expect(works, &outcome)?;
    }
    Ok(())
}

fn expect(expected: &str, message: &str) -> Result<(), String> {
    if message.starts_with(expected) {
        return Ok(());
    }
    Err(format!("expected: {expected}\n     but: {message}"))
}
