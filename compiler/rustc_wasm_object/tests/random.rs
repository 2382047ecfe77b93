//! Functions made at random: expressions, memory, calls and any shape of control flow, against
//! Cranelift's interpreter.
//!
//! `RANDOM_SECONDS` says for how long (10 by default), `RANDOM_SEED` runs one seed, and `RANDOM_DUMP`
//! names a file for its functions. A seed that has failed goes into `tests/random.seeds`, and is run
//! each time.

mod common;

use std::time::{Duration, Instant};

use common::random::Random;
use common::{FEATURES, Instance, Outcome, agree, emit, interpret, link_object};
use cranelift_codegen::data_value::DataValue;
use cranelift_codegen::ir::condcodes::{FloatCC, IntCC};
use cranelift_codegen::ir::immediates::{Ieee32, Ieee64};
use cranelift_codegen::ir::{
    AbiParam, AtomicRmwOp, Block, ExtFuncData, ExternalName, FuncRef, Function, InstBuilder,
    JumpTableData, MemFlags, Signature, StackSlot, StackSlotData, StackSlotKind, TrapCode, Type,
    UserFuncName, Value, types,
};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext, Variable};

const TYPES: [Type; 7] =
    [types::I8, types::I16, types::I32, types::I64, types::I128, types::F32, types::F64];
const INTS: [Type; 5] = [types::I8, types::I16, types::I32, types::I64, types::I128];

/// Where a generated function keeps what it works on.
struct Generator<'r, 'f> {
    random: &'r mut Random,
    builder: FunctionBuilder<'f>,
    variables: Vec<(Variable, Type)>,
    /// Values of the current block, which every instruction may use again.
    values: Vec<(Value, Type)>,
    slots: Vec<StackSlot>,
    callees: Vec<(FuncRef, Signature)>,
    /// What all values have a part in, so that none is computed in vain.
    hash: Variable,
}

const SLOT: u32 = 32;

impl Generator<'_, '_> {
    fn value(&mut self, ty: Type) -> Value {
        let known: Vec<Value> =
            self.values.iter().filter(|value| value.1 == ty).map(|value| value.0).collect();
        if !known.is_empty() && self.random.chance(75) {
            // The latest are used most.
            let back = self.random.below(known.len()).min(self.random.below(known.len()));
            return known[known.len() - 1 - back];
        }
        let held: Vec<Variable> =
            self.variables.iter().filter(|held| held.1 == ty).map(|held| held.0).collect();
        if !held.is_empty() && self.random.chance(70) {
            let variable = *self.random.pick(&held);
            return self.builder.use_var(variable);
        }
        self.constant(ty)
    }

    fn constant(&mut self, ty: Type) -> Value {
        let number = self.random.number();
        match ty {
            types::F32 => {
                let value = if self.random.chance(50) {
                    number as f32 / 4.0
                } else {
                    f32::from_bits(number as u32)
                };
                self.builder.ins().f32const(value)
            }
            types::F64 => {
                let value = if self.random.chance(50) {
                    number as f64 / 4.0
                } else {
                    f64::from_bits(number as u64)
                };
                self.builder.ins().f64const(value)
            }
            types::I128 => {
                let low = self.builder.ins().iconst(types::I64, number);
                let high = self.random.number();
                let high = self.builder.ins().iconst(types::I64, high);
                self.builder.ins().iconcat(low, high)
            }
            types::I64 => self.builder.ins().iconst(ty, number),
            _ => self.builder.ins().iconst(ty, number & ((1 << ty.bits()) - 1)),
        }
    }

    fn condition(&mut self) -> Value {
        if self.random.chance(70) {
            let ty = *self.random.pick(&INTS);
            let (a, b) = (self.value(ty), self.value(ty));
            let cond = *self.random.pick(IntCC::all());
            return self.builder.ins().icmp(cond, a, b);
        }
        let ty = *self.random.pick(&INTS);
        self.value(ty)
    }

