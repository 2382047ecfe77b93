//! What an expansion depends on: when one of these things changes, what is stored of it is not what is compiled.
//! Files and variables that macros read themselves are in `expansion_store`, another compiler in `tests/rustc-wasm`.

use std::fs;
use std::path::PathBuf;

use wasm_proc_macro_tests::{Dir, Form, build_macro_crate, macro_crate};

/// A compilation of a program, and what the program prints.
struct Case {
    /// The name of the macro crate, and the module.
    module: (&'static str, PathBuf),
    source: String,
    edition: &'static str,
    args: Vec<&'static str>,
    env: Option<(&'static str, &'static str)>,
    prints: &'static str,
}

/// A program that prints something with the macros of `fixtures/NAME.rs`.
fn case(name: &'static str, expression: &str, prints: &'static str) -> Case {
    Case {
        module: (name, macro_crate(name, Form::Wasip1)),
        source: format!("fn main() {{ print!(\"{{:?}}\", {expression}) }}"),
        edition: "2021",
        args: Vec::new(),
        env: None,
        prints,
    }
}

/// Compiles all programs one after the other, all with one store, and then again, when all expansions are known.
fn check_with(args: &[&str], cases: &[Case]) {
    let dir = Dir::new();
    let stored = || {
        let files = dir.path("store").read_dir().unwrap().map(|file| file.unwrap().path());
        let mut files: Vec<_> = files.map(|file| (fs::read(&file).unwrap(), file)).collect();
        files.sort();
        files
    };
    let compile_all = || {
        for case in cases {
            let (name, module) = &case.module;
            fs::copy(module, dir.path("module.wasm")).unwrap();
            dir.write("main.rs", &case.source);
            let rustc = dir.rustc("main.rs").macros(name, "module.wasm".as_ref());
            let rustc = rustc.args(["-Aunused", "--wasm-proc-macro-expansion-dir=store"]);
            let rustc = rustc.args(args).args(&case.args).edition(case.edition);
            let rustc = case.env.iter().fold(rustc, |rustc, (name, value)| rustc.env(name, value));
            rustc.compile().silent_success();
            assert_eq!(dir.run("main").success().stdout, case.prints, "{}", case.source);
        }
    };
    compile_all();
    let before = stored();
    assert!(!before.is_empty());
    compile_all();
    assert!(stored() == before, "something was not known");
}

fn check(cases: &[Case]) {
    for statics in ["shared", "fresh"] {
        check_with(&["--wasm-proc-macro-statics", statics], cases);
    }
}

#[test]
fn module() {
    let dirs = [Dir::new(), Dir::new()];
    let built = |dir: &Dir, cfg: &[&str]| {
        let module = build_macro_crate(dir, "answer", Form::Unknown, cfg);
        ("answer", module)
    };
    let one = Case { module: built(&dirs[0], &[]), ..case("answer", "answer::answer!()", "42") };
    let other = built(&dirs[1], &["--cfg", "other"]);
    check(&[one, Case { module: other, ..case("answer", "answer::answer!()", "43") }]);
}

#[test]
fn option() {
    let count = |statics, prints| Case {
        args: vec!["--wasm-proc-macro-statics", statics],
        ..case("slow", "[slow::count!(), slow::count!()]", prints)
    };
    check_with(&[], &[count("shared", "[0, 1]"), count("fresh", "[0, 0]")]);
}

#[test]
fn tracked_variable() {
    let with = |env, prints| Case {
        env,
        args: vec!["--wasm-proc-macro-allow-env=tracked=VARIABLE"],
        ..case("tracked", "tracked::env!(VARIABLE)", prints)
    };
    let [one, other] = ["one", "other"].map(|value| Some(("VARIABLE", value)));
    check(&[with(one, "\"one\""), with(other, "\"other\""), with(None, "\"not set\"")]);
}

/// In 2018, `c` and `""` are two tokens.
#[test]
fn edition() {
    let tokens = |edition, prints| Case { edition, ..case("asks", "asks::tokens!(c\"\")", prints) };
    check(&[tokens("2018", "2"), tokens("2021", "1")]);
}

#[test]
fn place() {
    let place = |expression, prints| case("asks", expression, prints);
    check(&[
        place("asks::place!(x)", "(1, 41)"),
        place("asks::place!( x)", "(1, 42)"),
        place("asks::place!(\nx)", "(2, 1)"),
    ]);
}

#[test]
fn text_of_the_source() {
    check(&[
        case("asks", "asks::text!((a b))", "\"(a b)\""),
        case("asks", "asks::text!((a /* c */ b))", "\"(a /* c */ b)\""),
    ]);
}

/// A variable of a declarative macro, and one that is given to it: the same tokens, for the macro that gets them.
#[test]
fn hygiene() {
    let with = |macro_call: &str, parameter: &str, argument: &str, prints| {
        let call = format!("{{ let x = 1u32; m!({argument}) }}");
        let mut case = case("asks", &call, prints);
        case.source += &format!(
            " #[macro_export] macro_rules! m {{ ({parameter}) => {{{{ let x = 10u32; asks::{macro_call} }}}} }}"
        );
        case
    };
    check(&[
        with("sum!(x)", "", "", "10"),
        with("sum!($x)", "$x:ident", "x", "1"),
        with("sum!(x $x)", "$x:ident", "x", "11"),
        with("sum!($x $x)", "$x:ident", "x", "2"),
        with("sum!(x x)", "", "", "20"),
        with("resolved!(x)", "", "", "(10, 10, 100)"),
        with("resolved!($x)", "$x:ident", "x", "(1, 10, 100)"),
    ]);
}
