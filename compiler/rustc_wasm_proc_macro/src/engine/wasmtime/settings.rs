//! wasmtime's settings, for compiling code and for running it, and what says that code was compiled with them.

use wasmtime::{Config, Engine, Error, ModuleVersionStrategy, WasmBacktraceDetails};

use super::{copy, costs};
use crate::limits::Limits;

/// Changes with the settings that compiled code depends on, and with what its files are like.
const VERSION: u32 = 3;

/// Native stack for each call that may be made, in bytes. A function of wasmi's may have 1 KiB for its locals; here
/// there are registers to be saved as well.
const STACK_PER_CALL: u64 = (1 << 10) + (1 << 7);

/// The least and the most native stack. The latter is what wasmi has if there is no limit to the depth of calls.
const MIN_STACK: u64 = 1 << 16;
const MAX_STACK: u64 = 1 << 30;

/// Addresses that must be left to this process, in bytes. Each instance reserves 4 GiB of them, and some more.
const ADDRESSES: u64 = 1 << 40;

/// What the host has of the native stack when it is called, in bytes.
pub(super) const STACK_OF_HOST: usize = 1 << 20;

/// What compiled code depends on. Whoever compiles may set Cranelift's own settings besides.
pub fn settings() -> Config {
    let mut config = Config::new();
    config
        .consume_fuel(true)
        .operator_cost(costs::of_instructions())
        // An access outside of a memory is a signal, which wasmtime's handler takes for a trap if it comes from its
        // code, and gives to the compiler's handler otherwise.
        .signals_based_traps(true)
        .guard_before_linear_memory(false)
        .memory_init_cow(true)
        .concurrency_support(false)
        // Where a fault is in the module is found out by the interpreter.
        .generate_address_map(false)
        .wasm_backtrace_max_frames(None)
        // Not what an environment variable says.
        .wasm_backtrace_details(WasmBacktraceDetails::Disable)
        .native_unwind_info(cfg!(windows))
        // Vectors, but not what may be computed in more than one way.
        .wasm_simd(true)
        .wasm_relaxed_simd(false)
        .wasm_memory64(false)
        .wasm_tail_call(true);
    config
}

/// Whether the process may reserve the addresses that instances take, which `ulimit -v` can deny.
pub(crate) fn has_address_space() -> bool {
    #[cfg(unix)]
    {
        let limit = rustix::process::getrlimit(rustix::process::Resource::As);
        limit.current.is_none_or(|bytes| bytes >= ADDRESSES)
    }
    #[cfg(not(unix))]
    true
}

/// Bytes of native stack for a module that keeps to `limits`.
pub(super) fn stack(limits: &Limits) -> usize {
    let stack = limits.depth.saturating_mul(STACK_PER_CALL).clamp(MIN_STACK, MAX_STACK);
    usize::try_from(stack).unwrap_or(usize::MAX)
}

/// An engine that runs code of these settings.
pub(super) fn engine(limits: &Limits) -> Result<Engine, Error> {
    let stack = stack(limits);
    // wasmtime wants stacks of the second kind, of which there are none here, to be at least as large.
    Engine::new(settings().max_wasm_stack(stack).async_stack_size(stack))
}

/// What compiled code depends on besides the module and the processor.
pub(crate) fn version() -> String {
    let wasmtime = ModuleVersionStrategy::WasmtimeVersion;
    format!("wasmtime {}, settings {VERSION}.{}", wasmtime.as_str(), copy::VERSION)
}

/// The target and the features of this processor that compiled code may make use of.
pub(crate) fn cpu() -> String {
    let mut cpu = format!("{}-{}", std::env::consts::ARCH, std::env::consts::OS);
    for feature in features() {
        cpu.push('+');
        cpu.push_str(feature);
    }
    cpu
}

/// Those that Cranelift knows.
macro_rules! detected {
    ($detect:ident: $($feature:tt)*) => {
        [$(($feature, std::arch::$detect!($feature))),*]
    };
}

fn features() -> Vec<&'static str> {
    #[cfg(target_arch = "x86_64")]
    let features = detected!(is_x86_feature_detected:
        "cmpxchg16b" "sse3" "ssse3" "sse4.1" "sse4.2" "popcnt" "avx" "avx2" "fma" "avxvnni" "bmi1" "bmi2"
        "lzcnt" "avx512bitalg" "avx512dq" "avx512f" "avx512vl" "avx512vbmi" "avx512vnni");
    #[cfg(target_arch = "aarch64")]
    let features = detected!(is_aarch64_feature_detected: "lse" "paca" "fp16" "dotprod" "i8mm");
    // wasmtime checks by itself what is not listed here.
    #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
    let features: [(&str, bool); 0] = [];
    features.into_iter().filter_map(|(name, is_there)| is_there.then_some(name)).collect()
}
