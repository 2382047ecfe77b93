//! Which spans of a macro in a WebAssembly module are sound. A span is two positions in the one space
//! that all files share, and a module can send the delimiters of a group one by one: what lies between
//! two that are in different files is none of its business.

use rustc_ast::tokenstream::TokenStream;
use rustc_middle::ty::tls;
use rustc_span::def_id::LOCAL_CRATE;
use rustc_span::source_map::get_source_map;
use rustc_span::{BytePos, Span, Symbol};
use rustc_wasm_proc_macro::tree::{Group, TokenTree};

/// Whether all of `spans` are in the same file.
pub(super) fn are_in_one_file(spans: &[Span]) -> bool {
    let Some(source_map) = get_source_map() else { return false };
    let file = |position: BytePos| source_map.lookup_source_file_idx(position);
    let mut files = spans.iter().flat_map(|span| [file(span.lo()), file(span.hi())]);
    let first = files.next();
    files.all(|file| Some(file) == first)
}

/// Whether a macro may be told the text at `span`: not if that is in the sources of a module, which may
/// be any file that it names.
pub(super) fn has_text(span: Span) -> bool {
    let Some(source_map) = get_source_map() else { return false };
    let krate = source_map.lookup_source_file(span.lo()).cnum;
    krate == LOCAL_CRATE
        || tls::with(|tcx| {
            let krate = tcx.cstore_untracked().stable_crate_id(krate);
            !tcx.sess.psess.wasm_files.is_macro_crate(krate)
        })
}

/// A tree whose delimiters, if it is a group, are in one file. Otherwise only the span of the first of them is used.
pub(super) fn sound(
    mut tree: TokenTree<TokenStream, Span, Symbol>,
) -> TokenTree<TokenStream, Span, Symbol> {
    if let TokenTree::Group(Group { span, .. }) = &mut tree
        && !are_in_one_file(&[span.open, span.close, span.entire])
    {
        span.close = span.open;
        span.entire = span.open;
    }
    tree
}
