//! Libraries that use and re-export the macros of a module, and the crates downstream of them.

use std::fs;

use wasm_proc_macro_tests::{Dir, Form, Outcome, build_macro_crate, macro_crate};

const PROGRAM: &str = r#"
#[derive(wrapper::MyDerive)]
struct S;

fn main() {
    print!("{} {}", S::made_by(), wrapper::local_made_by());
}
"#;

/// A directory with `main.rs`, `libwrapper.rlib` and the module the library was built with, which is not
/// where a search would find it.
fn with_wrapper() -> Dir {
    let dir = Dir::with_main(PROGRAM);
    fs::copy(macro_crate("inner_macros", Form::Unknown), dir.path("inner_macros.wasm")).unwrap();
    let source = dir.fixture("wrapper.rs");
    let rustc = dir.rustc(&source).macros("inner_macros", "inner_macros.wasm".as_ref());
    rustc.compile().silent_success();
    fs::rename(dir.path("inner_macros.wasm"), dir.path("module.wasm")).unwrap();
    dir
}

/// Puts another version of the macro crate at `path`.
fn put_changed_module(dir: &Dir, path: &str) {
    let changed = build_macro_crate(dir, "inner_macros", Form::Unknown, &["--cfg", "changed"]);
    fs::copy(changed, dir.path(path)).unwrap();
}

fn compile_main(dir: &Dir, args: &[&str]) -> Outcome {
    dir.rustc("main.rs").args(["--extern", "wrapper=libwrapper.rlib"]).args(args).compile()
}

#[track_caller]
fn check_success(dir: &Dir, args: &[&str]) {
    compile_main(dir, args).silent_success();
    assert_eq!(dir.run("main").success().stdout, "inner inner");
}

#[test]
fn module_named_again() {
    check_success(&with_wrapper(), &["--wasm-proc-macro", "inner_macros=module.wasm"]);
}

#[test]
fn module_named_again_under_another_name() {
    check_success(&with_wrapper(), &["--wasm-proc-macro", "Something=module.wasm"]);
}

#[test]
fn module_named_again_by_extern() {
    check_success(&with_wrapper(), &["--extern", "inner_macros=module.wasm"]);
}

/// As a build system does that knows every module in advance.
#[test]
fn module_named_again_among_others() {
    let dir = with_wrapper();
    dir.write("broken.wasm", "this is no module");
    let names = macro_crate("names", Form::Unknown);
    let names = format!("names={}", names.display());
    let args = ["a=broken.wasm", &names, "z=module.wasm", "missing=missing.wasm"];
    check_success(&dir, &args.map(|arg| ["--wasm-proc-macro", arg]).concat());
}

/// The program's own use of the module under another name is the same crate, not a second one.
#[test]
fn module_used_directly_too() {
    let dir = with_wrapper();
    dir.write("main.rs", format!("#[derive(Inner::MyDerive)] struct T; {PROGRAM}"));
    check_success(&dir, &["--wasm-proc-macro", "Inner=module.wasm", "-Adead_code"]);
}

#[test]
fn module_found_in_a_dependency_directory() {
    let dir = with_wrapper();
    for path in ["deps/inner_macros.wasm", "other/inner_macros-0123456789abcdef.wasm"] {
        fs::create_dir(dir.path(path).parent().unwrap()).unwrap();
        fs::copy(dir.path("module.wasm"), dir.path(path)).unwrap();
        let directory = path.split('/').next().unwrap();
        check_success(&dir, &["-L", &format!("dependency={directory}")]);
        check_success(&dir, &["-L", directory]);
    }
}

/// The search for `inner_macros` passes over everything else that has such a name.
#[test]
fn module_found_among_others() {
    let dir = with_wrapper();
    fs::create_dir(dir.path("deps")).unwrap();
    dir.write("deps/inner_macros-1.wasm", "this is no module");
    put_changed_module(&dir, "deps/inner_macros-2.wasm");
    fs::copy(dir.path("module.wasm"), dir.path("deps/inner_macros-3.wasm")).unwrap();
    fs::copy(macro_crate("names", Form::Unknown), dir.path("deps/inner_macros.wasm")).unwrap();
    check_success(&dir, &["-L", "dependency=deps"]);
}

