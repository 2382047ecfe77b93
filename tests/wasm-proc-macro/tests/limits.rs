//! What a module may use and see, the options that say so, and that the compiler goes on afterwards.

use wasm_proc_macro_tests::{Dir, Form, Outcome, Rustc, macro_crate};

/// The compiler on `main.rs`, with the macros that misbehave.
fn hostile(dir: &Dir) -> Rustc<'_> {
    dir.rustc("main.rs").macros("hostile", &macro_crate("hostile", Form::Unknown))
}

fn compile(source: &str, args: &[&str]) -> (Dir, Outcome) {
    let dir = Dir::with_main(source);
    let outcome = hostile(&dir).args(args).compile();
    (dir, outcome)
}

/// Expects an error for `hostile::NAME!()` with these words, and that another macro of the crate still
/// expands, and other errors are reported.
#[track_caller]
fn check_fault(name: &str, args: &[&str], words: &[&str]) {
    let source = format!(
        "fn main() {{ let _: u32 = hostile::{name}!(); let _: u32 = hostile::good!(); \
         let _: u32 = \"another\"; }}"
    );
    let (_, outcome) = compile(&source, args);
    let outcome = outcome.failure();
    for word in words.iter().chain(&["expected `u32`, found `&str`", "previous errors"]) {
        assert!(outcome.stderr.contains(word), "nothing says `{word}`\n{outcome}");
    }
    let whose = format!("(macro `{name}` of the crate `hostile`)");
    assert!(outcome.stderr.contains(&whose), "{outcome}");
    assert_eq!(outcome.stderr.matches("proc macro panicked").count(), 1, "{outcome}");
}

#[test]
fn endless_loop_is_an_error_of_the_macro() {
    let how = "raise it with `--wasm-proc-macro-limit fuel=20M`";
    check_fault("spin", &["--wasm-proc-macro-limit", "fuel=10M"], &["`fuel` of 10M units", how]);
}

#[test]
fn endless_recursion_is_an_error_of_the_macro() {
    let words =
        ["the limit `depth` of 20K nested calls is reached, in `", "descend", "at offset 0x"];
    check_fault("deep", &[], &words);
    check_fault("deep", &["--wasm-proc-macro-limit=depth=100"], &["`depth` of 100 nested calls"]);
}

#[test]
fn endless_allocation_is_an_error_of_the_macro() {
    check_fault("hoard", &[], &["the limit `memory` of 1G bytes is reached"]);
    check_fault("hoard", &["--wasm-proc-macro-limit=memory=64M"], &["`memory` of 64M bytes"]);
}

#[test]
fn too_many_tokens_are_an_error_of_the_macro() {
    check_fault("flood", &["--wasm-proc-macro-limit=output=1M"], &["`output` of 1M bytes"]);
}

#[test]
fn kept_streams_are_an_error_of_the_macro() {
    check_fault("keep", &[], &["the limit `output` of 512M bytes is reached"]);
}

#[test]
fn growth_from_one_expansion_to_the_next_is_an_error_of_the_macro() {
    let source = "#![recursion_limit = \"64\"] hostile::double! { x } fn main() {}";
    for (limit, words) in [
        ("output=1M", "the limit `output` of 1M bytes is reached"),
        ("total-output=1M", "the limit `total-output` of 1M bytes is reached"),
        ("total-fuel=20M", "the limit `total-fuel` of 20M units is reached"),
    ] {
        let (_, outcome) = compile(source, &["--wasm-proc-macro-limit", limit]);
        let outcome = outcome.failure();
        assert!(outcome.stderr.contains(words), "{outcome}");
        assert!(outcome.stderr.contains("(macro `double` of the crate `hostile`)"), "{outcome}");
    }
}

#[test]
fn macro_crates_share_the_limits_of_a_compilation() {
    let dir =
        Dir::with_main("fn main() { let _: u32 = one::spin!(); let _: u32 = other::sum!(); }");
    let module = macro_crate("hostile", Form::Unknown);
    let rustc = dir.rustc("main.rs").macros("one", &module);
    let rustc = rustc.macros("other", &macro_crate("kinds", Form::Unknown));
    let outcome = rustc.args(["--wasm-proc-macro-limit=total-fuel=10M"]).compile().failure();
    assert_eq!(outcome.stderr.matches("`total-fuel` of 10M units").count(), 2, "{outcome}");
}

#[test]
fn a_macro_crate_can_have_limits_of_its_own() {
    let option = "--wasm-proc-macro-limit";
    for (own, fuel, how) in [
        ("hostile=fuel=1M", "`fuel` of 1M units is reached", "hostile=fuel=2M`"),
        ("hostile=output=1M", "`fuel` of 10M units is reached", "hostile=fuel=20M`"),
        ("another-crate=fuel=1M", "`fuel` of 10M units is reached", "fuel=20M`"),
    ] {
        let how = format!("raise it with `{option} {how}");
        check_fault("spin", &[option, own, option, "fuel=10M"], &[fuel, &how]);
    }
    // As `main.rs` calls it.
    let dir = Dir::with_main("fn main() { one::spin!(); }");
    let rustc = dir.rustc("main.rs").macros("one", &macro_crate("hostile", Form::Unknown));
    let outcome = rustc.args([option, "one=fuel=1M"]).compile().failure();
    assert!(outcome.stderr.contains("with `--wasm-proc-macro-limit one=fuel=2M`"), "{outcome}");
}

#[test]
fn refused_growth_is_no_error() {
    let (_, outcome) =
        compile("const _: [(); 300_000] = [(); hostile::grow!()]; fn main() {}", &[]);
    outcome.silent_success();
}

#[test]
fn trap_names_function_and_offset() {
    check_fault("trap", &[], &["unreachable", "in `", "at offset 0x"]);
}

