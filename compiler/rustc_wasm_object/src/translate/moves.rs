//! Parallel moves: what an edge moves into the parameters of the block that it leads to.

use cranelift_codegen::ir::{BlockCall, InstructionData, Value};

use crate::analysis::cfg::{Kind, Node};
use crate::code::op::Local;
use crate::error::Error;
use crate::translate::values::{Emitter, Part, State};

/// Longer lists of block parameters are moved over the stack without looking for an order.
const MAX_ORDERED_MOVES: usize = 48;

/// A value, or half of one, that a block parameter gets.
#[derive(Clone, Copy)]
enum Source {
    Value(Value),
    Part(Part),
}

pub(crate) struct Move {
    from: Source,
    to: Local,
}

impl Emitter<'_, '_> {
    /// The parameters of the block that an edge of a node leads to, and what they get.
    fn passed(&self, node: Node, edge: usize) -> Option<BlockCall> {
        match self.cfg.kinds[node as usize] {
            Kind::Edge(call) => Some(call),
            Kind::Block(block) => {
                let inst = self.func.layout.last_inst(block)?;
                match self.func.dfg.insts[inst] {
                    InstructionData::Jump { destination, .. } => Some(destination),
                    InstructionData::Brif { blocks, .. } => Some(blocks[edge]),
                    _ => None,
                }
            }
            Kind::Table(_) | Kind::Jump | Kind::Dispatch(_) => None,
        }
    }

    /// Whether a block parameter has a place.
    pub(crate) fn is_passed(&self, param: Value) -> bool {
        !matches!(self.info(param).state, State::None)
    }

    /// What must be moved on an edge: not what is in its place already.
    pub(crate) fn moves(&self, node: Node, edge: usize) -> Result<Vec<Move>, Error> {
        let func = self.func;
        let Some(call) = self.passed(node, edge) else { return Ok(Vec::new()) };
        let pool = &func.dfg.value_lists;
        let params = func.dfg.block_params(call.block(pool));
        let mut moves = Vec::new();
        for (&param, arg) in params.iter().zip(call.args(pool)) {
            let Some(arg) = arg.as_value() else {
                return Err(self.internal("a branch passes the result of a call"));
            };
            let arg = self.resolve(arg);
            match (self.info(param).state, self.info(arg).state) {
                (State::Local(to), State::Local(from)) if to == from => {}
                (State::Local(to), _) => moves.push(Move { from: Source::Value(arg), to }),
                (
                    State::Wide(Part::Local(low), Part::Local(high)),
                    State::Wide(from_low, from_high),
                ) => {
                    for (to, from) in [(low, from_low), (high, from_high)] {
                        if from != Part::Local(to) {
                            moves.push(Move { from: Source::Part(from), to });
                        }
                    }
                }
                // The parameter is not used.
                (State::None, _) => {}
                _ => return Err(self.internal("a branch passes a value that is not defined")),
            }
        }
        Ok(moves)
    }

    fn source(&mut self, from: Source) -> Result<(), Error> {
        match from {
            Source::Value(value) => self.push(value),
            Source::Part(part) => {
                self.push_part(part);
                Ok(())
            }
        }
    }

    /// Moves values to block parameters, all at once.
    pub(crate) fn move_all(&mut self, mut moves: Vec<Move>, back: bool) -> Result<(), Error> {
        if back && moves.len() > 1 && moves.len() <= MAX_ORDERED_MOVES {
            // First what overwrites nothing that another move still reads.
            let targets: Vec<Local> = moves.iter().map(|one| one.to).collect();
            let mut reads: Vec<Vec<Local>> = Vec::with_capacity(moves.len());
            for one in &moves {
                let mut read = Vec::new();
                let mut note = |local: Local| {
                    if targets.contains(&local) && !read.contains(&local) {
                        read.push(local);
                    }
                };
                match one.from {
                    Source::Value(value) => self.reads(value, &mut note),
                    Source::Part(Part::Local(local)) => note(local),
                    Source::Part(Part::Const(_)) => {}
                }
                reads.push(read);
            }
            while let Some(free) = (0..moves.len()).find(|&at| {
                let to = moves[at].to;
                reads.iter().enumerate().all(|(other, read)| other == at || !read.contains(&to))
            }) {
                let one = moves.remove(free);
                reads.remove(free);
                self.source(one.from)?;
                self.code.set(one.to);
            }
        } else if !back {
            // A block that is entered forward has parameters that nothing here can have read.
            for one in moves {
                self.source(one.from)?;
                self.code.set(one.to);
            }
            return Ok(());
        }
        for one in &moves {
            self.source(one.from)?;
        }
        for one in moves.iter().rev() {
            self.code.set(one.to);
        }
        Ok(())
    }
}
