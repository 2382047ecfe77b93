//! A module compiled for wasmi, with wasmi's settings.

use wasmi::{CompilationMode, Config, Engine};
use wasmparser::{Validator, WasmFeatures};

use super::errors::message;
use super::rewrite::Malformed;
use super::{costs, instrument, rewrite};
use crate::fault::FaultKind;
use crate::limits::Limits;

/// Size of the engine's stack for each call that may be made, in bytes. The macro's own stack is in
/// its memory, where the linker gives it 1 MiB.
const STACK_PER_CALL: u64 = 1 << 10;

/// The engine's stack when there is no limit to the depth of calls.
const MAX_STACK: u64 = 1 << 30;

/// What is said of a module where nothing better is known.
const CANNOT_BE_READ: &str = "it cannot be read";

/// Function bodies are validated and translated when first called.
pub(crate) struct CompiledModule {
    pub(super) module: wasmi::Module,
    pub(super) limits: Limits,
}

impl CompiledModule {
    pub(super) fn new(
        bytes: &[u8],
        limits: Limits,
        translates_for_free: bool,
    ) -> Result<CompiledModule, FaultKind> {
        let mut config = config(&limits);
        if translates_for_free {
            config.fuel_cost(costs::of_bytes_without_translation());
        }
        config.compilation_mode(CompilationMode::Lazy);
        let compiled = rewrite::rewrite(bytes).map(|copy| {
            let module =
                wasmi::Module::new(&Engine::new(&config), copy.as_deref().unwrap_or(bytes));
            module.map_err(|error| message(&error))
        });
        match compiled.unwrap_or_else(|Malformed| Err(CANNOT_BE_READ.to_owned())) {
            Ok(module) => Ok(CompiledModule { module, limits }),
            Err(error) => {
                let error = CompiledModule::error_in(bytes, &limits).unwrap_or(error);
                Err(FaultKind::Instantiation(error))
            }
        }
    }

    /// What is wrong anywhere in a module, with the offset that it has there. Functions are translated,
    /// too, as one that is valid may be too large for that; what is not valid wasmi might not survive.
    pub(super) fn error_in(bytes: &[u8], limits: &Limits) -> Option<String> {
        if let Err(error) = Validator::new_with_features(features()).validate_all(bytes) {
            return Some(error.to_string());
        }
        let Ok(copy) = rewrite::rewrite(bytes) else { return Some(CANNOT_BE_READ.to_owned()) };
        let mut config = config(limits);
        config.compilation_mode(CompilationMode::Eager);
        let compiled = wasmi::Module::new(&Engine::new(&config), copy.as_deref().unwrap_or(bytes));
        compiled.err().map(|error| message(&error))
    }

    /// The same code, keeping account of where it is; see `instrument`.
    pub(super) fn instrumented(bytes: &[u8], limits: Limits) -> Option<CompiledModule> {
        CompiledModule::new(&instrument::instrument(bytes, limits.depth)?, limits, false).ok()
    }
}

fn config(limits: &Limits) -> Config {
    let stack = limits.depth.saturating_mul(STACK_PER_CALL).clamp(STACK_PER_CALL, MAX_STACK);
    let as_usize = |number| usize::try_from(number).unwrap_or(usize::MAX);
    let mut config = Config::default();
    config
        .consume_fuel(true)
        .operator_cost(costs::of_instructions())
        .fuel_cost(costs::of_bytes())
        // At least as much as the smallest stack, which the engine starts with.
        .set_min_stack_height(as_usize(STACK_PER_CALL))
        .set_max_stack_height(as_usize(stack))
        .set_max_recursion_depth(as_usize(limits.depth))
        // Vectors, but not what may be computed in more than one way.
        .wasm_simd(true)
        .wasm_relaxed_simd(false)
        .ignore_custom_sections(true);
    config
}

/// What of WebAssembly the engine has with these settings.
fn features() -> WasmFeatures {
    WasmFeatures::MUTABLE_GLOBAL
        | WasmFeatures::MULTI_VALUE
        | WasmFeatures::MULTI_MEMORY
        | WasmFeatures::SATURATING_FLOAT_TO_INT
        | WasmFeatures::SIGN_EXTENSION
        | WasmFeatures::BULK_MEMORY
        | WasmFeatures::REFERENCE_TYPES
        // References need them.
        | WasmFeatures::GC_TYPES
        | WasmFeatures::TAIL_CALL
        | WasmFeatures::EXTENDED_CONST
        | WasmFeatures::FLOATS
        | WasmFeatures::SIMD
}
