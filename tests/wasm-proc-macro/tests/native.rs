//! A user can forbid macro crates that are native code, but for those that are named.

use wasm_proc_macro_tests::{Dir, Form, Outcome, macro_crate};

const DENY: &str = "--wasm-proc-macro-deny-native";
const ALLOW: &str = "--wasm-proc-macro-allow-native";

/// Compiles the program that uses macros of each kind.
fn compile(form: Form, args: &[&str]) -> Outcome {
    let dir = Dir::new();
    let source = dir.fixture("kinds_program.rs");
    dir.rustc(&source).macros("kinds", &macro_crate("kinds", form)).args(args).compile()
}

#[test]
fn a_native_macro_crate_is_an_error_that_names_it() {
    let outcome = compile(Form::Native, &[DENY]).failure();
    let words = [
        "error: the procedural macro crate `kinds` is native code, which `--wasm-proc-macro-deny-native` forbids",
        "note: it is `",
        "help: `--wasm-proc-macro-allow-native kinds` lets it stay native",
    ];
    for word in words {
        assert!(outcome.stderr.contains(word), "nothing says `{word}`\n{outcome}");
    }
}

#[test]
fn modules_are_not_native() {
    compile(Form::Unknown, &[DENY]).silent_success();
    compile(Form::Wasip1, &[DENY]).silent_success();
}

#[test]
fn crates_that_are_named_may_be_native() {
    compile(Form::Native, &[DENY, ALLOW, "kinds"]).silent_success();
    compile(Form::Native, &[DENY, ALLOW, "other", ALLOW, "kinds"]).silent_success();
    let outcome = compile(Form::Native, &[DENY, ALLOW, "kind"]).failure();
    assert!(outcome.stderr.contains("`kinds` is native code"), "{outcome}");
    // Nothing is forbidden by what allows something.
    compile(Form::Native, &[ALLOW, "other"]).silent_success();
}

/// What a native macro crate does when its dylib is opened is done before any macro is run.
#[test]
fn the_dylib_is_not_even_opened() {
    let dir = Dir::with_main("extern crate loud_macros; fn main() {}");
    dir.write(
        "loud.rs",
        r#"
        extern "C" fn shout() {
            eprintln!("native code runs");
        }

        #[used]
        #[unsafe(link_section = ".init_array")]
        static SHOUT: extern "C" fn() = shout;
        "#,
    );
    let rustc = dir.rustc("loud.rs").args(["--crate-type", "proc-macro"]).edition("2024");
    rustc.args(["--crate-name", "loud_macros"]).compile().silent_success();
    let compile = |args: &[&str]| {
        let rustc = dir.rustc("main.rs").macros("loud_macros", "libloud_macros.so".as_ref());
        rustc.args(args).compile()
    };
    assert_eq!(compile(&[]).success().stderr, "native code runs\n");
    let outcome = compile(&[DENY]).failure();
    assert!(outcome.stderr.contains("`loud_macros` is native code"), "{outcome}");
    assert!(!outcome.stderr.contains("native code runs"), "{outcome}");
    // A package's name may have hyphens.
    compile(&[DENY, ALLOW, "loud-macros"]).success();
}

/// A library that was compiled before does not bring its macro crate in behind the user's back.
#[test]
fn macro_crates_of_libraries_are_meant_as_well() {
    let dir = Dir::with_main("#[derive(wrapper::MyDerive)] struct S; fn main() { S::made_by(); }");
    let source = dir.fixture("wrapper.rs");
    let native = macro_crate("inner_macros", Form::Native);
    dir.rustc(&source).macros("inner_macros", &native).compile().silent_success();
    let compile = |args: &[&str]| {
        let rustc = dir.rustc("main.rs").args(["--extern", "wrapper=libwrapper.rlib"]);
        rustc.with_path("-L", "dependency", native.parent().unwrap()).args(args).compile()
    };
    compile(&[]).success();
    let outcome = compile(&[DENY]).failure();
    assert!(outcome.stderr.contains("`inner_macros` is native code"), "{outcome}");
}

#[test]
fn rustdoc_and_its_tests_forbid_it_too() {
    let dir = Dir::new();
    dir.write(
        "lib.rs",
        "//! ```\n//! assert_eq!(kinds::sum!(1, 2), 3);\n//! ```\npub use kinds::sum;\n",
    );
    let native = macro_crate("kinds", Form::Native);
    let rustdoc =
        |args: &[&str]| dir.rustdoc("lib.rs").macros("kinds", &native).args(args).compile();
    for args in [&[][..], &["--test"]] {
        rustdoc(args).success();
        let outcome = rustdoc(&[args, &[DENY]].concat()).failure();
        let said = format!("{}{}", outcome.stdout, outcome.stderr);
        assert!(said.contains("`kinds` is native code"), "{outcome}");
    }
}
