//! Stackification: when a value that was put off is computed after all.

use cranelift_codegen::ir::{Inst, Value};

use crate::analysis::uses::{Class, is_removable};
use crate::code::op::Local;
use crate::error::Error;
use crate::translate::values::{Emitter, Part, State};

/// How deep expressions may nest. The translation of one is recursive, and the compiler's stack is small.
const MAX_DEPTH: u8 = 40;

impl Emitter<'_, '_> {
    /// Puts the computation of a value off until it is used.
    pub(crate) fn postpone(
        &mut self,
        inst: Inst,
        value: Value,
        ordered: bool,
    ) -> Result<(), Error> {
        let depth_of = |this: &Self, arg: Value| match this.info(arg).state {
            State::Pending(_) => this.info(arg).depth,
            _ => 0,
        };
        let args = self.func.dfg.inst_args(inst);
        let mut depth = 0;
        for &arg in args {
            depth = depth.max(depth_of(self, self.resolve(arg)));
        }
        if depth >= MAX_DEPTH {
            for &arg in args {
                self.force(arg)?;
            }
            depth = 0;
        }
        for &arg in args {
            let arg = self.resolve(arg);
            self.info_mut(arg).inner += 1;
        }
        let info = self.info_mut(value);
        info.state = State::Pending(inst);
        info.depth = depth + 1;
        self.pending.push(value);
        if ordered {
            self.ordered.push(value);
        }
        Ok(())
    }

    /// Writes the instructions of a value that was put off.
    pub(crate) fn compute(&mut self, inst: Inst) -> Result<(), Error> {
        for &arg in self.func.dfg.inst_args(inst) {
            let arg = self.resolve(arg);
            self.info_mut(arg).inner -= 1;
        }
        self.scalar(inst)
    }

    /// Computes a value now, if it was put off.
    pub(crate) fn force(&mut self, value: Value) -> Result<(), Error> {
        let value = self.resolve(value);
        if let State::Pending(inst) = self.info(value).state {
            self.compute(inst)?;
            self.define(value)?;
        }
        Ok(())
    }

    /// Computes what reads memory or may trap, before memory changes.
    pub(crate) fn flush_ordered(&mut self) -> Result<(), Error> {
        let mut ordered = std::mem::take(&mut self.ordered);
        for &value in &ordered {
            self.force(value)?;
        }
        ordered.clear();
        self.ordered = ordered;
        Ok(())
    }

    /// Computes what other blocks use, at the end of this one, whose terminator uses `last`. With
    /// several ways to go on, what is used on one of them only is left to it.
    pub(crate) fn flush_block(&mut self, last: &[Value], ways: usize) -> Result<(), Error> {
        for &value in last {
            let value = self.resolve(value);
            self.info_mut(value).last += 1;
        }
        if ways > 1 {
            // A trap does not depend on the way that is taken.
            for at in 0..self.ordered.len() {
                let value = self.ordered[at];
                if let State::Pending(inst) = self.info(value).state
                    && !is_removable(self.func, inst, Class::Ordered)
                {
                    self.force(value)?;
                }
            }
        }
        let mut pending = std::mem::take(&mut self.pending);
        for &value in &pending {
            let info = self.info(value);
            if matches!(info.state, State::Pending(_)) && info.uses > info.inner + info.last {
                self.force(value)?;
            }
        }
        if ways > 1 {
            for &value in last {
                self.force_shared(value)?;
            }
        }
        for &value in last {
            let value = self.resolve(value);
            self.info_mut(value).last = 0;
        }
        pending.clear();
        self.pending = pending;
        self.ordered.clear();
        Ok(())
    }

    /// Computes what is used several times in an expression that was put off, so that no use of it is
    /// on another way than its computation.
    fn force_shared(&mut self, value: Value) -> Result<(), Error> {
        let value = self.resolve(value);
        let State::Pending(inst) = self.info(value).state else { return Ok(()) };
        if self.info(value).uses > 1 {
            return self.force(value);
        }
        for &arg in self.func.dfg.inst_args(inst) {
            self.force_shared(arg)?;
        }
        Ok(())
    }

    /// Calls `f` with the locals that a value is computed from.
    pub(crate) fn reads(&self, value: Value, f: &mut impl FnMut(Local)) {
        match self.info(value).state {
            State::Alias(other) => self.reads(other, f),
            State::Local(local) => f(local),
            State::Wide(low, high) => {
                for part in [low, high] {
                    if let Part::Local(local) = part {
                        f(local);
                    }
                }
            }
            State::Pending(inst) => {
                for &arg in self.func.dfg.inst_args(inst) {
                    self.reads(arg, f);
                }
            }
            State::None | State::Constant(_) => {}
        }
    }
}
