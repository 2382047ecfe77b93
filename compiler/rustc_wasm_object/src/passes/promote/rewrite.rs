//! Puts values in the place of loads, and takes stores away: a walk over the tree of dominators that
//! knows each variable's value.

use cranelift_codegen::cursor::{Cursor, FuncCursor};
use cranelift_codegen::dominator_tree::DominatorTree;
use cranelift_codegen::entity::SecondaryMap;
use cranelift_codegen::entity::packed_option::PackedOption;
use cranelift_codegen::ir::{
    Block, BlockArg, BlockCall, Function, Inst, InstBuilder, Opcode, Type, Value,
};
use rustc_hash::FxHashMap;

use super::accesses::{Access, Accesses};
use super::parts;
use super::phis::Phis;
use super::pieces::{Pieces, Span};

/// What is left to do of the walk.
enum Step {
    Enter(Block),
    /// Goes back to what was known when the changes were that many.
    Leave(usize),
}

/// The walk.
pub(super) struct Rewrite<'a> {
    func: &'a mut Function,
    domtree: &'a DominatorTree,
    accesses: &'a Accesses,
    pieces: &'a Pieces,
    /// By block, where its accesses are in the list.
    ranges: SecondaryMap<Block, (usize, usize)>,
    /// By block, the variables that it has parameters for.
    phis: SecondaryMap<Block, Vec<u32>>,
    params: SecondaryMap<Block, Vec<Value>>,
    /// By variable, its value at this point, of any type of its width.
    current: Vec<PackedOption<Value>>,
    changes: Vec<(u32, PackedOption<Value>)>,
    /// Constants at the start of the function.
    zeros: Vec<(Type, Value)>,
    /// What loaded values have been put together of: most of them are only stored elsewhere.
    joined: FxHashMap<Value, Vec<(u32, Value)>>,
    /// The address of a slot is not in memory any more.
    released: bool,
}

impl<'a> Rewrite<'a> {
    pub(super) fn new(
        func: &'a mut Function,
        domtree: &'a DominatorTree,
        accesses: &'a Accesses,
        pieces: &'a Pieces,
        phis: Phis,
    ) -> Self {
        let mut ranges: SecondaryMap<Block, (usize, usize)> = SecondaryMap::new();
        for (at, access) in accesses.list.iter().enumerate() {
            let range = &mut ranges[access.block];
            if range.1 == 0 {
                range.0 = at;
            }
            range.1 = at + 1;
        }
        Rewrite {
            func,
            domtree,
            accesses,
            pieces,
            ranges,
            phis: phis.of,
            params: SecondaryMap::new(),
            current: vec![PackedOption::default(); pieces.variables.len()],
            changes: Vec::new(),
            zeros: Vec::new(),
            joined: FxHashMap::default(),
            released: false,
        }
    }

