//! The names under which a program finds a module and the macros in it.

use std::env::consts::{DLL_PREFIX, DLL_SUFFIX};
use std::fs;
use std::path::Path;

use wasm_proc_macro_tests::{Dir, Form, compile_both, macro_crate};

/// Compiles `source` with the module of `fixtures/names.rs` under the name `krate`; checks what the
/// program prints.
#[track_caller]
fn check(edition: &'static str, krate: &str, source: &str, printed: &str) {
    let dir = Dir::with_main(source);
    let rustc = dir.rustc("main.rs").edition(edition);
    rustc.macros(krate, &macro_crate("names", Form::Unknown)).compile().silent_success();
    assert_eq!(dir.run("main").success().stdout, printed);
}

macro_rules! programs {
    ($($(#[$attr:meta])* $test:ident: $edition:literal $krate:ident $source:literal => $printed:literal;)*) => {
        $(#[test] $(#[$attr])* fn $test() { check($edition, stringify!($krate), $source, $printed) })*
    };
}

programs! {
    use_of_a_derive: "2018" names
        r#"use names::Answer; #[derive(Answer)] struct S; fn main() { print!("{}", S::answer()) }"#
        => "42";
    use_of_everything: "2021" names
        r#"use names::*; #[derive(Answer)] struct S; fn main() { print!("{}{}", S::answer(), memory!()) }"#
        => "42memory";
    path_to_a_bang: "2018" names
        r#"fn main() { print!("{}", names::answer!()) }"# => "42";
    absolute_path: "2024" names
        r#"fn main() { print!("{}", ::names::answer!()) }"# => "42";
    path_to_a_derive: "2021" names
        r#"#[derive(names::Answer)] struct S; fn main() { print!("{}", S::answer()) }"# => "42";
    extern_crate: "2021" names
        r#"extern crate names; fn main() { print!("{}", names::answer!()) }"# => "42";
    extern_crate_with_macro_use: "2021" names
        r#"#[macro_use] extern crate names; #[derive(Answer)] struct S;
           fn main() { print!("{} {}", S::answer(), answer!()) }"#
        => "42 42";
    extern_crate_in_edition_2015: "2015" names
        r#"extern crate names; use names::Answer; #[derive(Answer)] struct S;
           mod inner { pub fn answer() -> u32 { ::names::answer!() } }
           fn main() { print!("{} {}", S::answer(), inner::answer()) }"#
        => "42 42";
    macro_use_in_edition_2015: "2015" names
        r#"#[macro_use(answer, Answer)] extern crate names; #[derive(Answer)] struct S;
           fn main() { print!("{} {}", S::answer(), answer!()) }"#
        => "42 42";
    extern_crate_under_another_name: "2021" names
        r#"extern crate names as other; fn main() { print!("{}", other::answer!()) }"# => "42";
    extern_crate_under_another_name_with_macro_use: "2015" names
        r#"#[macro_use] extern crate names as other; fn main() { print!("{}", answer!()) }"# => "42";
    /// The option names the crate, not the file and not the crate that was compiled.
    another_name_on_the_command_line: "2021" Other
        r#"use Other::Answer; #[derive(Answer)] struct S; fn main() { print!("{}", S::answer()) }"#
        => "42";
    another_name_in_edition_2015: "2015" Other
        r#"#[macro_use] extern crate Other; fn main() { print!("{}", answer!()) }"# => "42";
    reexport: "2021" names
        r#"mod macros { pub use names::{answer as reply, Answer as Reply}; }
           #[derive(macros::Reply)] struct S; fn main() { print!("{} {}", macros::reply!(), S::answer()) }"#
        => "42 42";
    attribute_called_main: "2021" names
        r#"#[names::main] fn start() { print!("started") }"# => "started";
    derive_called_calloc: "2021" names
        r#"#[derive(names::calloc)] struct S; fn main() { print!("{}", S::calloc()) }"# => "7";
    bangs_called_like_functions_of_c: "2021" names
        r#"fn main() { print!("{} {}", names::memcpy!(), names::malloc!()) }"# => "memcpy malloc";
    bangs_called_like_exports_of_a_module: "2021" names
        r#"fn main() { print!("{} {} {} {}", names::memory!(), names::_start!(), names::_initialize!(),
           names::__heap_base!()) }"#
        => "memory _start _initialize __heap_base";
    bangs_called_like_keywords: "2021" names
        r#"fn main() { print!("{} {}", names::r#try!(), names::r#async!()) }"# => "r#try r#async";
    keyword_as_a_plain_name_where_it_is_none: "2015" names
        r#"#[macro_use] extern crate names; fn main() { print!("{}", async!()) }"# => "r#async";
    bang_called_by_a_word_outside_of_ascii: "2021" names
        r#"fn main() { print!("{}", names::größe!()) }"# => "größe";
}

const PRINT_ANSWER: &str = r#"fn main() { print!("{}", Demo::answer!()) }"#;

#[track_caller]
fn check_answer(option: &str, file: &Path) {
    let dir = Dir::with_main(PRINT_ANSWER);
    dir.rustc("main.rs").with_path(option, "Demo", file).compile().silent_success();
    assert_eq!(dir.run("main").success().stdout, "42");
}

#[test]
fn the_option_extern() {
    check_answer("--extern", &macro_crate("names", Form::Unknown));
}

#[test]
fn file_without_the_extension() {
    let dir = Dir::new();
    for name in ["module", "module.bin", "module.1"] {
        fs::copy(macro_crate("names", Form::Unknown), dir.path(name)).unwrap();
        check_answer("--wasm-proc-macro", &dir.path(name));
        check_answer("--extern", &dir.path(name));
    }
}

/// What a build system expects to be a dylib may be a module: Cargo names the file, and finds it again for a crate that
/// uses the macros through another.
#[test]
fn file_that_is_called_like_a_dylib() {
    let dir = Dir::with_main(r#"fn main() { print!("{}", library::answer!()) }"#);
    dir.write("library.rs", "pub use names::answer;");
    fs::create_dir(dir.path("deps")).unwrap();
    let file = format!("deps/{DLL_PREFIX}names-0123abcd{DLL_SUFFIX}");
    fs::copy(macro_crate("names", Form::Unknown), dir.path(&file)).unwrap();
    check_answer("--extern", &dir.path(&file));
    check_answer("--wasm-proc-macro", &dir.path(&file));

    let library =
        dir.rustc("library.rs").args(["--crate-type", "lib", "-o", "deps/liblibrary.rlib"]);
    library.with_path("--extern", "names", &dir.path(&file)).compile().silent_success();
    let main = dir.rustc("main.rs").args(["-L", "dependency=deps"]);
    main.with_path("--extern", "library", &dir.path("deps/liblibrary.rlib"))
        .compile()
        .silent_success();
    assert_eq!(dir.run("main").success().stdout, "42");
}

#[test]
fn file_with_an_equals_sign_in_its_name() {
    let dir = Dir::new();
    fs::copy(macro_crate("names", Form::Unknown), dir.path("a=b.wasm")).unwrap();
    check_answer("--wasm-proc-macro", &dir.path("a=b.wasm"));
}

#[test]
fn argument_after_an_equals_sign() {
    let dir = Dir::with_main(PRINT_ANSWER);
    let module = macro_crate("names", Form::Unknown);
    let option = format!("--wasm-proc-macro=Demo={}", module.display());
    dir.rustc("main.rs").arg(option).compile().silent_success();
    assert_eq!(dir.run("main").success().stdout, "42");
}

/// One module may be two crates, as with `--extern`.
#[test]
fn one_file_under_two_names() {
    let dir = Dir::with_main(r#"fn main() { print!("{}", One::answer!() + Two::answer!()) }"#);
    let module = macro_crate("names", Form::Unknown);
    dir.rustc("main.rs").macros("One", &module).macros("Two", &module).compile().silent_success();
    assert_eq!(dir.run("main").success().stdout, "84");
}

/// A crate that nothing names is not even read.
#[test]
fn unused_crate() {
    for option in ["--wasm-proc-macro", "--extern"] {
        let dir = Dir::with_main("fn main() {}");
        dir.write("broken.wasm", b"\0asm and no more");
        for file in ["broken.wasm", "missing.wasm"] {
            dir.rustc("main.rs")
                .with_path(option, "Broken", file.as_ref())
                .compile()
                .silent_success();
        }
    }
}

/// In edition 2015 the option puts no crate into scope by itself.
#[test]
fn edition_2015_without_extern_crate() {
    let dir = Dir::with_main("fn main() { print!(\"{}\", names::answer!()) }");
    let compile = |form| {
        let rustc =
            dir.rustc("main.rs").edition("2015").macros("names", &macro_crate("names", form));
        rustc.compile()
    };
    let native = compile(Form::Native);
    compile(Form::Unknown).same_as(&native);
}

#[test]
fn lint_unused_crate_dependencies() {
    let dir = Dir::with_main("#![warn(unused_crate_dependencies)] fn main() {}");
    let warned = compile_both(&dir, "main.rs", "names", &[]).success();
    assert!(warned.stderr.contains("extern crate `names` is unused"), "{warned}");

    let dir = Dir::with_main("#![warn(unused_crate_dependencies)] use names as _; fn main() {}");
    compile_both(&dir, "main.rs", "names", &[]).silent_success();
}

#[test]
fn lint_unused_extern_crates() {
    let dir = Dir::with_main("#![warn(unused_extern_crates)] extern crate names; fn main() {}");
    let warned = compile_both(&dir, "main.rs", "names", &[]).success();
    assert!(warned.stderr.contains("unused extern crate"), "{warned}");
}

/// What the compiler says of a macro that the crate does not have is what it says natively.
#[test]
fn unknown_macros() {
    let dir = Dir::with_main(
        "use names::Nothing; #[derive(names::Answr)] struct S; #[names::answer] fn f() {} \
         fn main() { names::anwser!(); names::Answer!(); names::answer(); }",
    );
    let error = compile_both(&dir, "main.rs", "names", &[]).failure();
    assert!(error.stderr.contains("cannot find `anwser` in `names`"), "{error}");
}
