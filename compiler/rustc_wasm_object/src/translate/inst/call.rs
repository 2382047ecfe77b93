//! Calls and returns, by the ABI in `abi`.

use cranelift_codegen::ir::{
    ArgumentExtension, ArgumentPurpose, ExternalName, Inst, InstructionData, LibCall, Opcode,
    SigRef, Value, types,
};

use super::memory::{Place, plain_load, plain_store};
use crate::code::abi::{self, Returns};
use crate::code::op::{self, Op, Ty};
use crate::error::Error;
use crate::translate::values::{Emitter, Part};

/// Copies of this many bytes are written as loads and stores.
const SMALL_COPY: i64 = 32;

impl Emitter<'_, '_> {
    pub(super) fn call(&mut self, inst: Inst) -> Result<(), Error> {
        if self.memory_call(inst)? {
            return Ok(());
        }
        let (sig, opcode) = match self.func.dfg.insts[inst] {
            InstructionData::Call {
                func_ref,
                opcode: opcode @ (Opcode::Call | Opcode::ReturnCall),
                ..
            } => (self.func.dfg.ext_funcs[func_ref].signature, opcode),
            InstructionData::CallIndirect {
                sig_ref,
                opcode: opcode @ (Opcode::CallIndirect | Opcode::ReturnCallIndirect),
                ..
            } => (sig_ref, opcode),
            _ => return Err(self.unsupported(inst)),
        };
        let tail = matches!(opcode, Opcode::ReturnCall | Opcode::ReturnCallIndirect);
        if tail && !self.env.features.tail_call {
            return Err(self.unsupported(inst));
        }
        let func = self.func;
        let signature = &func.dfg.signatures[sig];
        let (wasm, returns) = abi::lower(signature)?;
        let args = func.dfg.inst_args(inst);
        let (target, args) = match func.dfg.insts[inst] {
            InstructionData::Call { func_ref, .. } => (Ok(self.env.callee(func, func_ref)?), args),
            _ => (Err(args[0]), &args[1..]),
        };
        if let Returns::Memory { .. } = returns {
            if tail {
                // The callee returns to this function's caller.
                let Some(place) = self.return_pointer else {
                    return Err(self.internal("a tail call returns otherwise than its function"));
                };
                self.code.get(place);
            } else {
                self.push_frame(0)?;
            }
        }
        self.arguments(inst, sig, args, &returns, tail)?;
        match target {
            Ok(callee) => {
                self.flush_ordered()?;
                if tail {
                    self.frame.leave(&mut self.code);
                    self.code.push(Op::ReturnCall(callee));
                } else {
                    self.code.push(self.env.instruction(callee).unwrap_or(Op::Call(callee)));
                }
            }
            Err(pointer) => {
                self.push(pointer)?;
                self.flush_ordered()?;
                let index = self.env.types.index(wasm);
                if tail {
                    self.frame.leave(&mut self.code);
                    self.code.push(Op::ReturnCallIndirect(index));
                } else {
                    self.code.push(Op::CallIndirect(index));
                }
            }
        }
        if tail { Ok(()) } else { self.results(inst, sig, &returns) }
    }

    fn arguments(
        &mut self,
        inst: Inst,
        sig: SigRef,
        args: &[Value],
        returns: &Returns,
        tail: bool,
    ) -> Result<(), Error> {
        let mut area = match returns {
            Returns::Memory { size, .. } => *size,
            _ => 0,
        };
        let func = self.func;
        for (param, &arg) in func.dfg.signatures[sig].params.iter().zip(args) {
            if let ArgumentPurpose::StructArgument(size) = param.purpose {
                if tail {
                    // The copy would be in a frame that is given back.
                    return Err(self.unsupported(inst));
                }
                area = area.next_multiple_of(16);
                self.copy_argument(arg, area, size)?;
                area += size;
                continue;
            }
            match param.value_type {
                types::I128 | types::F128 => {
                    let (low, high) = self.parts(arg)?;
                    self.push_part(low);
                    self.push_part(high);
                }
                _ => self.push_as(arg, param.extension)?,
            }
        }
        Ok(())
    }

    fn push_as(&mut self, value: Value, extension: ArgumentExtension) -> Result<(), Error> {
        match extension {
            ArgumentExtension::None => self.push(value),
            ArgumentExtension::Uext => self.push_zext(value),
            ArgumentExtension::Sext => self.push_sext(value),
        }
    }

    /// Copies what `arg` points to into the frame, and pushes where.
    fn copy_argument(&mut self, arg: Value, area: u32, size: u32) -> Result<(), Error> {
        let from = self.local_of(arg)?;
        if i64::from(size) <= SMALL_COPY {
            self.push_frame(0)?;
            let to = self.code.keep(Ty::I32);
            self.copy_small(to, from, size, area);
        } else if self.env.features.bulk_memory {
            self.push_frame(area as i32)?;
            self.code.get(from);
            self.code.i32(size as i32);
            self.memory_copy();
        } else {
            self.push_frame(area as i32)?;
            self.code.get(from);
            self.code.i32(size as i32);
            let memcpy = self.env.libcall(LibCall::Memcpy)?;
            self.code.push(Op::Call(memcpy));
            self.code.plain(op::DROP);
        }
        self.push_frame(area as i32)
    }

