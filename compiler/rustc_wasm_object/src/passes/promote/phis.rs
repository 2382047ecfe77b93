//! mem2reg: finds the blocks where several values of a variable meet, for which they need parameters: in the
//! dominance frontiers of the blocks that store the variable, where it is read later.

use cranelift_codegen::dominator_tree::DominatorTree;
use cranelift_codegen::entity::SecondaryMap;
use cranelift_codegen::flowgraph::ControlFlowGraph;
use cranelift_codegen::ir::{Block, Function};

use super::accesses::Accesses;
use super::pieces::Pieces;

/// Engines take no more than 50,000 locals, and values that live long need one each.
const MAX_LONG_LIVED: usize = 8192;

/// The variables that each block gets as parameters.
pub(super) struct Phis {
    pub(super) of: SecondaryMap<Block, Vec<u32>>,
}

impl Phis {
    /// What would take too long is left in memory.
    pub(super) fn new(
        func: &Function,
        cfg: &ControlFlowGraph,
        domtree: &DominatorTree,
        accesses: &Accesses,
        pieces: &mut Pieces,
    ) -> Phis {
        let mut phis = Phis { of: SecondaryMap::new() };
        let occurrences = occurrences(accesses, pieces);
        let size = func.dfg.num_blocks() + accesses.list.len();
        let mut search = Search {
            cfg,
            frontiers: SecondaryMap::new(),
            live: SecondaryMap::new(),
            stored: SecondaryMap::new(),
            met: SecondaryMap::new(),
            steps: 1_000_000 + 64 * size,
        };
        let mut long_lived = 0;
        let mut is_ready = false;
        for (variable, occurrence) in occurrences.iter().enumerate() {
            let variable = variable as u32;
            // What is always stored before it is read in a block meets nothing.
            if occurrence.read.is_empty() || !pieces.is_kept(variable) {
                continue;
            }
            long_lived += 1;
            if !is_ready {
                search.find_frontiers(domtree);
                is_ready = true;
            }
            match search.meetings(variable + 1, occurrence) {
                Some(blocks) if long_lived <= MAX_LONG_LIVED => {
                    for block in blocks {
                        phis.of[block].push(variable);
                    }
                }
                _ => pieces.drop(variable),
            }
        }
        for variables in phis.of.values_mut() {
            variables.retain(|&variable| pieces.is_kept(variable));
        }
        phis
    }
}

/// The blocks that a variable occurs in.
#[derive(Clone, Default)]
struct Occurrence {
    stored: Vec<Block>,
    /// Those that read what it is on entry.
    read: Vec<Block>,
}

fn occurrences(accesses: &Accesses, pieces: &Pieces) -> Vec<Occurrence> {
    let mut occurrences = vec![Occurrence::default(); pieces.variables.len()];
    for (at, access) in accesses.list.iter().enumerate() {
        let Some(span) = pieces.span(at) else { continue };
        for variable in span.variables() {
            let Occurrence { stored, read } = &mut occurrences[variable as usize];
            // Accesses come block by block.
            if stored.last() == Some(&access.block) {
                continue;
            }
            if access.is_store {
                stored.push(access.block);
            } else if read.last() != Some(&access.block) {
                read.push(access.block);
            }
        }
    }
    occurrences
}

/// The search for meetings, one variable after the other. What is known of blocks is the number of the
/// last variable that it was true of.
struct Search<'a> {
    cfg: &'a ControlFlowGraph,
    /// Blocks that each block dominates a predecessor of, but not strictly the block itself.
    frontiers: SecondaryMap<Block, Vec<Block>>,
    /// Read later without being stored before.
    live: SecondaryMap<Block, u32>,
    stored: SecondaryMap<Block, u32>,
    met: SecondaryMap<Block, u32>,
    /// How many steps are left.
    steps: usize,
}

impl Search<'_> {
    fn find_frontiers(&mut self, domtree: &DominatorTree) {
        for &block in domtree.cfg_rpo() {
            if self.cfg.pred_iter(block).nth(1).is_none() {
                continue;
            }
            for pred in self.cfg.pred_iter(block) {
                let mut next = Some(pred.block);
                while let Some(runner) = next
                    && next != domtree.idom(block)
                    && self.step(1).is_some()
                {
                    let frontier = &mut self.frontiers[runner];
                    // The rest of the way has been gone before.
                    if frontier.last() == Some(&block) {
                        break;
                    }
                    frontier.push(block);
                    next = domtree.idom(runner);
                }
            }
        }
    }

    /// Counts steps, as long as some are left.
    fn step(&mut self, count: usize) -> Option<()> {
        let left = self.steps.checked_sub(count);
        self.steps = left.unwrap_or(0);
        left.map(|_| ())
    }

    /// The blocks in which different values of a variable meet, or `None` if that takes too long.
    fn meetings(&mut self, number: u32, occurrence: &Occurrence) -> Option<Vec<Block>> {
        // Without any left, not even the frontiers may be complete.
        self.step(1)?;
        for &block in &occurrence.stored {
            self.stored[block] = number;
        }
        self.find_live(number, occurrence)?;
        let mut meetings = Vec::new();
        let mut work = occurrence.stored.clone();
        while let Some(block) = work.pop() {
            for at in 0..self.frontiers[block].len() {
                self.step(1)?;
                let meeting = self.frontiers[block][at];
                if self.live[meeting] != number || self.met[meeting] == number {
                    continue;
                }
                self.met[meeting] = number;
                // Each way there is going to pass a value.
                self.step(8 * self.cfg.pred_iter(meeting).count())?;
                meetings.push(meeting);
                work.push(meeting);
            }
        }
        Some(meetings)
    }

    fn find_live(&mut self, number: u32, occurrence: &Occurrence) -> Option<()> {
        let mut work = occurrence.read.clone();
        for &block in &work {
            self.live[block] = number;
        }
        while let Some(block) = work.pop() {
            for pred in self.cfg.pred_iter(block) {
                self.step(1)?;
                let pred = pred.block;
                if self.live[pred] != number && self.stored[pred] != number {
                    self.live[pred] = number;
                    work.push(pred);
                }
            }
        }
        Some(())
    }
}
