//! Lets locals of large functions share Cranelift's variables, and leaves those in memory that there is
//! no room for. `cranelift_frontend` has a table for each variable, of all blocks up to the last one that
//! knows it: in a function with a thousand times the locals and blocks these take a million times the
//! memory.
//!
//! A local is held from the first block that has it to the last, in reverse postorder, and longer where a
//! branch back leads into that range. Locals that are never held at the same time share a variable for
//! each type. Does not know what is computed.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use cranelift_frontend::Variable;
use rustc_index::IndexVec;
use rustc_middle::mir::visit::{MutatingUseContext, PlaceContext, Visitor};

use crate::analyze::SsaKind;
use crate::prelude::*;

/// So many entries may the tables have: of four bytes each, 64 MiB. Functions that stay below it even if
/// all variables are known everywhere are left alone.
const MAX_ENTRIES: usize = 1 << 24;

/// How often a range is extended step by step, before it takes all loops that overlap.
const MAX_STEPS: usize = 16;

/// Who shares variables in a function.
#[derive(Default)]
pub(crate) struct Variables {
    /// By local, the number of what it shares. There are none in a function that is not large.
    groups: IndexVec<Local, u32>,
    shared: FxHashMap<(u32, u8, Type), Variable>,
}

/// Decides who shares variables, and what is left in memory.
pub(crate) fn share(fx: &mut FunctionCx<'_, '_, '_>, kinds: &mut IndexVec<Local, SsaKind>) {
    let blocks = fx.mir.basic_blocks.len();
    if kinds.len().saturating_mul(blocks) <= MAX_ENTRIES {
        return;
    }
    let groups = groups(fx.mir, |local| {
        let ty = fx.monomorphize(fx.mir.local_decls[local].ty);
        kinds[local].is_ssa(fx, ty)
    });
    let room = MAX_ENTRIES / blocks;
    for (kind, &group) in kinds.iter_mut().zip(&groups) {
        if group as usize >= room {
            *kind = SsaKind::NotSsa;
        }
    }
    fx.variables.groups = groups;
}

/// The variable for a local, or for the first or second half of one.
pub(crate) fn declare(
    fx: &mut FunctionCx<'_, '_, '_>,
    local: Local,
    half: u8,
    ty: Type,
) -> Variable {
    match fx.variables.groups.get(local) {
        Some(&group) => {
            let bcx = &mut fx.bcx;
            *fx.variables.shared.entry((group, half, ty)).or_insert_with(|| bcx.declare_var(ty))
        }
        None => fx.bcx.declare_var(ty),
    }
}

/// A number in reverse postorder.
type Position = u32;

/// Where a local is held.
#[derive(Clone, Copy)]
struct Range {
    first: Position,
    last: Position,
    /// Where it is written, if that is known to be the only place, and before all others.
    definition: Option<Location>,
    /// Not written or read yet.
    is_new: bool,
}

/// Groups of locals that are never held at the same time. What is not wanted is in no group with others.
fn groups(mir: &Body<'_>, is_wanted: impl Fn(Local) -> bool) -> IndexVec<Local, u32> {
    let mut ranges = ranges(mir);
    let loops = Loops::new(mir);
    let mut order = vec![];
    for (local, range) in ranges.iter_enumerated_mut() {
        if !range.is_new && is_wanted(local) {
            loops.extend(range);
            order.push(local);
        }
    }
    order.sort_by_key(|&local| ranges[local].first);

    let mut groups = IndexVec::from_elem_n(u32::MAX, ranges.len());
    let mut count = 0;
    let mut held = BinaryHeap::new();
    let mut free = BinaryHeap::new();
    for local in order {
        while let Some(&Reverse((last, group))) = held.peek()
            && last < ranges[local].first
        {
            held.pop();
            free.push(Reverse(group));
        }
        let group = free.pop().map_or_else(
            || {
                count += 1;
                count - 1
            },
            |Reverse(group)| group,
        );
        groups[local] = group;
        held.push(Reverse((ranges[local].last, group)));
    }
    groups
}

