//! Notices that the stack is about to be full, where it cannot grow and would end in a trap: in a
//! WebAssembly module. Does not know how that is reported.
//!
//! A module has two stacks. One is in its memory and holds what has an address; how full it is can be
//! seen. The other is the runtime's, holds the rest, and cannot be seen. But both grow with the same
//! calls, so that the first is a measure for the second.

use std::cell::{Cell, RefCell};

/// Size of the runtime's stack in bytes if nobody says otherwise: what wasmtime gives. Other runtimes
/// give more.
pub const DEFAULT_SIZE: usize = 512 * 1024;

/// What stays free of the stack in memory, in bytes: for code that does not check, and for the report.
const RED_ZONE: usize = 1024 * 1024;

thread_local! {
    /// The address that the stack in memory must not reach from above.
    static LIMIT: Cell<usize> = const { Cell::new(0) };
    static REPORT: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

/// Sets the size of the runtime's stack, in bytes, of which little is used yet.
pub fn set_size(size: usize) {
    LIMIT.set(here().saturating_sub(share_in_memory(size)).max(RED_ZONE));
}

/// How much of the stack in memory is used when so much of the runtime's is, in bytes.
fn share_in_memory(size: usize) -> usize {
    size
}

/// Sets what to do when the stack is almost full. It should not return; if it does, the process ends.
pub fn set_report(report: Option<Box<dyn FnOnce()>>) {
    REPORT.set(report);
}

/// Ends the process if the stack is almost full.
#[inline]
pub(super) fn check() {
    if here() < LIMIT.get() {
        exhausted();
    }
}

/// Where the stack in memory ends at present. It grows towards address 0.
#[inline(never)]
fn here() -> usize {
    let local = 0u8;
    std::hint::black_box(&raw const local).addr()
}

#[cold]
fn exhausted() -> ! {
    // The report needs some of what is left.
    LIMIT.set(0);
    if let Some(report) = REPORT.take() {
        report();
    }
    eprintln!("error: the compiler's stack is full");
    std::process::exit(1)
}
