//! wasmi's errors as faults of a module.

use wasmi::errors::{ErrorKind, InstantiationError, LinkerError, MemoryError, TableError};
use wasmi::{Error, TrapCode};

use crate::engine::Stop;
use crate::fault::FaultKind;
use crate::limits::{Limit, Limits};

/// An error from before the first expansion.
pub(super) fn start_fault(limits: &Limits, error: Error) -> FaultKind {
    match error.kind() {
        ErrorKind::Linker(LinkerError::MissingDefinition { name, .. }) => {
            let (module, name) = (name.module(), name.name());
            FaultKind::Instantiation(format!("there is no `{name}` to import from `{module}`"))
        }
        ErrorKind::Linker(LinkerError::InvalidTypeDefinition { name, .. })
        | ErrorKind::Instantiation(
            InstantiationError::ImportTypeMismatch { name, .. }
            | InstantiationError::FuncTypeMismatch { name, .. },
        ) => {
            let (module, name) = (name.module(), name.name());
            FaultKind::Instantiation(format!(
                "it imports `{name}` from `{module}` with the wrong type"
            ))
        }
        ErrorKind::Instantiation(InstantiationError::ElementSegmentDoesNotFit { .. }) => {
            FaultKind::Instantiation("elements do not fit in their table".to_owned())
        }
        _ => match engine_fault(limits, error) {
            FaultKind::Trap(message) => FaultKind::Instantiation(message),
            fault => fault,
        },
    }
}

pub(super) fn engine_fault(limits: &Limits, error: Error) -> FaultKind {
    let limit = match error.kind() {
        ErrorKind::Instantiation(InstantiationError::FailedToInstantiateMemory(
            MemoryError::ResourceLimiterDeniedAllocation,
        )) => Some(Limit::Memory),
        ErrorKind::Instantiation(InstantiationError::FailedToInstantiateTable(
            TableError::ResourceLimiterDeniedAllocation,
        )) => Some(Limit::Table),
        _ => match error.as_trap_code() {
            Some(TrapCode::OutOfFuel) => Some(Limit::Fuel),
            // The engine's stack has an end even where calls have no limit.
            Some(TrapCode::StackOverflow) if limits.depth == Limits::UNLIMITED => {
                return FaultKind::Trap(
                    "its calls and their locals need more than 1 GiB".to_owned(),
                );
            }
            Some(TrapCode::StackOverflow) => Some(Limit::Depth),
            Some(TrapCode::GrowthOperationLimited) => Some(Limit::Memory),
            _ => match error.downcast_ref() {
                Some(&Stop::Limit(limit)) => Some(limit),
                _ => None,
            },
        },
    };
    match (limit, error.kind()) {
        (Some(limit), _) => FaultKind::Limit(limits.reached(limit)),
        (_, ErrorKind::I32ExitStatus(code)) => FaultKind::Exit(*code),
        // The engine's own words end in a stray number.
        (_, ErrorKind::TrapCode(TrapCode::IndirectCallToNull)) => {
            FaultKind::Trap("uninitialized element".to_owned())
        }
        (_, ErrorKind::TrapCode(trap)) => FaultKind::Trap(trap.to_string()),
        // Of a function that is validated and translated as it is called.
        (
            _,
            ErrorKind::Wasm(_)
            | ErrorKind::Translation(_)
            | ErrorKind::Ir(_)
            | ErrorKind::UserLimits(_)
            | ErrorKind::ImplementationLimits(_),
        ) => FaultKind::Instantiation(message(&error)),
        _ => match error.downcast_ref() {
            Some(Stop::Refused { method, error }) => {
                FaultKind::Request { method: Some(method), error: error.clone() }
            }
            _ => FaultKind::Trap(error.to_string()),
        },
    }
}

/// What is wrong with a module, for its author, who knows WebAssembly but not the engine's code.
pub(super) fn message(error: &Error) -> String {
    let ErrorKind::Translation(kind) = error.kind() else { return error.to_string() };
    // wasmi does not let the type be named. It calls locals parameters, and both slots and registers.
    let message = match &*format!("{kind:?}") {
        "TooManyFunctionParams"
        | "TooManyFunctionResults"
        | "TooManyLocalVariables"
        | "AllocatedTooManySlots"
        | "SlotAccessOutOfBounds"
        | "SlotOutOfBounds"
        | "EmulatedValueStackOverflow"
        | "ProviderSliceOverflow"
        | "TooManyFuncLocalConstValues" => {
            "a function has more than 30,000 local variables, or more operands on its stack than there \
             is room for"
        }
        "BranchTableTargetsOutOfBounds" | "BranchOffsetOutOfBounds" | "BlockFuelOutOfBounds" => {
            "a function is too long for a branch in it"
        }
        "OutOfSystemMemory" => "the machine has no more memory to translate a function",
        "LazyCompilationFailed" => "a function is not valid",
        _ => return kind.to_string(),
    };
    message.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_without_a_limit_end_in_words_that_name_none() {
        let mut limits = Limits::default();
        let fault = |limits: &Limits| engine_fault(limits, TrapCode::StackOverflow.into());
        assert_eq!(fault(&limits), FaultKind::Limit(limits.reached(Limit::Depth)));
        limits.depth = Limits::UNLIMITED;
        let FaultKind::Trap(message) = fault(&limits) else { panic!("it is a limit") };
        assert_eq!(message, "its calls and their locals need more than 1 GiB");
    }
}
