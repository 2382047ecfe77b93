//! Tests that run modules with a counter, and expect of them what they did without, until nothing is
//! left.

use wasmi::{Engine, Instance, Linker, Module, Store, TypedFunc, WasmParams, WasmResults};

use super::*;

/// A module with these functions; `$down` calls itself as often as it is told.
fn module(functions: &str) -> String {
    format!(
        r#"(module
            (import "host" "exhausted" (func $end))
            (memory (export "memory") 1)
            (global $stack (mut i32) (i32.const 0x200000))
            (func (export "set_stack") (param i32) (global.set $stack (local.get 0)))
            (global (export "rustc_stack_left") i32 (i32.const 16))
            (func (export "rustc_stack_exhausted") (call $end))
            (func $left (export "left") (result i32) (i32.load (i32.const 16)))
            (func (export "set") (param i32) (i32.store (i32.const 16) (local.get 0)))
            (func $down (export "down") (param i32) (result i32)
                (if (i32.eqz (local.get 0)) (then (return (i32.const 7))))
                (call $down (i32.sub (local.get 0) (i32.const 1))))
            (func $deep (export "deep") (param i32) (result i32)
                (global.set $stack (i32.sub (global.get $stack) (i32.const 16)))
                (call $down (local.get 0))
                (global.set $stack (i32.add (global.get $stack) (i32.const 16))))
            {functions})"#
    )
}

struct Running(Store<()>, Instance);

impl Running {
    fn new(wasm: &[u8]) -> Running {
        let engine = Engine::default();
        let mut store = Store::new(&engine, ());
        let mut linker = Linker::new(&engine);
        let end = || -> Result<(), wasmi::Error> { Err(wasmi::Error::new("exhausted")) };
        linker.func_wrap("host", "exhausted", end).unwrap();
        let module = Module::new(&engine, wasm).unwrap();
        let instance = linker.instantiate_and_start(&mut store, &module).unwrap();
        Running(store, instance)
    }

    fn call<P: WasmParams, R: WasmResults>(&mut self, name: &str, params: P) -> Result<R, String> {
        let function: TypedFunc<P, R> = self.1.get_typed_func(&self.0, name).unwrap();
        function.call(&mut self.0, params).map_err(|error| error.to_string())
    }
}

fn counted(functions: &str) -> Running {
    let wasm = wat::parse_str(module(functions)).unwrap();
    Running::new(&add_counter(&wasm).unwrap().module)
}

/// What `$down` costs.
fn cost() -> i32 {
    cost::of_call(1)
}

#[test]
fn calls_go_on_as_long_as_something_is_left() {
    let mut running = counted("");
    running.call::<_, ()>("set", 10 * cost()).unwrap();
    assert_eq!(running.call("down", 9), Ok(7));
    assert!(running.call::<_, i32>("down", 10).unwrap_err().contains("exhausted"));
}

#[test]
fn stack_in_memory_ends_too() {
    let mut running = counted("");
    running.call::<_, ()>("set", 1000 * cost()).unwrap();
    running.call::<_, ()>("set_stack", cost::RESERVE_IN_MEMORY).unwrap();
    assert_eq!(running.call("deep", 9), Ok(7));
    running.call::<_, ()>("set_stack", cost::RESERVE_IN_MEMORY - 16).unwrap();
    assert!(running.call::<_, i32>("deep", 1).unwrap_err().contains("exhausted"));
    // `$down` takes none of it.
    running.call::<_, ()>("set", 1000 * cost()).unwrap();
    assert_eq!(running.call("down", 9), Ok(7));
    // Until a count is set, and when the end is being reported.
    running.call::<_, ()>("set", i32::MAX).unwrap();
    assert_eq!(running.call("deep", 9), Ok(7));
}

/// As the linker exports functions of a program.
#[test]
fn what_is_called_in_the_end_may_be_wrapped() {
    let functions = r#"
        (func $constructors (call $count)) (func $destructors)
        (global $runs (mut i32) (i32.const 0))
        (func $count (global.set $runs (i32.add (global.get $runs) (i32.const 1))))
        (func (export "runs") (result i32) (global.get $runs))
        (func $wrapped (call $constructors) (call $finish) (call $destructors))
        (func $finish (call $end))
    "#;
    let wat = module(functions).replace(
        r#"(func (export "rustc_stack_exhausted") (call $end))"#,
        r#"(export "rustc_stack_exhausted" (func $wrapped))"#,
    );
    let mut running = Running::new(&add_counter(&wat::parse_str(wat).unwrap()).unwrap().module);
    running.call::<_, ()>("set", 10 * cost()).unwrap();
    assert!(running.call::<_, i32>("down", 10).unwrap_err().contains("exhausted"));
    assert_eq!(running.call("runs", ()), Ok(0));
}

