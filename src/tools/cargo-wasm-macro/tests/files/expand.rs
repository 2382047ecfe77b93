//! `expand` runs a macro as a compiler would, and shows what it did. What macros in Rust do is in
//! `tests/packages`.

use super::tool::Dir;

#[test]
fn what_a_macro_returns_is_formatted_source() {
    let dir = Dir::new();
    dir.engine_module("trees_round_trip");
    dir.write("in.rs", "struct A{x:[u8;2],y:&'static str}\nimpl A{fn f(&self)->u8{self.x[0]}}\n");
    let args = ["expand", "trees_round_trip.wasm", "--macro", "run", "in.rs"];
    insta::assert_snapshot!("formatted", dir.run(&args));
    insta::assert_snapshot!("tokens", dir.run(&[&args[..], &["--tokens"]].concat()));
    insta::assert_snapshot!("json", dir.run(&[&args[..], &["--format", "json"]].concat()));
}

#[test]
fn every_kind_of_token_survives() {
    let dir = Dir::new();
    dir.engine_module("trees_round_trip");
    insta::assert_snapshot!(dir.run(&["expand", "trees_round_trip.wasm", "--macro", "all"]));
}

#[test]
fn an_attribute_gets_arguments_and_an_item() {
    let dir = Dir::new();
    dir.wat(
        "attribute.wasm",
        r#"(module
            (memory (export "memory") 1)
            (func (export "args") (param i32 i32 i32 i32 i32) (result i32) (local.get 3))
            (func (export "item") (param i32 i32 i32 i32 i32) (result i32) (local.get 4))
            (@custom ".rustc_proc_macro_decls" "abi:2\nattr:args:args\nattr:item:item\n"))"#,
    );
    let run = |name| {
        let args = ["expand", "attribute.wasm", "--macro", name, "--args", "x = 1"];
        dir.run_with(&args, "fn f() {}").success()
    };
    assert_eq!([run("args"), run("item")], ["x = 1\n", "fn f() {}\n"]);
}

#[test]
fn what_a_macro_does_beside_is_shown() {
    let dir = Dir::new();
    let names = ["diagnostic_deep", "panic", "print", "trap_unreachable", "wasi_print_before_trap"];
    for name in names {
        dir.engine_module(name);
        let module = format!("{name}.wasm");
        let mut done = dir.run(&["expand", &module, "--macro", "run"]);
        // The depth is not what this is about.
        done.stderr = done.stderr.lines().take(8).collect::<Vec<_>>().join("\n");
        insta::assert_snapshot!(format!("beside_{name}"), done);
    }
}

#[test]
fn variables_of_cargo_are_seen_and_no_others() {
    let dir = Dir::new();
    dir.wat(
        "variables.wasm",
        r#"(module
            (import "wasm_proc_macro" "env_var" (func $env_var (param i32 i32 i32 i32) (result i32)))
            (import "wasm_proc_macro" "print" (func $print (param i32 i32 i32)))
            (memory (export "memory") 1)
            (data (i32.const 0) "CARGO_PKG_NAMETMPDIR")
            (func (export "seen") (param i32 i32 i32 i32) (result i32)
                (call $print (i32.const 1) (i32.const 64)
                    (call $env_var (i32.const 0) (i32.const 14) (i32.const 64) (i32.const 64)))
                (i32.const 0))
            (func (export "unseen") (param i32 i32 i32 i32) (result i32)
                (drop (call $env_var (i32.const 14) (i32.const 6) (i32.const 64) (i32.const 64)))
                (i32.const 0))
            (@custom ".rustc_proc_macro_decls" "abi:3\nbang:seen:seen\nbang:unseen:unseen\n"))"#,
    );
    let run = |name| dir.run(&["expand", "variables.wasm", "--macro", name]);
    let (seen, unseen) = (run("seen"), run("unseen"));
    // As Cargo tells these tests.
    assert!(seen.stderr.starts_with("cargo-wasm-macro\n"), "{seen}");
    let note = "note: the macro read the environment variable `TMPDIR`, which it was refused\n";
    assert!(unseen.stderr.starts_with(note), "{unseen}");
}

#[test]
fn macros_for_watt_are_expanded() {
    let dir = Dir::new();
    dir.write("input.rs", "struct S;");
    for (module, name) in [("watt_identity", "Trait"), ("watt_parse", "good")] {
        dir.engine_module(module);
        let args = ["expand", &format!("{module}.wasm"), "--macro", name, "input.rs"];
        insta::assert_snapshot!(format!("{module}_{name}"), dir.run(&args).success());
    }
    let done = dir.run(&["expand", "watt_parse.wasm", "--macro", "open", "input.rs"]);
    insta::assert_snapshot!("watt_panics", done.stderr.lines().next().unwrap_or_default());
}

#[test]
fn a_macro_that_cannot_be_run_is_named() {
    let dir = Dir::new();
    for name in ["identity", "attribute", "load_watt"] {
        dir.engine_module(name);
    }
    dir.write("open.rs", "fn f( {");
    let complaints = [
        dir.run(&["expand", "identity.wasm", "--macro", "other"]),
        dir.run(&["expand", "identity.wasm", "--macro", "run", "open.rs"]),
        dir.run(&["expand", "identity.wasm", "--macro", "run", "missing.rs"]),
        dir.run(&["expand", "identity.wasm", "--macro", "run", "--args", "x"]),
        dir.run(&["expand", "load_watt.wasm", "--macro", "run"]),
    ];
    insta::assert_snapshot!(complaints.map(|done| done.complaint()).join("\n"));
}
