//! Lets values share locals, by linear scan.
//!
//! A value is held from where its local is first written to where it is last read, in the order of the
//! code; if it is read in a loop that it was not written in, to the last branch back in that loop, for
//! it is needed in the next round as well. A dispatcher's loop may run its parts in any order, so
//! what is seen by several of them is held for all of it. Values of one type that are never held at
//! the same time get one local: each takes, in the order of their starts, one that is free.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::code::Code;
use crate::code::op::{Local, Op, Ty};

/// A number that no local has.
pub(crate) const UNUSED: u32 = u32::MAX;

/// The numbers of locals in the finished function.
pub(crate) struct Locals {
    /// By local of the translation.
    pub(crate) numbers: Vec<u32>,
    /// How many locals there are beyond the parameters, of each of `Ty::ALL`.
    pub(crate) counts: [u32; 4],
}

#[derive(Clone, Copy)]
struct Range {
    first: u32,
    last: u32,
    /// The loop of its first occurrence.
    home: u32,
    /// The last loop that it is needed in throughout.
    through: u32,
    /// The last dispatcher's loop that it is seen in.
    dispatch: u32,
    reads: u32,
}

struct Loop {
    parent: u32,
    depth: u32,
    start: u32,
    /// The last branch back, of this loop or one in it.
    back: u32,
}

const NONE: u32 = u32::MAX;

/// Finds where each local is held.
struct Ranges<'a> {
    code: &'a Code,
    ranges: Vec<Range>,
    loops: Vec<Loop>,
    /// The loop that the current position is in, and the outermost dispatcher's.
    current: u32,
    dispatch: u32,
}

impl Ranges<'_> {
    fn walk(&mut self) {
        // For each label, its loop, if it is one.
        let mut labels: Vec<u32> = Vec::new();
        for (at, op) in self.code.ops.iter().enumerate() {
            let at = at as u32;
            match *op {
                Op::Get(local) => self.touch(local, at, true),
                Op::Set(local) | Op::Tee(local) => self.touch(local, at, false),
                Op::Block | Op::If | Op::IfValue(_) => labels.push(NONE),
                Op::Loop { dispatch } => {
                    let depth =
                        self.loops.get(self.current as usize).map_or(0, |outer| outer.depth + 1);
                    let index = self.loops.len() as u32;
                    self.loops.push(Loop { parent: self.current, depth, start: at, back: at });
                    self.current = index;
                    if dispatch && self.dispatch == NONE {
                        self.dispatch = index;
                    }
                    labels.push(index);
                }
                Op::End => {
                    if let Some(index) = labels.pop()
                        && index != NONE
                    {
                        let Loop { parent, back, .. } = self.loops[index as usize];
                        self.current = parent;
                        // What is needed in the inner loop is held as long as that goes on, even if
                        // there is no way from there back to the outer one.
                        if let Some(outer) = self.loops.get_mut(parent as usize) {
                            outer.back = outer.back.max(back);
                        }
                        if self.dispatch == index {
                            self.dispatch = NONE;
                        }
                    }
                }
                Op::Br(depth) | Op::BrIf(depth) => self.branch(&labels, depth, at),
                Op::BrTable(table) => {
                    for &depth in &self.code.tables[table as usize] {
                        self.branch(&labels, depth, at);
                    }
                }
                _ => {}
            }
        }
    }

    fn branch(&mut self, labels: &[u32], depth: u32, at: u32) {
        if let Some(&index) =
            labels.len().checked_sub(1 + depth as usize).and_then(|label| labels.get(label))
            && index != NONE
        {
            let back = &mut self.loops[index as usize].back;
            *back = (*back).max(at);
        }
    }

    fn touch(&mut self, local: Local, at: u32, read: bool) {
        let range = &mut self.ranges[local.0 as usize];
        range.reads += u32::from(read);
        if range.first == NONE {
            range.first = at;
            range.home = self.current;
        }
        range.last = range.last.max(at);
        if range.home != self.current
            && let Some(outer) = outermost_beyond(&self.loops, range.home, self.current)
        {
            range.through = outer;
        }
        if self.dispatch != NONE && !self.code.locals[local.0 as usize].temporary {
            range.first = range.first.min(self.loops[self.dispatch as usize].start);
            range.dispatch = self.dispatch;
        }
    }
}

