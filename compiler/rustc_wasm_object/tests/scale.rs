//! Large and deep functions: on a small stack, in time that grows with their size.

mod common;

use std::fmt::Write;
use std::time::{Duration, Instant};

use common::{FEATURES, Instance, Outcome, agree, emit, link_object};
use cranelift_codegen::Context;
use cranelift_codegen::data_value::DataValue;
use cranelift_codegen::settings::{self, Configurable};
use cranelift_reader::parse_functions;
use rustc_wasm_object::{isa, promote_slots};

/// Less than rustc.wasm has for everything.
const STACK: usize = 256 << 10;

/// Emits one function of `(i32) -> i32` on a small stack, and calls it.
fn run(text: String, opt_level: &'static str, argument: i32, expected: Option<i32>) -> Duration {
    let functions = parse_functions(&text).unwrap_or_else(|error| panic!("{error}"));
    let emitted = functions.clone();
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        let start = Instant::now();
        let object = emit(&emitted, opt_level, &FEATURES).unwrap();
        (object, start.elapsed())
    });
    let (object, time) = thread.unwrap().join().unwrap();
    if let (Some(linked), Some(expected)) = (link_object(&object), expected) {
        let outcome =
            Instance::new(&linked).call("f", &functions[0].signature, &[DataValue::I32(argument)]);
        let expected = Outcome::Values(vec![DataValue::I32(expected)]);
        assert!(agree(&outcome, &expected), "{outcome:?}, not {expected:?}");
    }
    time
}

#[test]
fn an_expression_of_many_terms() {
    const TERMS: i32 = 20_000;
    let mut text = "function %f(i32) -> i32 {\nblock0(v0: i32):\n    v1 = iadd v0, v0\n".to_owned();
    for at in 2..TERMS {
        writeln!(text, "    v{at} = iadd v{}, v0", at - 1).unwrap();
    }
    writeln!(text, "    return v{}\n}}", TERMS - 1).unwrap();
    run(text.clone(), "none", 1, Some(TERMS));
    run(text, "speed", 1, Some(TERMS));
}

/// Each condition is inside of the one before.
#[test]
fn many_nested_conditions() {
    const DEPTH: usize = 5_000;
    let mut text = "function %f(i32) -> i32 {\nblock0(v0: i32):\n    jump block1\n".to_owned();
    for at in 1..DEPTH {
        writeln!(
            text,
            "block{at}:\n    v{at} = icmp_imm.i32 ne v0, {at}\n    brif v{at}, block{}, block{}",
            at + 1,
            DEPTH + at
        )
        .unwrap();
    }
    writeln!(text, "block{DEPTH}:\n    return v0").unwrap();
    for at in 1..DEPTH {
        writeln!(
            text,
            "block{}:\n    v{} = iconst.i32 {}\n    return v{}",
            DEPTH + at,
            DEPTH + at,
            at * 3,
            DEPTH + at
        )
        .unwrap();
    }
    text.push('}');
    run(text.clone(), "none", 4_000, Some(12_000));
    run(text, "speed", 77, Some(231));
}

/// Loops in loops, each with a value of its own.
#[test]
fn many_nested_loops() {
    const DEPTH: usize = 300;
    let mut text =
        "function %f(i32) -> i32 {\nblock0(v0: i32):\n    v1 = iconst.i32 0\n    jump block1(v1)\n"
            .to_owned();
    for at in 1..=DEPTH {
        writeln!(
            text,
            "block{at}(v{}: i32):\n    v{} = iadd_imm v{}, 1",
            at * 10,
            at * 10 + 1,
            at * 10
        )
        .unwrap();
        writeln!(text, "    jump block{}(v{})", at + 1, at * 10 + 1).unwrap();
    }
    let last = DEPTH + 1;
    writeln!(text, "block{last}(v9: i32):\n    jump block{}(v9)", last + 1).unwrap();
    for at in (1..=DEPTH).rev() {
        let block = last + 1 + DEPTH - at;
        // One round of each.
        let value = 100_000 + at * 10;
        writeln!(
            text,
            "block{block}(v{value}: i32):\n    v{} = icmp_imm slt v{value}, 0",
            value + 1
        )
        .unwrap();
        writeln!(
            text,
            "    brif v{}, block{at}(v{value}), block{}(v{value})",
            value + 1,
            block + 1
        )
        .unwrap();
    }
    let end = last + 1 + DEPTH;
    writeln!(text, "block{end}(v8: i32):\n    v7 = iadd v8, v0\n    return v7\n}}").unwrap();
    run(text.clone(), "none", 5, Some(305));
    run(text, "speed", 5, Some(305));
}