    /// Takes what a call returns.
    fn results(&mut self, inst: Inst, sig: SigRef, returns: &Returns) -> Result<(), Error> {
        let func = self.func;
        let results = func.dfg.inst_results(inst);
        for (param, &result) in func.dfg.signatures[sig].returns.iter().zip(results) {
            self.info_mut(result).zext = param.extension == ArgumentExtension::Uext;
        }
        match returns {
            Returns::Nothing => Ok(()),
            Returns::Value => self.define(results[0]),
            Returns::Memory { offsets, .. } => {
                for (&result, &offset) in results.iter().zip(offsets) {
                    if !self.is_used(result) {
                        continue;
                    }
                    let Some(base) = self.frame.base() else {
                        return Err(
                            self.internal("a call returns through memory, and there is no frame")
                        );
                    };
                    if let Some(load) = plain_load(self.ty(result)) {
                        self.code.get(base);
                        self.code.access(load, offset);
                        // Memory holds no more than the value.
                        self.info_mut(result).zext = true;
                        self.define(result)?;
                        continue;
                    }
                    let mut half = |at| {
                        self.code.get(base);
                        self.code.access(op::I64_LOAD, offset + at);
                        Part::Local(self.code.keep(Ty::I64))
                    };
                    let (low, high) = (half(0), half(8));
                    self.define_parts(result, low, high);
                }
                Ok(())
            }
        }
    }

    /// Leaves the function with these values.
    pub(crate) fn return_values(&mut self, values: &[Value]) -> Result<(), Error> {
        let func = self.func;
        match abi::returns(&func.signature)? {
            Returns::Nothing => {}
            Returns::Value => self.push_as(values[0], func.signature.returns[0].extension)?,
            Returns::Memory { offsets, .. } => {
                let Some(place) = self.return_pointer else {
                    return Err(self
                        .internal("a function that returns through memory has no pointer to it"));
                };
                // What is loaded must not be loaded after the first store.
                for &value in values {
                    self.force(value)?;
                }
                for (&value, &offset) in values.iter().zip(&offsets) {
                    if let Some(store) = plain_store(self.ty(value)) {
                        self.code.get(place);
                        self.push(value)?;
                        self.code.access(store, offset);
                        continue;
                    }
                    let (low, high) = self.parts(value)?;
                    for (part, at) in [(low, 0), (high, 8)] {
                        self.code.get(place);
                        self.push_part(part);
                        self.access(op::I64_STORE, Place::Offset(offset + at));
                    }
                }
            }
        }
        self.frame.leave(&mut self.code);
        self.code.plain(op::RETURN);
        Ok(())
    }

    /// Writes a call of `memcpy`, `memmove` or `memset` that Cranelift has made as instructions.
    fn memory_call(&mut self, inst: Inst) -> Result<bool, Error> {
        let InstructionData::Call { func_ref, opcode: Opcode::Call, .. } =
            self.func.dfg.insts[inst]
        else {
            return Ok(false);
        };
        let ExternalName::LibCall(libcall @ (LibCall::Memcpy | LibCall::Memmove | LibCall::Memset)) =
            self.func.dfg.ext_funcs[func_ref].name
        else {
            return Ok(false);
        };
        let &[to, from, size] = self.func.dfg.inst_args(inst) else { return Ok(false) };
        let set = libcall == LibCall::Memset;
        let known = self.constant_of(size).map(|size| size & 0xffff_ffff);
        let small = !set && known.is_some_and(|size| size <= SMALL_COPY);
        if !small && !self.env.inline_memory_calls {
            return Ok(false);
        }
        // What is loaded before the copy is loaded before it in the code.
        let (to, from) = (self.local_of(to)?, self.local_of(from)?);
        let size_local = match known {
            Some(_) => {
                self.skip(size);
                None
            }
            None => Some(self.local_of(size)?),
        };
        self.flush_ordered()?;
        if small {
            self.copy_small(to, from, known.unwrap_or(0) as u32, 0);
        } else {
            // The instructions check addresses even if there is nothing to copy, and then Rust
            // allows any.
            if let Some(size) = size_local {
                self.code.get(size);
                self.code.push(Op::If);
            }
            if known != Some(0) {
                self.code.get(to);
                self.code.get(from);
                match (size_local, known) {
                    (Some(size), _) => self.code.get(size),
                    (None, known) => self.code.i32(known.unwrap_or(0) as u32 as i32),
                }
                self.code.push(if set { Op::MemoryFill } else { Op::MemoryCopy });
            }
            if size_local.is_some() {
                self.code.push(Op::End);
            }
        }
        if let &[result] = self.func.dfg.inst_results(inst)
            && self.is_used(result)
        {
            self.code.get(to);
            self.define(result)?;
        }
        Ok(true)
    }
}
