//! Stack slots that become values: what comes of small functions, and of functions made at random, which
//! must compute the same before and after, by Cranelift's interpreter.
//!
//! `PROMOTE_SECONDS` says for how long (5 by default), and `PROMOTE_SEED` runs one seed.

mod common;

use std::time::{Duration, Instant};

use common::random::Random;
use common::{FEATURES, Instance, Outcome, agree, emit, interpret, link_object, target};
use cranelift_codegen::Context;
use cranelift_codegen::data_value::DataValue;
use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{
    AbiParam, Block, ExtFuncData, ExternalName, FuncRef, Function, InstBuilder, InstructionData,
    JumpTableData, LibCall, MemFlags, Signature, StackSlot, StackSlotData, StackSlotKind, Type,
    UserFuncName, Value, types,
};
use cranelift_codegen::isa::CallConv;
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext, Variable};
use cranelift_reader::parse_functions;
use rustc_wasm_object::promote_slots;

fn promoted(function: &Function) -> Function {
    let mut context = Context::for_function(function.clone());
    promote_slots(&mut context, &*target("speed"))
        .unwrap_or_else(|error| panic!("{error:?}\n{function}\n{}", context.func));
    context.func.dfg.resolve_all_aliases();
    context.func
}

/// How many instructions refer to slots.
fn slot_uses(function: &Function) -> usize {
    let blocks = function.layout.blocks();
    let insts = blocks.flat_map(|block| function.layout.block_insts(block));
    insts
        .filter(|&inst| {
            matches!(
                function.dfg.insts[inst],
                InstructionData::StackLoad { .. } | InstructionData::StackStore { .. }
            )
        })
        .count()
}

/// Checks the text of the first function in a file, once promoted.
#[track_caller]
fn check(text: &str, expected: &str) {
    let function = promoted(&parse_functions(text).unwrap()[0]);
    let lines = |text: &str| -> Vec<String> {
        let trimmed = text.lines().map(|line| line.split(';').next().unwrap().trim().to_owned());
        trimmed.filter(|line| !line.is_empty()).collect()
    };
    let actual = function.to_string();
    assert_eq!(lines(&actual), lines(expected), "it is\n{actual}");
}

/// Checks that nothing is promoted.
#[track_caller]
fn check_stays(text: &str) {
    let function = &parse_functions(text).unwrap()[0];
    assert_eq!(slot_uses(&promoted(function)), slot_uses(function), "{}", promoted(function));
}

#[test]
fn fields_become_values() {
    check(
        "function %f(i32, f64) -> i32, f64 {
            ss0 = explicit_slot 16
        block0(v0: i32, v1: f64):
            stack_store v0, ss0+8
            v2 = stack_addr.i32 ss0
            v3 = iadd_imm v2, -8
            store v1, v3+8
            v4 = iconst.i32 4
            v5 = iadd v4, v2
            v6 = load.i32 notrap v5+4
            v7 = stack_load.f64 ss0
            return v6, v7
        }",
        "function %f(i32, f64) -> i32, f64 fast {
            ss0 = explicit_slot 16
        block0(v0: i32, v1: f64):
            v2 = stack_addr.i32 ss0
            v3 = iadd_imm v2, -8
            v4 = iconst.i32 4
            v5 = iadd v4, v2
            return v0, v1
        }",
    );
}

/// Also where one of them is not set.
#[test]
fn values_meet_in_parameters() {
    check(
        "function %f(i32) -> i32 {
            ss0 = explicit_slot 4
        block0(v0: i32):
            jump block1
        block1:
            v1 = stack_load.i32 ss0
            v2 = iadd v1, v0
            stack_store v2, ss0
            v3 = icmp_imm ult v2, 100
            brif v3, block1, block2
        block2:
            v4 = stack_load.i32 ss0
            return v4
        }",
        "function %f(i32) -> i32 fast {
            ss0 = explicit_slot 4
        block0(v0: i32):
            v6 = iconst.i32 0
            jump block1(v6)
        block1(v5: i32):
            v2 = iadd v5, v0
            v3 = icmp_imm ult v2, 100
            brif v3, block1(v2), block2
        block2:
            return v2
        }",
    );
}

