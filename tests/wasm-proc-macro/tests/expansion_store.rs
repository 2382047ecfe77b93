//! Expansions that are kept from one compilation to the next: the second one runs no macro that it need not run, and
//! nothing else is different.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use wasm_proc_macro_tests::{Dir, Form, Outcome, Rustc, macro_crate};

const STORE: &str = "--wasm-proc-macro-expansion-dir";
const FRESH: [&str; 2] = ["--wasm-proc-macro-statics", "fresh"];

fn files(dir: &Dir, store: &str) -> Vec<PathBuf> {
    let Ok(files) = dir.path(store).read_dir() else { return Vec::new() };
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    files
}

/// The expansions that are reported, by macro and line.
fn expansions(dir: &Dir) -> Vec<String> {
    let report = dir.take("report");
    let expansion = |line: &str| {
        let fields: Vec<&str> = line.split('\t').collect();
        format!("{} {}", fields[4], fields[6])
    };
    report.lines().map(expansion).collect()
}

/// Compiles `main.rs` with the macros of `slow.rs`, and says of each expansion whether its macro was run.
fn compile(dir: &Dir, args: &[&str]) -> (Outcome, Vec<(String, bool)>) {
    let rustc = dir.rustc("main.rs").macros("slow", &macro_crate("slow", Form::Unknown));
    let rustc = rustc.args(["--wasm-proc-macro-report", "report"]).args(args);
    let rustc = rustc.env("RUSTC_LOG", "rustc_expand::wasm_proc_macro=info");
    let outcome = rustc.env("RUSTC_LOG_OUTPUT_TARGET", "log").compile();
    let log = dir.take("log");
    let is_run = log.lines().map(|line| {
        let is_run = line.ends_with("` is run");
        assert!(is_run || line.ends_with("` is stored"), "{line}");
        is_run
    });
    let (is_run, expansions): (Vec<_>, _) = (is_run.collect(), expansions(dir));
    assert_eq!(is_run.len(), expansions.len(), "{log}");
    (outcome, expansions.into_iter().zip(is_run).collect())
}

fn run(lines: &[(&str, bool)]) -> Vec<(String, bool)> {
    lines.iter().map(|&(line, is_run)| (line.to_owned(), is_run)).collect()
}

/// Compiles a program of the fixtures without a store, filling one and using it. What comes of it is the same.
fn compare(program: &str, name: &str, form: Form, args: &[&str]) {
    let compile = |dir: &Dir, more: &[&str]| {
        let source = dir.fixture(program);
        let rustc = dir.rustc(&source).macros(name, &macro_crate(name, form));
        let rustc = rustc.args(["--crate-name", "main", "--emit=metadata,dep-info"]).args(args);
        let outcome = rustc.env("SOMETHING", "set").args(more).compile();
        let written =
            ["libmain.rmeta", "main.d"].map(|file| fs::read(dir.path(file)).unwrap_or_default());
        (outcome.code, outcome.stdout, outcome.stderr, written)
    };
    let dir = Dir::new();
    let without = compile(&dir, &[]);
    for statics in ["shared", "fresh"] {
        let store = [STORE, statics, "--wasm-proc-macro-statics", statics];
        let filling = compile(&dir, &store);
        assert!(filling == without, "{program}, filling: {filling:?}\n{without:?}");
        let before: Vec<_> =
            files(&dir, statics).iter().map(fs::read).map(Result::unwrap).collect();
        let using = compile(&dir, &store);
        assert!(using == without, "{program}, using: {using:?}\n{without:?}");
        // Nothing was new.
        let after: Vec<_> = files(&dir, statics).iter().map(fs::read).map(Result::unwrap).collect();
        assert!(before == after && before.len() == 1, "{program}: {} files", before.len());
    }
}

#[test]
fn programs_are_the_same() {
    for form in [Form::Unknown, Form::Wasip1] {
        compare("kinds_program.rs", "kinds", form, &[]);
        compare("api_program.rs", "api", form, &[]);
    }
}

#[test]
fn a_macro_whose_expansion_is_known_is_not_run() {
    let dir = Dir::with_main("fn main() { print!(\"{:?}\", slow::slow!(a b c)) }");
    let store = [STORE, "store"];
    for is_run in [true, false, false] {
        let (outcome, expansions) = compile(&dir, &store);
        outcome.silent_success();
        assert_eq!(expansions, run(&[("slow 1", is_run)]));
        assert!(dir.run("main").success().stdout.starts_with("(3, "));
    }
    assert_eq!(files(&dir, "store").len(), 1);
    // What is asked of the same tokens elsewhere has the same answers.
    dir.write("main.rs", "\n\nfn main() { print!(\"{:?}\", slow::slow!(a b c)) }");
    assert_eq!(compile(&dir, &store).1, run(&[("slow 3", false)]));
    // Of others it has not.
    dir.write("main.rs", "fn main() { print!(\"{:?}\", slow::slow!(a b d)) }");
    assert_eq!(compile(&dir, &store).1, run(&[("slow 1", true)]));
    assert!(dir.run("main").success().stdout.starts_with("(3, "));
}