    fn instruction(&mut self) {
        let ty = *self.random.pick(&TYPES);
        let value = if ty.is_int() { self.int(ty) } else { self.float(ty) };
        self.values.push((value, ty));
        if self.random.chance(60) {
            self.mix(value, ty);
        }
        match self.random.below(14) {
            0 | 1 => self.store(),
            2 => self.load(),
            3 => self.call(),
            4 => self.atomic(),
            5 if self.random.chance(20) => self.trap(),
            _ => {}
        }
        if self.random.chance(30) {
            let (variable, ty) = *self.random.pick(&self.variables);
            let value = self.value(ty);
            self.builder.def_var(variable, value);
        }
    }

    /// Lets a value have a part in the hash.
    fn mix(&mut self, value: Value, ty: Type) {
        let value = match ty {
            types::I64 => value,
            types::I128 => {
                let (low, high) = self.builder.ins().isplit(value);
                self.builder.ins().isub(low, high)
            }
            types::F32 | types::F64 => self.builder.ins().fcvt_to_sint_sat(types::I64, value),
            _ if self.random.chance(50) => self.builder.ins().sextend(types::I64, value),
            _ => self.builder.ins().uextend(types::I64, value),
        };
        let hash = self.builder.use_var(self.hash);
        let hash = self.builder.ins().rotl_imm(hash, 5);
        let hash = self.builder.ins().bxor(hash, value);
        self.builder.def_var(self.hash, hash);
    }

    /// Values to return: the hash is the last.
    fn returned(&mut self, wanted: &[Type]) -> Vec<Value> {
        let mut values = self.list(&wanted[..wanted.len() - 1]);
        values.push(self.builder.use_var(self.hash));
        values
    }

    fn int(&mut self, ty: Type) -> Value {
        let (a, b) = (self.value(ty), self.value(ty));
        let choice = self.random.below(34);
        let small = ty.bits() <= 64;
        match choice {
            0 | 1 => self.builder.ins().iadd(a, b),
            2 => self.builder.ins().isub(a, b),
            3 => self.builder.ins().imul(a, b),
            4 => self.builder.ins().band(a, b),
            5 => self.builder.ins().bor(a, b),
            6 => self.builder.ins().bxor(a, b),
            7 => self.builder.ins().bnot(a),
            8 => self.builder.ins().ineg(a),
            9 => self.builder.ins().iabs(a),
            10 => self.builder.ins().smin(a, b),
            11 => self.builder.ins().umax(a, b),
            12..=16 => {
                let by = *self.random.pick(&INTS);
                let by = self.value(by);
                match choice {
                    12 => self.builder.ins().ishl(a, by),
                    13 => self.builder.ins().ushr(a, by),
                    14 => self.builder.ins().sshr(a, by),
                    15 => self.builder.ins().rotl(a, by),
                    _ => self.builder.ins().rotr(a, by),
                }
            }
            17 => self.builder.ins().clz(a),
            18 => self.builder.ins().popcnt(a),
            19 => self.builder.ins().bitrev(a),
            20 if small => {
                // Usually not zero, or no function would get far.
                let b = self.builder.ins().bor_imm(b, 1);
                match self.random.below(4) {
                    0 => self.builder.ins().udiv(a, b),
                    1 => self.builder.ins().urem(a, b),
                    2 => self.builder.ins().sdiv(a, b),
                    _ => {
                        let b = self.builder.ins().band_imm(b, 0x7f);
                        self.builder.ins().srem(a, b)
                    }
                }
            }
            21 | 22 => {
                let condition = self.condition();
                self.builder.ins().select(condition, a, b)
            }
            23 => {
                let condition = self.condition();
                self.builder.ins().bmask(ty, condition)
            }
            24..=27 => {
                let from = *self.random.pick(&INTS);
                let value = self.value(from);
                if from.bits() < ty.bits() {
                    if self.random.chance(50) {
                        self.builder.ins().uextend(ty, value)
                    } else {
                        self.builder.ins().sextend(ty, value)
                    }
                } else if from.bits() > ty.bits() {
                    self.builder.ins().ireduce(ty, value)
                } else {
                    value
                }
            }
            28 if ty == types::I8 => self.condition_value(),
            29 if small => {
                let (value, flag) = match self.random.below(4) {
                    0 => self.builder.ins().uadd_overflow(a, b),
                    1 => self.builder.ins().ssub_overflow(a, b),
                    2 => self.builder.ins().umul_overflow(a, b),
                    _ => self.builder.ins().smul_overflow(a, b),
                };
                self.values.push((flag, types::I8));
                value
            }
            30 if ty == types::I32 || ty == types::I64 => {
                let from = *self.random.pick(&[types::F32, types::F64]);
                let value = self.value(from);
                self.builder.ins().fcvt_to_sint_sat(ty, value)
            }
            31 if ty == types::I64 => {
                let wide = self.value(types::I128);
                let (low, high) = self.builder.ins().isplit(wide);
                self.values.push((low, types::I64));
                high
            }
            31 if ty == types::I128 => {
                let (low, high) = (self.value(types::I64), self.value(types::I64));
                self.builder.ins().iconcat(low, high)
            }
            32 if small => self.builder.ins().umulhi(a, b),
            _ => self.builder.ins().iadd(a, b),
        }
    }