/// No parameter for what is stored before it is read, or never read.
#[test]
fn what_is_not_read_later_is_not_passed() {
    check(
        "function %f(i32) -> i32 {
            ss0 = explicit_slot 8
        block0(v0: i32):
            brif v0, block1, block2
        block1:
            stack_store v0, ss0
            stack_store v0, ss0+4
            jump block2
        block2:
            stack_store v0, ss0
            v1 = stack_load.i32 ss0
            v2 = stack_load.i32 ss0+4
            return v1
        }",
        "function %f(i32) -> i32 fast {
            ss0 = explicit_slot 8
        block0(v0: i32):
            brif v0, block1, block2
        block1:
            jump block2
        block2:
            return v0
        }",
    );
}

/// A branch of a table has no place to pass what others do not.
#[test]
fn tables_pass_values_through_blocks() {
    check(
        "function %f(i32) -> i32 {
            ss0 = explicit_slot 4
        block0(v0: i32):
            stack_store v0, ss0
            br_table v0, block2, [block1, block2, block3(v0), block2]
        block1:
            v1 = iconst.i32 7
            stack_store v1, ss0
            jump block2
        block2:
            v2 = stack_load.i32 ss0
            return v2
        block3(v3: i32):
            return v3
        }",
        "function %f(i32) -> i32 fast {
            ss0 = explicit_slot 4
        block0(v0: i32):
            br_table v0, block4, [block1, block4, block3, block4]
        block4:
            jump block2(v0)
        block1:
            v1 = iconst.i32 7
            jump block2(v1)
        block2(v4: i32):
            return v4
        block3:
            return v0
        }",
    );
}

#[test]
fn types_of_one_width_are_cast() {
    check(
        "function %f(f32, i64) -> i32, f64 {
            ss0 = explicit_slot 16
        block0(v0: f32, v1: i64):
            stack_store v0, ss0
            stack_store v1, ss0+8
            v2 = stack_load.i32 ss0
            v3 = stack_load.f64 ss0+8
            return v2, v3
        }",
        "function %f(f32, i64) -> i32, f64 fast {
            ss0 = explicit_slot 16
        block0(v0: f32, v1: i64):
            v4 = bitcast.i32 v0
            v5 = bitcast.f64 v1
            return v4, v5
        }",
    );
}

#[test]
fn narrow_accesses_extend_and_reduce() {
    check(
        "function %f(i64) -> i32, i64 {
            ss0 = explicit_slot 16
        block0(v0: i64):
            v1 = stack_addr.i32 ss0
            istore8 v0, v1
            v2 = sload8.i32 v1
            istore32 v0, v1+8
            v3 = uload32.i64 v1+8
            return v2, v3
        }",
        "function %f(i64) -> i32, i64 fast {
            ss0 = explicit_slot 16
        block0(v0: i64):
            v1 = stack_addr.i32 ss0
            v4 = ireduce.i8 v0
            v2 = sextend.i32 v4
            v5 = ireduce.i32 v0
            v3 = uextend.i64 v5
            return v2, v3
        }",
    );
}

/// As when a struct is copied.
#[test]
fn two_fields_are_copied_as_one() {
    check(
        "function %f(i32, f32) -> i32, f32 {
            ss0 = explicit_slot 8
            ss1 = explicit_slot 8
        block0(v0: i32, v1: f32):
            stack_store v0, ss0
            stack_store v1, ss0+4
            v2 = stack_load.i64 ss0
            stack_store v2, ss1
            v3 = stack_load.i32 ss1
            v4 = stack_load.f32 ss1+4
            return v3, v4
        }",
        "function %f(i32, f32) -> i32, f32 fast {
            ss0 = explicit_slot 8
            ss1 = explicit_slot 8
        block0(v0: i32, v1: f32):
            v5 = uextend.i64 v0
            v6 = bitcast.i32 v1
            v7 = uextend.i64 v6
            v8 = ishl_imm v7, 32
            v9 = bor v5, v8
            return v0, v1
        }",
    );
}

