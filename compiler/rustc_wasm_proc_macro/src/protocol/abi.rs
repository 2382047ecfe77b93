//! The ABI between a macro module and its host, whole and nowhere else. `docs/abi.md` explains it
//! and carries the hash of this file. This file knows no rustc and no engine.

/// Version of everything in this file. A module states the version it was built for in its macro
/// list (`abi:VERSION`), and is refused if the host does not know it.
pub const VERSION: u32 = 3;

/// The oldest version that is understood. What has changed since are lines of the macro list.
pub const OLDEST_VERSION: u32 = 2;

/// Custom section that holds the macro list, as lines of UTF-8 text.
pub const SECTION: &str = ".rustc_proc_macro_decls";

/// Custom section with the BLAKE3 of all that is before it in a module, if it is the last one: a claim, by which a
/// compiler can tell modules apart without reading them.
pub const DIGEST_SECTION: &str = ".rustc_proc_macro_digest";

/// Import module of the functions below.
pub const IMPORT_MODULE: &str = "wasm_proc_macro";

/// `call(request: ptr, request_len: i32, reply: ptr, reply_capacity: i32) -> reply_len: i32`
///
/// Sends a request. The reply is written to `reply` if it fits in `reply_capacity` bytes, and is
/// kept by the host for `take_reply` otherwise.
pub const CALL: &str = "call";

/// `take_reply(reply: ptr)`: writes the reply that did not fit, all `reply_len` bytes of it.
pub const TAKE_REPLY: &str = "take_reply";

/// `print(output: i32, text: ptr, text_len: i32)`
///
/// Prints to the compiler's standard output (1) or standard error (2), at once.
pub const PRINT: &str = "print";

/// `panic(message: ptr, message_len: i32, has_message: i32, place: ptr, place_len: i32)`
///
/// Says why and where the macro is about to trap; `has_message` is 0 for a payload that is not a
/// string. The place is `FILE:LINE:COLUMN`.
pub const PANIC: &str = "panic";

/// `catch(function: i32, data: ptr) -> returned: i32`
///
/// Has the host call the export `CAUGHT` with the same arguments. Returns 1 when that has returned, and
/// 0 when `throw` has ended it.
pub const CATCH: &str = "catch";

/// `throw()`: ends the innermost call that `catch` has made, with all that it has called.
pub const THROW: &str = "throw";

/// What the host calls for `catch`: `(function: i32, data: ptr)`. A module that imports `catch` has it.
pub const CAUGHT: &str = "wasm_proc_macro_caught";

/// `env_var(name: ptr, name_len: i32, value: ptr, value_capacity: i32) -> value_len: i32`
///
/// The value of an environment variable, which is written as a reply of `call` is, or `ABSENT`.
pub const ENV_VAR: &str = "env_var";

/// `env_vars(vars: ptr, vars_capacity: i32) -> vars_len: i32`
///
/// All environment variables, in the same way: the length of a name and of its value in 4 bytes each,
/// the name and the value, and so on.
pub const ENV_VARS: &str = "env_vars";

/// `current_dir(path: ptr, path_capacity: i32) -> path_len: i32`
///
/// The path of the current directory, in the same way, or `ABSENT`.
pub const CURRENT_DIR: &str = "current_dir";

/// `refused(kind: i32, what: ptr, what_len: i32)`
///
/// Says what the macro has just failed to do, as there is no such thing in a module: to read a file (0)
/// or write one (1), to run a program (2), to use the network (3), to know the time (4), to start a
/// thread (5). The text is the path, the program or the address.
pub const REFUSED: &str = "refused";

/// All that can be imported from it.
pub const IMPORTS: [&str; 10] =
    [CALL, TAKE_REPLY, PRINT, PANIC, CATCH, THROW, ENV_VAR, ENV_VARS, CURRENT_DIR, REFUSED];

/// What there is nothing of, where a length is returned.
pub const ABSENT: u32 = u32::MAX;

/// Import module of the system calls a `wasm32-wasip1` module may make.
pub const WASI_MODULE: &str = "wasi_snapshot_preview1";

/// Prefix of the import modules of watt's ABI, `watt-0.4` and `watt-0.5`.
pub const WATT_MODULE_PREFIX: &str = "watt-";

