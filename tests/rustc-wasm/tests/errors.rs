//! Errors end the process as rustc does, and never as a trap does; where a directory is not open they say
//! so.

use std::fs;

use rustc_wasm_tests::{TARGET, ask_same, check_same};
use wasm_proc_macro_tests::{Dir, Form, Outcome, dist, macro_crate};

/// Expects the code, the words, and that the runtime has nothing to say.
#[track_caller]
fn expect(outcome: Outcome, code: i32, words: &[&str]) {
    assert_eq!(outcome.code, Some(code), "{outcome}");
    for word in words {
        assert!(outcome.stderr.contains(word), "nothing says `{word}`\n{outcome}");
    }
    for bad in ["wasm trap", "wasm backtrace", "panicked at"] {
        assert!(code == 101 || !outcome.stderr.contains(bad), "a trap\n{outcome}");
    }
}

fn check(dir: &Dir) -> Outcome {
    dir.rustc_wasm("main.rs").args(["--emit", "metadata"]).compile()
}

#[test]
fn errors_of_all_phases_are_the_native_ones() {
    let sources = [
        "fn main( {",
        "fn main() { \"open",
        "mod missing; fn main() {}",
        "use nothing::here; fn main() {}",
        "fn main() { let x: u32 = \"\"; }",
        "fn main() { let s = String::new(); drop(s); drop(s); }",
        "const X: u32 = 1 / 0; fn main() { let _ = X; }",
        "#![no_main] static X: [u8; usize::MAX] = [0; usize::MAX];",
        "#![deny(warnings)] fn main() { let unused = 1; }",
        "compile_error!(\"no\"); fn main() {}",
        "include!(\"missing.rs\"); fn main() {}",
        "fn main() { let _ = include_str!(\"missing.txt\"); }",
        "extern crate missing; fn main() {}",
        "#![feature(nonsense)] fn main() {}",
        "fn not_main() {}",
    ];
    for source in sources {
        let dir = Dir::with_main(source);
        for args in [&[][..], &["--error-format=json", "--json=diagnostic-rendered-ansi"]] {
            let outcome = check_same(&dir, args);
            expect(outcome, 1, &[]);
        }
    }
}

#[test]
fn warnings_are_the_native_ones() {
    let dir = Dir::with_main("fn unused() {} fn main() { let x = 1; }");
    assert!(check_same(&dir, &[]).success().stderr.contains("function `unused` is never used"));
}

#[test]
fn colours_are_off_as_nobody_looks() {
    let dir = Dir::with_main("fn main() { 1 }");
    let auto = check_same(&dir, &[]);
    assert!(!auto.stderr.contains('\u{1b}'));
    assert!(check_same(&dir, &["--color", "always"]).stderr.contains('\u{1b}'));
}

#[test]
fn internal_error_prints_its_message_and_ends_with_101() {
    let dir = Dir::with_main("fn main() { 1 }");
    let args = ["--emit", "metadata", "-Ztreat-err-as-bug=1"];
    let outcome = dir.rustc_wasm("main.rs").args(args).compile();
    expect(
        outcome,
        101,
        &["the compiler unexpectedly panicked", "mismatched types", "query stack"],
    );
}

#[test]
fn internal_error_that_is_reported_in_the_end() {
    let dir = Dir::with_main(
        "#![feature(rustc_attrs)] #[rustc_delayed_bug_from_inside_query] fn main() {}",
    );
    let args = ["--emit", "metadata", "-Ainternal_features"];
    let outcome = dir.rustc_wasm("main.rs").args(args).compile();
    let words = ["internal compiler error: delayed bug", "end of query stack"];
    expect(outcome, 101, &words);
}

#[test]
fn source_that_is_not_there() {
    expect(check(&Dir::new()), 1, &["couldn't read `main.rs`"]);
}

#[test]
fn source_that_is_no_file() {
    let dir = Dir::new();
    fs::create_dir(dir.path("main.rs")).unwrap();
    expect(check(&dir), 1, &["couldn't read `main.rs`"]);
}

#[test]
fn source_that_is_no_text() {
    let dir = Dir::new();
    dir.write("main.rs", b"fn main() {} // \xff\xfe");
    expect(check_same(&dir, &[]), 1, &["couldn't read `main.rs`", "valid UTF-8"]);
}

#[test]
fn module_that_is_not_there() {
    let dir = Dir::with_main("use demo::x; fn main() {}");
    let outcome = check_same(&dir, &["--wasm-proc-macro", "demo=missing.wasm"]);
    expect(outcome, 1, &["missing.wasm"]);
}

#[test]
fn module_that_is_none() {
    let dir = Dir::with_main("use demo::x; fn main() {}");
    dir.write("demo.wasm", "this is no module");
    expect(check_same(&dir, &["--wasm-proc-macro", "demo=demo.wasm"]), 1, &["demo.wasm"]);
}