/// Where the statements have each local.
fn ranges(mir: &Body<'_>) -> IndexVec<Local, Range> {
    let new = Range { first: 0, last: 0, definition: None, is_new: true };
    let mut ranges = IndexVec::from_elem_n(new, mir.local_decls.len());
    let order = mir.basic_blocks.reverse_postorder();
    let end = order.len().saturating_sub(1) as Position;
    for local in [RETURN_PLACE].into_iter().chain(mir.args_iter()) {
        ranges[local] = Range { first: 0, last: end, definition: None, is_new: false };
    }
    let mut places = Places { mir, position: 0, ranges };
    for (position, &block) in order.iter().enumerate() {
        places.position = position as Position;
        places.visit_basic_block_data(block, &mir.basic_blocks[block]);
    }
    places.ranges
}

struct Places<'a, 'tcx> {
    mir: &'a Body<'tcx>,
    position: Position,
    ranges: IndexVec<Local, Range>,
}

impl<'tcx> Visitor<'tcx> for Places<'_, 'tcx> {
    fn visit_local(&mut self, local: Local, context: PlaceContext, location: Location) {
        use MutatingUseContext::{AsmOutput, Call, Store, Yield};

        if matches!(context, PlaceContext::NonUse(_)) {
            return;
        }
        let is_definition =
            matches!(context, PlaceContext::MutatingUse(Store | Call | Yield | AsmOutput));
        let range = &mut self.ranges[local];
        if range.is_new {
            // In this order, what is before all others is seen first, but for uses in its own statement.
            let definition = is_definition.then_some(location);
            *range = Range { first: self.position, last: self.position, definition, is_new: false };
            return;
        }
        range.last = range.last.max(self.position);
        if let Some(definition) = range.definition {
            let dominators = self.mir.basic_blocks.dominators();
            let is_after = definition.successor_within_block().dominates(location, dominators);
            if is_definition || !is_after {
                range.definition = None;
            }
        }
    }
}

/// The branches back.
struct Loops {
    /// For powers of two, by position: the last position that a branch leads back from, to as many
    /// positions from there on.
    back_from: Vec<Vec<Position>>,
    /// Ranges of branches that overlap, put together; in order.
    together: Vec<(Position, Position)>,
}

impl Loops {
    fn new(mir: &Body<'_>) -> Loops {
        let order = mir.basic_blocks.reverse_postorder();
        let mut positions = IndexVec::from_elem_n(u32::MAX, mir.basic_blocks.len());
        for (position, &block) in order.iter().enumerate() {
            positions[block] = position as Position;
        }
        let mut back_from = vec![0; order.len()];
        for (from, &block) in order.iter().enumerate() {
            for target in mir.basic_blocks[block].terminator().successors() {
                let target = positions[target] as usize;
                if target <= from {
                    back_from[target] = from as Position;
                }
            }
        }
        let mut together: Vec<(Position, Position)> = vec![];
        for (to, &from) in back_from.iter().enumerate() {
            let to = to as Position;
            if from == 0 && to != 0 {
                continue;
            }
            match together.last_mut() {
                Some((_, end)) if to <= *end => *end = from.max(*end),
                _ => together.push((to, from)),
            }
        }
        let mut levels = vec![back_from];
        for level in 0..order.len().checked_ilog2().unwrap_or(0) {
            let (below, step) = (&levels[level as usize], 1 << level);
            let pairs = below.iter().zip(&below[step..]);
            levels.push(pairs.map(|(&a, &b)| a.max(b)).collect());
        }
        Loops { back_from: levels, together }
    }

    /// The last position that a branch leads back from, to one after `first` and up to `last`.
    fn back_between(&self, first: Position, last: Position) -> Position {
        let count = (last - first) as usize;
        let Some(level) = count.checked_ilog2() else { return 0 };
        let level_table = &self.back_from[level as usize];
        let (start, end) = (first as usize + 1, last as usize + 1 - (1 << level));
        level_table[start].max(level_table[end])
    }

    /// Extends a range by the loops that may need the local again.
    fn extend(&self, range: &mut Range) {
        if range.definition.is_some() {
            // A branch to where it is written, or before, comes to where it is written again.
            for _ in 0..MAX_STEPS {
                let back = self.back_between(range.first, range.last);
                if back <= range.last {
                    return;
                }
                range.last = back;
            }
        }
        let at = self.together.partition_point(|&(_, end)| end < range.first);
        for &(start, end) in &self.together[at..] {
            if start > range.last {
                break;
            }
            range.first = range.first.min(start);
            range.last = range.last.max(end);
        }
    }
}