/// The library knew the crate under another name than its own, which downstream does not matter.
#[test]
fn library_with_an_alias() {
    let dir = Dir::with_main(PROGRAM);
    fs::copy(macro_crate("inner_macros", Form::Unknown), dir.path("inner_macros.wasm")).unwrap();
    let source = fs::read_to_string(dir.path(&dir.fixture("wrapper.rs"))).unwrap();
    dir.write("wrapper.rs", source.replace("inner_macros::", "Alias::"));
    let rustc = dir.rustc("wrapper.rs").macros("Alias", "inner_macros.wasm".as_ref());
    rustc.compile().silent_success();
    check_success(&dir, &["--wasm-proc-macro", "inner_macros=inner_macros.wasm"]);
    fs::create_dir(dir.path("deps")).unwrap();
    fs::rename(dir.path("inner_macros.wasm"), dir.path("deps/inner_macros.wasm")).unwrap();
    check_success(&dir, &["-L", "dependency=deps"]);
}

/// Compares the errors with the snapshot `name`.
#[track_caller]
fn check_failure(name: &str, dir: &Dir, args: &[&str]) {
    // Of a crate that it finds by a path alone, rustc says only that it cannot be found.
    dir.write("main.rs", format!("extern crate wrapper;\n{PROGRAM}"));
    insta::assert_snapshot!(name, compile_main(dir, args).failure().stderr);
}

#[test]
fn module_is_missing() {
    check_failure("module_is_missing", &with_wrapper(), &[]);
}

/// Without `extern crate`, the errors are those for a native crate that is missing.
#[test]
fn module_is_missing_for_a_path() {
    let dir = with_wrapper();
    let wasm = compile_main(&dir, &[]);
    let source = dir.fixture("wrapper.rs");
    let native = build_macro_crate(&dir, "inner_macros", Form::Native, &[]);
    dir.rustc(&source).macros("inner_macros", &native).compile().silent_success();
    fs::remove_file(native).unwrap();
    wasm.same_as(&compile_main(&dir, &[])).failure();
}

#[test]
fn module_has_changed() {
    let dir = with_wrapper();
    put_changed_module(&dir, "module.wasm");
    check_failure("module_has_changed", &dir, &["--wasm-proc-macro", "inner_macros=module.wasm"]);
}

/// Its new version is known under another name, too.
#[test]
fn module_under_another_name_has_changed() {
    let dir = with_wrapper();
    put_changed_module(&dir, "module.wasm");
    let args = ["--wasm-proc-macro", "Other=module.wasm"];
    check_failure("module_under_another_name_has_changed", &dir, &args);
}

#[test]
fn module_in_a_dependency_directory_has_changed() {
    let dir = with_wrapper();
    fs::create_dir(dir.path("deps")).unwrap();
    put_changed_module(&dir, "deps/inner_macros.wasm");
    let args = ["-L", "dependency=deps"];
    check_failure("module_in_a_dependency_directory_has_changed", &dir, &args);
}

/// The library's own `MyDerive` came from a native crate, for which a module is no replacement.
#[test]
fn module_in_place_of_a_native_crate() {
    let dir = Dir::new();
    let source = dir.fixture("wrapper.rs");
    let native = build_macro_crate(&dir, "inner_macros", Form::Native, &[]);
    dir.rustc(&source).macros("inner_macros", &native).compile().silent_success();
    fs::copy(macro_crate("inner_macros", Form::Unknown), dir.path("module.wasm")).unwrap();
    let args = ["--wasm-proc-macro", "inner_macros=module.wasm"];
    check_failure("module_in_place_of_a_native_crate", &dir, &args);
}

/// Two crates of one name are no trouble, as they are told apart by their bytes.
#[test]
fn program_uses_another_version_than_the_library() {
    let dir = with_wrapper();
    put_changed_module(&dir, "changed.wasm");
    dir.write(
        "main.rs",
        r#"#[derive(wrapper::MyDerive)] struct S; #[derive(Changed::MyDerive)] struct T;
           fn main() { print!("{} {}", S::made_by(), T::made_by()) }"#,
    );
    let args =
        ["--wasm-proc-macro", "Changed=changed.wasm", "--wasm-proc-macro", "Old=module.wasm"];
    compile_main(&dir, &args).silent_success();
    assert_eq!(dir.run("main").success().stdout, "inner changed");
}
