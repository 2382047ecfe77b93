//! wasmtime's errors as faults of a module, in wasmi's words.

use std::fmt;

use wasmi::TrapCode;
use wasmtime::{Error, Trap};

use crate::engine::Stop;
use crate::fault::FaultKind;
use crate::limits::{Limit, Limits};

/// A fault that ended a call of the host, on its way through the module.
#[derive(Debug)]
pub(super) struct Ended(pub(super) FaultKind);

impl fmt::Display for Ended {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Ended {}

impl std::error::Error for Stop {}

/// An error from before the first expansion.
pub(super) fn start_fault(limits: &Limits, error: Error) -> FaultKind {
    match engine_fault(limits, error) {
        FaultKind::Trap(message) => FaultKind::Instantiation(message),
        fault => fault,
    }
}

pub(super) fn engine_fault(limits: &Limits, error: Error) -> FaultKind {
    let error = match error.downcast::<Ended>() {
        Ok(Ended(fault)) => return fault,
        Err(error) => error,
    };
    if let Some(stop) = error.downcast_ref::<Stop>() {
        return stop_fault(limits, stop);
    }
    let trap = |code: TrapCode| FaultKind::Trap(code.to_string());
    match error.downcast_ref::<Trap>() {
        Some(Trap::OutOfFuel) => FaultKind::Limit(limits.reached(Limit::Fuel)),
        Some(Trap::StackOverflow) => depth(limits),
        Some(Trap::UnreachableCodeReached) => trap(TrapCode::UnreachableCodeReached),
        Some(Trap::MemoryOutOfBounds) => trap(TrapCode::MemoryOutOfBounds),
        Some(Trap::TableOutOfBounds) => trap(TrapCode::TableOutOfBounds),
        Some(Trap::IndirectCallToNull) => FaultKind::Trap("uninitialized element".to_owned()),
        Some(Trap::BadSignature) => trap(TrapCode::BadSignature),
        Some(Trap::IntegerOverflow) => trap(TrapCode::IntegerOverflow),
        Some(Trap::IntegerDivisionByZero) => trap(TrapCode::IntegerDivisionByZero),
        Some(Trap::BadConversionToInteger) => trap(TrapCode::BadConversionToInteger),
        Some(other) => FaultKind::Trap(other.to_string()),
        None => FaultKind::Trap(error.to_string()),
    }
}

/// Too many calls inside of calls.
pub(super) fn depth(limits: &Limits) -> FaultKind {
    if limits.depth == Limits::UNLIMITED {
        // The engine's stack has an end even where calls have no limit.
        return FaultKind::Trap("its calls and their locals need more than 1 GiB".to_owned());
    }
    FaultKind::Limit(limits.reached(Limit::Depth))
}

fn stop_fault(limits: &Limits, stop: &Stop) -> FaultKind {
    match stop {
        Stop::Limit(limit) => FaultKind::Limit(limits.reached(*limit)),
        Stop::Exit(code) => FaultKind::Exit(*code),
        Stop::Refused { method, error } => {
            FaultKind::Request { method: Some(method), error: error.clone() }
        }
        Stop::OutOfBounds => FaultKind::Trap(TrapCode::MemoryOutOfBounds.to_string()),
        Stop::Unreachable => FaultKind::Trap(TrapCode::UnreachableCodeReached.to_string()),
        stop @ (Stop::Wait(_) | Stop::Other(_)) => FaultKind::Trap(stop.to_string()),
    }
}
