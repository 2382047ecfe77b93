//! Adds the counter to one function. Does not know where the function comes from.

use anyhow::{Context, Result};
use wasm_encoder::{BlockType, Encode, Instruction, MemArg, ValType};
use wasmparser::{FuncType, FunctionBody, Operator};

use crate::cost;

/// Where the counter is, and the function to call when it is below 0.
#[derive(Clone, Copy)]
pub(crate) struct Counter {
    pub(crate) address: u32,
    pub(crate) exhausted: u32,
}

/// The first global of what wasm-ld links.
const STACK_POINTER: u32 = 0;

/// The body of the function with the counter.
///
/// The old body becomes a block, so that all that left the function now leaves the block, after
/// which the cost is given back. Only `return` has to become a branch.
pub(crate) fn count(
    body: &FunctionBody<'_>,
    ty: &FuncType,
    uses: &Uses,
    counter: Counter,
) -> Result<Vec<u8>> {
    // The number of the local variable that is added.
    let before = uses.locals;
    let mut new = copy_locals(body)?;
    counter.enter(&mut new, cost::of_call(uses.locals), before, uses.has_frame);
    Instruction::Block(block_type(ty)?).encode(&mut new);
    copy_code(body, &mut new)?;
    counter.leave(&mut new, before);
    Instruction::End.encode(&mut new);
    Ok(new)
}

/// What a function uses.
pub(crate) struct Uses {
    /// The functions that it names in calls, each as often as it does.
    pub(crate) callees: Vec<u32>,
    pub(crate) calls_indirectly: bool,
    /// Whether it takes some of the stack in memory.
    pub(crate) has_frame: bool,
    /// Parameters and local variables.
    pub(crate) locals: u32,
    /// Whether it does nothing but call functions.
    pub(crate) only_calls: bool,
}

impl Uses {
    pub(crate) fn of(body: &FunctionBody<'_>, ty: &FuncType) -> Result<Uses> {
        let (mut callees, mut calls_indirectly, mut has_frame) = (Vec::new(), false, false);
        let mut only_calls = true;
        for operator in body.get_operators_reader()? {
            match operator? {
                Operator::Call { function_index } => callees.push(function_index),
                Operator::End => {}
                operator => {
                    only_calls = false;
                    calls_indirectly |= matches!(operator, Operator::CallIndirect { .. });
                    let global = Operator::GlobalSet { global_index: STACK_POINTER };
                    has_frame |= operator == global;
                }
            }
        }
        let mut locals = u32::try_from(ty.params().len())?;
        for group in body.get_locals_reader()? {
            locals = locals.checked_add(group?.0).context("too many local variables")?;
        }
        Ok(Uses { callees, calls_indirectly, has_frame, locals, only_calls })
    }
}

/// The declaration of local variables with one more.
fn copy_locals(body: &FunctionBody<'_>) -> Result<Vec<u8>> {
    let reader = body.get_locals_reader()?;
    let groups = reader.get_count();
    let start = reader.original_position();
    let end = body.get_operators_reader()?.original_position();
    let all = body.as_bytes();
    let offset = |position: usize| position - body.range().start;
    let mut new = Vec::with_capacity(all.len() + 64);
    groups.checked_add(1).context("too many local variables")?.encode(&mut new);
    // The groups themselves, without how many there were.
    new.extend_from_slice(&all[offset(start)..offset(end)]);
    1u32.encode(&mut new);
    ValType::I32.encode(&mut new);
    Ok(new)
}

fn block_type(ty: &FuncType) -> Result<BlockType> {
    let Some(&result) = ty.results().first() else { return Ok(BlockType::Empty) };
    let result = ValType::try_from(result).ok().context("a result has an unknown type")?;
    Ok(BlockType::Result(result))
}

/// Copies the code, the last `end` included, byte by byte but for `return`.
fn copy_code(body: &FunctionBody<'_>, new: &mut Vec<u8>) -> Result<()> {
    let mut reader = body.get_operators_reader()?;
    let all = body.as_bytes();
    let offset = |position: usize| position - body.range().start;
    let (mut depth, mut copied) = (0u32, offset(reader.original_position()));
    while !reader.eof() {
        let (operator, position) = reader.read_with_offset()?;
        match operator {
            Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } => depth += 1,
            Operator::End => depth = depth.saturating_sub(1),
            Operator::Return => {
                new.extend_from_slice(&all[copied..offset(position)]);
                Instruction::Br(depth).encode(new);
                copied = offset(reader.original_position());
            }
            _ => {}
        }
    }
    new.extend_from_slice(&all[copied..]);
    Ok(())
}

impl Counter {
    /// Takes the cost, and calls for an end if there is not enough left. What was left before is kept
    /// in the local variable `before`.
    fn enter(self, new: &mut Vec<u8>, cost: i32, before: u32, has_frame: bool) {
        let take = [
            Instruction::I32Const(0),
            Instruction::I32Const(0),
            Instruction::I32Load(self.place()),
            Instruction::LocalTee(before),
            Instruction::I32Const(cost),
            Instruction::I32Sub,
            Instruction::I32Store(self.place()),
            Instruction::LocalGet(before),
            Instruction::I32Const(cost),
            Instruction::I32LtS,
        ];
        // The stack in memory, which grows towards 0. Not while the end is reported.
        let is_memory_full = [
            Instruction::GlobalGet(STACK_POINTER),
            Instruction::I32Const(cost::RESERVE_IN_MEMORY),
            Instruction::I32LtU,
            Instruction::LocalGet(before),
            Instruction::I32Const(cost::MAX_LEFT),
            Instruction::I32LtS,
            Instruction::I32And,
            Instruction::I32Or,
        ];
        let end = [
            Instruction::If(BlockType::Empty),
            Instruction::Call(self.exhausted),
            Instruction::End,
        ];
        let is_memory_full = is_memory_full.iter().filter(|_| has_frame);
        take.iter().chain(is_memory_full).chain(&end).for_each(|code| code.encode(new));
    }

    /// Gives the cost back.
    fn leave(self, new: &mut Vec<u8>, before: u32) {
        let code = [
            Instruction::I32Const(0),
            Instruction::LocalGet(before),
            Instruction::I32Store(self.place()),
        ];
        code.iter().for_each(|instruction| instruction.encode(new));
    }

    /// The counter as an offset, which takes fewer bytes than a constant for each access.
    fn place(self) -> MemArg {
        MemArg { offset: self.address.into(), align: 2, memory_index: 0 }
    }
}
