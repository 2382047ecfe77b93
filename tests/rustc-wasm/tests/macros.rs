//! Macros of all kinds, of several modules and behind libraries, as the README says they are used.

use std::fs;

use rustc_wasm_tests::TARGET;
use wasm_proc_macro_tests::{Dir, Form, macro_crate};

fn with_modules(form: Form, names: &[&str]) -> Dir {
    let dir = Dir::new();
    for name in names {
        fs::copy(macro_crate(name, form), dir.path(&format!("{name}.wasm"))).unwrap();
    }
    dir
}

#[test]
fn all_kinds_in_modules_of_both_targets() {
    for form in [Form::Unknown, Form::Wasip1] {
        let dir = with_modules(form, &["kinds"]);
        let source = dir.fixture("kinds_program.rs");
        let rustc = dir.rustc_wasm(&source).args(["--wasm-proc-macro", "kinds=kinds.wasm"]);
        rustc.args(["--target", TARGET, "--emit", "metadata"]).compile().silent_success();
    }
}

#[test]
fn several_modules() {
    let dir = with_modules(Form::Unknown, &["kinds", "answer", "names"]);
    let source = "const _: u64 = kinds::sum!(1); const _: u32 = answer::answer!(); fn main() {}";
    dir.write("main.rs", source);
    let rustc = dir.rustc_wasm("main.rs").args(["--emit", "metadata"]);
    let modules = ["kinds=kinds.wasm", "answer=answer.wasm", "names=names.wasm"];
    rustc.args(modules.map(|m| format!("--wasm-proc-macro={m}"))).compile().silent_success();
}

/// The library is compiled by either compiler, and the program by rustc.wasm.
#[test]
fn library_that_exports_macros() {
    let dir = with_modules(Form::Unknown, &["inner_macros"]);
    let source = dir.fixture("wrapper.rs");
    let program = "#[derive(wrapper::MyDerive)] struct S; fn main() { S::made_by(); }";
    dir.write("main.rs", program);
    let module = ["--wasm-proc-macro", "inner_macros=inner_macros.wasm"];
    let args = ["--target", TARGET, "--emit", "metadata"];
    for native in [false, true] {
        let rustc = if native { dir.rustc(&source) } else { dir.rustc_wasm(&source) };
        rustc.args(args).args(module).compile().silent_success();
        let rustc = dir.rustc_wasm("main.rs").args(args).args(module);
        rustc.args(["--extern", "wrapper=libwrapper.rmeta"]).compile().silent_success();
    }
}

#[test]
fn expanded_source() {
    let dir = with_modules(Form::Unknown, &["kinds"]);
    dir.write("main.rs", "fn main() { kinds::sum!(40, 2); }");
    let rustc = dir.rustc_wasm("main.rs").args(["--wasm-proc-macro", "kinds=kinds.wasm"]);
    let expanded = rustc.arg("-Zunpretty=expanded").compile().silent_success();
    assert!(expanded.stdout.contains("fn main() { 42u64; }"), "{expanded}");
}

#[test]
fn module_is_listed_in_dep_info() {
    let dir = with_modules(Form::Unknown, &["kinds"]);
    dir.write("main.rs", "fn main() { kinds::sum!(40, 2); }");
    let rustc = dir.rustc_wasm("main.rs").args(["--wasm-proc-macro", "kinds=kinds.wasm"]);
    rustc.args(["--emit", "dep-info=main.d"]).compile().silent_success();
    assert!(dir.read("main.d").contains("kinds.wasm"), "{}", dir.read("main.d"));
}
