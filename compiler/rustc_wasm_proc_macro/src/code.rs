//! A module compiled for the engine, with the engine's settings. Knows nothing of running it.

use wasmi::{CompilationMode, Config, Engine};

use crate::cost;
use crate::fault::FaultKind;
use crate::instrument;
use crate::limits::Limits;
use crate::module::Abi;
use crate::rewrite;

/// Size of the engine's stack for each call that may be made, in bytes. The macro's own stack is in
/// its memory, where the linker gives it 1 MiB.
const STACK_PER_CALL: u64 = 1 << 10;

/// The engine's stack when there is no limit to the depth of calls.
const MAX_STACK: u64 = 1 << 30;

/// Function bodies are validated and translated when first called.
pub(crate) struct Code {
    pub(crate) module: wasmi::Module,
    pub(crate) limits: Limits,
    pub(crate) abi: Abi,
}

impl Code {
    pub(crate) fn new(bytes: &[u8], abi: Abi, limits: Limits) -> Result<Code, FaultKind> {
        let mut config = config(&limits);
        config.compilation_mode(CompilationMode::Lazy);
        let copy = rewrite::rewrite(bytes);
        let compiled = wasmi::Module::new(&Engine::new(&config), copy.as_deref().unwrap_or(bytes));
        match compiled {
            Ok(module) => Ok(Code { module, limits, abi }),
            Err(error) => {
                let error = Code::error_in(bytes, &limits).unwrap_or(error.to_string());
                Err(FaultKind::Instantiation(error))
            }
        }
    }

    /// What is wrong anywhere in a module, with the offset that it has there.
    pub(crate) fn error_in(bytes: &[u8], limits: &Limits) -> Option<String> {
        let mut config = config(limits);
        config.compilation_mode(CompilationMode::LazyTranslation);
        let compiled = wasmi::Module::new(&Engine::new(&config), bytes);
        compiled.err().map(|error| error.to_string())
    }

    /// The same code, keeping account of where it is; see `instrument`.
    pub(crate) fn instrumented(bytes: &[u8], abi: Abi, limits: Limits) -> Option<Code> {
        Code::new(&instrument::instrument(bytes, limits.depth)?, abi, limits).ok()
    }
}

fn config(limits: &Limits) -> Config {
    let stack = limits.depth.saturating_mul(STACK_PER_CALL).clamp(STACK_PER_CALL, MAX_STACK);
    let as_usize = |number| usize::try_from(number).unwrap_or(usize::MAX);
    let mut config = Config::default();
    config
        .consume_fuel(true)
        .operator_cost(cost::of_instructions())
        .fuel_cost(cost::of_bytes())
        // At least as much as the smallest stack, which the engine starts with.
        .set_min_stack_height(as_usize(STACK_PER_CALL))
        .set_max_stack_height(as_usize(stack))
        .set_max_recursion_depth(as_usize(limits.depth))
        .ignore_custom_sections(true);
    config
}
