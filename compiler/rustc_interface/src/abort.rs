//! Finishes a session when the process is about to end without unwinding, as on WASI. Does not know
//! why it ends.

use rustc_session::Session;
use rustc_span::fatal_error::abort::set_last_words;

/// Runs `f`. Should the process end meanwhile, the summary of errors is printed and delayed bugs are
/// reported first, as would otherwise be done after unwinding.
pub(crate) fn finish_diagnostics_on_abort<R>(sess: &Session, f: impl FnOnce() -> R) -> R {
    let sess: *const Session = sess;
    set_last_words(Some(Box::new(move || {
        // SAFETY: `f`, which has borrowed the session, is still running: this is taken back after it,
        // and nothing unwinds.
        let sess = unsafe { &*sess };
        sess.finish_diagnostics();
        sess.dcx().flush_delayed();
    })));
    let result = f();
    set_last_words(None);
    result
}