#[test]
fn with_fresh_statics_each_expansion_is_known_for_itself() {
    let program = |inputs: [&str; 3]| {
        let [one, two, three] = inputs.map(|input| format!("slow::slow!({input});\n"));
        format!("fn main() {{\n{one}{two}{three}}}")
    };
    let dir = Dir::with_main(&program(["a", "b", "c"]));
    let [first, second, third] = ["slow 2", "slow 3", "slow 4"];
    for (statics, last) in [("fresh", false), ("shared", true)] {
        let args = [STORE, "store", "--wasm-proc-macro-statics", statics];
        dir.write("main.rs", program(["a", "b", "c"]));
        let all = |one, two, three| run(&[(first, one), (second, two), (third, three)]);
        assert_eq!(compile(&dir, &args).1, all(true, true, true), "{statics}");
        assert_eq!(compile(&dir, &args).1, all(false, false, false), "{statics}");
        dir.write("main.rs", program(["a", "x", "c"]));
        assert_eq!(compile(&dir, &args).1, all(false, true, last), "{statics}");
    }
}

#[test]
fn what_a_macro_says_is_said_again() {
    let dir = Dir::with_main("slow::warn!(a b);\nfn main() { a(); b() }");
    let mut outcomes = Vec::new();
    for args in [&[][..], &[STORE, "store"], &[STORE, "store"]] {
        let (outcome, _) = compile(&dir, args);
        let Outcome { stdout, stderr, .. } = outcome.success();
        assert!(
            stderr.contains("warning: line 1, column 13") && stderr.contains("a note"),
            "{stderr}"
        );
        outcomes.push((stdout, stderr));
    }
    assert_eq!(outcomes[0].0, "printed a\nprinted b\n");
    assert!(outcomes.iter().all(|outcome| *outcome == outcomes[0]), "{outcomes:?}");
    // In other places.
    dir.write("main.rs", "\n  slow::warn!(a b);\nfn main() { a(); b() }");
    let moved = compile(&dir, &[STORE, "store"]).0.success();
    assert!(moved.stderr.contains("warning: line 2, column 15"), "{moved}");
    assert!(moved.stderr.contains("main.rs:2:15"), "{moved}");
}

#[test]
fn statics_that_are_shared_have_seen_what_was_not_run() {
    let count = "slow::count!()";
    let dir = Dir::new();
    for (calls, expected) in [
        (vec![count, count], "01"),
        (vec![count, count], "01"),
        (vec![count, count, count], "012"),
        (vec![count, "slow::expanded!(concat!('x'))", count], "0\"x\"1"),
    ] {
        let format = "{}".repeat(calls.len());
        dir.write("main.rs", format!("fn main() {{ print!(\"{format}\", {}) }}", calls.join(", ")));
        compile(&dir, &[STORE, "store"]).0.silent_success();
        assert_eq!(dir.run("main").success().stdout, expected);
    }
}

#[test]
fn expressions_are_expanded_anew() {
    let dir = Dir::with_main(
        "fn main() { print!(\"{}\", slow::expanded!(concat!(\"a\", env!(\"CARGO_PKG_NAME\")))) }",
    );
    for (value, expected) in [("b", "\"ab\""), ("b", "\"ab\""), ("c", "\"ac\""), ("b", "\"ab\"")] {
        let rustc = dir.rustc("main.rs").macros("slow", &macro_crate("slow", Form::Unknown));
        rustc
            .env("CARGO_PKG_NAME", value)
            .args([STORE, "store"])
            .args(FRESH)
            .compile()
            .silent_success();
        assert_eq!(dir.run("main").success().stdout, expected);
    }
}

/// A program that prints what `world` sees, compiled in a directory with a store.
fn world<'a>(dir: &'a Dir, call: &str) -> Rustc<'a> {
    dir.write("main.rs", format!("fn main() {{ print!(\"{{}}\", world::{call}) }}"));
    let rustc = dir.rustc("main.rs").macros("world", &macro_crate("world", Form::Wasip1));
    rustc.args([STORE, "store", "--emit", "dep-info,link"]).args(FRESH)
}

#[test]
fn variables_and_files_are_read_again() {
    let dir = Dir::new();
    for value in ["one", "one", "two", "one"] {
        world(&dir, "variable!(CARGO_PKG_NAME)")
            .env("CARGO_PKG_NAME", value)
            .compile()
            .silent_success();
        assert_eq!(dir.run("main").success().stdout, format!("(Ok(\"{value}\"), true)"));
        assert!(dir.read("main.d").contains(&format!("# env-dep:CARGO_PKG_NAME={value}")));
    }
    fs::create_dir(dir.path("data")).unwrap();
    let long = "long ".repeat(100);
    for text in ["one", "one", "two", &long, &long, "one"] {
        dir.write("data/file", text);
        let rustc = world(&dir, "read!(\"data/file\")");
        rustc.args(["--wasm-proc-macro-allow-read", "world=data"]).compile().silent_success();
        assert_eq!(dir.run("main").success().stdout, format!("Ok(\"{text}\")"));
        assert!(dir.read("main.d").contains("data/file"), "{}", dir.read("main.d"));
    }
    // What was allowed is not any more.
    world(&dir, "read!(\"data/file\")").compile().success();
    assert_eq!(dir.run("main").success().stdout, "Err(())");
}