#[test]
fn parts_of_an_integer_are_shifted_out() {
    check(
        "function %f(i64, i128) -> i32, i64 {
            ss0 = explicit_slot 8
            ss1 = explicit_slot 16
        block0(v0: i64, v1: i128):
            stack_store v0, ss0
            v2 = stack_load.i32 ss0+4
            stack_store v1, ss1
            v3 = stack_load.i64 ss1+8
            return v2, v3
        }",
        "function %f(i64, i128) -> i32, i64 fast {
            ss0 = explicit_slot 8
            ss1 = explicit_slot 16
        block0(v0: i64, v1: i128):
            v4 = ireduce.i32 v0
            v5 = ushr_imm v0, 32
            v6 = ireduce.i32 v5
            v7, v8 = isplit v1
            v9, v10 = isplit v1
            return v6, v10
        }",
    );
}

/// Halves of 128 bits are parts, but all of them is one variable.
#[test]
fn integers_of_128_bits_stay_whole() {
    check(
        "function %f(i128) -> i128 {
            ss0 = explicit_slot 16
        block0(v0: i128):
            brif.i128 v0, block1, block2
        block1:
            stack_store v0, ss0
            jump block2
        block2:
            v1 = stack_load.i128 ss0
            return v1
        }",
        "function %f(i128) -> i128 fast {
            ss0 = explicit_slot 16
        block0(v0: i128):
            v3 = iconst.i64 0
            v4 = iconcat v3, v3
            brif v0, block1, block2(v4)
        block1:
            jump block2(v0)
        block2(v2: i128):
            return v2
        }",
    );
}

/// A slot that held the address of another lets go of it.
#[test]
fn addresses_in_slots_are_followed() {
    check(
        "function %f(i32) -> i32 {
            ss0 = explicit_slot 4
            ss1 = explicit_slot 4
        block0(v0: i32):
            stack_store v0, ss0
            v1 = stack_addr.i32 ss0
            stack_store v1, ss1
            v2 = stack_load.i32 ss1
            v3 = load.i32 v2
            return v3
        }",
        "function %f(i32) -> i32 fast {
            ss0 = explicit_slot 4
            ss1 = explicit_slot 4
        block0(v0: i32):
            v1 = stack_addr.i32 ss0
            return v0
        }",
    );
}

#[test]
fn short_copies_are_loads_and_stores() {
    check(
        "function %f(i32, i32) -> i32 {
            ss0 = explicit_slot 12, align = 4
            sig0 = (i32, i32, i32) -> i32
            fn0 = %Memcpy sig0
            fn1 = %Memset sig0
        block0(v0: i32, v1: i32):
            v2 = stack_addr.i32 ss0
            v5 = iconst.i32 12
            v6 = call fn1(v2, v1, v5)
            stack_store v0, ss0+4
            v7 = call fn0(v1, v2, v5)
            v8 = call fn0(v2, v1, v5)
            v9 = stack_load.i32 ss0+8
            return v9
        }",
        "function %f(i32, i32) -> i32 fast {
            ss0 = explicit_slot 12, align = 4
            sig0 = (i32, i32, i32) -> i32 fast
            fn0 = %Memcpy sig0
            fn1 = %Memset sig0
        block0(v0: i32, v1: i32):
            v2 = stack_addr.i32 ss0
            v5 = iconst.i32 12
            v10 = ireduce.i8 v1
            v11 = uextend.i32 v10
            v12 = imul_imm v11, 0x0101_0101
            v13 = ireduce.i8 v1
            v14 = uextend.i32 v13
            v15 = imul_imm v14, 0x0101_0101
            v16 = ireduce.i8 v1
            v17 = uextend.i32 v16
            v18 = imul_imm v17, 0x0101_0101
            store notrap v12, v1
            store notrap v0, v1+4
            store notrap v18, v1+8
            v22 = load.i32 notrap v1
            v23 = load.i32 notrap v1+4
            v24 = load.i32 notrap v1+8
            return v24
        }",
    );
}