#[test]
fn a_table_of_many_branches() {
    const CASES: usize = 10_000;
    let mut text =
        "function %f(i32) -> i32 {\nblock0(v0: i32):\n    br_table v0, block1(v0), [".to_owned();
    for at in 0..CASES {
        let comma = if at == 0 { "" } else { ", " };
        match at % 2 {
            0 => write!(text, "{comma}block{}", at + 2).unwrap(),
            _ => write!(text, "{comma}block1(v0)").unwrap(),
        }
    }
    text.push_str("]\nblock1(v1: i32):\n    return v1\n");
    for at in (0..CASES).step_by(2) {
        writeln!(
            text,
            "block{}:\n    v{} = iconst.i32 {}\n    jump block1(v{})",
            at + 2,
            at + 2,
            at * 7,
            at + 2
        )
        .unwrap();
    }
    text.push('}');
    run(text.clone(), "none", 9_998, Some(69_986));
    run(text.clone(), "none", 9_999, Some(9_999));
    run(text, "speed", 50_000, Some(50_000));
}

/// A function of `blocks` branches in a row, with values that live across all of them.
fn long_function(blocks: usize) -> String {
    let mut text =
        "function %f(i32) -> i32 {\n    ss0 = explicit_slot 64\nblock0(v0: i32):\n".to_owned();
    for held in 1..20 {
        writeln!(text, "    v{held} = iadd_imm v0, {held}").unwrap();
    }
    writeln!(text, "    jump block1(v0)").unwrap();
    for at in 0..blocks {
        let (block, value) = (at * 3 + 1, 100 + at * 10);
        writeln!(text, "block{block}(v{value}: i32):").unwrap();
        writeln!(text, "    v{} = iadd v{value}, v{}", value + 1, 1 + at % 19).unwrap();
        writeln!(text, "    v{} = stack_addr.i32 ss0", value + 2).unwrap();
        writeln!(text, "    store v{}, v{}+8", value + 1, value + 2).unwrap();
        writeln!(text, "    v{} = icmp_imm ult v{}, {}", value + 3, value + 1, at * 100).unwrap();
        writeln!(text, "    brif v{}, block{}, block{}", value + 3, block + 1, block + 2).unwrap();
        writeln!(text, "block{}:", block + 1).unwrap();
        writeln!(text, "    v{} = load.i32 v{}+8", value + 4, value + 2).unwrap();
        writeln!(text, "    v{} = bxor v{}, v{value}", value + 5, value + 4).unwrap();
        writeln!(text, "    jump block{}(v{})", block + 3, value + 5).unwrap();
        writeln!(text, "block{}:", block + 2).unwrap();
        writeln!(text, "    v{} = imul_imm v{}, 3", value + 6, value + 1).unwrap();
        writeln!(text, "    jump block{}(v{})", block + 3, value + 6).unwrap();
    }
    writeln!(text, "block{}(v99: i32):\n    return v99\n}}", blocks * 3 + 1).unwrap();
    text
}

#[test]
fn time_grows_with_size() {
    let mut times = Vec::new();
    for blocks in [1_000, 8_000] {
        times.push(run(long_function(blocks), "none", 3, None));
    }
    eprintln!("{times:?}");
    // Eight times the size; the verifier and a busy machine have their part.
    assert!(times[1] < times[0] * 32 + Duration::from_secs(1), "{times:?}");
}

