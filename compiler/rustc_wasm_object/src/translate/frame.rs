//! A function's frame on the stack in memory, whose end is the global `__stack_pointer`.

use cranelift_codegen::ir::{Function, StackSlot};

use crate::analysis::uses::Uses;
use crate::code::Code;
use crate::code::op::{self, Local, Op, Ty};

/// Every frame is a multiple of this, by the C ABI.
const ALIGN: u32 = 16;

/// As much may lie below the stack pointer in a function that calls nothing, as LLVM has it.
const RED_ZONE: u32 = 128;

/// Where everything lies. The memory that calls use comes first.
pub(crate) struct Frame {
    slots: Vec<u32>,
    size: u32,
    align: u32,
    /// Whether the stack pointer must say where the frame ends.
    moves_pointer: bool,
    /// The lowest address of the frame.
    base: Option<Local>,
    /// The stack pointer of the caller, where the frame's size does not tell it.
    caller: Option<Local>,
}

impl Frame {
    /// `None` if it is larger than an address can say.
    pub(crate) fn new(func: &Function, uses: &Uses) -> Option<Frame> {
        let mut size = uses.call_area;
        let mut align = ALIGN;
        let mut slots = vec![0; func.sized_stack_slots.len()];
        for (slot, data) in func.sized_stack_slots.iter() {
            let at = slot.as_u32() as usize;
            if !uses.slots[at] {
                continue;
            }
            let slot_align = 1u32.checked_shl(data.align_shift.into())?;
            size = size.checked_next_multiple_of(slot_align)?;
            slots[at] = size;
            size = size.checked_add(data.size)?;
            align = align.max(slot_align);
        }
        size = size.checked_next_multiple_of(align)?;
        if size > i32::MAX as u32 {
            return None;
        }
        let moves_pointer = uses.calls || size > RED_ZONE;
        Some(Frame { slots, size, align, moves_pointer, base: None, caller: None })
    }

    /// The lowest address of the frame.
    pub(crate) fn base(&self) -> Option<Local> {
        self.base
    }

    /// How far above the base a slot lies.
    pub(crate) fn slot(&self, slot: StackSlot) -> u32 {
        self.slots[slot.as_u32() as usize]
    }

    /// Makes the frame.
    pub(crate) fn enter(&mut self, code: &mut Code) {
        if self.size == 0 {
            return;
        }
        let base = code.new_local(Ty::I32, false);
        self.base = Some(base);
        code.push(Op::GetStackPointer);
        if self.align > ALIGN {
            let caller = code.new_local(Ty::I32, false);
            self.caller = Some(caller);
            code.tee(caller);
        }
        code.i32(self.size as i32);
        code.plain(op::I32_SUB);
        if self.align > ALIGN {
            code.i32((self.align as i32).wrapping_neg());
            code.plain(op::I32_AND);
        }
        if self.moves_pointer {
            code.tee(base);
            code.push(Op::SetStackPointer);
        } else {
            code.set(base);
        }
    }

    /// Gives the frame back. What is on the stack of WebAssembly stays there.
    pub(crate) fn leave(&self, code: &mut Code) {
        let Some(base) = self.base else { return };
        if !self.moves_pointer {
            return;
        }
        match self.caller {
            Some(caller) => code.get(caller),
            None => {
                code.get(base);
                code.i32(self.size as i32);
                code.plain(op::I32_ADD);
            }
        }
        code.push(Op::SetStackPointer);
    }
}