/// The outermost loop around `current` that is not around `home`.
fn outermost_beyond(loops: &[Loop], mut home: u32, mut current: u32) -> Option<u32> {
    let depth =
        |index: u32| if index == NONE { -1 } else { i64::from(loops[index as usize].depth) };
    let mut beyond = None;
    while depth(home) > depth(current) {
        home = loops[home as usize].parent;
    }
    while depth(current) > depth(home) {
        beyond = Some(current);
        current = loops[current as usize].parent;
    }
    while home != current {
        beyond = Some(current);
        home = loops[home as usize].parent;
        current = loops[current as usize].parent;
    }
    beyond
}

/// Assigns numbers. The first `params` locals are the function's parameters.
pub(crate) fn assign(code: &Code, params: usize) -> Locals {
    let empty = Range { first: NONE, last: 0, home: NONE, through: NONE, dispatch: NONE, reads: 0 };
    let mut all = Ranges {
        code,
        ranges: vec![empty; code.locals.len()],
        loops: Vec::new(),
        current: NONE,
        dispatch: NONE,
    };
    for param in 0..params {
        all.ranges[param].first = 0;
    }
    all.walk();
    let Ranges { mut ranges, loops, .. } = all;
    for range in &mut ranges {
        for held in [range.through, range.dispatch] {
            if let Some(held) = loops.get(held as usize) {
                range.last = range.last.max(held.back);
            }
        }
    }

    let mut order: Vec<u32> = (params as u32..code.locals.len() as u32)
        .filter(|&local| ranges[local as usize].first != NONE && ranges[local as usize].reads > 0)
        .collect();
    order.sort_by_key(|&local| ranges[local as usize].first);

    let mut pool = Pool::default();
    let mut chosen = vec![UNUSED; code.locals.len()];
    for param in 0..params {
        chosen[param] = pool.add(code.locals[param].ty);
        pool.hold(chosen[param], ranges[param].last);
    }
    for local in order {
        let range = ranges[local as usize];
        pool.expire(range.first);
        // Where a value is copied from a local that is not needed any more, the copy can stay there.
        let hint = match range.first.checked_sub(1).map(|before| code.ops[before as usize]) {
            Some(Op::Get(from)) => chosen[from.0 as usize],
            _ => UNUSED,
        };
        let register = pool.take(code.locals[local as usize].ty, hint);
        chosen[local as usize] = register;
        pool.hold(register, range.last);
    }

    // Parameters first, then by type.
    let mut counts = [0; 4];
    let mut within = Vec::with_capacity(pool.types.len());
    for (register, &ty) in pool.types.iter().enumerate() {
        if register < params {
            within.push(0);
        } else {
            within.push(counts[ty as usize]);
            counts[ty as usize] += 1;
        }
    }
    let mut starts = [params as u32; 4];
    for at in 1..4 {
        starts[at] = starts[at - 1] + counts[at - 1];
    }
    let number = |register: u32| {
        let at = register as usize;
        match register {
            UNUSED => UNUSED,
            _ if at < params => register,
            _ => starts[pool.types[at] as usize] + within[at],
        }
    };
    Locals { numbers: chosen.into_iter().map(number).collect(), counts }
}

/// Locals that are given out and taken back.
#[derive(Default)]
struct Pool {
    types: Vec<Ty>,
    is_free: Vec<bool>,
    /// By type; those that are not free any more are skipped when they come up.
    free: [Vec<u32>; 4],
    held: BinaryHeap<Reverse<(u32, u32)>>,
}

impl Pool {
    fn add(&mut self, ty: Ty) -> u32 {
        self.types.push(ty);
        self.is_free.push(false);
        (self.types.len() - 1) as u32
    }

    fn hold(&mut self, register: u32, last: u32) {
        self.held.push(Reverse((last, register)));
    }

    /// Takes back what was last needed before a position.
    fn expire(&mut self, position: u32) {
        while let Some(&Reverse((last, register))) = self.held.peek()
            && last < position
        {
            self.held.pop();
            self.is_free[register as usize] = true;
            self.free[self.types[register as usize] as usize].push(register);
        }
    }

    fn take(&mut self, ty: Ty, hint: u32) -> u32 {
        if self.is_free.get(hint as usize) == Some(&true) && self.types[hint as usize] == ty {
            self.is_free[hint as usize] = false;
            return hint;
        }
        while let Some(register) = self.free[ty as usize].pop() {
            if std::mem::replace(&mut self.is_free[register as usize], false) {
                return register;
            }
        }
        self.add(ty)
    }
}