    fn condition_value(&mut self) -> Value {
        if self.random.chance(60) {
            let ty = *self.random.pick(&INTS);
            let (a, b) = (self.value(ty), self.value(ty));
            let cond = *self.random.pick(IntCC::all());
            return self.builder.ins().icmp(cond, a, b);
        }
        let ty = *self.random.pick(&[types::F32, types::F64]);
        let (a, b) = (self.value(ty), self.value(ty));
        let cond = *self.random.pick(FloatCC::all());
        self.builder.ins().fcmp(cond, a, b)
    }

    fn float(&mut self, ty: Type) -> Value {
        let (a, b) = (self.value(ty), self.value(ty));
        match self.random.below(10) {
            0 => self.builder.ins().fadd(a, b),
            1 => self.builder.ins().fsub(a, b),
            2 => self.builder.ins().fmul(a, b),
            3 => self.builder.ins().fmin(a, b),
            4 => self.builder.ins().floor(a),
            5 => {
                let condition = self.condition();
                self.builder.ins().select(condition, a, b)
            }
            6 => {
                let from = *self.random.pick(&[types::I8, types::I16, types::I32, types::I64]);
                let value = self.value(from);
                self.builder.ins().fcvt_from_sint(ty, value)
            }
            7 if ty == types::F64 => {
                let value = self.value(types::F32);
                self.builder.ins().fpromote(types::F64, value)
            }
            8 => self.builder.ins().trunc(a),
            _ => self.builder.ins().fsub(a, b),
        }
    }

    /// The address of a place in a slot that has room for a type.
    fn address(&mut self, ty: Type) -> (Value, i32) {
        let slot = *self.random.pick(&self.slots);
        let room = SLOT - ty.bytes();
        let first = self.random.below(room as usize + 1) as i32;
        let rest = self.random.below(room as usize + 1 - first as usize) as i32;
        (self.builder.ins().stack_addr(types::I32, slot, first), rest)
    }

    fn store(&mut self) {
        let ty = *self.random.pick(&TYPES);
        let value = self.value(ty);
        let (address, offset) = self.address(ty);
        if ty == types::I64 && self.random.chance(30) {
            self.builder.ins().istore16(MemFlags::new(), value, address, offset);
            return;
        }
        // A NaN's bits may be any, and must not become an integer.
        if ty.is_float() {
            return;
        }
        self.builder.ins().store(MemFlags::new(), value, address, offset);
    }

