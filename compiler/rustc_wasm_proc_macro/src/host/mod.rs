//! What a compiler offers to the macros it runs. The methods and their meaning are those of
//! `proc_macro::bridge::server::Server`; this crate only ever sees streams, spans and symbols as
//! opaque values.

pub mod grants;
pub mod tree;
pub mod world;

use std::hash::Hash;
use std::ops::Range;

use crate::host::tree::{Diagnostic, ExpnGlobals, Literal, Size, SubspanBounds, TokenTree};
use crate::host::world::World;

/// Where a module's own output goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    Stdout,
    Stderr,
}

impl Output {
    pub(crate) fn number(self) -> u8 {
        match self {
            Output::Stdout => 1,
            Output::Stderr => 2,
        }
    }

    /// By the number of its file descriptor.
    pub(crate) fn from_number(number: u32) -> Option<Output> {
        match number {
            1 => Some(Output::Stdout),
            2 => Some(Output::Stderr),
            _ => None,
        }
    }
}

/// The token tree type of a host.
pub type HostTree<H> = TokenTree<<H as Host>::TokenStream, <H as Host>::Span, <H as Host>::Symbol>;

/// Why there are no tokens for a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotParsed {
    /// The macro is told.
    Message(String),
    /// The compiler has reported what is wrong and given up. The macro panics, which it may catch.
    GaveUp,
}

impl From<String> for NotParsed {
    fn from(message: String) -> NotParsed {
        NotParsed::Message(message)
    }
}

/// A compiler, for the time of an expansion.
///
/// ```
/// use std::ops::Range;
///
/// use rustc_wasm_proc_macro::tree::*;
/// use rustc_wasm_proc_macro::{Host, MacroCrate, NotParsed, Output, World};
///
/// type Tree = TokenTree<Stream, (), String>;
///
/// #[derive(Clone, Default)]
/// struct Stream(Vec<Tree>);
///
/// /// A host that knows no places, and has no lexer.
/// struct Plain;
///
/// /// Macros see nothing of the machine.
/// impl World for Plain {}
///
/// impl Host for Plain {
///     type TokenStream = Stream;
///     type Span = ();
///     type Symbol = String;
///
///     fn globals(&mut self) -> ExpnGlobals<()> {
///         ExpnGlobals { def_site: (), call_site: (), mixed_site: () }
///     }
///     fn intern(&mut self, text: &str) -> String {
///         text.to_owned()
///     }
///     fn with_symbol<R>(&self, symbol: &String, f: impl FnOnce(&str) -> R) -> R {
///         f(symbol)
///     }
///     fn print(&mut self, _: Output, bytes: &[u8]) {
///         print!("{}", String::from_utf8_lossy(bytes));
///     }
///     fn ts_is_empty(&mut self, stream: &Stream) -> bool {
///         stream.0.is_empty()
///     }
///     fn ts_from_token_tree(&mut self, tree: Tree) -> Stream {
///         Stream(vec![tree])
///     }
///     fn ts_concat_trees(&mut self, base: Option<Stream>, trees: Vec<Tree>) -> Stream {
///         let mut all = base.unwrap_or_default();
///         all.0.extend(trees);
///         all
///     }
///     fn ts_concat_streams(&mut self, base: Option<Stream>, streams: Vec<Stream>) -> Stream {
///         Stream(base.into_iter().chain(streams).flat_map(|stream| stream.0).collect())
///     }
///     fn ts_into_trees(&mut self, stream: Stream) -> Vec<Tree> {
///         stream.0
///     }
///     // And so on: methods without a default, most of which say that there is no such thing.
///     # fn injected_env_var(&mut self, _: &str) -> Option<String> { None }
///     # fn track_env_var(&mut self, _: &str, _: Option<&str>) {}
///     # fn track_path(&mut self, _: &str) {}
///     # fn literal_from_str(&mut self, _: &str) -> Result<Literal<(), String>, NotParsed> {
///     #     Err(NotParsed::Message("not a literal".to_owned()))
///     # }
///     # fn emit_diagnostic(&mut self, _: Diagnostic<()>) {}
///     # fn ts_expand_expr(&mut self, _: &Stream) -> Result<Stream, ()> { Err(()) }
///     # fn ts_from_str(&mut self, _: &str) -> Result<Stream, NotParsed> {
///     #     Err(NotParsed::Message("not tokens".to_owned()))
///     # }
///     # fn ts_to_string(&mut self, _: &Stream) -> String { String::new() }
///     # fn span_debug(&mut self, _: ()) -> String { String::new() }
///     # fn span_parent(&mut self, _: ()) -> Option<()> { None }
///     # fn span_source(&mut self, _: ()) {}
///     # fn span_byte_range(&mut self, _: ()) -> Range<usize> { 0..0 }
///     # fn span_start(&mut self, _: ()) {}
///     # fn span_end(&mut self, _: ()) {}
///     # fn span_line(&mut self, _: ()) -> usize { 1 }
///     # fn span_column(&mut self, _: ()) -> usize { 1 }
///     # fn span_file(&mut self, _: ()) -> String { String::new() }
///     # fn span_local_file(&mut self, _: ()) -> Option<String> { None }
///     # fn span_join(&mut self, _: (), _: ()) -> Option<()> { None }
///     # fn span_subspan(&mut self, _: (), _: SubspanBounds) -> Option<()> { None }
///     # fn span_resolved_at(&mut self, _: (), _: ()) {}
///     # fn span_source_text(&mut self, _: ()) -> Option<String> { None }
///     # fn span_save_span(&mut self, _: ()) -> usize { 0 }
///     # fn span_recover_proc_macro_span(&mut self, _: usize) -> Option<()> { None }
///     # fn symbol_normalize_and_validate_ident(&mut self, _: &str) -> Result<String, ()> { Err(()) }
/// }
///
/// // A macro that returns its input, which is the last parameter of its function.
/// let module = wat::parse_str(
///     r#"(module
///         (func (export "same") (param i32 i32 i32 i32) (result i32) local.get 3)
///         (@custom ".rustc_proc_macro_decls" "abi:3\nbang:same:same"))"#,
/// );
/// let krate = MacroCrate::new(module.unwrap()).unwrap();
/// let input = TokenTree::Ident(Ident { sym: "x".to_owned(), is_raw: false, span: () });
/// let output = krate.expand(&mut Plain, &krate.decls().macros[0], vec![Stream(vec![input])]);
/// assert!(matches!(&*output.unwrap().0, [TokenTree::Ident(x)] if x.sym == "x"));
/// ```
// `Result<_, ()>` is what the bridge has.
#[allow(clippy::result_unit_err)]
pub trait Host: World {
    type TokenStream: Clone + Default;
    type Span: Copy + Eq + Hash;
    type Symbol: Clone;