#[test]
fn errors_are_the_same_and_not_stored() {
    let dir = Dir::with_main("slow::panics!(no reason); fn main() { slow::slow!(a); }");
    let mut errors = Vec::new();
    for args in [&[][..], &[STORE, "store"], &[STORE, "store"]] {
        let (outcome, _) = compile(&dir, args);
        errors.push(outcome.failure().stderr);
    }
    assert!(errors[0].contains("no reason"), "{}", errors[0]);
    assert!(errors.iter().all(|error| *error == errors[0]), "{errors:?}");
}

#[test]
fn other_options_and_editions_have_other_answers() {
    let dir = Dir::with_main("fn main() { print!(\"{:?}\", slow::slow!(a)) }");
    let is_run = |args: &[&str]| {
        let (outcome, expansions) = compile(&dir, &[args, &[STORE, "store"]].concat());
        outcome.silent_success();
        expansions[0].1
    };
    assert!(is_run(&[]));
    assert!(!is_run(&[]));
    assert!(is_run(&FRESH));
    assert!(is_run(&["--wasm-proc-macro-limit", "depth=1000"]));
    assert!(is_run(&["--crate-name", "other"]));
    assert!(!is_run(&[]));
    let args = ["--wasm-proc-macro-limit", "fuel=1M", STORE, "store"];
    let (outcome, _) = compile(&dir, &args);
    assert!(outcome.failure().stderr.contains("the limit `fuel` of 1M"));
}

#[test]
fn the_report_is_the_same() {
    let dir = Dir::with_main("fn main() { slow::slow!(a); slow::slow!(b); slow::count!(); }");
    let lines = |args: &[&str]| {
        let rustc = dir.rustc("main.rs").macros("slow", &macro_crate("slow", Form::Unknown));
        let rustc = rustc.args(["--wasm-proc-macro-report", "report"]).args(args);
        rustc.compile().silent_success();
        let report = dir.read("report");
        fs::remove_file(dir.path("report")).unwrap();
        let fields = |line: &str| {
            let mut fields: Vec<String> = line.split('\t').map(str::to_owned).collect();
            // The time.
            fields.remove(8);
            fields
        };
        report.lines().map(fields).collect::<Vec<_>>()
    };
    let without_fuel = |lines: &[Vec<String>]| {
        let mut lines = lines.to_vec();
        lines.iter_mut().for_each(|fields| drop(fields.remove(8)));
        lines
    };
    let without = lines(&[]);
    assert_eq!(without.len(), 3);
    let filling = lines(&[STORE, "store"]);
    assert_eq!(lines(&[STORE, "store"]), filling);
    // The interpreter takes fuel for translating functions, but not where expansions are stored.
    assert_eq!(without_fuel(&filling), without_fuel(&without));
}

#[test]
fn files_that_are_damaged_or_of_others_are_ignored() {
    let dir = Dir::with_main("fn main() { print!(\"{:?}\", slow::slow!(a)) }");
    let is_run = || {
        let (outcome, expansions) = compile(&dir, &[STORE, "store"]);
        outcome.silent_success();
        expansions[0].1
    };
    assert!(is_run());
    let [file] = &*files(&dir, "store") else { panic!("not one file") };
    let mut content = fs::read(file).unwrap();
    let middle = content.len() / 2;
    content[middle] ^= 1;
    fs::write(file, content).unwrap();
    assert!(is_run());
    assert!(!is_run());
    fs::set_permissions(file, PermissionsExt::from_mode(0o666)).unwrap();
    assert!(is_run());
    assert!(!is_run());
    fs::set_permissions(dir.path("store"), PermissionsExt::from_mode(0o777)).unwrap();
    let (outcome, expansions) = compile(&dir, &[STORE, "store"]);
    let words = "warning: expansions of macros cannot be kept: ";
    assert_eq!(outcome.success().stderr.matches(words).count(), 1);
    assert!(expansions[0].1);
}

#[test]
fn the_directory_of_incremental_compilation_can_be_used() {
    let dir = Dir::with_main("fn main() { print!(\"{:?}\", slow::slow!(a)) }");
    // An argument that starts with `@` would name a file with arguments.
    let store = format!("{STORE}=@incremental");
    for args in [&[&store[..]][..], &[&store, "-Cincremental=cache"]] {
        for is_first in [true, false] {
            let (outcome, expansions) = compile(&dir, args);
            outcome.silent_success();
            // Without `-C incremental` there is no such directory.
            assert_eq!(expansions[0].1, is_first || args.len() == 1);
        }
    }
    assert_eq!(files(&dir, "cache/wasm-proc-macro-expansions").len(), 1);
    assert!(!dir.path("@incremental").exists());
}
