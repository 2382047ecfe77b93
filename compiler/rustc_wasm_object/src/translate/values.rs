//! Where each value of a function is while it is translated.
//!
//! A value that one WebAssembly value can hold is not computed where it is defined but where it is
//! first used, so that most never need a local; if it is used again, it goes into a local on the way.
//! That is sound because the locals that it reads do not change in between: they hold values of the
//! same static single assignment, and are written only on entry of the block that defines them. What
//! reads memory or may trap is computed at the latest before the next store or call.
//!
//! A narrow integer is held in an `i32` whose upper bits mean nothing, whatever came of the
//! operation: `zext` says of which values they are known to be zero. Instructions that look at the
//! upper bits ask for an extended value.

use cranelift_codegen::ir::{Function, Inst, Type, Value, types};

use crate::analysis::cfg::Cfg;
use crate::analysis::uses::Uses;
use crate::code::Code;
use crate::code::abi;
use crate::code::op::{self, Local, Ty};
use crate::error::Error;
use crate::translate::env::Env;
use crate::translate::frame::Frame;

/// Half of a value of 128 bits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Part {
    Local(Local),
    Const(i64),
}

/// Where a value is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum State {
    /// Not defined yet, or used up.
    None,
    /// Written anew at each use.
    Constant(Inst),
    /// Not computed yet.
    Pending(Inst),
    /// The same as another.
    Alias(Value),
    Local(Local),
    /// Of 128 bits, the lower half first.
    Wide(Part, Part),
}

#[derive(Clone, Copy)]
pub(crate) struct Info {
    pub(crate) state: State,
    /// Uses that are still to come.
    pub(crate) uses: u32,
    /// Those of them by values that are not computed yet.
    pub(crate) inner: u32,
    /// Those of them by the end of this block.
    pub(crate) last: u32,
    /// How deep the expression is, while it is not computed.
    pub(crate) depth: u8,
    /// Used in another block.
    elsewhere: bool,
    /// The upper bits are zero.
    pub(crate) zext: bool,
}

/// The translation of one function.
pub(crate) struct Emitter<'a, 'e> {
    pub(crate) func: &'a Function,
    pub(crate) env: &'a mut Env<'e>,
    pub(crate) cfg: &'a Cfg,
    pub(crate) code: Code,
    pub(crate) frame: Frame,
    /// Where the caller wants what this function returns, if it is in memory.
    pub(crate) return_pointer: Option<Local>,
    values: Vec<Info>,
    /// Values of this block that are not computed yet.
    pub(crate) pending: Vec<Value>,
    /// Those of them that read memory or may trap.
    pub(crate) ordered: Vec<Value>,
}

impl<'a, 'e> Emitter<'a, 'e> {
    pub(crate) fn new(
        func: &'a Function,
        env: &'a mut Env<'e>,
        cfg: &'a Cfg,
        uses: &Uses,
        frame: Frame,
    ) -> Self {
        let values = uses
            .values
            .iter()
            .map(|used| Info {
                state: State::None,
                uses: used.count,
                inner: 0,
                last: 0,
                depth: 0,
                elsewhere: used.elsewhere,
                zext: false,
            })
            .collect();
        Emitter {
            func,
            env,
            cfg,
            code: Code::default(),
            frame,
            return_pointer: None,
            values,
            pending: Vec::new(),
            ordered: Vec::new(),
        }
    }

    pub(crate) fn internal(&self, what: &'static str) -> Error {
        Error::Internal { function: self.env.name.clone(), what }
    }

    pub(crate) fn unsupported(&self, inst: Inst) -> Error {
        Error::Unsupported {
            function: self.env.name.clone(),
            inst: self.func.dfg.display_inst(inst).to_string(),
        }
    }

    pub(crate) fn ty(&self, value: Value) -> Type {
        self.func.dfg.value_type(value)
    }

    /// The type of the local that holds a value, or its lower half.
    pub(crate) fn local_ty(&self, value: Value) -> Result<Ty, Error> {
        Ok(abi::parts(self.ty(value))?.0)
    }

    pub(crate) fn info(&self, value: Value) -> &Info {
        &self.values[value.as_u32() as usize]
    }

    pub(crate) fn info_mut(&mut self, value: Value) -> &mut Info {
        &mut self.values[value.as_u32() as usize]
    }

    pub(crate) fn is_used(&self, value: Value) -> bool {
        self.info(value).uses > 0
    }

    pub(crate) fn is_elsewhere(&self, value: Value) -> bool {
        self.info(value).elsewhere
    }

    /// The value that this one is another name of.
    pub(crate) fn resolve(&self, mut value: Value) -> Value {
        while let State::Alias(other) = self.info(value).state {
            value = other;
        }
        value
    }

    /// A local for a value that is computed now.
    pub(crate) fn local_for(&mut self, value: Value) -> Result<Local, Error> {
        let ty = self.local_ty(value)?;
        let temporary = !self.info(value).elsewhere;
        Ok(self.code.new_local(ty, temporary))
    }

    /// Moves the value on the stack to where the uses of `value` find it.
    pub(crate) fn define(&mut self, value: Value) -> Result<(), Error> {
        if !self.is_used(value) {
            self.code.plain(op::DROP);
            return Ok(());
        }
        let local = self.local_for(value)?;
        self.code.set(local);
        self.info_mut(value).state = State::Local(local);
        Ok(())
    }

