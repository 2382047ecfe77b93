//! Panics in a WebAssembly module whose host can end a call of the module for it, which takes the place of unwinding.
//! The `proc_macro` crate says how that is done, for macros. Does not know who the host is.
//!
//! `catch_unwind` has the host call the closure. A panic hands its payload to the innermost such call and has the host
//! end it: the frames between are gone without their destructors having run. A panic outside of any such call is
//! reported before it becomes a trap.

use core::panic::PanicPayload;

use super::panic_count;
use crate::any::Any;
use crate::boxed::Box;
use crate::cell::{Cell, RefCell};
use crate::sync::OnceLock;

/// What somebody who knows the host does about panics.
#[derive(Debug)]
#[unstable(feature = "wasm_proc_macro_internals", issue = "none")]
pub struct Handlers {
    /// Called with the payload of a panic before it becomes a trap.
    pub report: fn(payload: &(dyn Any + Send)),
    /// Has the host call `function(data)`, and says whether it returned: `false` if `throw` ended it.
    /// Nothing if the host has nothing to do with this call, and has not called the function.
    pub catch: fn(function: fn(*mut u8), data: *mut u8) -> Option<bool>,
    /// Ends the innermost call that `catch` has made.
    pub throw: fn() -> !,
}

static HANDLERS: OnceLock<Handlers> = OnceLock::new();

thread_local! {
    /// How many calls of `catch` a panic could end.
    static CATCHES: Cell<usize> = const { Cell::new(0) };
    /// The payload on its way to the innermost of them.
    static PAYLOAD: RefCell<Option<Box<dyn Any + Send>>> = const { RefCell::new(None) };
}

/// Sets what is done from now on. Only the first call counts.
#[unstable(feature = "wasm_proc_macro_internals", issue = "none")]
pub fn set_wasm_panic_handlers(handlers: Handlers) {
    let _ = HANDLERS.set(handlers);
}

/// Calls `function(data)` so that a panic in it ends there, if there is a host for that.
pub(super) fn catch(function: fn(*mut u8), data: *mut u8) -> Option<Result<(), Box<dyn Any + Send>>> {
    let handlers = HANDLERS.get()?;
    let outer = CATCHES.get();
    let stack = stack_pointer();
    CATCHES.set(outer + 1);
    let returned = (handlers.catch)(function, data);
    CATCHES.set(outer);
    // SAFETY: it was that in this very frame.
    unsafe { set_stack_pointer(stack) };
    match returned? {
        true => Some(Ok(())),
        false => {
            panic_count::decrease();
            Some(Err(PAYLOAD.take().unwrap_or_else(|| Box::new(()))))
        }
    }
}

/// Ends the innermost `catch` with the payload. Returns if there is none, after the payload was reported.
pub(super) fn unwind(payload: &mut dyn PanicPayload) {
    let Some(handlers) = HANDLERS.get() else { return };
    if CATCHES.get() == 0 {
        (handlers.report)(payload.get());
        return;
    }
    // SAFETY: `take_box` gives up a box.
    PAYLOAD.set(Some(unsafe { Box::from_raw(payload.take_box()) }));
    (handlers.throw)()
}

/// The end of what is in use of the stack in memory, which a call that was ended does not give back.
#[inline(always)]
fn stack_pointer() -> usize {
    let pointer;
    // SAFETY: reads a global that every module with a memory has.
    unsafe {
        crate::arch::asm!(
            ".globaltype __stack_pointer, i32",
            "global.get __stack_pointer",
            "local.set {}",
            out(local) pointer,
            options(nomem, nostack, preserves_flags),
        );
    }
    pointer
}

/// # Safety
///
/// `pointer` must be what `stack_pointer` has said in the same frame.
#[inline(always)]
unsafe fn set_stack_pointer(pointer: usize) {
    // SAFETY: as the caller promises.
    unsafe {
        crate::arch::asm!(
            ".globaltype __stack_pointer, i32",
            "local.get {}",
            "global.set __stack_pointer",
            in(local) pointer,
            options(nomem, nostack, preserves_flags),
        );
    }
}