/// Slots that are written at the start and in some of many blocks, and read at the end.
fn function_of_slots(blocks: usize, slots: usize) -> String {
    let mut text = "function %f(i32) -> i32 {\n".to_owned();
    for slot in 0..slots {
        writeln!(text, "    ss{slot} = explicit_slot 8").unwrap();
    }
    writeln!(text, "block0(v0: i32):").unwrap();
    for slot in 0..slots {
        writeln!(text, "    stack_store v0, ss{slot}+4").unwrap();
    }
    writeln!(text, "    jump block1").unwrap();
    for at in 0..blocks {
        let (block, value) = (at * 3 + 1, 10 + at * 10);
        let (from, to) = (at * 7 % slots, at * 13 % slots);
        writeln!(text, "block{block}:").unwrap();
        writeln!(text, "    v{value} = stack_load.i32 ss{from}+4").unwrap();
        writeln!(text, "    v{} = icmp_imm ult v{value}, {at}", value + 1).unwrap();
        // Every tenth goes back.
        let back = if at % 10 == 9 { block - 27 } else { block + 1 };
        writeln!(text, "    brif v{}, block{back}, block{}", value + 1, block + 2).unwrap();
        writeln!(text, "block{}:", block + 1).unwrap();
        writeln!(text, "    v{} = iadd_imm v{value}, 1", value + 2).unwrap();
        writeln!(text, "    stack_store v{}, ss{to}+4", value + 2).unwrap();
        writeln!(text, "    jump block{}", block + 2).unwrap();
        writeln!(text, "block{}:\n    jump block{}", block + 2, block + 3).unwrap();
    }
    writeln!(text, "block{}:\n    v1 = iconst.i32 0", blocks * 3 + 1).unwrap();
    let mut sum = 1;
    for slot in 0..slots {
        let value = 20 + blocks * 10 + slot * 2;
        writeln!(text, "    v{value} = stack_load.i32 ss{slot}+4").unwrap();
        writeln!(text, "    v{} = iadd v{sum}, v{value}", value + 1).unwrap();
        sum = value + 1;
    }
    writeln!(text, "    return v{sum}\n}}").unwrap();
    text
}

/// Slots become values in time that does not grow with the product of slots and blocks.
#[test]
fn many_slots_in_many_blocks() {
    for (blocks, slots) in [(1_000, 1_000), (8_000, 8_000), (20_000, 20), (20, 20_000)] {
        let mut functions = parse_functions(&function_of_slots(blocks, slots)).unwrap();
        let mut context = Context::for_function(functions.remove(0));
        let mut flags = settings::builder();
        flags.set("opt_level", "speed").unwrap();
        let target = isa(settings::Flags::new(flags)).unwrap();
        let start = Instant::now();
        promote_slots(&mut context, &*target).unwrap();
        let time = start.elapsed();
        eprintln!("{blocks} blocks and {slots} slots: {time:?}");
        assert!(time < Duration::from_secs(10), "{blocks} blocks and {slots} slots: {time:?}");
    }
    let time = run(function_of_slots(1_000, 1_000), "speed", 1_000_000, Some(1_000_000_000));
    eprintln!("as WebAssembly: {time:?}");
}

/// Beyond what engines accept there is an error, which says what there is too much of.
#[test]
fn what_engines_do_not_accept_is_an_error() {
    let params: Vec<String> = (0..1_001).map(|at| format!("v{at}: i32")).collect();
    let types = vec!["i32"; 1_001].join(", ");
    let text = format!(
        "function %f({types}) -> i32 {{\nblock0({}):\n    return v0\n}}",
        params.join(", ")
    );
    let error = emit(&parse_functions(&text).unwrap(), "none", &FEATURES).unwrap_err();
    assert!(error.contains("1001 parameters") || error.contains("Limit"), "{error}");

    let table = vec!["block1"; 70_000].join(", ");
    let text = format!(
        "function %f(i32) -> i32 {{\nblock0(v0: i32):\n    br_table v0, block1, [{table}]\nblock1:\n    return v0\n}}"
    );
    let error = emit(&parse_functions(&text).unwrap(), "none", &FEATURES).unwrap_err();
    assert!(error.contains("branches in a table"), "{error}");
}
