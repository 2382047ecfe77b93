//! Finds the slots that only loads and stores at known offsets see, and these.

use cranelift_codegen::dominator_tree::DominatorTree;
use cranelift_codegen::entity::{EntitySet, SecondaryMap};
use cranelift_codegen::ir::{
    Block, Endianness, Function, Inst, InstructionData, MemFlags, Opcode, StackSlot, Type, Value,
    types,
};

use super::copies::{ShortCopy, Source, constant};

/// Larger slots are tables and buffers.
const MAX_SLOT: u32 = 4096;

/// A load from a slot, or a store to one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Access {
    pub(super) inst: Inst,
    pub(super) block: Block,
    pub(super) slot: StackSlot,
    pub(super) offset: u32,
    /// The type in memory.
    pub(super) ty: Type,
    pub(super) is_store: bool,
    /// Not a load whose result is not used.
    pub(super) is_needed: bool,
    /// What is stored is the address of a slot.
    pub(super) stores_address: bool,
}

impl Access {
    pub(super) fn end(&self) -> u32 {
        self.offset + self.ty.bytes()
    }
}

/// A slot, and an offset from it.
type Address = (StackSlot, i32);

/// The loads and stores of slots whose address is used for nothing else.
pub(super) struct Accesses {
    /// Block by block in reverse postorder, and in their order there.
    pub(super) list: Vec<Access>,
    /// Copies from and to slots that could be loads and stores, and are nothing else's business.
    copies: Vec<ShortCopy>,
    /// Slots that something else may see.
    escaped: EntitySet<StackSlot>,
    /// Values that are the address of a place in a slot.
    addresses: SecondaryMap<Value, Option<Address>>,
    used: EntitySet<Value>,
}

impl Accesses {
    /// All blocks must be reachable, and no value an alias.
    pub(super) fn new(func: &Function, domtree: &DominatorTree) -> Accesses {
        let mut accesses = Accesses {
            list: Vec::new(),
            copies: Vec::new(),
            escaped: EntitySet::new(),
            addresses: SecondaryMap::new(),
            used: used(func),
        };
        for (slot, data) in func.sized_stack_slots.iter() {
            if data.size > MAX_SLOT || data.key.is_some() {
                accesses.escaped.insert(slot);
            }
        }
        // An address is seen before what is made of it.
        for &block in domtree.cfg_rpo() {
            for inst in func.layout.block_insts(block) {
                accesses.inst(func, block, inst);
            }
        }
        accesses
    }

    /// Writes copies as loads and stores where that is all that keeps a slot in memory. Whether there
    /// are some, which the list does not have.
    pub(super) fn expand_copies(&self, func: &mut Function) -> bool {
        let mut expanded = false;
        for copy in &self.copies {
            let slots = self.copied(copy).map(|address| Some(address?.0));
            if slots.iter().flatten().any(|&slot| !self.escaped.contains(slot)) {
                let align = |slot: StackSlot| 1 << func.sized_stack_slots[slot].align_shift.min(3);
                let width = slots.into_iter().flatten().map(align).min();
                // Single bytes would be too many.
                copy.expand(func, width.unwrap_or(8).max(4));
                expanded = true;
            }
        }
        expanded
    }

    /// Leaves out slots that something else sees, copies that are still there included.
    pub(super) fn close(&mut self) {
        for copy in std::mem::take(&mut self.copies) {
            for (slot, _) in self.copied(&copy).into_iter().flatten() {
                self.escaped.insert(slot);
            }
        }
        let escaped = &self.escaped;
        self.list.retain(|access| !escaped.contains(access.slot));
    }

    /// The places in slots that a copy writes to and reads from.
    fn copied(&self, copy: &ShortCopy) -> [Option<Address>; 2] {
        let from = match copy.from {
            Source::Memory(from) => self.addresses[from],
            Source::Byte(_) => None,
        };
        [self.addresses[copy.to], from]
    }

    fn inst(&mut self, func: &Function, block: Block, inst: Inst) {
        match func.dfg.insts[inst] {
            InstructionData::StackLoad { opcode: Opcode::StackAddr, stack_slot, offset } => {
                let result = func.dfg.first_result(inst);
                self.derive(func, result, (stack_slot, offset.into()), 0);
            }
            InstructionData::StackLoad { opcode: Opcode::StackLoad, stack_slot, offset } => {
                let ty = func.dfg.value_type(func.dfg.first_result(inst));
                self.access(func, block, inst, (stack_slot, offset.into()), 0, ty);
            }
            InstructionData::StackStore { arg, stack_slot, offset, .. } => {
                let ty = func.dfg.value_type(arg);
                self.access(func, block, inst, (stack_slot, offset.into()), 0, ty);
                self.escape(arg);
            }
            InstructionData::BinaryImm64 { opcode: Opcode::IaddImm, arg, imm } => {
                if let Some(base) = self.addresses[arg] {
                    self.derive(func, func.dfg.first_result(inst), base, imm.bits() as i32);
                }
            }
            InstructionData::Binary { opcode: Opcode::Iadd, args } => self.sum(func, inst, args),
            InstructionData::Load { opcode, arg, flags, offset } => {
                let Some(base) = self.addresses[arg] else { return };
                let whole = func.dfg.value_type(func.dfg.first_result(inst));
                match memory_type(opcode, whole, flags) {
                    Some(ty) => self.access(func, block, inst, base, offset.into(), ty),
                    None => self.escape(arg),
                }
            }
            InstructionData::Store { opcode, args: [value, arg], flags, offset } => {
                if let Some(base) = self.addresses[arg] {
                    match memory_type(opcode, func.dfg.value_type(value), flags) {
                        Some(ty) => self.access(func, block, inst, base, offset.into(), ty),
                        None => self.escape(arg),
                    }
                }
                self.escape(value);
            }
            InstructionData::Call { .. } => match ShortCopy::new(func, inst) {
                Some(copy) if !self.is_used(func, inst) => self.copy(func, copy),
                _ => self.other(func, inst),
            },
            _ => self.other(func, inst),
        }
    }