#[test]
fn backtrace_is_shown_if_the_compilers_would_be() {
    let dir = Dir::with_main("const _: u32 = hostile::trap!(); fn main() {}");
    let outcome = hostile(&dir).env("RUST_BACKTRACE", "1").compile().failure();
    assert!(outcome.stderr.contains("WebAssembly backtrace:"), "{outcome}");
    assert!(outcome.stderr.contains("__wasm_proc_macro_trap"), "{outcome}");
}

#[test]
fn module_can_be_too_large() {
    let (_, outcome) =
        compile("use hostile::good; fn main() {}", &["--wasm-proc-macro-limit=module-size=1K"]);
    assert!(outcome.stderr.contains("the limit `module-size` of 1K bytes"), "{outcome}");
    outcome.failure();
}

#[test]
fn wrong_options_say_what_is_right() {
    let wrong = [
        ("--wasm-proc-macro-limit=fuel", "`--wasm-proc-macro-limit` takes `NAME=VALUE` or, for"),
        (
            "--wasm-proc-macro-limit=hostile=fuel=much",
            "`much` is not a valid value for the limit `fuel`",
        ),
        (
            "--wasm-proc-macro-limit=hostile=total-output=1",
            "is for all macro crates, and takes no `CRATE=`",
        ),
        ("--wasm-proc-macro-limit=speed=1", "unknown limit `speed`"),
        ("--wasm-proc-macro-limit=fuel=much", "`much` is not a valid value for the limit `fuel`"),
        (
            "--wasm-proc-macro-statics=some",
            "expected `--wasm-proc-macro-statics shared` or `fresh`, or `NAME=` before one of them, found `some`",
        ),
        ("--wasm-proc-macro-statics=hostile=some", "before one of them, found `hostile=some`"),
    ];
    for (option, words) in wrong {
        let (_, outcome) = compile("fn main() {}", &[option]);
        assert!(outcome.stderr.contains(words), "{outcome}");
        outcome.failure();
    }
}

#[track_caller]
fn check_output(source: &str, args: &[&str], expected: &str) {
    let (dir, outcome) = compile(source, args);
    outcome.silent_success();
    assert_eq!(dir.run("main").success().stdout, expected);
}

#[test]
fn statics_are_shared_or_fresh() {
    let source = "fn main() { print!(\"{}{}{}\", hostile::count!(), hostile::count!(), hostile::count!()); }";
    check_output(source, &[], "012");
    check_output(source, &["--wasm-proc-macro-statics", "shared"], "012");
    check_output(source, &["--wasm-proc-macro-statics", "fresh"], "000");
    // What is said of a crate goes before what is said of all, wherever it stands.
    check_output(source, &["--wasm-proc-macro-statics", "hostile=fresh"], "000");
    check_output(
        source,
        &["--wasm-proc-macro-statics=hostile=shared", "--wasm-proc-macro-statics=fresh"],
        "012",
    );
    check_output(source, &["--wasm-proc-macro-statics", "other=fresh"], "012");
}

const TWO: &str = "fn main() { print!(\"{}{}\", hostile::good!(), hostile::count!()); let _ = hostile::count!(); }";

#[test]
fn macros_that_depend_on_more_than_their_input_are_found() {
    let (_, outcome) = compile(TWO, &["--wasm-proc-macro-check-purity"]);
    let outcome = outcome.success();
    let words =
        "warning: the macro `count` of the crate `hostile` does not always expand to the same";
    // The first expansion is what a new instance does.
    assert_eq!(outcome.stderr.matches(words).count(), 1, "{outcome}");
    assert!(!outcome.stderr.contains("`good`"), "{outcome}");
    // With a new instance each time, it is always the same.
    let fresh = ["--wasm-proc-macro-check-purity", "--wasm-proc-macro-statics=fresh"];
    compile(TWO, &fresh).1.silent_success();
}

#[test]
fn environment_can_be_forbidden() {
    let source = "fn main() { print!(\"{}\", hostile::read_env!()); }";
    let compile = |args: &[&str]| {
        let dir = Dir::with_main(source);
        let outcome = hostile(&dir).args(args).env("HOSTILE", "seen").compile();
        (dir, outcome)
    };
    let (dir, outcome) = compile(&["--wasm-proc-macro-allow-env", "hostile=HOSTILE"]);
    outcome.silent_success();
    assert_eq!(dir.run("main").success().stdout, "seen");
    let (_, outcome) = compile(&["--wasm-proc-macro-deny-env"]);
    let words = "the macro `read_env` of the crate `hostile` may not read the environment variable `HOSTILE`";
    assert!(outcome.stderr.contains(words), "{outcome}");
    outcome.failure();
    // What the command line says is not an environment.
    let set = ["--wasm-proc-macro-deny-env", "-Zunstable-options", "--env-set", "HOSTILE=set"];
    let (dir, outcome) = compile(&set);
    outcome.silent_success();
    assert_eq!(dir.run("main").success().stdout, "set");
}

#[test]
fn crate_hash_does_not_depend_on_limits() {
    let dir = Dir::with_main("pub const N: u32 = hostile::good!();");
    let mut listed =
        [&[][..], &["--wasm-proc-macro-limit=fuel=1G", "--wasm-proc-macro-statics=fresh"]]
            .map(|args| {
                hostile(&dir)
                    .args(["--crate-type=lib", "--emit=metadata"])
                    .args(args)
                    .compile()
                    .silent_success();
                dir.rustc_alone().args(["-Zls=root", "libmain.rmeta"]).compile().success().stdout
            })
            .to_vec();
    listed.dedup();
    assert_eq!(listed.len(), 1, "{listed:?}");
}
