//! `check` finds all that would be refused.

use super::FULL;
use super::tool::Dir;

#[test]
fn a_good_module_passes() {
    let dir = Dir::new();
    dir.wat("full.wasm", FULL);
    insta::assert_snapshot!(dir.run(&["check", "full.wasm"]).success());
}

#[test]
fn everything_that_is_wrong_is_listed() {
    let dir = Dir::new();
    dir.wat(
        "bad.wasm",
        r#"(module
            (import "env" "one" (func))
            (import "env" "two" (func))
            (func (export "short") (param i32) (result i32) (local.get 0))
            (@custom ".rustc_proc_macro_decls" "abi:1\nbang:one:missing\n"))"#,
    );
    insta::assert_snapshot!("listed", dir.run(&["check", "bad.wasm"]));
    insta::assert_snapshot!("listed_json", dir.run(&["check", "bad.wasm", "--format", "json"]));
}

#[test]
fn what_only_the_engine_finds_is_found() {
    let dir = Dir::new();
    let names = [
        "initialize_panics",
        "invalid_code",
        "link_unknown_function",
        "link_wrong_type",
        "start_traps",
        "wasi_wrong_type",
    ];
    let found = names.map(|name| {
        dir.engine_module(name);
        let done = dir.run(&["check", &format!("{name}.wasm")]);
        assert_eq!(done.status, 1, "{done}");
        done.stdout
    });
    insta::assert_snapshot!(found.concat());
}