/// What else sees an address keeps the slot in memory.
#[test]
fn slots_with_escaping_addresses_stay() {
    for uses in [
        "v2 = call fn0(v1)\n return v2",
        "return v1",
        "v2 = icmp eq v1, v0\n v3 = uextend.i32 v2\n return v3",
        "jump block1(v1)\n block1(v2: i32):\n v3 = iconst.i32 4\n brif v0, block1(v3), block2\n block2:\n return v2",
        "v2 = iadd v1, v0\n v3 = load.i32 v2\n return v3",
        "v2 = iadd v1, v1\n return v2",
        "v2 = select v0, v1, v0\n v3 = load.i32 v2\n return v3",
        "v2 = atomic_load.i32 v1\n return v2",
        "v2 = load.i32 big v1\n return v2",
        "store v1, v1\n v2 = stack_load.i32 ss0\n return v2",
        "store v1, v0\n return v0",
        "v3 = iconst.i32 4\n v2 = call fn1(v1, v1, v3)\n v4 = load.i32 v2\n return v4",
        "v3 = iconst.i32 9\n v2 = call fn1(v1, v0, v3)\n return v0",
        "v2 = call fn1(v1, v0, v0)\n return v0",
        "v3 = iconst.i32 4\n v2 = call fn1(v0, v0, v3)\n v4 = call fn0(v1)\n return v0",
        "v3 = iconst.i32 4\n v2 = call fn1(v1, v0, v3)\n v4 = call fn0(v1)\n return v0",
        "v2 = load.i32 v1+6\n return v2",
        "v2 = load.i32 v1-1\n return v2",
        "v2 = load.f16 v1\n return v0",
    ] {
        check_stays(&format!(
            "function %f(i32) -> i32 {{
                ss0 = explicit_slot 8
                fn0 = %g(i32) -> i32
                sig1 = (i32, i32, i32) -> i32
                fn1 = %Memcpy sig1
            block0(v0: i32):
                stack_store v0, ss0
                v1 = stack_addr.i32 ss0
                {uses}
            }}"
        ));
    }
}

/// An access of more than a few pieces is better done in memory.
#[test]
fn many_small_pieces_stay() {
    let bytes: String = (0..8).map(|at| format!("stack_store v1, ss0+{at}\n")).collect();
    check_stays(&format!(
        "function %f(i64, i8) -> i64 {{
            ss0 = explicit_slot 8
        block0(v0: i64, v1: i8):
            {bytes}
            v2 = stack_load.i64 ss0
            return v2
        }}"
    ));
}

const SCALARS: [Type; 6] = [types::I8, types::I16, types::I32, types::I64, types::F32, types::F64];

/// A slot, and the types that are usually at some of its offsets.
struct Slot {
    slot: StackSlot,
    size: u32,
    fields: Vec<(u32, Type)>,
}

/// Makes functions that work on slots.
struct Generator<'r, 'f> {
    random: &'r mut Random,
    builder: FunctionBuilder<'f>,
    slots: Vec<Slot>,
    /// Slots that hold addresses of the others.
    pointers: Vec<StackSlot>,
    params: Vec<Value>,
    /// What is loaded has a part in it.
    hash: Variable,
    /// Functions to call for copies, which the interpreter does not know.
    memmove: Option<FuncRef>,
    memset: Option<FuncRef>,
}

impl Generator<'_, '_> {
    /// A value of a type, made of what is there.
    fn value(&mut self, ty: Type) -> Value {
        let wide = if self.random.chance(40) {
            *self.random.pick(&self.params.clone())
        } else if self.random.chance(50) {
            let number = self.random.number();
            self.builder.ins().iconst(types::I64, number)
        } else {
            self.builder.use_var(self.hash)
        };
        match ty {
            types::I128 => {
                let high = self.builder.use_var(self.hash);
                self.builder.ins().iconcat(wide, high)
            }
            types::F64 => self.builder.ins().bitcast(ty, MemFlags::new(), wide),
            types::F32 => {
                let narrow = self.builder.ins().ireduce(types::I32, wide);
                self.builder.ins().bitcast(ty, MemFlags::new(), narrow)
            }
            types::I64 => wide,
            _ => self.builder.ins().ireduce(ty, wide),
        }
    }

