//! What the compiler says when there is something wrong with a module or with the option that names
//! it. The whole of standard error is in `snapshots`.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;

use wasm_proc_macro_tests::{Dir, Form, macro_crate};

/// A program that needs the macro crate `Demo`.
const PROGRAM: &str = "use Demo::Answer;\n\n#[derive(Answer)]\nstruct S;\n\nfn main() {}\n";

/// Compares what the compiler prints for `PROGRAM` with the snapshot `name`, in a directory that `prepare`
/// filled.
#[track_caller]
fn check(name: &str, args: &[&str], prepare: impl FnOnce(&Dir)) {
    let dir = Dir::with_main(PROGRAM);
    prepare(&dir);
    let outcome = dir.rustc("main.rs").args(args).compile().failure();
    assert_eq!(outcome.stdout, "");
    insta::assert_snapshot!(name, outcome.stderr);
}

/// The bytes of the module of `fixtures/names.rs`, which would do.
fn module() -> Vec<u8> {
    fs::read(macro_crate("names", Form::Unknown)).unwrap()
}

macro_rules! arguments {
    ($($test:ident: $args:expr;)*) => {
        $(#[test] fn $test() {
            check(stringify!($test), &$args, |dir| dir.write("demo.wasm", module()));
        })*
    };
}

arguments! {
    argument_is_missing: ["--wasm-proc-macro"];
    argument_without_equals_sign: ["--wasm-proc-macro", "Demo"];
    argument_without_name: ["--wasm-proc-macro", "=demo.wasm"];
    argument_without_path: ["--wasm-proc-macro", "Demo="];
    name_with_a_dash: ["--wasm-proc-macro", "my-demo=demo.wasm"];
    name_that_starts_with_a_digit: ["--wasm-proc-macro", "1x=demo.wasm"];
    name_with_a_dash_that_starts_with_a_digit: ["--wasm-proc-macro", "1-x=demo.wasm"];
    name_outside_of_ascii: ["--wasm-proc-macro", "größe=demo.wasm"];
    name_given_twice: ["--wasm-proc-macro", "Demo=demo.wasm", "--wasm-proc-macro", "Demo=demo.wasm"];
    name_also_given_by_extern: ["--wasm-proc-macro", "Demo=demo.wasm", "--extern", "Demo=demo.rlib"];
    name_also_given_by_extern_before: ["--extern", "Demo", "--wasm-proc-macro", "Demo=demo.wasm"];
    list_without_path: ["--wasm-proc-macro", "Demo=;derive:Answer:f"];
    list_without_macros: ["--wasm-proc-macro", "Demo=demo.wasm;"];
    list_with_a_field_missing: ["--wasm-proc-macro", "Demo=demo.wasm;derive:Answer"];
    list_with_an_unknown_kind: ["--wasm-proc-macro", "Demo=demo.wasm;bang:a:f;macro:b:f"];
    list_with_a_name_that_is_none: ["--wasm-proc-macro", "Demo=demo.wasm;bang:an-swer:f"];
    list_with_one_name_twice: ["--wasm-proc-macro", "Demo=demo.wasm;bang:a:f;attr:a:g"];
    list_of_a_module_that_has_one: ["--wasm-proc-macro", "Demo=demo.wasm;derive:Answer:f"];
}