/// Number of `i32` parameters of a derive or function-like macro's export:
/// the spans `def_site`, `call_site`, `mixed_site`, then the input. Returns the output stream.
pub const UNARY_PARAMS: usize = 4;

/// Same for an attribute macro's export, whose inputs are the arguments and the item.
pub const ATTRIBUTE_PARAMS: usize = 5;

/// What rustc puts before the name of a macro's function to name its export, which so cannot be
/// `main`, `memory` or a function of a C library. A host goes by the macro list, not by this.
pub const EXPORT_PREFIX: &str = "__wasm_proc_macro_";

/// Handle of an absent token stream, as an export's result. An absent stream is an empty one.
pub const NO_STREAM: u32 = 0;

macro_rules! methods {
    ($($(#[$doc:meta])* $name:ident = $tag:literal,)*) => {
        /// The requests a macro can make, by the tag that is a request's first byte.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(non_camel_case_types)]
        pub enum Method {
            $($(#[$doc])* $name = $tag,)*
        }

        impl Method {
            /// Every method, in the order of tags.
            pub const ALL: &[Method] = &[$(Method::$name),*];

            pub fn from_tag(tag: u8) -> Option<Method> {
                match tag {
                    $($tag => Some(Method::$name),)*
                    _ => None,
                }
            }

            pub fn name(self) -> &'static str {
                match self {
                    $(Method::$name => stringify!($name),)*
                }
            }
        }
    };
}

// The names and the order are those of `library/proc_macro`'s bridge in Rust 1.96.
methods! {
    /// `(var: str) -> Option<str>`
    injected_env_var = 0,
    /// `(var: str, value: Option<str>)`
    track_env_var = 1,
    /// `(path: str)`
    track_path = 2,
    /// `(text: str) -> Result<Literal, str>`
    literal_from_str = 3,
    /// `(Diagnostic)`
    emit_diagnostic = 4,
    /// `(TokenStream)`
    ts_drop = 5,
    /// `(&TokenStream) -> TokenStream`
    ts_clone = 6,
    /// `(&TokenStream) -> bool`
    ts_is_empty = 7,
    /// `(&TokenStream) -> Result<TokenStream, ()>`
    ts_expand_expr = 8,
    /// `(source: str) -> Result<TokenStream, str>`
    ts_from_str = 9,
    /// `(&TokenStream) -> str`
    ts_to_string = 10,
    /// `(TokenTree) -> TokenStream`
    ts_from_token_tree = 11,
    /// `(base: Option<TokenStream>, Vec<TokenTree>) -> TokenStream`
    ts_concat_trees = 12,
    /// `(base: Option<TokenStream>, Vec<TokenStream>) -> TokenStream`
    ts_concat_streams = 13,
    /// `(TokenStream) -> Vec<TokenTree>`
    ts_into_trees = 14,
    /// `(Span) -> str`
    span_debug = 15,
    /// `(Span) -> Option<Span>`
    span_parent = 16,
    /// `(Span) -> Span`
    span_source = 17,
    /// `(Span) -> Range<usize>`, in bytes of the file
    span_byte_range = 18,
    /// `(Span) -> Span`
    span_start = 19,
    /// `(Span) -> Span`
    span_end = 20,
    /// `(Span) -> usize`, from 1
    span_line = 21,
    /// `(Span) -> usize`, from 1
    span_column = 22,
    /// `(Span) -> str`
    span_file = 23,
    /// `(Span) -> Option<str>`
    span_local_file = 24,
    /// `(Span, other: Span) -> Option<Span>`
    span_join = 25,
    /// `(Span, start: Bound<usize>, end: Bound<usize>) -> Option<Span>`
    span_subspan = 26,
    /// `(Span, at: Span) -> Span`
    span_resolved_at = 27,
    /// `(Span) -> Option<str>`
    span_source_text = 28,
    /// `(Span) -> usize`
    span_save_span = 29,
    /// `(id: usize) -> Span`
    span_recover_proc_macro_span = 30,
    /// `(text: str) -> Result<Symbol, ()>`
    symbol_normalize_and_validate_ident = 31,
}
