//! The engine inside the compiler, as bootstrap builds it: instructions run by tail calls, and must take
//! none of the compiler's stack however many there are.

use std::fmt::Write;

use wasm_proc_macro_tests::Dir;

/// Each is run a million times in a loop. `$i` counts up from 0.
const INSTRUCTIONS: &[(&str, &str)] = &[
    ("grow_memory", "(drop (memory.grow (i32.const 0)))"),
    // Not a constant, which is translated to `memory.size`.
    ("grow_memory_by_a_variable", "(drop (memory.grow (i32.and (local.get $i) (i32.const 0))))"),
    ("refuse_memory", "(drop (memory.grow (i32.const 65536)))"),
    ("refuse_memory_beyond_everything", "(drop (memory.grow (i32.const -1)))"),
    ("refuse_table", "(drop (table.grow $table (ref.null func) (i32.const -1)))"),
    ("refuse_table_beyond_maximum", "(drop (table.grow $small (ref.null extern) (i32.const 2)))"),
    ("size_memory", "(drop (memory.size))"),
    ("copy_memory", "(memory.copy (i32.const 8) (i32.const 64) (i32.const 16))"),
    ("fill_memory", "(memory.fill (i32.const 8) (local.get $i) (i32.const 16))"),
    ("init_memory", "(memory.init $data (i32.const 8) (i32.const 0) (i32.const 4))"),
    ("drop_data", "(data.drop $dropped)"),
    ("drop_elements", "(elem.drop $elements)"),
    ("grow_table", "(drop (table.grow $table (ref.null func) (i32.const 0)))"),
    ("size_table", "(drop (table.size $table))"),
    ("get_table", "(drop (table.get $table (i32.const 0)))"),
    ("set_table", "(table.set $table (i32.const 1) (ref.null func))"),
    ("fill_table", "(table.fill $table (i32.const 1) (ref.null func) (i32.const 1))"),
    ("copy_table", "(table.copy $table $table (i32.const 2) (i32.const 3) (i32.const 1))"),
    ("init_table", "(table.init $table $elements (i32.const 2) (i32.const 0) (i32.const 0))"),
    ("call", "(drop (call $add (local.get $i) (i32.const 1)))"),
    (
        "call_indirect",
        "(drop (call_indirect $table (type $binary) (local.get $i) (i32.const 1) (i32.const 0)))",
    ),
    ("set_global", "(global.set $global (local.get $i))"),
    (
        "branch_by_table",
        "(block (block (br_table 0 1 (i32.and (local.get $i) (i32.const 1)))))",
    ),
    (
        "branch_by_table_with_a_value",
        "(drop (block (result i32) (drop (block (result i32) (br_table 0 1 (i32.const 7)
             (i32.and (local.get $i) (i32.const 1))))) (i32.const 8)))",
    ),
    (
        "select",
        "(drop (select (local.get $i) (i32.const 1) (i32.and (local.get $i) (i32.const 1))))",
    ),
    (
        "divide",
        "(drop (i64.rem_s (i64.div_u (i64.extend_i32_u (local.get $i)) (i64.const 3)) (i64.const 7)))",
    ),
    (
        "count_bits",
        "(drop (i32.add (i32.clz (local.get $i)) (i32.add (i32.ctz (local.get $i)) (i32.popcnt (local.get $i)))))",
    ),
    (
        "round",
        "(drop (f64.add (f64.floor (f64.convert_i32_u (local.get $i)))
             (f64.add (f64.ceil (f64.const 1.5)) (f64.add (f64.trunc (f64.convert_i32_s (local.get $i)))
             (f64.nearest (f64.sqrt (f64.convert_i32_u (local.get $i))))))))",
    ),
    (
        "round_single",
        "(drop (f32.add (f32.floor (f32.convert_i32_u (local.get $i)))
             (f32.add (f32.ceil (f32.convert_i32_s (local.get $i))) (f32.nearest (f32.convert_i32_u (local.get $i))))))",
    ),
    (
        "convert",
        "(drop (i32.trunc_sat_f64_s (f64.promote_f32 (f32.demote_f64 (f64.convert_i32_u (local.get $i))))))",
    ),
    (
        "load_and_store",
        "(i64.store (i32.const 8) (i64.extend_i32_s (i32.load8_s (i32.and (local.get $i) (i32.const 0xfff)))))",
    ),
    (
        "vectors",
        "(v128.store (i32.const 8) (i32x4.mul (i32x4.splat (local.get $i)) (v128.load (i32.const 32))))",
    ),
    (
        "lanes_of_vectors",
        "(drop (f32x4.extract_lane 1 (f32x4.sqrt (f32x4.convert_i32x4_u
             (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15
                 (i32x4.splat (local.get $i)) (v128.load8_lane 3 (i32.const 8) (v128.const i64x2 1 2)))))))",
    ),
];

#[test]
fn a_million_of_each_instruction() {
    let mut list = "abi:2\\n".to_owned();
    let mut functions = String::new();
    let mut main = "fn main() {\n".to_owned();
    for (name, instruction) in INSTRUCTIONS {
        write!(list, "bang:{name}:{name}\\n").unwrap();
        write!(
            functions,
            r#"(func (export "{name}") (param i32 i32 i32 i32) (result i32)
                (local $i i32)
                (loop $again
                    {instruction}
                    (local.set $i (i32.add (local.get $i) (i32.const 1)))
                    (br_if $again (i32.lt_u (local.get $i) (i32.const 1000000))))
                (local.get 3))
            "#
        )
        .unwrap();
        writeln!(main, "    print!(\"{{}} \", engine::{name}!(\"{name}\"));").unwrap();
    }
    main.push('}');
    let module = wat::parse_str(format!(
        r#"(module
            (type $binary (func (param i32 i32) (result i32)))
            (memory (export "memory") 1)
            (table $table 4 funcref)
            (table $small 1 2 externref)
            (global $global (mut i32) (i32.const 0))
            (data $data "data")
            (data $dropped "data")
            (elem (table $table) (i32.const 0) func $add)
            (elem $elements func $add)
            (func $add (type $binary) (i32.add (local.get 0) (local.get 1)))
            {functions}
            (@custom ".rustc_proc_macro_decls" "{list}"))"#
    ))
    .unwrap();
    let dir = Dir::with_main(&main);
    dir.write("engine.wasm", module);
    dir.rustc("main.rs").macros("engine", &dir.path("engine.wasm")).compile().silent_success();
    let names: Vec<_> = INSTRUCTIONS.iter().map(|(name, _)| *name).collect();
    assert_eq!(dir.run("main").success().stdout.trim_end(), names.join(" "));
}
