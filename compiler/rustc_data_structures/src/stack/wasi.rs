//! How much is left of the stack where it cannot grow and its end is a trap: in a WebAssembly module.
//! Does not know how an end is reported.
//!
//! The stack is the runtime's, and the module does not see it. So after the module is linked, code is
//! added to its functions that subtracts from a counter what a call takes, and adds it again at the
//! end of the call; see `src/tools/stack-counter`.

use std::cell::RefCell;
use std::sync::atomic::{AtomicI32, Ordering};

/// Size of the runtime's stack in bytes if nobody says otherwise: what wasmtime gives. Other runtimes
/// give more.
pub const DEFAULT_SIZE: usize = 512 * 1024;

/// What remains for the report, in bytes, besides code that nothing was added to.
const RESERVE: usize = 96 * 1024;

/// What the calls may still take, in bytes. Until there is a size, it does not end.
#[cfg_attr(target_os = "wasi", unsafe(export_name = "rustc_stack_left"))]
static LEFT: AtomicI32 = AtomicI32::new(i32::MAX);

thread_local! {
    static REPORT: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

/// Sets the size of the runtime's stack, in bytes, of which little is used yet.
pub fn set_size(size: usize) {
    let left = size.saturating_sub(RESERVE).try_into().unwrap_or(i32::MAX);
    LEFT.store(left, Ordering::Relaxed);
    // It is called by the added code only, and must be there.
    std::hint::black_box(exhausted as extern "C" fn());
}

/// Sets what to do when the stack is almost full. It should not return; if it does, the process ends.
pub fn set_report(report: Option<Box<dyn FnOnce()>>) {
    REPORT.set(report);
}

/// Ends the process.
#[cold]
#[cfg_attr(target_os = "wasi", unsafe(export_name = "rustc_stack_exhausted"))]
extern "C" fn exhausted() {
    // The report needs some of what is left.
    LEFT.store(i32::MAX, Ordering::Relaxed);
    if let Some(report) = REPORT.take() {
        report();
    }
    eprintln!("error: the compiler's stack is full");
    std::process::exit(1)
}