macro_rules! files {
    ($($(#[$attr:meta])* $test:ident: $file:literal = $contents:expr;)*) => {
        $(#[test] $(#[$attr])* fn $test() {
            let arg = concat!("Demo=", $file);
            check(stringify!($test), &["--wasm-proc-macro", arg], |dir| dir.write($file, $contents));
        })*
    };
}

files! {
    text: "demo.wasm" = "this is no module\n";
    text_without_the_extension: "demo.txt" = "this is no module\n";
    library: "libdemo.so" = fs::read(macro_crate("names", Form::Native)).unwrap();
    library_called_a_module: "demo.wasm" = fs::read(macro_crate("names", Form::Native)).unwrap();
    module_called_a_library: "libdemo.rlib" = module();
    empty_file: "demo.wasm" = "";
    empty_file_without_the_extension: "demo" = "";
    magic_number_alone: "demo.wasm" = "\0asm";
    truncated: "demo.wasm" = &module()[..64];
    component: "demo.wasm" = b"\0asm\x0d\0\x01\0";
    component_without_the_extension: "demo" = b"\0asm\x0d\0\x01\0";
    module_of_no_macro_crate: "demo.wasm" = cdylib();
    no_macros_at_all: "demo.wasm" = wat("", "crate:demo:2021\n");
    other_version_of_the_abi: "demo.wasm" = replace(module(), b"abi:3\n", b"abi:9\n");
    unstated_version_of_the_abi: "demo.wasm" = wat(FUNCTION, "bang:answer:f\n");
    watt_of_an_unknown_version: "demo.wasm" = wat(
        r#"(import "watt-0.2" "token_stream_extend" (func (param i32 i32)))"#,
        "derive:Answer:f\n",
    );
    watt_without_a_list: "demo.wasm" = watt("");
    watt_with_an_unknown_import: "demo.wasm" = watt_importing("token_stream_extend", "(param i32)");
    watt_with_an_import_of_the_wrong_type: "demo.wasm" = watt_importing("string_len", "(param i64)");
    watt_with_a_function_of_the_wrong_type: "demo.wasm" = watt(
        r#"(@custom ".rustc_proc_macro_decls" "attr:answer:f\n")"#,
    );
    watt_that_sends_no_stream: "demo.wasm" = watt(
        r#"(@custom ".rustc_proc_macro_decls" "derive:Answer:f\n")"#,
    );
    forbidden_import: "demo.wasm" = wat(
        r#"(import "env" "getpid" (func (result i32)))"#,
        "abi:2\nderive:Answer:f\n",
    );
    macro_list_with_an_unknown_line: "demo.wasm" = wat(FUNCTION, "abi:2\nfunction:answer:f\n");
    macro_list_with_a_name_that_is_none: "demo.wasm" = wat(FUNCTION, "abi:2\nbang:an-swer:f\n");
    macro_list_that_is_not_utf8: "demo.wasm" = wat(FUNCTION, r"abi:2\n\ff");
    unknown_edition: "demo.wasm" = wat(FUNCTION, "abi:2\ncrate:demo:1066\nbang:answer:f\n");
    macro_list_with_one_name_twice: "demo.wasm" = wat(FUNCTION, "abi:2\nbang:a:f\nbang:a:f\n");
    /// Of different kinds, which rustc lets no crate do either.
    macro_list_with_one_name_for_two_kinds: "demo.wasm" = wat(
        FUNCTION,
        "abi:2\nderive:Answer:f\nbang:Answer:f\n",
    );
    missing_function: "demo.wasm" = wat("", "abi:2\nderive:Answer:f\n");
    function_of_the_wrong_type: "demo.wasm" = wat(FUNCTION, "abi:2\nattr:answer:f\n");
    function_that_is_no_function: "demo.wasm" = wat(
        r#"(global (export "f") i32 (i32.const 0))"#,
        "abi:2\nbang:answer:f\n",
    );
    invalid_code: "demo.wasm" = wat(
        r#"(func (export "f") (param i32 i32 i32 i32) (result i32) nop)"#,
        "abi:2\nderive:Answer:f\n",
    );
    trap: "demo.wasm" = wat(FUNCTION, "abi:2\nderive:Answer:f\n");
    endless_recursion: "demo.wasm" = wat(
        r#"(func $f (export "f") (param i32 i32 i32 i32) (result i32)
            (i32.add (i32.const 1) (call $f (local.get 0) (local.get 0) (local.get 0) (local.get 0))))"#,
        "abi:2\nderive:Answer:f\n",
    );
    result_that_is_no_stream: "demo.wasm" = wat(
        r#"(func (export "f") (param i32 i32 i32 i32) (result i32) (i32.const 77))"#,
        "abi:2\nderive:Answer:f\n",
    );
    unknown_request: "demo.wasm" = request(r"\ff");
    /// `ts_to_string` of a handle that was never given out.
    request_for_an_unknown_stream: "demo.wasm" = request(r"\0a\4d\00\00\00");
    /// `track_path` of a text that is said to have 256 bytes.
    request_that_is_cut_short: "demo.wasm" = request(r"\02\00\01\00\00");
    exit: "demo.wasm" = wat(
        r#"(import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
           (func (export "f") (param i32 i32 i32 i32) (result i32)
               (call $exit (i32.const 3)) unreachable)"#,
        "abi:2\nderive:Answer:f\n",
    );
}

/// A module for watt with functions that may be macros, and one that cannot be.
fn watt(list: &str) -> Vec<u8> {
    let text = format!(
        r#"(module
            (import "watt-0.5" "token_stream_deserialize"
                (func $deserialize (param i32 i32) (result i32)))
            (memory (export "memory") 1)
            (data (i32.const 0) "\01\00\ff\ff\ff\ff\02")
            (func (export "raw_to_token_stream") (param i32) (result i32) (local.get 0))
            (func (export "token_stream_into_raw") (param i32) (result i32)
                (call $deserialize (i32.const 0) (i32.const 7)))
            (func (export "f") (param i32) (result i32) (local.get 0))
            (func (export "g") (param i32 i32) (result i32) (local.get 1))
            (func (export "h") (param i32 i32 i32) (result i32) (local.get 2))
            {list})"#
    );
    wat::parse_str(text).unwrap()
}

/// A module for watt that has an import which does not exist like this.
fn watt_importing(name: &str, params: &str) -> Vec<u8> {
    let text = format!(
        r#"(module
            (import "watt-0.4" {name:?} (func {params} (result i32)))
            (func (export "raw_to_token_stream") (param i32) (result i32) (local.get 0))
            (func (export "token_stream_into_raw") (export "f") (param i32) (result i32) (local.get 0))
            (@custom ".rustc_proc_macro_decls" "derive:Answer:f\n"))"#
    );
    wat::parse_str(text).unwrap()
}