    fn load(&mut self) {
        let ty = *self.random.pick(&INTS);
        let (address, offset) = self.address(ty);
        let flags =
            if self.random.chance(50) { MemFlags::new().with_notrap() } else { MemFlags::new() };
        // Not `uload32`: the interpreter gives it the wrong type.
        let (value, ty) = match (self.random.below(4), ty) {
            (0, types::I32) => {
                (self.builder.ins().sload8(types::I32, flags, address, offset), types::I32)
            }
            (0, types::I16) => {
                (self.builder.ins().uload8(types::I16, flags, address, offset), types::I16)
            }
            _ => (self.builder.ins().load(ty, flags, address, offset), ty),
        };
        self.values.push((value, ty));
        // An extension of what was loaded, or of a part of it.
        let mut value = value;
        let mut ty = ty;
        if self.random.chance(40) && ty.bits() > 8 {
            let part = *self.random.pick(&INTS);
            if part.bits() < ty.bits() {
                value = self.builder.ins().ireduce(part, value);
                ty = part;
            }
        }
        if self.random.chance(20) && ty.bits() < 32 {
            let value = self.builder.ins().uextend(types::I32, value);
            self.mix(value, types::I32);
        }
        if self.random.chance(40) && ty.bits() < 64 {
            let value = self.builder.ins().sextend(types::I64, value);
            self.mix(value, types::I64);
        }
    }

    fn atomic(&mut self) {
        let ty = *self.random.pick(&[types::I8, types::I16, types::I32, types::I64]);
        let slot = *self.random.pick(&self.slots);
        let address = self.builder.ins().stack_addr(types::I32, slot, 8);
        let value = self.value(ty);
        let old = if self.random.chance(70) {
            let op = *self.random.pick(AtomicRmwOp::all());
            self.builder.ins().atomic_rmw(ty, MemFlags::new(), op, address, value)
        } else {
            let expected = self.value(ty);
            self.builder.ins().atomic_cas(MemFlags::new(), address, expected, value)
        };
        self.values.push((old, ty));
        self.mix(old, ty);
    }

    fn call(&mut self) {
        if self.callees.is_empty() {
            return;
        }
        let at = self.random.below(self.callees.len());
        let (callee, signature) = self.callees[at].clone();
        let arguments: Vec<Value> =
            signature.params.iter().map(|param| self.value(param.value_type)).collect();
        let call = self.builder.ins().call(callee, &arguments);
        for (at, param) in signature.returns.iter().enumerate() {
            let result = self.builder.inst_results(call)[at];
            self.values.push((result, param.value_type));
            self.mix(result, param.value_type);
        }
    }

    fn trap(&mut self) {
        let condition = self.condition_value();
        let code = TrapCode::unwrap_user(1);
        // Most of them hold, or no function would get far.
        let other = self.condition_value();
        let both = self.builder.ins().band(condition, other);
        let third = self.condition_value();
        let all = self.builder.ins().band(both, third);
        self.builder.ins().trapnz(all, code);
    }

    /// Values for what a block or a function wants.
    fn list(&mut self, wanted: &[Type]) -> Vec<Value> {
        wanted.iter().map(|&ty| self.value(ty)).collect()
    }

    fn terminator(&mut self, blocks: &[Block], returns: &[Type]) {
        let target = |this: &mut Self| *this.random.pick(&blocks[1..]);
        match self.random.below(12) {
            0 | 1 => {
                let values = self.returned(returns);
                self.builder.ins().return_(&values);
            }
            2 | 3 => {
                let to = target(self);
                self.builder.ins().jump(to, &[]);
            }
            4 => {
                let index = self.value(types::I32);
                let index = self.builder.ins().band_imm(index, 7);
                let count = self.random.below(6);
                let mut calls = Vec::new();
                for _ in 0..=count {
                    let to = target(self);
                    calls.push(self.builder.func.dfg.block_call(to, &[]));
                }
                let table = JumpTableData::new(calls[0], &calls[1..]);
                let table = self.builder.create_jump_table(table);
                self.builder.ins().br_table(index, table);
            }
            _ => {
                let condition =
                    if self.random.chance(50) { self.condition_value() } else { self.condition() };
                let (yes, no) = (target(self), target(self));
                self.builder.ins().brif(condition, yes, &[], no, &[]);
            }
        }
    }
}

