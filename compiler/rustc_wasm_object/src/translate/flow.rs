//! Control flow: blocks, loops and branches from the tree of dominators, after Ramsey, "Beyond Relooper", 2022.
//!
//! A node's code is followed by that of the nodes it dominates. Those that are reached from several
//! places get a block each, opened before the node, so that a branch out of the block leads to them;
//! the others are written where the branch to them would be. A loop is opened before its node, and a
//! branch back leads to its start. Work is kept in a list, for the tree may be deep.

use cranelift_codegen::ir::{Block, Function, Inst, InstructionData, Opcode, Value};

use crate::analysis::cfg::{Cfg, Edge, Kind, Node};
use crate::analysis::narrow;
use crate::analysis::uses::Uses;
use crate::code::Code;
use crate::code::abi::{self, Returns};
use crate::code::op::{self, Local, Op, Ty};
use crate::error::Error;
use crate::translate::env::Env;
use crate::translate::frame::Frame;
use crate::translate::values::{Emitter, Part, State};

/// Table lengths that engines accept: V8's limit, which is the lowest.
const MAX_TABLE: usize = 65_520;

/// What is left to write, the next last.
enum Work {
    Node(Node),
    /// The code of an edge of a node: its number.
    Edge(Node, usize),
    Else(Node, usize),
    End,
}

/// The labels that are open.
struct Labels {
    depth: u32,
    /// By node, the depth inside of the block that ends before it, or 0.
    block: Vec<u32>,
    /// By node, the depth inside of its loop, or 0.
    start: Vec<u32>,
    /// Say which entry of a loop with several is meant, by dispatcher.
    dispatch: Vec<Local>,
    work: Vec<Work>,
}

/// Translates a function.
pub(crate) fn translate(func: &Function, env: &mut Env<'_>) -> Result<Code, Error> {
    let cfg = Cfg::new(func);
    let uses = Uses::new(func, &cfg)?;
    let Some(frame) = Frame::new(func, &uses) else {
        let function = env.name.clone();
        return Err(Error::Limit {
            function,
            what: "bytes of stack",
            limit: i32::MAX as usize,
            found: usize::MAX,
        });
    };
    let mut emitter = Emitter::new(func, env, &cfg, &uses, frame);
    emitter.params()?;
    emitter.frame.enter(&mut emitter.code);
    emitter.blocks()?;
    Ok(emitter.code)
}

impl Emitter<'_, '_> {
    /// Makes locals for parameters: of the function first, which have the lowest numbers, then of blocks.
    fn params(&mut self) -> Result<(), Error> {
        let func = self.func;
        if let Returns::Memory { .. } = abi::returns(&func.signature)? {
            self.return_pointer = Some(self.code.new_local(Ty::I32, false));
        }
        let zero_extended = narrow::zero_extended(func, self.cfg);
        for (node, kind) in self.cfg.kinds.iter().enumerate() {
            let (Kind::Block(block) | Kind::Table(block)) = *kind else { continue };
            for (at, &param) in func.dfg.block_params(block).iter().enumerate() {
                if node == 0 {
                    let abi = &func.signature.params[at];
                    self.info_mut(param).zext =
                        abi.extension == cranelift_codegen::ir::ArgumentExtension::Uext;
                } else if !self.is_used(param) {
                    continue;
                } else {
                    self.info_mut(param).zext = zero_extended.get(&param) == Some(&true);
                }
                let (first, second) = abi::parts(self.ty(param))?;
                let first = self.code.new_local(first, false);
                let state = match second {
                    Some(second) => State::Wide(
                        Part::Local(first),
                        Part::Local(self.code.new_local(second, false)),
                    ),
                    None => State::Local(first),
                };
                self.info_mut(param).state = state;
            }
        }
        Ok(())
    }

    fn blocks(&mut self) -> Result<(), Error> {
        let count = self.cfg.len();
        let dispatch =
            (0..self.cfg.dispatchers).map(|_| self.code.new_local(Ty::I32, false)).collect();
        let mut labels = Labels {
            depth: 0,
            block: vec![0; count],
            start: vec![0; count],
            dispatch,
            work: vec![Work::Node(0)],
        };
        while let Some(work) = labels.work.pop() {
            match work {
                Work::Node(node) => self.node(&mut labels, node)?,
                Work::Edge(node, edge) => self.edge(&mut labels, node, edge)?,
                Work::Else(node, edge) => {
                    self.code.push(Op::Else);
                    self.edge(&mut labels, node, edge)?;
                }
                Work::End => {
                    self.code.push(Op::End);
                    labels.depth -= 1;
                }
            }
        }
        self.finish();
        Ok(())
    }

