//! What is known of a function before it is translated: how often each value is used, and what the
//! frame must hold.

use cranelift_codegen::ir::{
    ArgumentPurpose, Block, Function, Inst, InstructionData, Opcode, Value, ValueDef, types,
};

use crate::analysis::cfg::{Cfg, Kind};
use crate::code::abi::{self, Returns};
use crate::error::Error;

/// How an instruction may be treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// So short that it is written wherever it is used.
    Constant,
    /// One value that fits in one of WebAssembly's, and nothing else.
    Pure,
    /// The same, but it may trap or reads memory: stores and calls must not be moved before it.
    Ordered,
    /// Several values, or one of 128 bits, and nothing else.
    Wide,
    /// Whatever else: it stays where it is.
    Effect,
}

/// The class of an instruction.
pub(crate) fn class(func: &Function, inst: Inst) -> Class {
    use Opcode::*;
    let data = &func.dfg.insts[inst];
    let opcode = data.opcode();
    match opcode {
        Iconst | F16const | F32const | F64const | SymbolValue | TlsValue | FuncAddr | StackAddr => {
            return Class::Constant;
        }
        _ => {}
    }
    let effect = opcode.is_call()
        || opcode.is_branch()
        || opcode.is_terminator()
        || opcode.can_store()
        || matches!(
            opcode,
            Trapz
                | Trapnz
                | UaddOverflowTrap
                | Fence
                | Debugtrap
                | Nop
                | SequencePoint
                | GetStackPointer
                | GetFramePointer
                | GetReturnAddress
                | GetPinnedReg
                | SetPinnedReg
                | GetExceptionHandlerAddress
                | StackSwitch
        );
    let [result] = func.dfg.inst_results(inst) else {
        return if effect || func.dfg.inst_results(inst).is_empty() {
            Class::Effect
        } else {
            Class::Wide
        };
    };
    if effect {
        return Class::Effect;
    }
    let wide = is_wide(func, *result);
    if opcode.can_load() || opcode.can_trap() {
        return if wide { Class::Effect } else { Class::Ordered };
    }
    if wide { Class::Wide } else { Class::Pure }
}

/// Whether a value takes two of WebAssembly's.
pub(crate) fn is_wide(func: &Function, value: Value) -> bool {
    matches!(func.dfg.value_type(value), types::I128 | types::F128)
}

/// Whether an instruction is not needed if its results are not.
pub(crate) fn is_removable(func: &Function, inst: Inst, class: Class) -> bool {
    match class {
        Class::Constant | Class::Pure | Class::Wide => true,
        Class::Ordered => match func.dfg.insts[inst] {
            InstructionData::Load { flags, .. } => flags.notrap(),
            _ => false,
        },
        Class::Effect => false,
    }
}

/// The uses of a value.
#[derive(Clone, Copy, Default)]
pub(crate) struct Use {
    pub(crate) count: u32,
    /// Some use is in another block than the definition.
    pub(crate) elsewhere: bool,
}

/// What a function uses.
pub(crate) struct Uses {
    pub(crate) values: Vec<Use>,
    /// By stack slot, whether its address is taken.
    pub(crate) slots: Vec<bool>,
    /// Whether anything is called.
    pub(crate) calls: bool,
    /// The size of the memory that calls need to return values and to pass copies.
    pub(crate) call_area: u32,
}

impl Uses {
    pub(crate) fn new(func: &Function, cfg: &Cfg) -> Result<Uses, Error> {
        let mut uses = Uses {
            values: vec![Use::default(); func.dfg.num_values()],
            slots: vec![false; func.sized_stack_slots.len()],
            calls: false,
            call_area: 0,
        };
        for kind in cfg.kinds.iter().rev() {
            let (Kind::Block(block) | Kind::Table(block)) = *kind else { continue };
            let mut next = func.layout.last_inst(block);
            while let Some(inst) = next {
                next = func.layout.prev_inst(inst);
                let results = func.dfg.inst_results(inst);
                if results.iter().all(|&result| uses.values[result.as_u32() as usize].count == 0)
                    && is_removable(func, inst, class(func, inst))
                {
                    continue;
                }
                for value in func.dfg.inst_values(inst) {
                    let used = &mut uses.values[value.as_u32() as usize];
                    used.count += 1;
                    used.elsewhere |= home(func, value) != Some(block);
                }
                uses.frame(func, inst)?;
            }
        }
        Ok(uses)
    }

    /// Notes what an instruction needs of the frame.
    fn frame(&mut self, func: &Function, inst: Inst) -> Result<(), Error> {
        match func.dfg.insts[inst] {
            InstructionData::StackLoad { opcode: Opcode::StackAddr, stack_slot, .. } => {
                self.slots[stack_slot.as_u32() as usize] = true
            }
            // A function of the runtime.
            InstructionData::Ternary { opcode: Opcode::Fma, .. } => self.calls = true,
            _ => {}
        }
        let Some(sig) = func.dfg.call_signature(inst) else { return Ok(()) };
        self.calls = true;
        self.call_area = self.call_area.max(call_area(&func.dfg.signatures[sig])?);
        Ok(())
    }
}

/// The memory that a call needs: first what it returns, then what it passes by copy.
pub(crate) fn call_area(sig: &cranelift_codegen::ir::Signature) -> Result<u32, Error> {
    let mut area = match abi::returns(sig)? {
        Returns::Memory { size, .. } => size,
        _ => 0,
    };
    for param in &sig.params {
        if let ArgumentPurpose::StructArgument(size) = param.purpose {
            area = area.next_multiple_of(16) + size;
        }
    }
    Ok(area)
}

/// The block that defines a value.
fn home(func: &Function, value: Value) -> Option<Block> {
    match func.dfg.value_def(value) {
        ValueDef::Result(inst, _) => func.layout.inst_block(inst),
        ValueDef::Param(block, _) => Some(block),
        ValueDef::Union(..) => None,
    }
}
