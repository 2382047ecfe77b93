//! Inlining: small functions leave no calls behind, others do, and what is computed stays the same.

mod common;

use common::{FEATURES, Instance, Outcome, agree, link_object, target, validate};
use cranelift_codegen::Context;
use cranelift_codegen::data_value::DataValue;
use cranelift_codegen::ir::{Function, Opcode};
use cranelift_module::{DataDescription, Linkage, Module};
use cranelift_reader::parse_functions;
use rustc_wasm_object::{Candidate, Inlining, Options, WasmModule};

/// How many data objects there are, `u1:0` and so on, each with its number and 1,000.
const DATA: u32 = 4;

/// Functions named `u0:0`, `u0:1` and so on, in order, after inlining; and the object with them.
fn inlined(text: &str, inlining: &[Inlining]) -> (Vec<Function>, Vec<u8>) {
    inlined_with(text, inlining, Linkage::Export)
}

/// The same, with a linkage for the first of them.
fn inlined_with(text: &str, inlining: &[Inlining], first: Linkage) -> (Vec<Function>, Vec<u8>) {
    let functions = parse_functions(text).unwrap_or_else(|error| panic!("{error}"));
    let mut module = WasmModule::new(Options::new(target("speed"), FEATURES));
    let mut candidates = Vec::new();
    for (at, func) in functions.into_iter().enumerate() {
        let name = format!("f{at}");
        let linkage = if at == 0 { first } else { Linkage::Export };
        let id = module.declare_function(&name, linkage, &func.signature).unwrap();
        let inlining = inlining.get(at).copied().unwrap_or(Inlining::Auto);
        candidates.push(Candidate { id, func, inlining });
    }
    for at in 0..DATA {
        let id = module.declare_data(&format!("d{at}"), Linkage::Export, true, false).unwrap();
        let mut data = DataDescription::new();
        data.define(Box::new((1000 + at).to_le_bytes()));
        module.define_data(id, &data).unwrap();
    }
    module.inline(&mut candidates).unwrap();
    let functions = candidates.iter().map(|candidate| candidate.func.clone()).collect();
    for Candidate { id, func, .. } in candidates {
        module.define_function(id, &mut Context::for_function(func)).unwrap();
    }
    let object = module.finish().unwrap();
    validate(&object);
    (functions, object)
}

fn calls(func: &Function) -> usize {
    let insts = func.layout.blocks().flat_map(|block| func.layout.block_insts(block));
    insts.filter(|&inst| func.dfg.insts[inst].opcode() == Opcode::Call).count()
}

/// How many calls are left in each function.
fn all_calls(functions: &[Function]) -> Vec<usize> {
    functions.iter().map(calls).collect()
}

#[track_caller]
fn check(functions: &[Function], object: &[u8], at: usize, argument: i32, expected: i32) {
    let Some(linked) = link_object(object) else { return };
    let arguments = [DataValue::I32(argument)];
    let found =
        Instance::new(&linked).call(&format!("f{at}"), &functions[at].signature, &arguments);
    let expected = Outcome::Values(vec![DataValue::I32(expected)]);
    assert!(agree(&found, &expected), "{found:?}, not {expected:?}");
}

/// A loop with a call that passes the address of a stack slot, of a function with a slot of its own.
const CHAIN: &str = "
function u0:0(i32) -> i32 {
block0(v0: i32):
    brif v0, block1, block2
block1:
    v1 = iadd_imm v0, 5
    return v1
block2:
    v2 = iconst.i32 100
    return v2
}

function u0:1(i32) {
    ss0 = explicit_slot 4
    sig0 = (i32) -> i32
    fn0 = colocated u0:0 sig0
block0(v0: i32):
    v1 = load.i32 v0
    v2 = call fn0(v1)
    stack_store v2, ss0
    v3 = stack_load.i32 ss0
    store v3, v0
    return
}

function u0:2(i32) -> i32 {
    ss0 = explicit_slot 4
    sig0 = (i32)
    fn0 = colocated u0:1 sig0
block0(v0: i32):
    v1 = stack_addr.i32 ss0
    v2 = iconst.i32 0
    store v2, v1
    jump block1(v0)
block1(v3: i32):
    brif v3, block2, block3
block2:
    call fn0(v1)
    v4 = iadd_imm v3, -1
    jump block1(v4)
block3:
    v5 = load.i32 v1
    return v5
}";

#[test]
fn small_functions_leave_no_calls() {
    let (functions, object) = inlined(CHAIN, &[]);
    assert_eq!(all_calls(&functions), [0, 0, 0]);
    check(&functions, &object, 2, 0, 0);
    check(&functions, &object, 2, 1, 100);
    check(&functions, &object, 2, 4, 115);
}

/// Callees that come later in the object are inlined as well.
#[test]
fn order_does_not_matter() {
    let swapped = CHAIN.replace("u0:2", "u0:T").replace("u0:0", "u0:2").replace("u0:T", "u0:0");
    let mut texts: Vec<_> = swapped.split("\n\n").collect();
    texts.reverse();
    let (functions, object) = inlined(&texts.join("\n\n"), &[]);
    assert_eq!(all_calls(&functions), [0, 0, 0]);
    check(&functions, &object, 0, 4, 115);
}