    /// Says where the halves of a value are.
    pub(crate) fn define_parts(&mut self, value: Value, low: Part, high: Part) {
        let elsewhere = self.info(value).elsewhere;
        for part in [low, high] {
            if let Part::Local(local) = part {
                self.code.locals[local.0 as usize].temporary &= !elsewhere;
            }
        }
        self.info_mut(value).state = State::Wide(low, high);
    }

    /// Gives a value the place of another, which it is equal to, or whose lower bits it is.
    pub(crate) fn alias(&mut self, value: Value, other: Value) {
        let other = self.resolve(other);
        let Info { uses, elsewhere, .. } = *self.info(value);
        let info = self.info_mut(other);
        // The use by the instruction that defines `value` stands for all uses of it.
        info.uses = info.uses + uses - 1;
        info.elsewhere |= elsewhere;
        if let State::Local(local) = info.state {
            self.code.locals[local.0 as usize].temporary &= !elsewhere;
        }
        self.info_mut(value).state = State::Alias(other);
    }

    /// Pushes a value. The upper bits of a narrow integer mean nothing.
    pub(crate) fn push(&mut self, value: Value) -> Result<(), Error> {
        let value = self.resolve(value);
        let info = self.info_mut(value);
        let Some(left) = info.uses.checked_sub(1) else {
            return Err(self.internal("a value is used more often than was counted"));
        };
        info.uses = left;
        match info.state {
            State::Local(local) => self.code.get(local),
            State::Constant(inst) => self.constant(inst, false)?,
            State::Pending(inst) => {
                self.compute(inst)?;
                if left > 0 {
                    let local = self.local_for(value)?;
                    self.code.tee(local);
                    self.info_mut(value).state = State::Local(local);
                } else {
                    self.info_mut(value).state = State::None;
                }
            }
            State::None | State::Wide(..) | State::Alias(_) => {
                return Err(self.internal("a value is used where it is not defined"));
            }
        }
        Ok(())
    }

    /// Pushes a value with zeros above its bits.
    pub(crate) fn push_zext(&mut self, value: Value) -> Result<(), Error> {
        let (ty, known) = (self.ty(value), self.info(value).zext);
        self.push(value)?;
        match ty {
            types::I8 if !known => {
                self.code.i32(0xff);
                self.code.plain(op::I32_AND);
            }
            types::I16 if !known => {
                self.code.i32(0xffff);
                self.code.plain(op::I32_AND);
            }
            _ => {}
        }
        Ok(())
    }

    /// Pushes a value with its sign above its bits.
    pub(crate) fn push_sext(&mut self, value: Value) -> Result<(), Error> {
        if let State::Constant(inst) = self.info(value).state {
            self.info_mut(value).uses -= 1;
            return self.constant(inst, true);
        }
        let ty = self.ty(value);
        self.push(value)?;
        self.sign_extend(ty);
        Ok(())
    }

    /// Copies the sign of a narrow integer in an `i32` to the bits above it.
    pub(crate) fn sign_extend(&mut self, ty: Type) {
        let (code, bits) = match ty {
            types::I8 => (op::I32_EXTEND8_S, 24),
            types::I16 => (op::I32_EXTEND16_S, 16),
            _ => return,
        };
        if self.env.features.sign_ext {
            self.code.plain(code);
        } else {
            self.code.i32(bits);
            self.code.plain(op::I32_SHL);
            self.code.i32(bits);
            self.code.plain(op::I32_SHR_S);
        }
    }

    /// Uses a value that is needed several times in one instruction.
    pub(crate) fn local_of(&mut self, value: Value) -> Result<Local, Error> {
        if let State::Local(local) = self.info(self.resolve(value)).state {
            let value = self.resolve(value);
            self.info_mut(value).uses -= 1;
            return Ok(local);
        }
        self.push(value)?;
        if let State::Local(local) = self.info(self.resolve(value)).state {
            // It has just been written there, for the uses to come.
            self.code.drop_tee(local);
            return Ok(local);
        }
        let ty = self.local_ty(value)?;
        Ok(self.code.keep(ty))
    }

    pub(crate) fn local_zext(&mut self, value: Value) -> Result<Local, Error> {
        if self.info(value).zext || !matches!(self.ty(value), types::I8 | types::I16) {
            return self.local_of(value);
        }
        self.push_zext(value)?;
        Ok(self.code.keep(Ty::I32))
    }

    pub(crate) fn local_sext(&mut self, value: Value) -> Result<Local, Error> {
        if !matches!(self.ty(value), types::I8 | types::I16) {
            return self.local_of(value);
        }
        self.push_sext(value)?;
        Ok(self.code.keep(Ty::I32))
    }

    /// Uses a value of 128 bits.
    pub(crate) fn parts(&mut self, value: Value) -> Result<(Part, Part), Error> {
        let value = self.resolve(value);
        let State::Wide(low, high) = self.info(value).state else {
            return Err(self.internal("a value of 128 bits is used where it is not defined"));
        };
        let info = self.info_mut(value);
        info.uses = info.uses.saturating_sub(1);
        Ok((low, high))
    }

    pub(crate) fn push_part(&mut self, part: Part) {
        match part {
            Part::Local(local) => self.code.get(local),
            Part::Const(value) => self.code.i64(value),
        }
    }
}