    fn globals(&mut self) -> ExpnGlobals<Self::Span>;
    fn intern(&mut self, text: &str) -> Self::Symbol;
    fn with_symbol<R>(&self, symbol: &Self::Symbol, f: impl FnOnce(&str) -> R) -> R;

    /// Passes on what a module printed.
    fn print(&mut self, output: Output, bytes: &[u8]);

    fn injected_env_var(&mut self, var: &str) -> Option<String>;
    fn track_env_var(&mut self, var: &str, value: Option<&str>);
    fn track_path(&mut self, path: &str);
    fn literal_from_str(
        &mut self,
        text: &str,
    ) -> Result<Literal<Self::Span, Self::Symbol>, NotParsed>;
    fn emit_diagnostic(&mut self, diagnostic: Diagnostic<Self::Span>);

    /// How large a token is; of a group, without the tokens in it.
    fn tree_size(&self, tree: &HostTree<Self>) -> Size {
        let len = |symbol: &Self::Symbol| self.with_symbol(symbol, str::len);
        match tree {
            TokenTree::Group(_) => Size::TOKEN.and(Size::TOKEN),
            TokenTree::Punct(_) => Size::TOKEN,
            TokenTree::Ident(ident) => Size::with_text(len(&ident.sym)),
            TokenTree::Literal(Literal { symbol, suffix, .. }) => {
                let suffix = suffix.as_ref().map_or(0, len);
                Size::with_text(len(symbol).saturating_add(suffix))
            }
        }
    }

    /// How large a stream is. A host that can look into its streams does that faster.
    fn ts_size(&mut self, stream: &Self::TokenStream) -> Size {
        let mut size = Size::default();
        // Without recursion, since the stream may nest deeply.
        let mut streams = vec![(stream.clone(), 0u32)];
        while let Some((stream, depth)) = streams.pop() {
            size.depth = size.depth.max(depth);
            for tree in self.ts_into_trees(stream) {
                size = size.and(self.tree_size(&tree));
                if let TokenTree::Group(group) = tree {
                    streams.push((group.stream.unwrap_or_default(), depth.saturating_add(1)));
                }
            }
        }
        size
    }

    fn ts_is_empty(&mut self, stream: &Self::TokenStream) -> bool;
    fn ts_expand_expr(&mut self, stream: &Self::TokenStream) -> Result<Self::TokenStream, ()>;
    fn ts_from_str(&mut self, source: &str) -> Result<Self::TokenStream, NotParsed>;
    fn ts_to_string(&mut self, stream: &Self::TokenStream) -> String;
    fn ts_from_token_tree(&mut self, tree: HostTree<Self>) -> Self::TokenStream;
    fn ts_concat_trees(
        &mut self,
        base: Option<Self::TokenStream>,
        trees: Vec<HostTree<Self>>,
    ) -> Self::TokenStream;
    fn ts_concat_streams(
        &mut self,
        base: Option<Self::TokenStream>,
        streams: Vec<Self::TokenStream>,
    ) -> Self::TokenStream;
    fn ts_into_trees(&mut self, stream: Self::TokenStream) -> Vec<HostTree<Self>>;

    fn span_debug(&mut self, span: Self::Span) -> String;
    fn span_parent(&mut self, span: Self::Span) -> Option<Self::Span>;
    fn span_source(&mut self, span: Self::Span) -> Self::Span;
    fn span_byte_range(&mut self, span: Self::Span) -> Range<usize>;
    fn span_start(&mut self, span: Self::Span) -> Self::Span;
    fn span_end(&mut self, span: Self::Span) -> Self::Span;
    fn span_line(&mut self, span: Self::Span) -> usize;
    fn span_column(&mut self, span: Self::Span) -> usize;
    fn span_file(&mut self, span: Self::Span) -> String;
    fn span_local_file(&mut self, span: Self::Span) -> Option<String>;
    fn span_join(&mut self, span: Self::Span, other: Self::Span) -> Option<Self::Span>;
    fn span_subspan(&mut self, span: Self::Span, bounds: SubspanBounds) -> Option<Self::Span>;
    fn span_resolved_at(&mut self, span: Self::Span, at: Self::Span) -> Self::Span;
    fn span_source_text(&mut self, span: Self::Span) -> Option<String>;
    fn span_save_span(&mut self, span: Self::Span) -> usize;
    /// `None` if nothing was saved under `id`.
    fn span_recover_proc_macro_span(&mut self, id: usize) -> Option<Self::Span>;

    fn symbol_normalize_and_validate_ident(&mut self, text: &str) -> Result<Self::Symbol, ()>;
}