    fn mix(&mut self, value: Value) {
        let value = match self.builder.func.dfg.value_type(value) {
            types::I128 => {
                let (low, high) = self.builder.ins().isplit(value);
                self.builder.ins().isub(low, high)
            }
            types::F64 => self.builder.ins().bitcast(types::I64, MemFlags::new(), value),
            types::F32 => {
                let bits = self.builder.ins().bitcast(types::I32, MemFlags::new(), value);
                self.builder.ins().uextend(types::I64, bits)
            }
            types::I64 => value,
            _ => self.builder.ins().sextend(types::I64, value),
        };
        let hash = self.builder.use_var(self.hash);
        let hash = self.builder.ins().rotl_imm(hash, 7);
        let hash = self.builder.ins().iadd(hash, value);
        self.builder.def_var(self.hash, hash);
    }

    /// A place in a slot: usually one of its fields.
    fn place(&mut self) -> (StackSlot, u32, Type) {
        let at = self.random.below(self.slots.len());
        let Slot { slot, size, fields } = &self.slots[at];
        let (slot, size) = (*slot, *size);
        if self.random.chance(92) {
            let (offset, ty) = *self.random.pick(fields);
            return (slot, offset, ty);
        }
        let ty = *self.random.pick(&SCALARS);
        if ty.bytes() > size {
            return (slot, 0, types::I32);
        }
        let step = if self.random.chance(80) { ty.bytes() } else { 1 };
        let count = (size - ty.bytes()) / step + 1;
        (slot, self.random.below(count as usize) as u32 * step, ty)
    }

    /// The address of a place, in one way or another.
    fn address(&mut self, slot: StackSlot, offset: u32) -> (Value, i32) {
        let offset = offset as i32;
        // The interpreter knows no address before the start of a slot.
        let first = self.random.below(offset as usize + 1) as i32;
        match self.random.below(4) {
            0 => (self.builder.ins().stack_addr(types::I32, slot, 0), offset),
            1 => (self.builder.ins().stack_addr(types::I32, slot, offset), 0),
            2 => {
                let address = self.builder.ins().stack_addr(types::I32, slot, 0);
                (self.builder.ins().iadd_imm(address, i64::from(first)), offset - first)
            }
            _ => {
                let more = self.builder.ins().iconst(types::I32, i64::from(offset));
                let address = self.builder.ins().stack_addr(types::I32, slot, 0);
                (self.builder.ins().iadd(more, address), 0)
            }
        }
    }

    fn store(&mut self) {
        let (slot, offset, ty) = self.place();
        if self.random.chance(15) && matches!(ty, types::I8 | types::I16 | types::I32) {
            let value = self.value(types::I64);
            let (address, offset) = self.address(slot, offset);
            let (flags, ins) = (MemFlags::new(), self.builder.ins());
            match ty {
                types::I8 => ins.istore8(flags, value, address, offset),
                types::I16 => ins.istore16(flags, value, address, offset),
                _ => ins.istore32(flags, value, address, offset),
            };
            return;
        }
        let value = self.value(ty);
        self.store_at(slot, offset, value);
    }

    fn store_at(&mut self, slot: StackSlot, offset: u32, value: Value) {
        if self.random.chance(50) {
            self.builder.ins().stack_store(value, slot, offset as i32);
        } else {
            let (address, offset) = self.address(slot, offset);
            self.builder.ins().store(MemFlags::new(), value, address, offset);
        }
    }

    fn load(&mut self) -> Value {
        let (slot, offset, ty) = self.place();
        if self.random.chance(15) && matches!(ty, types::I8 | types::I16) {
            let (address, offset) = self.address(slot, offset);
            let (flags, signed) = (MemFlags::new(), self.random.chance(50));
            let ins = self.builder.ins();
            return match (ty, signed) {
                (types::I8, false) => ins.uload8(types::I32, flags, address, offset),
                (types::I8, true) => ins.sload8(types::I64, flags, address, offset),
                (_, false) => ins.uload16(types::I64, flags, address, offset),
                (_, true) => ins.sload16(types::I32, flags, address, offset),
            };
        }
        self.load_at(slot, offset, ty)
    }

    fn load_at(&mut self, slot: StackSlot, offset: u32, ty: Type) -> Value {
        if self.random.chance(50) {
            return self.builder.ins().stack_load(ty, slot, offset as i32);
        }
        let (address, offset) = self.address(slot, offset);
        self.builder.ins().load(ty, MemFlags::new().with_notrap(), address, offset)
    }