#[test]
fn what_must_not_be_inlined_is_not() {
    let (functions, object) = inlined(CHAIN, &[Inlining::Never]);
    assert_eq!(all_calls(&functions), [0, 1, 1]);
    check(&functions, &object, 2, 4, 115);
}

/// Weak functions, which give way to others when objects are linked.
#[test]
fn what_may_be_replaced_is_called() {
    let (functions, object) = inlined_with(CHAIN, &[Inlining::Always], Linkage::Preemptible);
    assert_eq!(all_calls(&functions), [0, 1, 1]);
    check(&functions, &object, 2, 4, 115);
}

#[test]
fn recursion_ends() {
    let text = "
function u0:0(i32) -> i32 {
    sig0 = (i32) -> i32
    fn0 = colocated u0:1 sig0
block0(v0: i32):
    brif v0, block1, block2
block1:
    v1 = iadd_imm v0, -1
    v2 = call fn0(v1)
    v3 = iadd_imm v2, 2
    return v3
block2:
    return v0
}

function u0:1(i32) -> i32 {
    sig0 = (i32) -> i32
    fn0 = colocated u0:0 sig0
    fn1 = colocated u0:1 sig0
block0(v0: i32):
    brif v0, block1, block2
block1:
    v1 = iadd_imm v0, -1
    v2 = call fn1(v1)
    v3 = call fn0(v1)
    v4 = iadd v2, v3
    return v4
block2:
    v5 = iconst.i32 1
    return v5
}";
    let (functions, object) = inlined(text, &[]);
    assert!(all_calls(&functions).iter().all(|&calls| calls > 0), "{functions:?}");
    let expected = |n: i32| {
        let (mut f, mut g) = (0, 1);
        for _ in 0..n {
            (f, g) = (g + 2, g + f);
        }
        (f, g)
    };
    for n in 0..10 {
        check(&functions, &object, 0, n, expected(n).0);
        check(&functions, &object, 1, n, expected(n).1);
    }
}

/// Of the size that is inlined only if its author asks for it.
#[test]
fn size_counts() {
    let terms = |count: usize| {
        let lines = (1..=count).map(|at| format!("    v{at} = imul v{}, v0\n", at - 1));
        let last = format!("    return v{count}\n");
        format!(
            "function u0:0(i32) -> i32 {{\nblock0(v0: i32):\n{}{last}}}\n\n{}",
            lines.collect::<String>(),
            "function u0:1(i32) -> i32 {
                sig0 = (i32) -> i32
                fn0 = colocated u0:0 sig0
            block0(v0: i32):
                v1 = call fn0(v0)
                return v1
            }"
        )
    };
    for (count, inlining, calls) in [
        (30, Inlining::Auto, 0),
        (60, Inlining::Auto, 1),
        (60, Inlining::Hinted, 0),
        (150, Inlining::Hinted, 1),
        (150, Inlining::Always, 0),
        (1, Inlining::Never, 1),
    ] {
        let (functions, object) = inlined(&terms(count), &[inlining]);
        assert_eq!(all_calls(&functions), [0, calls], "{count} {inlining:?}");
        check(&functions, &object, 1, -1, if count % 2 == 0 { -1 } else { 1 });
    }
}

/// Code that is seldom run stays small.
#[test]
fn cold_calls_are_kept() {
    let text = CHAIN.replace("block2:\n    call fn0(v1)", "block2 cold:\n    call fn0(v1)");
    let (functions, object) = inlined(&text, &[]);
    assert_eq!(all_calls(&functions), [0, 0, 1]);
    check(&functions, &object, 2, 4, 115);
}

/// Functions number the names of symbols each in their own way.
#[test]
fn symbols_stay_what_they_are() {
    let text = "
function u0:0(i32) -> i32 {
    gv0 = symbol colocated u1:3
    gv1 = symbol colocated u1:1
block0(v0: i32):
    v1 = global_value.i32 gv0
    v2 = load.i32 v1
    v3 = global_value.i32 gv1
    v4 = load.i32 v3
    v5 = imul v2, v0
    v6 = iadd v4, v5
    return v6
}

function u0:1(i32) -> i32 {
    gv0 = symbol colocated u1:1
    gv1 = symbol colocated u1:2
    gv2 = symbol colocated u1:0
    sig0 = (i32) -> i32
    fn0 = colocated u0:0 sig0
block0(v0: i32):
    v1 = global_value.i32 gv2
    v2 = load.i32 v1
    v3 = call fn0(v2)
    v4 = global_value.i32 gv1
    v5 = load.i32 v4
    v6 = call fn0(v5)
    v7 = isub v6, v3
    v8 = global_value.i32 gv0
    v9 = load.i32 v8
    v10 = iadd v7, v9
    return v10
}

function u0:2(i32) -> i32 {
    gv0 = symbol colocated u1:2
    sig0 = (i32) -> i32
    fn0 = colocated u0:1 sig0
block0(v0: i32):
    v1 = global_value.i32 gv0
    v2 = load.i32 v1
    v3 = call fn0(v0)
    v4 = isub v3, v2
    return v4
}";
    let (functions, object) = inlined(text, &[]);
    assert_eq!(all_calls(&functions), [0, 0, 0]);
    check(&functions, &object, 0, 2, 1001 + 2 * 1003);
    check(&functions, &object, 1, 0, 2 * 1003 + 1001);
    check(&functions, &object, 2, 0, 2 * 1003 + 1001 - 1002);
}