fn signature(random: &mut Random) -> Signature {
    let mut signature = Signature::new(CallConv::Fast);
    for _ in 0..random.below(5) {
        let param = AbiParam::new(*random.pick(&TYPES));
        let narrow = param.value_type.is_int() && param.value_type.bits() < 32;
        signature.params.push(match random.below(3) {
            0 if narrow => param.uext(),
            1 if narrow => param.sext(),
            _ => param,
        });
    }
    for _ in 0..random.below(4) {
        signature.returns.push(AbiParam::new(*random.pick(&TYPES)));
    }
    signature.returns.push(AbiParam::new(types::I64));
    signature
}

fn function(random: &mut Random, name: &str, size: usize, before: &[Function]) -> Function {
    let signature = signature(random);
    let returns: Vec<Type> = signature.returns.iter().map(|param| param.value_type).collect();
    let mut function =
        Function::with_name_signature(UserFuncName::testcase(name), signature.clone());
    let mut context = FunctionBuilderContext::new();
    let mut builder = FunctionBuilder::new(&mut function, &mut context);
    let mut callees = Vec::new();
    for other in before {
        let UserFuncName::Testcase(name) = &other.name else { unreachable!() };
        let reference = builder.import_signature(other.signature.clone());
        let callee = builder.import_function(ExtFuncData {
            name: ExternalName::TestCase(name.clone()),
            signature: reference,
            colocated: false,
            patchable: false,
        });
        callees.push((callee, other.signature.clone()));
    }
    let slots = (0..2)
        .map(|_| {
            builder.create_sized_stack_slot(StackSlotData::new(
                StackSlotKind::ExplicitSlot,
                SLOT,
                3,
            ))
        })
        .collect();
    let fuel = builder.declare_var(types::I32);
    let hash = builder.declare_var(types::I64);
    let mut variables = Vec::new();
    for _ in 0..2 + random.below(2 + size) {
        let ty = *random.pick(&TYPES);
        variables.push((builder.declare_var(ty), ty));
    }
    // The first is the entry, which nothing may branch to.
    let blocks: Vec<Block> = (0..2 + random.below(size)).map(|_| builder.create_block()).collect();
    let mut generator =
        Generator { random, builder, variables, values: Vec::new(), slots, callees, hash };
    for (at, &block) in blocks.iter().enumerate() {
        generator.builder.switch_to_block(block);
        generator.values.clear();
        if at == 0 {
            generator.builder.append_block_params_for_function_params(block);
            for &param in generator.builder.block_params(block).to_vec().iter() {
                let ty = generator.builder.func.dfg.value_type(param);
                generator.values.push((param, ty));
            }
            let rounds = generator.builder.ins().iconst(types::I32, 24);
            generator.builder.def_var(fuel, rounds);
            let zero = generator.builder.ins().iconst(types::I64, 0);
            generator.builder.def_var(hash, zero);
            for (variable, ty) in generator.variables.clone() {
                let value = generator.constant(ty);
                generator.builder.def_var(variable, value);
            }
            // Memory starts with known bytes.
            for slot in generator.slots.clone() {
                for at in (0..SLOT as i32).step_by(8) {
                    let number = generator.random.number();
                    let value = generator.builder.ins().iconst(types::I64, number);
                    generator.builder.ins().stack_store(value, slot, at);
                }
            }
        } else {
            let left = generator.builder.use_var(fuel);
            let less = generator.builder.ins().iadd_imm(left, -1);
            generator.builder.def_var(fuel, less);
            let (stop, body) = (generator.builder.create_block(), generator.builder.create_block());
            generator.builder.ins().brif(less, body, &[], stop, &[]);
            generator.builder.switch_to_block(stop);
            let values = generator.returned(&returns);
            generator.builder.ins().return_(&values);
            generator.builder.switch_to_block(body);
            generator.values.clear();
        }
        for _ in 0..generator.random.below(3 + size) {
            generator.instruction();
        }
        generator.terminator(&blocks, &returns);
    }
    generator.builder.seal_all_blocks();
    generator.builder.finalize();
    function
}

