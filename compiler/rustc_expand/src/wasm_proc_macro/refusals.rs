//! Says in an error about an expansion what its macro was refused, be it that the macro panicked, reported the
//! error itself, returned one, or put out what does not compile. Where nothing fails, nothing is said.

use rustc_errors::{Diag, DiagInner, DiagMessage, EmissionGuarantee, Level, MultiSpan, Style, Subdiag};
use rustc_macros::Subdiagnostic;
use rustc_middle::ty::tls;
use rustc_session::Session;
use rustc_span::{ExpnId, LocalExpnId};

use crate::base::ExtCtxt;

#[derive(Subdiagnostic)]
#[note("{$what}")]
pub(crate) struct Refused {
    what: String,
}

/// Notes on what was refused to the macro of an expansion, which has panicked.
pub(crate) fn of(sess: &Session, expansion: LocalExpnId) -> Vec<Refused> {
    let refusals = sess.psess.wasm_files.refusals(expansion.to_expn_id());
    refusals.into_iter().map(|what| Refused { what }).collect()
}

/// Adds notes to an error that is expanded now, on what was refused to the macros that it came from.
pub fn explain<G: EmissionGuarantee>(cx: &ExtCtxt<'_>, error: &mut Diag<'_, G>) {
    let mut expansion = cx.current_expansion.id.to_expn_id();
    while expansion != ExpnId::root() {
        for refusal in cx.sess.psess.wasm_files.refusals(expansion) {
            error.note(refusal);
        }
        expansion = expansion.expn_data().parent;
    }
}

/// Adds notes to an error in what macros have put out, on what was refused to them.
pub fn explained(mut diagnostic: DiagInner) -> DiagInner {
    if !diagnostic.is_error() {
        return diagnostic;
    }
    let refusals = tls::with_opt(|tcx| {
        let Some(tcx) = tcx else { return Vec::new() };
        let files = &tcx.sess.psess.wasm_files;
        let mut refusals = Vec::new();
        for mut span in diagnostic.span.primary_spans().iter().copied() {
            while span.from_expansion() {
                let expansion = span.ctxt().outer_expn();
                refusals.extend(files.refusals(expansion));
                span = expansion.expn_data().call_site;
            }
        }
        refusals
    });
    for refusal in refusals {
        let messages = vec![(DiagMessage::from(refusal), Style::NoStyle)];
        // Whoever reported it may have said so already.
        if !diagnostic.children.iter().any(|child| child.messages == messages) {
            let span = MultiSpan::new();
            diagnostic.children.push(Subdiag { level: Level::Note, messages, span });
        }
    }
    diagnostic
}
