//! What a tool asks that shows a module: everything that is wrong with it, without running a macro.

use std::path::Path;

use rustc_wasm_proc_macro::{Limits, MacroCrate, Module};

#[test]
fn a_module_without_problems_is_one_that_loads() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/modules");
    for file in directory.read_dir().unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "wat") {
            let bytes = wat::parse_file(&path).unwrap();
            let first =
                Module::new(bytes.clone(), &Limits::default()).err().map(|error| error.to_string());
            let problems = Module::problems(&bytes, &Limits::default());
            let has_first = problems.iter().any(|problem| Some(problem.to_string()) == first);
            assert_eq!((!problems.is_empty(), has_first), (first.is_some(), first.is_some()));
        }
    }
}

#[test]
fn every_problem_is_listed() {
    let module = r#"(module
        (import "env" "one" (func))
        (import "env" "two" (func))
        (func (export "short") (param i32) (result i32) (local.get 0))
        (@custom ".rustc_proc_macro_decls" "abi:2\nbang:one:short\nbang:two:missing\n"))"#;
    let problems = Module::problems(&wat::parse_str(module).unwrap(), &Limits::default());
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(problems.join("\n"), @r"
    the module imports `one` from `env`, `two` from `env`
    the function `short` of the macro `one` does not take 4 `i32` and return one
    the module exports no function `missing` for its macro `two`
    ");
}

#[test]
fn functions_of_another_abi_have_other_types() {
    let module = r#"(module
        (import "watt-0.5" "string_len" (func (param i64) (result i32)))
        (func (export "short") (param i32) (result i32) (local.get 0))
        (func (export "token_stream_into_raw"))
        (@custom ".rustc_proc_macro_decls" "bang:one:short\nattr:two:short\nbang:three:missing\n"))"#;
    let problems = Module::problems(&wat::parse_str(module).unwrap(), &Limits::default());
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(problems.join("\n"), @r"
    the module imports `string_len` from `watt-0.5` with the wrong type
    the module exports no function `raw_to_token_stream` that takes an `i32` and returns one
    the module exports no function `token_stream_into_raw` that takes an `i32` and returns one
    the function `short` of the macro `two` does not take 2 `i32` and return one
    the module exports no function `missing` for its macro `three`
    ");
}

#[test]
fn functions_of_an_unknown_abi_have_unknown_types() {
    let module = r#"(module
        (import "watt-0.2" "token_stream_new" (func (result i32)))
        (func (export "short") (param i32) (result i32) (local.get 0))
        (@custom ".rustc_proc_macro_decls" "bang:one:short\nbang:two:missing\n"))"#;
    let problems = Module::problems(&wat::parse_str(module).unwrap(), &Limits::default());
    assert!(!problems.iter().any(|problem| problem.to_string().contains("`short`")));
    assert!(problems.iter().any(|problem| problem.to_string().contains("`missing`")));
}

#[test]
fn a_module_is_started_without_running_a_macro() {
    let krate = |start: &str| {
        let module = format!(
            r#"(module
            (memory (export "memory") 1)
            (func $start {start})
            (start $start)
            (func (export "run") (param i32 i32 i32 i32) (result i32) (unreachable))
            (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run\n"))"#
        );
        MacroCrate::new(wat::parse_str(module).unwrap()).unwrap()
    };
    let good = krate("(drop (memory.grow (i32.const 2)))");
    good.start().unwrap();
    assert_eq!(good.usage(), None);
    assert!(krate("(unreachable)").start().is_err());
}