    /// Copies the start of a slot to another.
    fn copy(&mut self) {
        let (from, to) = (self.random.below(self.slots.len()), self.random.below(self.slots.len()));
        let ty = *self.random.pick(&[types::I32, types::I64]);
        let (from, to) = (&self.slots[from], &self.slots[to]);
        let (size, from, to) = (from.size.min(to.size), from.slot, to.slot);
        if self.random.chance(50) {
            return self.copy_at_once(from, to, size);
        }
        let words = size / ty.bytes();
        let mut loaded = Vec::new();
        for at in 0..words {
            loaded.push(self.load_at(from, at * ty.bytes(), ty));
        }
        for (at, value) in loaded.into_iter().enumerate() {
            self.store_at(to, at as u32 * ty.bytes(), value);
        }
    }

    /// Copies with a call, or what stands for it: byte by byte.
    fn copy_at_once(&mut self, from: StackSlot, to: StackSlot, size: u32) {
        let size = size - self.random.below(3) as u32;
        if self.random.chance(20) {
            return self.fill_at_once(to, size);
        }
        if let Some(memmove) = self.memmove {
            let [to, from] =
                [to, from].map(|slot| self.builder.ins().stack_addr(types::I32, slot, 0));
            let size = self.builder.ins().iconst(types::I32, i64::from(size));
            self.builder.ins().call(memmove, &[to, from, size]);
            return;
        }
        let offsets = 0..size as i32;
        let bytes = offsets.map(|at| self.builder.ins().stack_load(types::I8, from, at));
        for (at, byte) in bytes.collect::<Vec<Value>>().into_iter().enumerate() {
            self.builder.ins().stack_store(byte, to, at as i32);
        }
    }

    fn fill_at_once(&mut self, to: StackSlot, size: u32) {
        let byte = self.value(types::I32);
        if let Some(memset) = self.memset {
            let to = self.builder.ins().stack_addr(types::I32, to, 0);
            let size = self.builder.ins().iconst(types::I32, i64::from(size));
            self.builder.ins().call(memset, &[to, byte, size]);
            return;
        }
        let byte = self.builder.ins().ireduce(types::I8, byte);
        for at in 0..size as i32 {
            self.builder.ins().stack_store(byte, to, at);
        }
    }

    /// Writes or reads through an address that is in a slot.
    fn follow(&mut self) {
        let holder = *self.random.pick(&self.pointers.clone());
        if self.random.chance(60) {
            let (slot, offset, _) = self.place();
            let at = self.builder.ins().stack_addr(types::I32, slot, offset as i32 & !3);
            self.builder.ins().stack_store(at, holder, 0);
            if self.random.chance(30) {
                return;
            }
        }
        let at = self.builder.ins().stack_load(types::I32, holder, 0);
        if self.random.chance(50) {
            let value = self.value(types::I32);
            self.builder.ins().store(MemFlags::new(), value, at, 0);
        } else {
            let value = self.builder.ins().load(types::I32, MemFlags::new(), at, 0);
            self.mix(value);
        }
    }

    fn instruction(&mut self) {
        match self.random.below(20) {
            0..=7 => self.store(),
            8..=15 => {
                let value = self.load();
                if self.random.chance(85) {
                    self.mix(value);
                }
            }
            16 | 17 => self.copy(),
            18 if !self.pointers.is_empty() => self.follow(),
            _ => {
                let value = self.value(types::I64);
                self.mix(value);
            }
        }
    }

    fn terminator(&mut self, blocks: &[Block]) {
        let to = |this: &mut Self| *this.random.pick(&blocks[1..]);
        match self.random.below(10) {
            0 => self.end(),
            1 | 2 => {
                let to = to(self);
                self.builder.ins().jump(to, &[]);
            }
            3 | 4 => {
                let index = self.value(types::I32);
                let index = self.builder.ins().band_imm(index, 7);
                let mut calls = Vec::new();
                for _ in 0..1 + self.random.below(7) {
                    let to = to(self);
                    calls.push(self.builder.func.dfg.block_call(to, &[]));
                }
                let table =
                    self.builder.create_jump_table(JumpTableData::new(calls[0], &calls[1..]));
                self.builder.ins().br_table(index, table);
            }
            _ => {
                let value = self.value(types::I64);
                let number = self.random.number();
                let cond = *self.random.pick(IntCC::all());
                let condition = self.builder.ins().icmp_imm(cond, value, number);
                let (yes, no) = (to(self), to(self));
                self.builder.ins().brif(condition, yes, &[], no, &[]);
            }
        }
    }