    /// Whether what an instruction computes is used.
    fn is_used(&self, func: &Function, inst: Inst) -> bool {
        func.dfg.inst_results(inst).iter().any(|&result| self.used.contains(result))
    }

    fn copy(&mut self, func: &Function, copy: ShortCopy) {
        let places = self.copied(&copy);
        for (slot, offset) in places.into_iter().flatten() {
            if !is_within(func, slot, offset.into(), copy.bytes) {
                self.escaped.insert(slot);
            }
        }
        if places.iter().any(Option::is_some) {
            self.copies.push(copy);
        }
    }

    /// What an instruction of no known kind sees.
    fn other(&mut self, func: &Function, inst: Inst) {
        for value in func.dfg.inst_values(inst) {
            self.escape(value);
        }
        for entry in func.dfg.user_stack_map_entries(inst).unwrap_or_default() {
            self.escaped.insert(entry.slot);
        }
    }

    fn sum(&mut self, func: &Function, inst: Inst, [a, b]: [Value; 2]) {
        let (address, other) = match (self.addresses[a], self.addresses[b]) {
            (Some(address), None) => (address, b),
            (None, Some(address)) => (address, a),
            _ => return self.other(func, inst),
        };
        match constant(func, other) {
            Some(more) => self.derive(func, func.dfg.first_result(inst), address, more),
            None => self.other(func, inst),
        }
    }

    /// Notes that a value is an address. Addresses are added up modulo 2^32.
    fn derive(&mut self, func: &Function, value: Value, (slot, offset): Address, more: i32) {
        if func.dfg.value_type(value) == types::I32 {
            self.addresses[value] = Some((slot, offset.wrapping_add(more)));
        } else {
            self.escaped.insert(slot);
        }
    }

    fn escape(&mut self, value: Value) {
        if let Some((slot, _)) = self.addresses[value] {
            self.escaped.insert(slot);
        }
    }

    fn access(
        &mut self,
        func: &Function,
        block: Block,
        inst: Inst,
        (slot, base): Address,
        offset: i32,
        ty: Type,
    ) {
        let offset = i64::from(base) + i64::from(offset);
        if !is_known(ty) || !is_within(func, slot, offset, ty.bytes()) {
            self.escaped.insert(slot);
            return;
        }
        if self.escaped.contains(slot) {
            return;
        }
        let is_store = func.dfg.insts[inst].opcode().can_store();
        let is_needed = is_store || self.is_used(func, inst);
        let stores_address = is_store && self.addresses[func.dfg.inst_args(inst)[0]].is_some();
        let offset = offset as u32;
        self.list.push(Access {
            inst,
            block,
            slot,
            offset,
            ty,
            is_store,
            is_needed,
            stores_address,
        });
    }
}

/// The values that some instruction uses.
fn used(func: &Function) -> EntitySet<Value> {
    let mut used = EntitySet::with_capacity(func.dfg.num_values());
    for block in func.layout.blocks() {
        for inst in func.layout.block_insts(block) {
            for value in func.dfg.inst_values(inst) {
                used.insert(value);
            }
        }
    }
    used
}

/// Whether a slot has bytes at an offset.
fn is_within(func: &Function, slot: StackSlot, offset: i64, bytes: u32) -> bool {
    offset >= 0 && offset + i64::from(bytes) <= i64::from(func.sized_stack_slots[slot].size)
}

/// Whether values of a type can be variables.
fn is_known(ty: Type) -> bool {
    matches!(
        ty,
        types::I8 | types::I16 | types::I32 | types::I64 | types::I128 | types::F32 | types::F64
    )
}

/// The type in memory of what an instruction loads or stores, if it is one that is understood.
fn memory_type(opcode: Opcode, whole: Type, flags: MemFlags) -> Option<Type> {
    if flags.explicit_endianness() == Some(Endianness::Big) {
        return None;
    }
    Some(match opcode {
        Opcode::Load | Opcode::Store => whole,
        Opcode::Uload8 | Opcode::Sload8 | Opcode::Istore8 => types::I8,
        Opcode::Uload16 | Opcode::Sload16 | Opcode::Istore16 => types::I16,
        Opcode::Uload32 | Opcode::Sload32 | Opcode::Istore32 => types::I32,
        _ => return None,
    })
}
