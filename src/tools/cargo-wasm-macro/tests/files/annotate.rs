//! `annotate` writes a macro list that fits the module, or nothing.

use super::FULL;
use super::tool::Dir;

const PLAIN: &str = r#"
(module
  (import "wasm_proc_macro" "call" (func (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "one") (param i32 i32 i32 i32) (result i32) (local.get 3))
  (func (export "two") (param i32 i32 i32 i32 i32) (result i32) (local.get 4)))
"#;

fn list(dir: &Dir, name: &str) -> String {
    let shown = dir.run(&["inspect", name, "--format", "json"]).success();
    let report: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let parts = ["abi_version", "crate", "macros", "problems"].map(|key| report[key].to_string());
    parts.join("\n").replace("},{", "},\n{")
}

#[test]
fn a_module_without_a_list_gets_one() {
    let dir = Dir::new();
    dir.wat("plain.wasm", PLAIN);
    let args =
        ["annotate", "plain.wasm", "--derive", "Trait=one:first,second", "--attr", "name=two"];
    let done = dir.run(&[&args[..], &["--bang", "make=one", "-o", "out.wasm"]].concat());
    assert_eq!(done.success(), "out.wasm: 3 macros\n");
    insta::assert_snapshot!(list(&dir, "out.wasm"));
    // And it can be used.
    let done = dir.run_with(&["expand", "out.wasm", "--macro", "make"], "a + b");
    assert_eq!(done.success(), "a + b\n");
}

#[test]
fn macros_are_replaced_and_the_rest_of_the_list_stays() {
    let dir = Dir::new();
    dir.wat("full.wasm", FULL);
    dir.run(&["annotate", "full.wasm", "--bang", "only=derive", "-o", "full.wasm"]).success();
    insta::assert_snapshot!(list(&dir, "full.wasm"));
}

#[test]
fn a_module_for_watt_states_no_version() {
    let dir = Dir::new();
    dir.wat(
        "watt.wasm",
        r#"(module
            (import "watt-0.5" "string_len" (func (param i32) (result i32)))
            (func (export "raw_to_token_stream") (param i32) (result i32) (local.get 0))
            (func (export "token_stream_into_raw") (param i32) (result i32) (local.get 0))
            (func (export "one") (param i32) (result i32) (local.get 0)))"#,
    );
    let unlisted = dir.run(&["check", "watt.wasm"]);
    assert_eq!(unlisted.status, 1, "{unlisted}");
    insta::assert_snapshot!("watt_without_list", unlisted.stdout);
    dir.run(&["annotate", "watt.wasm", "--derive", "One=one", "-o", "out.wasm"]).success();
    insta::assert_snapshot!(list(&dir, "out.wasm"));
    dir.run(&["check", "out.wasm"]).success();
    let misfit = dir.run(&["annotate", "watt.wasm", "--attr", "one=one", "-o", "out.wasm"]);
    insta::assert_snapshot!("watt_misfit", misfit.complaint());
}

#[test]
fn a_list_that_does_not_fit_is_refused_and_nothing_is_written() {
    let dir = Dir::new();
    dir.wat("plain.wasm", PLAIN);
    let cases: [&[&str]; 8] = [
        &["--bang", "make=three"],
        &["--bang", "make=two"],
        &["--attr", "name=one"],
        &["--bang", "make"],
        &["--bang", "1=one"],
        &["--derive", "Trait=one:not ok"],
        &["--bang", "same=one", "--derive", "same=one"],
        &[],
    ];
    let complaints = cases.map(|case| {
        let done = dir.run(&[&["annotate", "plain.wasm", "-o", "out.wasm"], case].concat());
        done.complaint()
    });
    insta::assert_snapshot!(complaints.join("\n"));
    assert_eq!(dir.files(), ["plain.wasm"]);
}