    fn end(&mut self) {
        let hash = self.builder.use_var(self.hash);
        self.builder.ins().return_(&[hash]);
    }

    /// Fills all slots.
    fn fill(&mut self) {
        for at in 0..self.slots.len() {
            let (slot, size) = (self.slots[at].slot, self.slots[at].size);
            let wide = self.random.chance(30);
            if wide {
                for offset in (0..size).step_by(4) {
                    let value = self.value(types::I32);
                    self.store_at(slot, offset, value);
                }
            }
            for (offset, ty) in self.slots[at].fields.clone() {
                let value = self.value(ty);
                self.store_at(slot, offset, value);
            }
        }
        for holder in self.pointers.clone() {
            let at = self.builder.ins().stack_addr(types::I32, self.slots[0].slot, 0);
            self.builder.ins().stack_store(at, holder, 0);
        }
    }
}

/// Fields without gaps, of types of the sizes that their offsets allow.
fn fields(random: &mut Random, size: u32) -> Vec<(u32, Type)> {
    let mut fields = Vec::new();
    let mut at = 0;
    let narrow = random.chance(25);
    while at < size {
        let ty = *random.pick(if narrow { &SCALARS } else { &SCALARS[2..] });
        if at % ty.bytes() == 0 && at + ty.bytes() <= size {
            fields.push((at, ty));
            at += ty.bytes();
        }
    }
    fields
}

fn libcall(builder: &mut FunctionBuilder<'_>, libcall: LibCall) -> FuncRef {
    let mut signature = Signature::new(CallConv::Fast);
    signature.params = vec![AbiParam::new(types::I32); 3];
    signature.returns = vec![AbiParam::new(types::I32)];
    let signature = builder.import_signature(signature);
    builder.import_function(ExtFuncData {
        name: ExternalName::LibCall(libcall),
        signature,
        colocated: false,
        patchable: false,
    })
}

/// A function with or without calls.
fn function(random: &mut Random, name: &str, calls: bool) -> Function {
    let mut signature = Signature::new(CallConv::Fast);
    signature.params = vec![AbiParam::new(types::I64); 2];
    signature.returns = vec![AbiParam::new(types::I64)];
    let mut function = Function::with_name_signature(UserFuncName::testcase(name), signature);
    let mut context = FunctionBuilderContext::new();
    let mut builder = FunctionBuilder::new(&mut function, &mut context);
    let slot = |builder: &mut FunctionBuilder<'_>, size| {
        let data = StackSlotData::new(StackSlotKind::ExplicitSlot, size, 3);
        builder.create_sized_stack_slot(data)
    };
    let mut slots = Vec::new();
    for _ in 0..1 + random.below(6) {
        let size = *random.pick(&[4, 8, 8, 12, 16, 24, 32]);
        let fields = fields(random, size);
        slots.push(Slot { slot: slot(&mut builder, size), size, fields });
    }
    let mut pointers = Vec::new();
    for _ in 0..random.below(6).saturating_sub(3) {
        pointers.push(slot(&mut builder, 4));
    }
    let fuel = builder.declare_var(types::I32);
    let hash = builder.declare_var(types::I64);
    let size = 1 + random.below(9);
    // The first is the entry, which nothing may branch to.
    let blocks: Vec<Block> = (0..2 + random.below(size)).map(|_| builder.create_block()).collect();
    let memmove = calls.then(|| libcall(&mut builder, LibCall::Memmove));
    let memset = calls.then(|| libcall(&mut builder, LibCall::Memset));
    let params = Vec::new();
    let mut generator =
        Generator { random, builder, slots, pointers, params, hash, memmove, memset };
    for (at, &block) in blocks.iter().enumerate() {
        generator.builder.switch_to_block(block);
        if at == 0 {
            generator.builder.append_block_params_for_function_params(block);
            generator.params = generator.builder.block_params(block).to_vec();
            let rounds = generator.builder.ins().iconst(types::I32, 30);
            generator.builder.def_var(fuel, rounds);
            let zero = generator.builder.ins().iconst(types::I64, 0);
            generator.builder.def_var(hash, zero);
            generator.fill();
        } else {
            let left = generator.builder.use_var(fuel);
            let less = generator.builder.ins().iadd_imm(left, -1);
            generator.builder.def_var(fuel, less);
            let (stop, body) = (generator.builder.create_block(), generator.builder.create_block());
            generator.builder.ins().brif(less, body, &[], stop, &[]);
            generator.builder.switch_to_block(stop);
            generator.end();
            generator.builder.switch_to_block(body);
        }
        for _ in 0..generator.random.below(4 + 2 * size) {
            generator.instruction();
        }
        generator.terminator(&blocks);
    }
    generator.builder.seal_all_blocks();
    generator.builder.finalize();
    function
}

