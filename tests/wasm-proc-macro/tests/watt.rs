//! Modules that speak watt's ABI, of both versions: programs that use their macros, with a macro list in
//! the module or behind its path. What is wrong with one is in `errors.rs`.

use std::path::PathBuf;
use std::sync::OnceLock;

use wasm_proc_macro_tests::watt_guest::{LIST, build};
use wasm_proc_macro_tests::{Dir, Form, Outcome, macro_crate};

const PRINTED: &str = "a point and east\nATTRIBUTE\n42 (2, 2)\n";

const VERSIONS: [&[&str]; 2] = [&["--cfg", "old"], &[]];

/// One of version 0.5 without a list, built once.
fn guest() -> &'static PathBuf {
    static GUEST: OnceLock<(Dir, PathBuf)> = OnceLock::new();
    let (_, path) = GUEST.get_or_init(|| {
        let dir = Dir::new();
        let path = build(&dir, &[]);
        (dir, path)
    });
    path
}

/// The option for it, as the crate `NAME`.
fn option(name: &str) -> [String; 2] {
    ["--wasm-proc-macro".to_owned(), format!("{name}={}{LIST}", guest().display())]
}

fn compile(source: &str) -> (Dir, Outcome) {
    let dir = Dir::with_main(source);
    let outcome = dir.rustc("main.rs").args(option("guest")).compile();
    (dir, outcome)
}

#[test]
fn programs_use_macros_that_the_module_lists() {
    for version in VERSIONS {
        let dir = Dir::new();
        let module = build(&dir, &[version, &["--cfg", "listed"]].concat());
        let source = dir.fixture("kinds_program.rs");
        dir.rustc(&source).macros("kinds", &module).compile().silent_success();
        assert_eq!(dir.run("kinds_program").success().stdout, PRINTED);
    }
}

#[test]
fn programs_use_macros_that_the_option_lists() {
    for version in VERSIONS {
        let dir = Dir::new();
        build(&dir, version);
        let source = dir.fixture("kinds_program.rs");
        let option = format!("kinds=guest.wasm{LIST}");
        dir.rustc(&source).args(["--wasm-proc-macro", &option]).compile().silent_success();
        assert_eq!(dir.run("kinds_program").success().stdout, PRINTED);
    }
}

#[test]
fn programs_use_modules_of_both_abis() {
    let dir = Dir::with_main(
        "fn main() { print!(\"{} {}\", guest::sum!(1, 2, kinds), kinds::sum!(40, guest)) }",
    );
    let rustc = dir.rustc("main.rs").macros("kinds", &macro_crate("kinds", Form::Unknown));
    rustc.args(option("guest")).compile().silent_success();
    assert_eq!(dir.run("main").success().stdout, "3 40");
}

/// The macros of a module share an instance, as watt has it.
#[test]
fn statics_are_shared_unless_they_are_to_be_fresh() {
    for (statics, printed) in [("shared", "1 2 3"), ("fresh", "1 1 1")] {
        let source = "use guest::count;\n\nfn main() {\n    let a = count!();\n    let b = count!();\n    \
                      let c = count!();\n    print!(\"{a} {b} {c}\");\n}\n";
        let dir = Dir::with_main(source);
        let rustc = dir.rustc("main.rs").args(option("guest"));
        rustc.args(["--wasm-proc-macro-statics", statics]).compile().silent_success();
        assert_eq!(dir.run("main").success().stdout, printed);
    }
}