    /// Makes the end of the function valid: nothing ever gets there but by returning.
    fn finish(&mut self) {
        match self.code.ops.last() {
            Some(Op::Plain(op::RETURN)) => {
                self.code.ops.pop();
            }
            Some(
                Op::Plain(op::UNREACHABLE)
                | Op::Br(_)
                | Op::BrTable(_)
                | Op::ReturnCall(_)
                | Op::ReturnCallIndirect(_),
            ) => {}
            _ => self.code.plain(op::UNREACHABLE),
        }
    }

    fn open(&mut self, labels: &mut Labels, op: Op) -> u32 {
        self.code.push(op);
        labels.depth += 1;
        labels.depth
    }

    fn node(&mut self, labels: &mut Labels, node: Node) -> Result<(), Error> {
        let cfg = self.cfg;
        let kind = cfg.kinds[node as usize];
        if cfg.is_loop[node as usize] {
            let op = Op::Loop { dispatch: matches!(kind, Kind::Dispatch(_)) };
            labels.start[node as usize] = self.open(labels, op);
            labels.work.push(Work::End);
        }
        for &child in cfg.children[node as usize].iter().rev() {
            if cfg.is_merge[child as usize] {
                labels.block[child as usize] = self.open(labels, Op::Block);
                labels.work.push(Work::Node(child));
                labels.work.push(Work::End);
            }
        }
        match kind {
            Kind::Block(block) | Kind::Table(block) => self.block(labels, node, block),
            Kind::Edge(_) | Kind::Jump => self.edge(labels, node, 0),
            Kind::Dispatch(number) => {
                self.code.get(labels.dispatch[number as usize]);
                self.table(labels, node)
            }
        }
    }

    fn block(&mut self, labels: &mut Labels, node: Node, block: Block) -> Result<(), Error> {
        let func = self.func;
        let Some(last) = func.layout.last_inst(block) else {
            return Err(self.internal("a block has no instructions"));
        };
        let mut next = func.layout.first_inst(block);
        while let Some(inst) = next
            && inst != last
        {
            self.inst(inst)?;
            next = func.layout.next_inst(inst);
        }
        self.terminator(labels, node, last)
    }

    fn terminator(&mut self, labels: &mut Labels, node: Node, inst: Inst) -> Result<(), Error> {
        let func = self.func;
        match func.dfg.insts[inst] {
            InstructionData::Jump { destination, .. } => {
                // On the way back, values are moved in an order that depends on what they are made of.
                let back = self.cfg.edges[node as usize][0].to <= node || self.cfg.dispatchers > 0;
                let pool = &func.dfg.value_lists;
                let last: Vec<Value> = func.dfg.inst_values(inst).collect();
                let params = func.dfg.block_params(destination.block(pool));
                // What a parameter that is not used would get is not computed at the edge.
                let careful =
                    back && last.len() > 1 || params.iter().any(|&param| !self.is_passed(param));
                self.flush_block(&last, if careful { 2 } else { 1 })?;
                self.edge(labels, node, 0)
            }
            InstructionData::Brif { arg, .. } => {
                let last: Vec<Value> = func.dfg.inst_values(inst).collect();
                self.flush_block(&last, 2)?;
                self.branch(labels, node, arg)
            }
            InstructionData::BranchTable { arg, .. } => {
                let last: Vec<Value> = func.dfg.inst_values(inst).collect();
                self.flush_block(&last, 2)?;
                self.push_zext(arg)?;
                self.table(labels, node)
            }
            InstructionData::Trap { .. } => {
                self.flush_block(&[], 1)?;
                self.code.plain(op::UNREACHABLE);
                Ok(())
            }
            InstructionData::MultiAry { opcode: Opcode::Return, .. } => {
                let values = func.dfg.inst_args(inst);
                self.return_values(values)?;
                self.flush_block(&[], 1)
            }
            InstructionData::Call { opcode: Opcode::ReturnCall, .. }
            | InstructionData::CallIndirect { opcode: Opcode::ReturnCallIndirect, .. } => {
                self.inst(inst)?;
                self.flush_block(&[], 1)
            }
            _ => Err(self.unsupported(inst)),
        }
    }

