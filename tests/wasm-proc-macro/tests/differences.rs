//! Where a macro in a module differs from a native one: what `docs/differences.md` says, on both sides.

use wasm_proc_macro_tests::{Dir, Form, Outcome, macro_crate};

/// Compiles `main` with the macros of `api`, natively and from a module.
fn compile(main: &str) -> [Outcome; 2] {
    let dir = Dir::with_main(main);
    [Form::Native, Form::Unknown]
        .map(|form| dir.rustc("main.rs").macros("api", &macro_crate("api", form)).compile())
}

/// What the program prints when compiled natively and from a module.
fn run(main: &str) -> [String; 2] {
    let dir = Dir::with_main(main);
    [Form::Native, Form::Unknown].map(|form| {
        dir.rustc("main.rs").macros("api", &macro_crate("api", form)).compile().success();
        dir.run("main").success().stdout
    })
}

/// Natively the inner expansion runs on another thread, which a module does not have.
#[test]
fn inner_expansions_have_statics_of_their_own() {
    let [native, wasm] = run(
        "fn main() { print!(\"{} {} {}\", api::count!(), api::expand!(api::count!();), api::count!()) }",
    );
    for (output, inner, last) in [(native, ": 1u32 ", " 2"), (wasm, ": 0u32 ", " 1")] {
        let is_expected =
            output.starts_with("0 ") && output.contains(inner) && output.ends_with(last);
        assert!(is_expected, "{output}");
    }
}

/// An instance that failed is thrown away.
#[test]
fn statics_start_anew_after_a_panic() {
    let [native, wasm] =
        compile("api::count_aloud!(); api::fail!(str); api::count_aloud!(); fn main() {}");
    let counts = |outcome: Outcome| {
        let stderr = outcome.failure().stderr;
        ["expansion 0", "expansion 1"].map(|text| stderr.matches(text).count())
    };
    assert_eq!(counts(native), [1, 1]);
    assert_eq!(counts(wasm), [2, 0]);
}

/// A module is built with `panic = "abort"`: nothing is unwound.
#[test]
fn values_are_not_dropped_by_a_panic() {
    let [native, wasm] = compile("api::fail!(drop); fn main() {}");
    for outcome in [native.failure(), wasm.failure()].iter().zip([true, false]) {
        let (outcome, drops) = outcome;
        assert!(outcome.stderr.contains("help: message: with a guard"), "{outcome}");
        assert_eq!(outcome.stderr.contains("dropped"), drops, "{outcome}");
    }
}

#[test]
fn panics_are_not_caught() {
    let [native, wasm] = compile("fn main() { print!(\"{}\", api::catch!()) }");
    native.success();
    let wasm = wasm.failure();
    assert!(wasm.stderr.contains("help: message: to be caught"), "{wasm}");
}

/// With this option a native macro's panic hook runs, which says where the panic was.
#[test]
fn place_of_a_panic_is_not_shown() {
    let dir = Dir::with_main("api::fail!(str); fn main() {}");
    for (form, shows) in [(Form::Native, true), (Form::Unknown, false)] {
        let rustc = dir.rustc("main.rs").macros("api", &macro_crate("api", form));
        let outcome = rustc.arg("-Zproc-macro-backtrace").compile().failure();
        assert_eq!(outcome.stderr.contains("panicked at api.rs:"), shows, "{form:?}\n{outcome}");
        assert!(outcome.stderr.contains("help: message: a plain text"), "{form:?}\n{outcome}");
    }
}
