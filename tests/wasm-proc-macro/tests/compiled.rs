//! Modules that run as compiled code, and the options that say whether they do.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use wasm_proc_macro_tests::{Dir, Form, Outcome, dist, macro_crate};

const ENGINE: &str = "--wasm-proc-macro-engine";
const CODE_DIR: &str = "--wasm-proc-macro-code-dir";

/// Makes code of a module in `codes` of the directory.
fn compile(dir: &Dir, module: &Path) {
    let mut command = Command::new(dist().join("bin/cargo-wasm-macro"));
    command.args(["wasm-macro", "compile"]).arg(module).arg("--code-dir").arg(dir.path("codes"));
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

/// Compiles `fixtures/kinds_program.rs`.
fn kinds(dir: &Dir, args: &[&str]) -> Outcome {
    let source = dir.fixture("kinds_program.rs");
    let rustc = dir.rustc(&source).macros("kinds", &macro_crate("kinds", Form::Unknown));
    rustc.args(["--emit=metadata=kinds.rmeta"]).args(args).without_store().compile()
}

#[test]
fn it_makes_no_difference_which_engine_runs_a_module() {
    let compile_with = |args: &[&str]| {
        let dir = Dir::new();
        compile(&dir, &macro_crate("kinds", Form::Unknown));
        kinds(&dir, args).silent_success();
        fs::read(dir.path("kinds.rmeta")).unwrap()
    };
    let interpreted = compile_with(&[ENGINE, "interpreter"]);
    assert!(interpreted == compile_with(&[ENGINE, "compiled", CODE_DIR, "codes"]));
    assert!(interpreted == compile_with(&[CODE_DIR, "codes"]));
}

#[test]
fn code_can_be_demanded() {
    let dir = Dir::new();
    let args = [ENGINE, "compiled", CODE_DIR, "codes"];
    let outcome = kinds(&dir, &args).failure();
    let words = "the module cannot be run: there is no compiled code for it: ";
    assert!(outcome.stderr.contains(words), "{outcome}");
    kinds(&dir, &[CODE_DIR, "codes"]).silent_success();
    compile(&dir, &macro_crate("kinds", Form::Unknown));
    kinds(&dir, &args).silent_success();
}

#[test]
fn an_environment_variable_names_the_directory_too() {
    let dir = Dir::new();
    compile(&dir, &macro_crate("kinds", Form::Unknown));
    let source = dir.fixture("kinds_program.rs");
    let rustc = dir.rustc(&source).macros("kinds", &macro_crate("kinds", Form::Unknown));
    let rustc = rustc.env("RUSTC_WASM_PROC_MACRO_CODE_DIR", "codes");
    rustc.args([ENGINE, "compiled", "--emit=metadata"]).compile().silent_success();
}

#[test]
fn code_that_others_can_change_is_ignored_with_one_warning() {
    let dir = Dir::new();
    compile(&dir, &macro_crate("kinds", Form::Unknown));
    fs::set_permissions(dir.path("codes"), PermissionsExt::from_mode(0o777)).unwrap();
    let outcome = kinds(&dir, &[CODE_DIR, "codes"]).success();
    let words = "warning: compiled code of a macro crate is ignored: ";
    assert_eq!(outcome.stderr.matches(words).count(), 1, "{outcome}");
    kinds(&dir, &[CODE_DIR, "codes", ENGINE, "interpreter"]).silent_success();
}

#[test]
fn faults_are_the_same() {
    let error = |args: &[&str]| {
        let dir = Dir::with_main("fn main() { hostile::spin!(); hostile::trap!(); }");
        let module = macro_crate("hostile", Form::Unknown);
        compile(&dir, &module);
        let rustc = dir.rustc("main.rs").macros("hostile", &module);
        rustc.args(["--wasm-proc-macro-limit=fuel=10M"]).args(args).compile().failure().stderr
    };
    let interpreted = error(&[ENGINE, "interpreter"]);
    assert_eq!(interpreted, error(&[ENGINE, "compiled", CODE_DIR, "codes"]));
}

/// Both have handlers for the same signal.
#[test]
fn the_stack_of_a_macro_and_that_of_the_compiler_overflow() {
    let dir = Dir::with_main("hostile::deep!();\ninclude!(\"later.rs\");\nfn main() {}");
    let module = macro_crate("hostile", Form::Unknown);
    compile(&dir, &module);
    let compile = |args: &[&str]| {
        let rustc = dir.rustc("main.rs").macros("hostile", &module);
        rustc.args([ENGINE, "compiled", CODE_DIR, "codes"]).args(args).compile()
    };
    let limited = ["--wasm-proc-macro-limit=depth=1K"];
    let limit = "the limit `depth` of 1K nested calls is reached";
    // The module's own stack ends where its memory does, and an access below that is a signal.
    let deep = ["--wasm-proc-macro-limit=depth=100M"];
    let trap = "the module trapped: out of bounds memory access";
    dir.write("later.rs", "");
    for (args, fault) in [(limited, limit), (deep, trap)] {
        let outcome = compile(&args).failure();
        assert!(outcome.stderr.contains(fault), "{outcome}");
    }
    // This file is parsed after the macro has failed.
    dir.write("later.rs", format!("const NOT: bool = {}true;", "!".repeat(200_000)));
    let outcome = compile(&deep);
    let words = "error: rustc interrupted by SIGSEGV, printing backtrace";
    assert_eq!(outcome.code, None, "{outcome}");
    assert!(outcome.stderr.contains(trap), "{outcome}");
    assert_eq!(outcome.stderr.matches(words).count(), 1, "{outcome}");
    assert!(outcome.stderr.contains("note: rustc unexpectedly overflowed its stack!"), "{outcome}");
}

/// The handler runs on what std has set up for it, which is little.
#[test]
fn the_stack_of_the_compiler_overflows_without_an_engine() {
    let dir = Dir::with_main(&format!("const NOT: bool = {}true;", "!".repeat(200_000)));
    let outcome = dir.rustc("main.rs").compile();
    let words = "error: rustc interrupted by SIGSEGV, printing backtrace";
    assert_eq!(outcome.code, None, "{outcome}");
    assert_eq!(outcome.stderr.matches(words).count(), 1, "{outcome}");
    assert!(outcome.stderr.contains("note: rustc unexpectedly overflowed its stack!"), "{outcome}");
}

#[test]
fn an_engine_that_is_not_known_is_an_error() {
    let outcome = kinds(&Dir::new(), &[ENGINE, "jit"]).failure();
    let words =
        "expected `--wasm-proc-macro-engine auto`, `interpreter` or `compiled`, found `jit`";
    assert!(outcome.stderr.contains(words), "{outcome}");
}