#[test]
fn cost_is_given_back_however_a_function_ends() {
    let functions = r#"
        (func (export "end") (call $down (i32.const 1)) drop)
        (func (export "return") (drop (call $down (i32.const 1))) (block (loop (return))))
        (func (export "branch") (drop (call $down (i32.const 1)))
            (block (loop (br_if 2 (i32.const 1)))))
        (func (export "table") (drop (call $down (i32.const 1)))
            (block (block (br_table 0 1 2 (i32.const 5)))))
        (func (export "value") (result i64) (drop (call $down (i32.const 1)))
            (block (br 1 (i64.const 9))) (i64.const 1))
        (func (export "else") (param i32) (result f64) (drop (call $down (i32.const 1)))
            (if (result f64) (local.get 0)
                (then (return (f64.const 1.5))) (else (br 1 (f64.const 2.5)))))
        (func (export "unreachable_end") (result i32)
            (return (call $down (i32.const 1))) (unreachable))
    "#;
    let mut running = counted(functions);
    running.call::<_, ()>("set", 1000).unwrap();
    for name in ["end", "return", "branch", "table"] {
        running.call::<_, ()>(name, ()).unwrap();
        assert_eq!(running.call("left", ()), Ok(1000), "{name}");
    }
    assert_eq!(running.call("value", ()), Ok(9i64));
    assert_eq!(running.call("else", 1), Ok(1.5f64));
    assert_eq!(running.call("else", 0), Ok(2.5f64));
    assert_eq!(running.call("unreachable_end", ()), Ok(7));
    assert_eq!(running.call("left", ()), Ok(1000));
}

#[test]
fn local_variables_keep_their_numbers() {
    let functions = r#"
        (func (export "sum") (param i32 i64) (result i64) (local i32 i64) (local f32)
            (drop (call $down (i32.const 0)))
            (local.set 2 (i32.const 30)) (local.set 3 (i64.const 400))
            (i64.add (local.get 1) (i64.add (local.get 3) (i64.extend_i32_s
                (i32.add (local.get 0) (local.get 2))))))
    "#;
    let mut running = counted(functions);
    running.call::<_, ()>("set", 1000).unwrap();
    assert_eq!(running.call("sum", (1, 2000i64)), Ok(2431i64));
}

#[test]
fn functions_that_call_little_are_left_as_they_are() {
    let changed = |functions: &str| {
        let counted = add_counter(&wat::parse_str(module(functions)).unwrap()).unwrap();
        (counted.changed, counted.functions)
    };
    // `$down` and `$deep`, and not what is called when nothing is left.
    assert_eq!(changed(""), (2, 6));
    let leaf = "(func $leaf (param i32)) (func $first (call $leaf (i32.const 1)))";
    assert_eq!(changed(&format!("{leaf} (func $second (call $first) (call $first))")), (2, 9));
    let all_locals = "(local i32) ".repeat(200);
    assert_eq!(changed(&format!("{leaf} (func {all_locals} (call $first))")), (3, 9));
    assert_eq!(changed(&format!("{leaf} (func (drop (call $deep (i32.const 1))))")), (3, 9));
    assert_eq!(changed("(func $one (call $two)) (func $two (call $one))"), (4, 8));
    let table = "(table 1 funcref) (type $t (func)) (func (call_indirect (type $t) (i32.const 0)))";
    assert_eq!(changed(table), (3, 7));
    let frame = "(func (global.set $stack (global.get $stack)) (call $leaf (i32.const 1)))";
    assert_eq!(changed(&format!("{leaf} {frame}")), (3, 9));
}

#[test]
fn exports_of_the_counter_are_taken_away() {
    let wasm = add_counter(&wat::parse_str(module("")).unwrap()).unwrap().module;
    let contents = Contents::read(&wasm).unwrap();
    let names: Vec<_> = contents.exports.iter().map(|export| export.name).collect();
    assert_eq!(names, ["memory", "set_stack", "left", "set", "down", "deep"]);
}

#[track_caller]
fn check_error(wat: &str, expected: &str) {
    let error = add_counter(&wat::parse_str(wat).unwrap()).err().unwrap().to_string();
    assert!(error.contains(expected), "{error}");
}

#[test]
fn what_is_missing_is_named() {
    let stack = "(module (memory 1) (global (mut i32) (i32.const 0)))";
    check_error(stack, "there is no export `rustc_stack_left`");
    check_error("(module (memory 1))", "not the pointer to the stack");
    let left = r#"(memory 1) (global (mut i32) (i32.const 0)) (global (export "rustc_stack_left") i32 (i32.const 16))"#;
    check_error(&format!("(module {left})"), "there is no export `rustc_stack_exhausted`");
    let exhausted = r#"(func (export "rustc_stack_exhausted"))"#;
    let pair = r#"(func (export "pair") (result i32 i32) (i32.const 1) (i32.const 2))"#;
    check_error(&format!("(module {left} {exhausted} {pair})"), "several results");
    assert!(add_counter(b"no module").is_err());
}