#[test]
fn text_is_parsed_and_tokens_of_each_form_survive() {
    let (dir, outcome) = compile(
        r##"
        macro_rules! shown { ($($tree:tt)*) => { concat!($(stringify!($tree), " "),*) } }

        fn main() {
            let r#type = guest::parsed!("40 + 2");
            let text = guest::same!(shown!('a 'b' b'c' "d" r#"e"# b"f" c"g" 1u8 0x2f 3.5f32 -4 r#fn));
            println!("{text}{}", guest::same!(r#type));
        }
        "##,
    );
    outcome.silent_success();
    let printed = "'a 'b' b'c' \"d\" r#\"e\"# b\"f\" c\"g\" 1u8 0x2f 3.5f32 - 4 r#fn 42\n";
    assert_eq!(dir.run("main").success().stdout, printed);
}

/// The message is the macro's, without the words around it that the module's library has.
#[test]
fn a_panic_has_the_message_of_the_macro() {
    let (_, outcome) = compile("fn main() {\n    guest::refuse!(\"this\");\n}\n");
    insta::assert_snapshot!("panic", outcome.failure().stderr);
}

#[test]
fn text_that_cannot_be_parsed_is_no_stream() {
    let (_, outcome) = compile("fn main() {\n    guest::parsed!(\"(\");\n}\n");
    let stderr = outcome.failure().stderr;
    assert!(stderr.contains("message: `(` cannot be parsed"), "{stderr}");
}

/// An instance is lost with a panic, and the next expansion has a new one.
#[test]
fn a_panic_does_not_end_other_expansions() {
    let (_, outcome) = compile(
        "guest::refuse!(1);\nguest::refuse!(2);\n\nconst _: () = guest::sum!(1);\n\nfn main() {}\n",
    );
    let stderr = outcome.failure().stderr;
    for message in ["message: refused: 1", "message: refused: 2", "expected `()`, found `u64`"] {
        assert!(stderr.contains(message), "no {message}\n{stderr}");
    }
}

/// Tokens that a macro passes on are where the program has them.
#[test]
fn errors_are_at_the_tokens_of_the_program() {
    let (_, outcome) = compile("fn main() {\n    let _: () = guest::same!(1 + missing);\n}\n");
    let stderr = outcome.failure().stderr;
    assert!(stderr.contains("cannot find value `missing` in this scope"), "{stderr}");
    assert!(stderr.contains("--> main.rs:2:34"), "{stderr}");
    let (_, outcome) =
        compile("#[guest::renamed(other)]\nfn name() -> u8 {\n    \"text\"\n}\n\nfn main() {}\n");
    let stderr = outcome.failure().stderr;
    assert!(stderr.contains("--> main.rs:3:5"), "{stderr}");
}

#[test]
fn locals_of_the_program_are_seen_by_its_tokens() {
    let (dir, outcome) = compile(
        "fn main() { let x = 1; print!(\"{:?} {}\", guest::twice!(x), guest::parsed!(\"x + 1\")) }",
    );
    outcome.silent_success();
    assert_eq!(dir.run("main").success().stdout, "(1, 1) 2");
}

/// A library's macros are found again where the module is named with the same list, which says how the
/// crate is called.
#[test]
fn a_library_reexports_macros_of_a_module() {
    let option =
        |name| option(name).map(|arg| arg.replace(LIST, &format!("{LIST};crate:guest:2021")));
    let dir = Dir::with_main("fn main() { print!(\"{}\", wrapper::total!(1, 2)) }");
    dir.write("wrapper.rs", "pub use guest::sum as total;");
    let library = dir.rustc("wrapper.rs").args(["--crate-type", "lib"]).args(option("guest"));
    library.compile().silent_success();
    let program = || dir.rustc("main.rs").args(["--extern", "wrapper=libwrapper.rlib"]);
    program().args(option("guest")).compile().silent_success();
    assert_eq!(dir.run("main").success().stdout, "3");
    program().args(option("other_name")).compile().silent_success();
    // With another list it is another crate.
    let other = format!("guest={};bang:sum:sum", guest().display());
    let stderr = program().args(["--wasm-proc-macro", &other]).compile().failure().stderr;
    assert!(stderr.contains("can't find crate for `wrapper`"), "{stderr}");
}

#[test]
fn limits_hold() {
    let dir = Dir::with_main("fn main() {\n    guest::sum!(1);\n}\n");
    let rustc = dir.rustc("main.rs").args(option("guest"));
    let outcome = rustc.args(["--wasm-proc-macro-limit", "fuel=2K"]).compile();
    let stderr = outcome.failure().stderr;
    assert!(stderr.contains("the limit `fuel` of 2K units is reached"), "{stderr}");
}
