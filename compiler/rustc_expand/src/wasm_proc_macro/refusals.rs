//! Says in an error about an expansion what its macro was refused, be it that the macro panicked, reported the
//! error itself or returned one. Where nothing fails, nothing is said.

use rustc_errors::{Diag, EmissionGuarantee};
use rustc_macros::Subdiagnostic;
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
