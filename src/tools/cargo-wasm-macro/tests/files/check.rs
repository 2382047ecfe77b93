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

#[test]
fn what_is_known_of_statics_is_said() {
    let dir = Dir::new();
    let said = ["serde_derive", "enum_dispatch", "unheard_of"].map(|krate| {
        let file = format!("{krate}.wasm");
        dir.wat(&file, &FULL.replace("crate:full:", &format!("crate:{krate}:")));
        let json = dir.run(&["check", &file, "--format", "json"]).success();
        dir.run(&["check", &file]).success() + &json
    });
    insta::assert_snapshot!(said.concat());
}

/// The engine must not need more of the stack the longer a module runs.
#[test]
fn a_module_that_runs_long_is_started() {
    let dir = Dir::new();
    dir.wat(
        "long.wasm",
        r#"(module
            (memory (export "memory") 1)
            (table funcref (elem $next))
            (type $next (func (param i32) (result i32)))
            (func $next (param i32) (result i32) (i32.sub (local.get 0) (i32.const 1)))
            (func $start (local $i i32)
                (local.set $i (i32.const 3000000))
                (loop $again
                    (i32.store (i32.const 8) (call_indirect (type $next) (local.get $i) (i32.const 0)))
                    (memory.copy (i32.const 64) (i32.const 8) (i32.const 8))
                    (local.set $i (i32.load (i32.const 64)))
                    (br_if $again (local.get $i))))
            (start $start)
            (func (export "f") (param i32 i32 i32 i32) (result i32) (local.get 3))
            (@custom ".rustc_proc_macro_decls" "abi:2\nbang:f:f\n"))"#,
    );
    assert_eq!(dir.run(&["check", "long.wasm"]).success(), "long.wasm: nothing would be refused\n");
}
