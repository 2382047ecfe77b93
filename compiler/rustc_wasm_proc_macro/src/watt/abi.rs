//! Every name and number of watt's ABI, as the crates `watt` 0.4.6 and 0.5.0 have them. `docs/watt.md`
//! explains it.

use std::fmt;

/// A version of the ABI. They differ in what a group has on its way to the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    V0_4,
    /// Adds the spans of a group's delimiters.
    V0_5,
}

impl Version {
    pub const ALL: [Version; 2] = [Version::V0_4, Version::V0_5];

    /// The module that everything is imported from, which so tells the version.
    pub fn import_module(self) -> &'static str {
        match self {
            Version::V0_4 => "watt-0.4",
            Version::V0_5 => "watt-0.5",
        }
    }

    pub(crate) fn from_import_module(name: &str) -> Option<Version> {
        Version::ALL.into_iter().find(|version| version.import_module() == name)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.import_module())
    }
}

/// `raw_to_token_stream(stream: i32) -> i32`: the module's export that makes its own value of a
/// stream's handle. The macro's function takes such values, and returns one.
pub(crate) const FROM_RAW: &str = "raw_to_token_stream";

/// `token_stream_into_raw(value: i32) -> i32`: the export that makes a stream's handle of such a value.
pub(crate) const INTO_RAW: &str = "token_stream_into_raw";

/// Number of `i32` parameters of a derive or function-like macro's export, and of the two above. All
/// return one.
pub(crate) const UNARY_PARAMS: usize = 1;

/// Same for an attribute macro's export.
pub(crate) const ATTRIBUTE_PARAMS: usize = 2;

/// The span that stands for the place of the call, without being given out.
pub(crate) const CALL_SITE: u32 = u32::MAX;

/// The handle that says that text was not parsed.
pub(crate) const NOT_PARSED: u32 = u32::MAX;

/// What a tree starts with, or that there are no more.
pub(crate) const END: u8 = 0;
pub(crate) const GROUP: u8 = 1;
pub(crate) const IDENT: u8 = 2;
pub(crate) const PUNCT: u8 = 3;
pub(crate) const LITERAL: u8 = 4;

/// Whether a literal is text, or one that the module was given.
pub(crate) const LITERAL_TEXT: u8 = 0;
pub(crate) const LITERAL_HANDLE: u8 = 1;

/// `string_new(text: ptr, text_len: i32) -> string`
pub(crate) const STRING_NEW: &str = "string_new";

/// `string_len(string) -> i32`
pub(crate) const STRING_LEN: &str = "string_len";

/// `string_read(string, text: ptr)`: writes all of it.
pub(crate) const STRING_READ: &str = "string_read";

/// `bytes_len(bytes) -> i32`
pub(crate) const BYTES_LEN: &str = "bytes_len";

/// `bytes_read(bytes, to: ptr)`: writes all of them.
pub(crate) const BYTES_READ: &str = "bytes_read";

/// `print_panic(message: string)`: ends the expansion, and does not return.
pub(crate) const PRINT_PANIC: &str = "print_panic";

/// The imports that need the compiler. The number starts what is recorded of a call; it is not one of
/// a request of the other ABI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(non_camel_case_types)]
pub(crate) enum Method {
    /// `(stream) -> bytes`
    token_stream_serialize = 0x80,
    /// `(ptr, len) -> stream`
    token_stream_deserialize = 0x81,
    /// `(text: ptr, text_len) -> stream`, or `NOT_PARSED`
    token_stream_parse = 0x82,
    /// `(literal) -> string`
    literal_to_string = 0x83,
}

impl Method {
    pub(crate) const ALL: [Method; 4] = [
        Method::token_stream_serialize,
        Method::token_stream_deserialize,
        Method::token_stream_parse,
        Method::literal_to_string,
    ];

    pub(crate) fn from_tag(tag: u8) -> Option<Method> {
        Method::ALL.into_iter().find(|method| method.tag() == tag)
    }

    pub(crate) const fn tag(self) -> u8 {
        self as u8
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Method::token_stream_serialize => "token_stream_serialize",
            Method::token_stream_deserialize => "token_stream_deserialize",
            Method::token_stream_parse => "token_stream_parse",
            Method::literal_to_string => "literal_to_string",
        }
    }
}