    /// Writes an edge: what it passes, and how to get where it leads.
    fn edge(&mut self, labels: &mut Labels, node: Node, number: usize) -> Result<(), Error> {
        let cfg = self.cfg;
        let edge = &cfg.edges[node as usize][number];
        let moves = self.moves(node, number)?;
        self.move_all(moves, edge.to <= node || cfg.dispatchers > 0)?;
        if let Some((dispatcher, choice)) = edge.label {
            self.code.i32(choice as i32);
            self.code.set(labels.dispatch[dispatcher as usize]);
        }
        if !self.is_jump(node, edge) {
            labels.work.push(Work::Node(edge.to));
        } else if !falls_through(labels, node, edge) {
            self.code.push(Op::Br(target(labels, node, edge)));
        }
        Ok(())
    }

    /// Whether an edge leads elsewhere than to the code after it.
    fn is_jump(&self, node: Node, edge: &Edge) -> bool {
        edge.to <= node || self.cfg.is_merge[edge.to as usize]
    }

    fn branch(&mut self, labels: &mut Labels, node: Node, condition: Value) -> Result<(), Error> {
        let cfg = self.cfg;
        let [yes, no] = &cfg.edges[node as usize][..] else {
            return Err(self.internal("a conditional branch has not two edges"));
        };
        // A bare edge is a branch and nothing else.
        let mut bare = [false; 2];
        for (at, edge) in [yes, no].into_iter().enumerate() {
            bare[at] = self.is_jump(node, edge)
                && edge.label.is_none()
                && self.moves(node, at)?.is_empty();
        }
        self.push_condition(condition)?;
        self.simplify_condition();
        let jumps = [self.is_jump(node, yes), self.is_jump(node, no)];
        if bare[0] && !(bare[1] && falls_through(labels, node, yes)) {
            let depth = target(labels, node, yes);
            self.code.push(Op::BrIf(depth));
            return self.edge(labels, node, 1);
        }
        if bare[1] {
            self.code.not_condition();
            let depth = target(labels, node, no);
            self.code.push(Op::BrIf(depth));
            return self.edge(labels, node, 0);
        }
        // Of two arms, one that leaves needs no `else`, and the other is not nested: it should be
        // first. That may be one that ends in a branch, or in the end of the function.
        let leaves = |at: usize| jumps[at] || cfg.edges[[yes, no][at].to as usize].is_empty();
        let (first, second) = match [leaves(0), leaves(1)] {
            [false, true] => (1, 0),
            // A branch over what follows may fall through if it is last.
            [true, true] if jumps[0] && !jumps[1] => (1, 0),
            _ => (0, 1),
        };
        if first == 1 {
            self.code.not_condition();
        }
        self.open(labels, Op::If);
        if leaves(first) {
            labels.work.push(Work::Edge(node, second));
            labels.work.push(Work::End);
        } else {
            labels.work.push(Work::End);
            labels.work.push(Work::Else(node, second));
        }
        labels.work.push(Work::Edge(node, first));
        Ok(())
    }

    /// Leaves out what only makes a condition 0 or 1.
    fn simplify_condition(&mut self) {
        while let [.., Op::I32Const(0), Op::Plain(op::I32_NE)] = self.code.ops[..] {
            self.code.ops.truncate(self.code.ops.len() - 2);
        }
    }

    /// Branches by the number on the stack. The last edge is for numbers that have none.
    fn table(&mut self, labels: &Labels, node: Node) -> Result<(), Error> {
        let edges = &self.cfg.edges[node as usize];
        if edges.len() > MAX_TABLE {
            let function = self.env.name.clone();
            return Err(Error::Limit {
                function,
                what: "branches in a table",
                limit: MAX_TABLE,
                found: edges.len(),
            });
        }
        let depths = edges.iter().map(|edge| target(labels, node, edge)).collect();
        self.code.tables.push(depths);
        self.code.push(Op::BrTable((self.code.tables.len() - 1) as u32));
        Ok(())
    }
}

/// How many labels a branch leaves.
fn target(labels: &Labels, node: Node, edge: &Edge) -> u32 {
    let to = edge.to as usize;
    let label = if edge.to <= node { labels.start[to] } else { labels.block[to] };
    labels.depth - label
}

/// Whether the code that an edge leads to comes next, after ends of blocks.
fn falls_through(labels: &Labels, node: Node, edge: &Edge) -> bool {
    if edge.to <= node {
        return false;
    }
    let mut left = target(labels, node, edge) + 1;
    for work in labels.work.iter().rev() {
        match work {
            Work::End => left -= 1,
            // From the first arm, the end of the second is next.
            Work::Else(..) => {}
            Work::Node(_) | Work::Edge(..) => return false,
        }
        if left == 0 {
            return true;
        }
    }
    false
}