/// What is compared, and how many uses of slots there were before and after.
#[derive(Default, Debug)]
struct Totals {
    calls: usize,
    before: usize,
    after: usize,
}

/// Compares some functions in the interpreter, and as WebAssembly.
fn run_seeds(seeds: impl IntoIterator<Item = u64>, totals: &mut Totals) {
    let mut functions = Vec::new();
    let mut calls = Vec::new();
    for seed in seeds {
        let mut random = Random(seed);
        let name = format!("seed{seed}");
        let with_calls = function(&mut Random(seed), &name, true);
        let function = function(&mut random, &name, false);
        let after = promoted(&function);
        let after_with_calls = promoted(&with_calls);
        let is_interpreted = !after_with_calls.to_string().contains("call fn");
        totals.before += slot_uses(&with_calls);
        totals.after += slot_uses(&after_with_calls);
        for _ in 0..4 {
            let arguments = [DataValue::I64(random.number()), DataValue::I64(random.number())];
            let run = |function: &Function| {
                interpret(std::slice::from_ref(function), &name, &arguments, 100_000)
            };
            let Some(expected) = run(&function) else { continue };
            for after in [&after, &after_with_calls] {
                let outcome = run(after);
                assert!(
                    outcome.as_ref().is_some_and(|outcome| agree(outcome, &expected))
                        || outcome.is_none() && !is_interpreted,
                    "{name}({arguments:?}) gives {outcome:?}, not {expected:?}:\n{function}\n{after}"
                );
            }
            calls.push((name.clone(), arguments, expected));
        }
        functions.push(with_calls);
    }
    totals.calls += calls.len();
    let object = emit(&functions, "speed", &FEATURES).unwrap_or_else(|error| panic!("{error}"));
    let Some(module) = link_object(&object) else { return };
    let mut instance = Instance::new(&module);
    for (name, arguments, expected) in &calls {
        let outcome = instance.call(name, &functions[0].signature, arguments);
        if !matches!(&outcome, Outcome::Trap(reason) if reason.contains("fuel")) {
            assert!(agree(&outcome, expected), "{name}: {outcome:?}, not {expected:?}");
        }
    }
}

/// As many seeds share an object: the linker takes longer than anything else.
const TOGETHER: u64 = 64;

#[test]
fn functions_made_at_random() {
    let mut totals = Totals::default();
    if let Ok(seed) = std::env::var("PROMOTE_SEED") {
        return run_seeds([seed.parse().unwrap()], &mut totals);
    }
    let seconds = std::env::var("PROMOTE_SECONDS").ok().and_then(|seconds| seconds.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(5));
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let mut seed = now.as_nanos() as u64;
    eprintln!("the first seed is {seed}");
    while Instant::now() < end {
        run_seeds(seed..seed + TOGETHER, &mut totals);
        seed += TOGETHER;
    }
    eprintln!("{totals:?}");
    assert!(totals.after < totals.before / 4 * 3 && totals.calls > 0, "{totals:?}");
}
