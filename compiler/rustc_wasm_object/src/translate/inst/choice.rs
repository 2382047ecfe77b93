//! Conditions, of `select` and of branches.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{InstructionData, Value, types};

use crate::code::op;
use crate::error::Error;
use crate::translate::values::{Emitter, State};

/// What a `select` depends on.
pub(crate) enum Choice {
    Value(Value),
    /// Whether two values of up to 32 bits differ.
    Difference(Value, Value),
}

impl Emitter<'_, '_> {
    /// What a choice depends on, and whether it is the other way around. A comparison for equality
    /// that has not been computed, and that nothing else uses, is not needed: a difference is not zero.
    ///
    /// That is as short as the comparison, and shorter with zero. Besides, wasmi 2.0.0 chooses wrongly
    /// after a comparison with zero of what is in a local.
    pub(crate) fn choice(&mut self, condition: Value) -> (Choice, bool) {
        let value = self.resolve(condition);
        let plain = (Choice::Value(condition), false);
        let State::Pending(inst) = self.info(value).state else { return plain };
        let InstructionData::IntCompare { cond, args: [a, b], .. } = self.func.dfg.insts[inst]
        else {
            return plain;
        };
        let negated = match cond {
            IntCC::Equal => true,
            IntCC::NotEqual => false,
            _ => return plain,
        };
        if self.ty(a).bits() > 32 || self.info(value).uses != 1 {
            return plain;
        }
        for arg in [a, b] {
            let arg = self.resolve(arg);
            self.info_mut(arg).inner -= 1;
        }
        let info = self.info_mut(value);
        info.uses = 0;
        info.state = State::None;
        let choice = match (self.constant_of(a), self.constant_of(b)) {
            (_, Some(0)) => {
                self.skip(b);
                Choice::Value(a)
            }
            (Some(0), _) => {
                self.skip(a);
                Choice::Value(b)
            }
            _ => Choice::Difference(a, b),
        };
        (choice, negated)
    }

    /// Pushes what `choice` has found, as an `i32` that is zero or not.
    pub(crate) fn push_choice(&mut self, choice: Choice) -> Result<(), Error> {
        match choice {
            Choice::Value(value) => self.push_condition(value),
            Choice::Difference(a, b) => {
                self.push_zext(a)?;
                self.push_zext(b)?;
                self.code.plain(op::I32_XOR);
                Ok(())
            }
        }
    }

    /// Pushes a value as a condition: an `i32` that is zero or not.
    pub(crate) fn push_condition(&mut self, value: Value) -> Result<(), Error> {
        match self.ty(value) {
            types::I64 => {
                self.push(value)?;
                self.code.wide_condition();
            }
            types::I128 => {
                let (low, high) = self.parts(value)?;
                self.push_part(low);
                self.push_part(high);
                self.code.plain(op::I64_OR);
                self.code.wide_condition();
            }
            _ => self.push_zext(value)?,
        }
        Ok(())
    }
}
