//! `inspect` shows all that is in a file, also in one that cannot be used.

use super::FULL;
use super::tool::Dir;

#[test]
fn a_module_is_shown_as_text() {
    let dir = Dir::new();
    dir.wat("full.wasm", FULL);
    insta::assert_snapshot!(dir.run(&["inspect", "full.wasm"]).success());
}

#[test]
fn a_module_is_shown_as_json() {
    let dir = Dir::new();
    dir.wat("full.wasm", FULL);
    insta::assert_snapshot!(dir.run(&["inspect", "full.wasm", "--format", "json"]).success());
}

#[test]
fn a_module_that_is_refused_is_shown_with_the_reasons() {
    let dir = Dir::new();
    dir.wat(
        "bad.wasm",
        r#"(module
            (import "env" "getrandom" (func))
            (import "watt-0.2" "token_stream_new" (func (result i32)))
            (@custom ".rustc_proc_macro_decls" "bang:one:missing\n"))"#,
    );
    insta::assert_snapshot!(dir.run(&["inspect", "bad.wasm"]).success());
}

#[test]
fn a_module_for_watt_is_shown_and_has_no_problems() {
    let dir = Dir::new();
    for name in ["watt_parse", "watt_identity"] {
        dir.engine_module(name);
        let shown = dir.run(&["inspect", &format!("{name}.wasm")]).success();
        insta::assert_snapshot!(name, shown);
    }
}

#[test]
fn what_a_module_says_does_nothing_to_the_terminal() {
    let dir = Dir::new();
    dir.wat(
        "bad.wasm",
        r#"(module
            (import "env\1b[2J" "\07\0asections" (func))
            (@custom "\1b]0;title" "")
            (@custom ".rustc_proc_macro_decls" "abi:2\nbang:one:missing\1b[1m\ndoc:\1b[31mred\\nline\n"))"#,
    );
    let shown = dir.run(&["inspect", "bad.wasm"]).success();
    assert!(!shown.contains(['\x1b', '\x07']), "{shown:?}");
    insta::assert_snapshot!(shown);
}

#[test]
fn a_record_that_is_not_understood_is_a_problem() {
    let dir = Dir::new();
    for (name, record) in
        [("newer", r#"{\"format\":2}"#), ("text", "text"), ("short", r#"{\"format\":1}"#)]
    {
        let module = format!(
            r#"(module
                (func (export "f") (param i32 i32 i32 i32) (result i32) (local.get 3))
                (@custom ".rustc_proc_macro_decls" "abi:2\nbang:f:f\n")
                (@custom ".rustc_proc_macro_package" "{record}"))"#
        );
        dir.wat("bad.wasm", &module);
        let shown = dir.run(&["inspect", "bad.wasm"]).success();
        let problems = shown.split("problems\n").nth(1).unwrap_or_default();
        insta::assert_snapshot!(format!("record_{name}"), problems);
    }
}