fn argument(random: &mut Random, ty: Type) -> DataValue {
    let number = random.number();
    match ty {
        types::I8 => DataValue::I8(number as i8),
        types::I16 => DataValue::I16(number as i16),
        types::I32 => DataValue::I32(number as i32),
        types::I64 => DataValue::I64(number),
        types::I128 => DataValue::I128(i128::from(number) << 64 | i128::from(random.next())),
        types::F32 => DataValue::F32(Ieee32::with_float(number as f32)),
        _ => DataValue::F64(Ieee64::with_float(number as f64)),
    }
}

/// Runs some functions of each seed, and says how many calls were compared.
fn run_seeds(seeds: impl IntoIterator<Item = u64>) -> usize {
    let mut all = Vec::new();
    let mut calls = Vec::new();
    for seed in seeds {
        let mut random = Random(seed);
        let size = 1 + random.below(9);
        let mut functions = Vec::new();
        for number in 0..1 + random.below(4) {
            let name = format!("seed{seed}_{number}");
            let function = function(&mut random, &name, size, &functions);
            functions.push(function);
        }
        for function in &functions {
            for _ in 0..4 {
                let params = &function.signature.params;
                let arguments: Vec<DataValue> =
                    params.iter().map(|param| argument(&mut random, param.value_type)).collect();
                let name = common::name(function);
                if let Some(expected) = interpret(&functions, &name, &arguments, 100_000) {
                    calls.push((name, function.signature.clone(), arguments, expected));
                }
            }
        }
        all.extend(functions);
    }
    if let Ok(path) = std::env::var("RANDOM_DUMP") {
        let text: String = all.iter().map(|function| format!("{function}\n")).collect();
        std::fs::write(path, text).unwrap();
    }
    for opt_level in ["none", "speed"] {
        let object = emit(&all, opt_level, &FEATURES).unwrap_or_else(|error| panic!("{error}"));
        let Some(module) = link_object(&object) else { return 0 };
        let mut instance = Instance::new(&module);
        for (name, signature, arguments, expected) in &calls {
            let outcome = instance.call(name, signature, arguments);
            if let Outcome::Trap(reason) = &outcome
                && reason.contains("fuel")
            {
                continue;
            }
            assert!(
                agree(&outcome, expected),
                "{name}({arguments:?}) at `{opt_level}` gives {outcome:?}, not {expected:?}"
            );
        }
    }
    calls.len()
}

#[test]
fn seeds_that_have_failed() {
    let text = include_str!("random.seeds");
    let seeds = text.lines().filter(|line| !line.starts_with('#'));
    run_seeds(seeds.map(|line| line.trim().parse().unwrap()));
}

/// As many seeds share an object: the linker takes longer than anything else.
const TOGETHER: u64 = 16;

#[test]
fn functions_made_at_random() {
    if let Ok(seed) = std::env::var("RANDOM_SEED") {
        run_seeds([seed.parse().unwrap()]);
        return;
    }
    let seconds = std::env::var("RANDOM_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(10));
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let first = now.as_nanos() as u64;
    let mut seed = first;
    eprintln!("the first seed is {seed}");
    let mut calls = 0;
    while Instant::now() < end {
        calls += run_seeds(seed..seed + TOGETHER);
        seed += TOGETHER;
    }
    eprintln!("{calls} calls of {} seeds", seed - first);
}