/// Behind the path, too, the functions have to be there and to fit.
#[test]
fn list_that_does_not_fit_the_module() {
    for (name, list) in [("missing_function", "derive:Answer:i"), ("wrong_type", "derive:Answer:g")]
    {
        let option = format!("Demo=demo.wasm;{list}");
        let name = format!("list_with_{name}");
        check(&name, &["--wasm-proc-macro", &option], |dir| dir.write("demo.wasm", watt("")));
    }
}

/// A macro's function that does not work.
const FUNCTION: &str = r#"(func (export "f") (param i32 i32 i32 i32) (result i32) unreachable)"#;

/// Assembles a module with a macro list.
fn wat(fields: &str, list: &str) -> Vec<u8> {
    let list = list.replace('\n', "\\n");
    let section = ".rustc_proc_macro_decls";
    wat::parse_str(format!("(module {fields} (@custom {section:?} \"{list}\"))")).unwrap()
}

/// A module whose macro makes one request.
fn request(bytes: &str) -> Vec<u8> {
    let len = bytes.len() / r"\00".len();
    let fields = format!(
        r#"(import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
           (memory (export "memory") 1)
           (data (i32.const 16) "{bytes}")
           (func (export "f") (param i32 i32 i32 i32) (result i32)
               (call $call (i32.const 16) (i32.const {len}) (i32.const 0) (i32.const 0)))"#
    );
    wat(&fields, "abi:2\nderive:Answer:f\n")
}

fn cdylib() -> Vec<u8> {
    let dir = Dir::new();
    dir.write("lib.rs", "#[unsafe(no_mangle)] pub extern \"C\" fn answer() -> u32 { 42 }");
    let rustc = dir.rustc("lib.rs").args(["--crate-type", "cdylib", "-o", "lib.wasm"]);
    rustc.target("wasm32-unknown-unknown").compile().silent_success();
    fs::read(dir.path("lib.wasm")).unwrap()
}

/// Replaces every `from`, of which there is at least one.
fn replace(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let found = |bytes: &[u8]| bytes.windows(from.len()).position(|window| window == from);
    assert!(found(&bytes).is_some());
    while let Some(at) = found(&bytes) {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    bytes
}

#[test]
fn missing_file() {
    check("missing_file", &["--wasm-proc-macro", "Demo=missing.wasm"], |_| ());
}

#[test]
fn missing_file_without_the_extension() {
    check("missing_file_without_the_extension", &["--wasm-proc-macro", "Demo=missing"], |_| ());
}

#[test]
fn directory() {
    let prepare = |dir: &Dir| fs::create_dir(dir.path("demo.wasm")).unwrap();
    check("directory", &["--wasm-proc-macro", "Demo=demo.wasm"], prepare);
}

#[test]
fn directory_without_the_extension() {
    let prepare = |dir: &Dir| fs::create_dir(dir.path("demo")).unwrap();
    check("directory_without_the_extension", &["--wasm-proc-macro", "Demo=demo"], prepare);
}

#[test]
fn unreadable_file() {
    let prepare = |dir: &Dir| {
        dir.write("demo.wasm", module());
        fs::set_permissions(dir.path("demo.wasm"), PermissionsExt::from_mode(0o000)).unwrap();
    };
    let dir = Dir::new();
    prepare(&dir);
    if fs::read(dir.path("demo.wasm")).is_ok() {
        // Not `eprintln!`, which the test runner hides for tests that pass.
        writeln!(io::stderr(), "unreadable_file: NOT TESTED, as root can read every file").unwrap();
        return;
    }
    check("unreadable_file", &["--wasm-proc-macro", "Demo=demo.wasm"], prepare);
}

/// With `--extern`, too, an error is one about a module.
#[test]
fn module_named_by_extern() {
    check("module_named_by_extern", &["--extern", "Demo=demo.wasm"], |dir| {
        dir.write("demo.wasm", "this is no module\n");
    });
}

/// `extern crate` says the same as a path does.
#[test]
fn extern_crate_item() {
    let dir = Dir::with_main("extern crate Demo;\n\nfn main() {}\n");
    dir.write("demo.wasm", "this is no module\n");
    let outcome = dir.rustc("main.rs").args(["--wasm-proc-macro", "Demo=demo.wasm"]).compile();
    insta::assert_snapshot!("extern_crate_item", outcome.failure().stderr);
}

/// A module's fault is reported where the macro is used, whatever kind it is of.
#[test]
fn trap_in_each_kind_of_macro() {
    let dir = Dir::with_main("fn main() {}\n\nDemo::bang!();\n\n#[Demo::attr]\nstruct S;\n");
    let functions = format!(
        "{FUNCTION} (func (export \"g\") (param i32 i32 i32 i32 i32) (result i32) unreachable)"
    );
    dir.write("demo.wasm", wat(&functions, "abi:2\nbang:bang:f\nattr:attr:g\n"));
    let outcome = dir.rustc("main.rs").args(["--wasm-proc-macro", "Demo=demo.wasm"]).compile();
    insta::assert_snapshot!("trap_in_each_kind_of_macro", outcome.failure().stderr);
}
