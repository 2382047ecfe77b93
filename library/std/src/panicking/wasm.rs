//! What a panic is about that is going to end a WebAssembly module, for whoever asks: the `proc_macro`
//! crate does, for macros. Does not know who that is.

use crate::any::Any;
use crate::sync::OnceLock;

/// Called with the payload of a panic before it becomes a trap.
type Report = fn(payload: &(dyn Any + Send));

static REPORT: OnceLock<Report> = OnceLock::new();

/// Sets what is called from now on. Only the first call counts.
#[unstable(feature = "wasm_proc_macro_internals", issue = "none")]
pub fn set_wasm_panic_report(report: Report) {
    let _ = REPORT.set(report);
}

pub(super) fn report(payload: &(dyn Any + Send)) {
    if let Some(report) = REPORT.get() {
        report(payload);
    }
}
