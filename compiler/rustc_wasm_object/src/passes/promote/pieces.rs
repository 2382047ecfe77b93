//! SROA: splits slots into pieces that become variables.
//!
//! Accesses that overlap, directly or through others, belong together: either all of them are
//! rewritten or none. If all are of the same place and width, that is one variable. Otherwise, as
//! where an `i64` copies two fields of 32 bits, the bytes are cut wherever some access starts or ends,
//! and an access is of several variables, if they are few.

use cranelift_codegen::ir::{Type, types};

use super::accesses::{Access, Accesses};
use super::parts::int;

/// An access of more variables than this is cheaper in memory.
const MAX_PARTS: usize = 4;

/// A piece of a slot.
pub(super) struct Variable {
    pub(super) ty: Type,
    pub(super) offset: u32,
    /// What it has to be rewritten together with.
    group: u32,
}

/// The variables that an access is of, in the order of their offsets. There are none if nobody reads
/// what is stored, or uses what is loaded.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) first: u32,
    pub(super) count: u32,
}

impl Span {
    const NOTHING: Span = Span { first: 0, count: 0 };

    pub(super) fn variables(self) -> std::ops::Range<u32> {
        self.first..self.first + self.count
    }
}

/// The variables, and which of them each access is of.
pub(super) struct Pieces {
    pub(super) variables: Vec<Variable>,
    /// `None` for accesses that stay as they are.
    spans: Vec<Option<Span>>,
    /// By group, whether it stays in memory after all.
    dropped: Vec<bool>,
}

impl Pieces {
    pub(super) fn new(accesses: &Accesses) -> Pieces {
        let list = &accesses.list;
        let mut pieces =
            Pieces { variables: Vec::new(), spans: vec![None; list.len()], dropped: Vec::new() };
        let mut order = Vec::new();
        for (at, access) in list.iter().enumerate() {
            if access.is_needed {
                order.push(at);
            } else {
                pieces.spans[at] = Some(Span::NOTHING);
            }
        }
        order.sort_by_key(|&at| (list[at].slot, list[at].offset));
        let mut rest = &order[..];
        while !rest.is_empty() {
            let (group, others) = rest.split_at(overlapping(list, rest));
            pieces.group(list, group);
            rest = others;
        }
        pieces
    }

    /// The variables of an access, if it is to be rewritten.
    pub(super) fn span(&self, access: usize) -> Option<Span> {
        let span = self.spans[access]?;
        (span.count == 0 || self.is_kept(span.first)).then_some(span)
    }

    /// Leaves a variable in memory, and what belongs together with it.
    pub(super) fn drop(&mut self, variable: u32) {
        let group = self.variables[variable as usize].group;
        self.dropped[group as usize] = true;
    }

    pub(super) fn is_kept(&self, variable: u32) -> bool {
        !self.dropped[self.variables[variable as usize].group as usize]
    }

    /// Makes variables of accesses that belong together.
    fn group(&mut self, list: &[Access], group: &[usize]) {
        if group.iter().all(|&at| list[at].is_store) {
            for &at in group {
                self.spans[at] = Some(Span::NOTHING);
            }
            return;
        }
        let Some(cuts) = cuts(list, group) else { return };
        let first = self.variables.len();
        let number = self.dropped.len() as u32;
        self.dropped.push(false);
        // By variable, how many accesses of all of it are of floats rather than of integers.
        let mut floats = vec![0; cuts.len()];
        for &at in group {
            let parts = parts(&cuts, &list[at]);
            if parts.len() == 1 {
                floats[parts.start] += if list[at].ty.is_float() { 1 } else { -1 };
            }
            let span = Span { first: (first + parts.start) as u32, count: parts.len() as u32 };
            self.spans[at] = Some(span);
        }
        for (&(offset, width), floats) in cuts.iter().zip(floats) {
            let ty = if floats > 0 { float(width) } else { int(width) };
            self.variables.push(Variable { ty, offset, group: number });
        }
    }
}

/// How many of the accesses, which are in order, belong together with the first.
fn overlapping(list: &[Access], order: &[usize]) -> usize {
    let first = &list[order[0]];
    let mut end = first.end();
    let more = order.iter().take_while(|&&at| {
        let next = &list[at];
        let same = next.slot == first.slot && next.offset < end;
        if same {
            end = end.max(next.end());
        }
        same
    });
    more.count()
}

/// The offsets and widths of the variables for accesses that belong together, if they are to be some.
fn cuts(list: &[Access], group: &[usize]) -> Option<Vec<(u32, u32)>> {
    let first = &list[group[0]];
    let width = first.ty.bytes();
    if group.iter().all(|&at| list[at].offset == first.offset && list[at].ty.bytes() == width) {
        return Some(vec![(first.offset, width)]);
    }
    let mut bounds: Vec<u32> =
        group.iter().flat_map(|&at| [list[at].offset, list[at].end()]).collect();
    bounds.sort_unstable();
    bounds.dedup();
    let mut cuts = Vec::new();
    for pair in bounds.windows(2) {
        cut(&mut cuts, pair[0], pair[1]);
    }
    group.iter().all(|&at| is_covered(&cuts, &list[at])).then_some(cuts)
}

/// Cuts bytes into as few integers as their alignment in the slot allows.
fn cut(cuts: &mut Vec<(u32, u32)>, mut start: u32, end: u32) {
    while start < end {
        let aligned = 1 << (start | 8).trailing_zeros();
        let fitting = 1 << (end - start).ilog2();
        let width = aligned.min(fitting);
        cuts.push((start, width));
        start += width;
    }
}

/// The variables that an access is of.
fn parts(cuts: &[(u32, u32)], access: &Access) -> std::ops::Range<usize> {
    let first = cuts.partition_point(|cut| cut.0 < access.offset);
    first..cuts.partition_point(|cut| cut.0 < access.end())
}

/// Whether an access can be done with variables.
fn is_covered(cuts: &[(u32, u32)], access: &Access) -> bool {
    let parts = parts(cuts, access);
    // Each half of 128 bits has its own.
    let halves = access.ty != types::I128
        || cuts[parts.clone()].iter().any(|cut| cut.0 == access.offset + 8);
    parts.len() <= MAX_PARTS && halves
}

fn float(bytes: u32) -> Type {
    if bytes == 4 { types::F32 } else { types::F64 }
}