/// WASI sees only what `--dir` names. What is given the name `.` or `/` has everything in it.
#[test]
fn directory_that_is_not_open() {
    let dir = Dir::with_main("use demo::x; fn main() {}");
    let (work, dist) = ((".", "work"), (dist().to_str().unwrap(), "dist"));
    let check = |source: &str, dirs: &[_]| {
        let rustc = dir.rustc_wasm(source).dirs(dirs);
        rustc.args(["--emit", "metadata", "--out-dir", "work", "--sysroot", "dist"])
    };
    expect(check("main.rs", &[dist]).compile(), 1, &["couldn't read `main.rs`", "--dir"]);
    expect(check("/main.rs", &[work, dist]).compile(), 1, &["couldn't read `/main.rs`", "--dir"]);
    let module = ["--wasm-proc-macro", "demo=/elsewhere/demo.wasm"];
    let outcome = check("work/main.rs", &[work, dist]).args(module).compile();
    expect(outcome, 1, &["/elsewhere/demo.wasm", "--dir"]);
    let module = ["--wasm-proc-macro", "demo=work/demo.wasm"];
    let outcome = check("work/main.rs", &[work, dist]).args(module).compile();
    expect(outcome, 1, &["extern location for demo does not exist: work/demo.wasm"]);
    dir.write("main.rs", "fn main() {}");
    let rustc = dir.rustc_wasm("work/main.rs").dirs(&[work, dist]).args(["--sysroot", "dist"]);
    let outcome = rustc.args(["--emit", "metadata", "-o", "/elsewhere/out.rmeta"]).compile();
    expect(outcome, 1, &["/elsewhere"]);
}

#[test]
fn sysroot_that_is_none() {
    let dir = Dir::with_main("fn main() {}");
    for (dirs, args) in [
        (&[(".", "/")][..], &[][..]),
        (&[(".", ".")], &[]),
        (&[(".", "/")], &["--sysroot", "nowhere"]),
    ] {
        let rustc = dir.rustc_wasm("main.rs").dirs(dirs).args(["--emit", "metadata"]);
        expect(rustc.args(args).compile(), 1, &["can't find crate for `std`", "--sysroot"]);
    }
}

#[test]
fn target_without_a_standard_library() {
    let dir = Dir::with_main("fn main() {}");
    let args = ["--emit", "metadata", "--target", "aarch64-apple-darwin"];
    let outcome = dir.rustc_wasm("main.rs").args(args).compile();
    expect(
        outcome,
        1,
        &["can't find crate for `std`", "the `aarch64-apple-darwin` target may not be"],
    );
}

/// No file can be made in `/proc`, whoever asks.
#[test]
fn output_that_cannot_be_written() {
    let dir = Dir::with_main("fn main() {}");
    let dist = dist().to_str().unwrap();
    let rustc = || dir.rustc_wasm("main.rs").dirs(&[(".", "/"), (dist, "/dist"), ("/proc", "/ro")]);
    for args in [
        &["--emit", "metadata=/ro/main.rmeta"][..],
        &["--emit", "metadata", "--out-dir", "/ro/out"],
        &["--emit", "metadata", "-o", "/missing/main.rmeta"],
        &["--emit", "dep-info=/ro/main.d"],
        &["-Zunpretty=expanded", "-o", "/ro/main.rs"],
        &["-Zunpretty=expanded", "-o", "/missing/main.rs"],
        &["--emit", "metadata", "-C", "incremental=/ro/incremental"],
        &["--print", "cfg=/ro/cfg"],
    ] {
        expect(rustc().args(args).compile(), 1, &["error: "]);
    }
}

#[test]
fn output_that_is_a_directory() {
    let dir = Dir::with_main("fn main() {}");
    fs::create_dir(dir.path("libmain.rmeta")).unwrap();
    expect(check(&dir), 1, &["error: "]);
}

/// A macro that panics, one whose output does not parse, and the errors around them.
#[test]
fn errors_of_macros_are_the_native_ones() {
    let dir = Dir::new();
    fs::copy(macro_crate("kinds", Form::Unknown), dir.path("kinds.wasm")).unwrap();
    for source in [
        "use kinds::*; #[derive(Describe)] enum E {} fn main() { let x: u32 = \"\"; }",
        "use kinds::*; #[renamed(1)] fn old() {} fn main() { missing(); }",
        "use kinds::*; fn main() { let x: () = sum!(1, 2); }",
        "use kinds::missing; fn main() {}",
    ] {
        dir.write("main.rs", source);
        let outcome = check_same(&dir, &["--wasm-proc-macro", "kinds=kinds.wasm"]);
        expect(outcome, 1, &[]);
    }
}

#[test]
fn option_errors_are_the_native_ones() {
    expect(ask_same(&["--emit", "nonsense", "main.rs"]), 1, &["nonsense"]);
    expect(ask_same(&["-C", "opt-level=nonsense", "main.rs"]), 1, &["nonsense"]);
    let dir = Dir::with_main("fn main() {}");
    let outcome = dir.rustc_wasm("main.rs").args(["--target", TARGET, "-C", "target-cpu=nonsense"]);
    expect(outcome.args(["--emit", "metadata"]).compile(), 0, &[]);
}
