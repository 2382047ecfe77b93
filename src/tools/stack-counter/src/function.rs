//! Adds the counter to one function. Does not know where the function comes from.

use anyhow::{Context, Result};
use wasm_encoder::{BlockType, Encode, Instruction, MemArg, ValType};
use wasmparser::{FuncType, FunctionBody, Operator};

use crate::cost;

/// Where the counter is, and the function to call when it is below 0.
#[derive(Clone, Copy)]
pub(crate) struct Counter {
    pub(crate) address: i32,
    pub(crate) exhausted: u32,
}

/// The first global of what wasm-ld links.
const STACK_POINTER: u32 = 0;

const COUNTER: MemArg = MemArg { offset: 0, align: 2, memory_index: 0 };

/// The body of the function with the counter, or `None` if it calls nothing.
///
/// The old body becomes a block, so that all that left the function now leaves the block, after
/// which the cost is given back. Only `return` has to become a branch.
pub(crate) fn count(
    body: &FunctionBody<'_>,
    ty: &FuncType,
    counter: Counter,
) -> Result<Option<Vec<u8>>> {
    if !calls(body)? {
        return Ok(None);
    }
    let (mut new, locals) = copy_locals(body, ty)?;
    let cost = cost::of_call(locals);
    counter.enter(&mut new, cost, locals);
    Instruction::Block(block_type(ty)?).encode(&mut new);
    copy_code(body, &mut new)?;
    counter.leave(&mut new, cost);
    Instruction::End.encode(&mut new);
    Ok(Some(new))
}

fn calls(body: &FunctionBody<'_>) -> Result<bool> {
    for operator in body.get_operators_reader()? {
        if matches!(operator?, Operator::Call { .. } | Operator::CallIndirect { .. }) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The functions that are called by a body of a few calls and nothing else; empty for any other.
pub(crate) fn only_calls(body: &FunctionBody<'_>) -> Result<Vec<u32>> {
    let mut called = Vec::new();
    for operator in body.get_operators_reader()? {
        match operator? {
            Operator::Call { function_index } if called.len() < 3 => called.push(function_index),
            Operator::End => {}
            _ => return Ok(Vec::new()),
        }
    }
    Ok(called)
}

/// The declaration of local variables with one more, and the number of that one.
fn copy_locals(body: &FunctionBody<'_>, ty: &FuncType) -> Result<(Vec<u8>, u32)> {
    let mut count = u32::try_from(ty.params().len())?;
    let reader = body.get_locals_reader()?;
    let groups = reader.get_count();
    let start = reader.original_position();
    for group in reader {
        count = count.checked_add(group?.0).context("too many local variables")?;
    }
    let end = body.get_operators_reader()?.original_position();
    let all = body.as_bytes();
    let offset = |position: usize| position - body.range().start;
    let mut new = Vec::with_capacity(all.len() + 64);
    groups.checked_add(1).context("too many local variables")?.encode(&mut new);
    // The groups themselves, without how many there were.
    new.extend_from_slice(&all[offset(start)..offset(end)]);
    1u32.encode(&mut new);
    ValType::I32.encode(&mut new);
    Ok((new, count))
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
    /// Takes the cost, and calls for an end if there is not enough left.
    fn enter(self, new: &mut Vec<u8>, cost: i32, scratch: u32) {
        let code = [
            Instruction::I32Const(self.address),
            Instruction::I32Const(self.address),
            Instruction::I32Load(COUNTER),
            Instruction::I32Const(cost),
            Instruction::I32Sub,
            Instruction::LocalTee(scratch),
            Instruction::I32Store(COUNTER),
            Instruction::LocalGet(scratch),
            Instruction::I32Const(0),
            Instruction::I32LtS,
            // The stack in memory, which grows towards 0. Not while the end is reported.
            Instruction::GlobalGet(STACK_POINTER),
            Instruction::I32Const(cost::RESERVE_IN_MEMORY),
            Instruction::I32LtU,
            Instruction::LocalGet(scratch),
            Instruction::I32Const(cost::MAX_LEFT),
            Instruction::I32LtS,
            Instruction::I32And,
            Instruction::I32Or,
            Instruction::If(BlockType::Empty),
            Instruction::Call(self.exhausted),
            Instruction::End,
        ];
        code.iter().for_each(|instruction| instruction.encode(new));
    }

    /// Gives the cost back.
    fn leave(self, new: &mut Vec<u8>, cost: i32) {
        let code = [
            Instruction::I32Const(self.address),
            Instruction::I32Const(self.address),
            Instruction::I32Load(COUNTER),
            Instruction::I32Const(cost),
            Instruction::I32Add,
            Instruction::I32Store(COUNTER),
        ];
        code.iter().for_each(|instruction| instruction.encode(new));
    }
}