    /// Rewrites the function. Whether the address of a slot was stored, and is not any more.
    pub(super) fn run(mut self) -> bool {
        let Some(entry) = self.func.layout.entry_block() else { return false };
        for &block in self.domtree.cfg_rpo() {
            for &variable in &self.phis[block] {
                let ty = self.pieces.variables[variable as usize].ty;
                let param = self.func.dfg.append_block_param(block, ty);
                self.params[block].push(param);
            }
        }
        let mut steps = vec![Step::Enter(entry)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(block) => {
                    steps.push(Step::Leave(self.changes.len()));
                    self.block(block);
                    steps.extend(self.domtree.children(block).map(Step::Enter));
                }
                Step::Leave(count) => {
                    for (variable, value) in self.changes.drain(count..).rev() {
                        self.current[variable as usize] = value;
                    }
                }
            }
        }
        self.released
    }

    fn block(&mut self, block: Block) {
        for at in 0..self.params[block].len() {
            let (variable, param) = (self.phis[block][at], self.params[block][at]);
            self.set(variable, param);
        }
        let (first, end) = self.ranges[block];
        for at in first..end {
            let Some(span) = self.pieces.span(at) else { continue };
            let access = self.accesses.list[at];
            self.released |= access.stores_address;
            if span.count == 0 {
                self.func.layout.remove_inst(access.inst);
            } else if access.is_store {
                self.store(access, span);
            } else {
                self.load(access, span);
            }
        }
        self.pass(block);
    }

    fn set(&mut self, variable: u32, value: Value) {
        let old = std::mem::replace(&mut self.current[variable as usize], value.into());
        self.changes.push((variable, old));
    }

    fn get(&mut self, variable: u32) -> Value {
        let ty = self.pieces.variables[variable as usize].ty;
        self.current[variable as usize].expand().unwrap_or_else(|| self.zero(ty))
    }

    fn zero(&mut self, ty: Type) -> Value {
        if let Some(&(_, value)) = self.zeros.iter().find(|zero| zero.0 == ty) {
            return value;
        }
        let entry = self.func.layout.entry_block().expect("a function has an entry");
        let mut pos = FuncCursor::new(self.func).at_first_insertion_point(entry);
        let value = parts::zero(&mut pos, ty);
        self.zeros.push((ty, value));
        value
    }

    fn load(&mut self, access: Access, span: Span) {
        let values = self.values(access, span);
        let mut pos = FuncCursor::new(self.func).at_inst(access.inst);
        let value = match values[..] {
            [(_, value)] => parts::cast(&mut pos, value, access.ty),
            _ => {
                let whole = parts::join(&mut pos, &values, parts::int(access.ty.bytes()));
                parts::cast(&mut pos, whole, access.ty)
            }
        };
        if values.len() > 1 {
            self.joined.insert(value, values);
        }
        self.replace(access.inst, value);
    }

    /// The parts of what an access reads.
    fn values(&mut self, access: Access, span: Span) -> Vec<(u32, Value)> {
        let mut values = Vec::with_capacity(span.count as usize);
        for variable in span.variables() {
            let offset = self.pieces.variables[variable as usize].offset - access.offset;
            values.push((offset, self.get(variable)));
        }
        values
    }

    /// Lets what an instruction has loaded be a value.
    fn replace(&mut self, inst: Inst, value: Value) {
        let dfg = &mut self.func.dfg;
        let result = dfg.first_result(inst);
        let ty = dfg.value_type(result);
        match dfg.insts[inst].opcode() {
            Opcode::Uload8 | Opcode::Uload16 | Opcode::Uload32 => {
                dfg.replace(inst).uextend(ty, value);
            }
            Opcode::Sload8 | Opcode::Sload16 | Opcode::Sload32 => {
                dfg.replace(inst).sextend(ty, value);
            }
            _ => {
                dfg.clear_results(inst);
                dfg.change_to_alias(result, value);
                self.func.layout.remove_inst(inst);
            }
        }
    }

    fn store(&mut self, access: Access, span: Span) {
        let value = self.func.dfg.inst_args(access.inst)[0];
        let value = self.func.dfg.resolve_aliases(value);
        let known = self.joined.get(&value).cloned().unwrap_or_default();
        let mut pos = FuncCursor::new(self.func).at_inst(access.inst);
        let mut whole = value;
        if access.ty.bytes() < pos.func.dfg.value_type(value).bytes() {
            whole = pos.ins().ireduce(access.ty, value);
        }
        if span.count > 1 {
            whole = parts::cast(&mut pos, whole, parts::int(access.ty.bytes()));
        }
        let mut stored = Vec::with_capacity(span.count as usize);
        for variable in span.variables() {
            let piece = &self.pieces.variables[variable as usize];
            let (offset, bytes) = (piece.offset - access.offset, piece.ty.bytes());
            let same = known.iter().find(|&&(at, value)| {
                at == offset && pos.func.dfg.value_type(value).bytes() == bytes
            });
            stored.push(match same {
                Some(&(_, value)) => value,
                None => parts::part(&mut pos, whole, offset, bytes),
            });
        }
        for (variable, value) in span.variables().zip(stored) {
            self.set(variable, value);
        }
        self.func.layout.remove_inst(access.inst);
    }

    /// Has the end of a block pass what the parameters of the next blocks get.
    fn pass(&mut self, block: Block) {
        let Some(inst) = self.func.layout.last_inst(block) else { return };
        let dfg = &self.func.dfg;
        let is_table = dfg.insts[inst].opcode() == Opcode::BrTable;
        let calls =
            dfg.insts[inst].branch_destination(&dfg.jump_tables, &dfg.exception_tables).to_vec();
        // A table would need a place for what it passes on each of its branches.
        let mut between: FxHashMap<(Block, Vec<BlockArg>), BlockCall> = FxHashMap::default();
        for (at, call) in calls.into_iter().enumerate() {
            let pool = &self.func.dfg.value_lists;
            let to = call.block(pool);
            if self.phis[to].is_empty() {
                continue;
            }
            let args: Vec<BlockArg> = call.args(pool).collect();
            let new = if is_table {
                match between.get(&(to, args.clone())) {
                    Some(&known) => known,
                    None => {
                        let new = self.block_between(block, to, args.clone());
                        between.insert((to, args), new);
                        new
                    }
                }
            } else {
                let args = self.passed(to, args, inst);
                BlockCall::new(to, args, &mut self.func.dfg.value_lists)
            };
            let dfg = &mut self.func.stencil.dfg;
            dfg.insts[inst]
                .branch_destination_mut(&mut dfg.jump_tables, &mut dfg.exception_tables)[at] = new;
        }
    }

    /// Adds what the parameters for variables get to what a branch passes, which is computed before
    /// `inst`.
    fn passed(&mut self, to: Block, mut args: Vec<BlockArg>, inst: Inst) -> Vec<BlockArg> {
        for at in 0..self.phis[to].len() {
            let variable = self.phis[to][at];
            let value = self.get(variable);
            let ty = self.pieces.variables[variable as usize].ty;
            let mut pos = FuncCursor::new(self.func).at_inst(inst);
            args.push(parts::cast(&mut pos, value, ty).into());
        }
        args
    }

    /// A new block between two, that passes what the second one expects.
    fn block_between(&mut self, from: Block, to: Block, args: Vec<BlockArg>) -> BlockCall {
        let between = self.func.dfg.make_block();
        self.func.layout.insert_block_after(between, from);
        let jump = FuncCursor::new(self.func).at_bottom(between).ins().jump(to, &[]);
        let args = self.passed(to, args, jump);
        let dfg = &mut self.func.stencil.dfg;
        let call = BlockCall::new(to, args, &mut dfg.value_lists);
        dfg.insts[jump].branch_destination_mut(&mut dfg.jump_tables, &mut dfg.exception_tables)
            [0] = call;
        BlockCall::new(between, [], &mut dfg.value_lists)
    }
}
