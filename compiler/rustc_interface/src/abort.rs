//! Finishes a session when the process is about to end without unwinding, as on WASI. Does not know
//! why it ends.

use rustc_data_structures::stack::wasi::set_report;
use rustc_macros::Diagnostic;
use rustc_session::Session;
use rustc_span::fatal_error::abort::set_last_words;

#[derive(Diagnostic)]
#[diag("the compiler's stack is too small for this program")]
#[note("something in the program is nested deeply, and WebAssembly's stack cannot grow")]
#[help(
    "give the compiler more and say so, as with `wasmtime run -W max-wasm-stack=67108864 \
     --env RUST_MIN_STACK=67108864`"
)]
struct StackTooSmall;

/// Runs `f`. Should the process end meanwhile, the summary of errors is printed and delayed bugs are
/// reported first, as would otherwise be done after unwinding. That the stack is full is an error, too.
pub(crate) fn finish_diagnostics_on_abort<R>(sess: &Session, f: impl FnOnce() -> R) -> R {
    let sess: *const Session = sess;
    set_last_words(Some(Box::new(move || {
        // SAFETY: `f`, which has borrowed the session, is still running: this is taken back after it,
        // and nothing unwinds.
        let sess = unsafe { &*sess };
        sess.finish_diagnostics();
        sess.dcx().flush_delayed();
    })));
    set_report(Some(Box::new(move || {
        // SAFETY: as above.
        let sess = unsafe { &*sess };
        sess.dcx().emit_fatal(StackTooSmall);
    })));
    let result = f();
    set_report(None);
    set_last_words(None);
    result
}
