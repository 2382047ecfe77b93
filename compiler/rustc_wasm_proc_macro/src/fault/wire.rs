//! Why a message from a module is not valid.

use std::fmt;

use crate::limits::{MAX_DIAGNOSTICS, MAX_NESTING};

/// Why bytes from a module are not a valid message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WireError {
    /// The message ends inside a value.
    Truncated { offset: usize },
    /// A byte that should select a variant of `what` does not.
    BadTag { offset: usize, what: &'static str, tag: u8 },
    /// Text is not UTF-8.
    NotUtf8 { offset: usize },
    /// The name of an identifier is not valid.
    NotAnIdentifier { offset: usize },
    /// A character that is not punctuation.
    NotPunctuation { offset: usize, ch: u32 },
    /// Bytes are left over after the last value.
    TrailingBytes { offset: usize },
    /// Values are nested deeper than `MAX_DEPTH`.
    TooDeep { offset: usize },
    /// A diagnostic has more than `MAX_DIAGNOSTICS` in it.
    TooManyNotes { offset: usize },
    /// The text is not that of a valid literal of its kind.
    NotALiteral { offset: usize, kind: &'static str },
    /// Groups of tokens are nested deeper than `handles::MAX_NESTING`.
    NestedTooDeeply,
    /// The streams that the module holds are larger than they may be.
    TooMuchOutput,
    /// A handle that the host never gave out, or that was given back already.
    StaleHandle { kind: &'static str, handle: u32 },
    /// The host has given out every handle there is.
    HandlesExhausted { kind: &'static str },
    /// A saved span that does not exist.
    NoSavedSpan { id: usize },
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WireError::Truncated { offset } => {
                write!(f, "the message ends inside a value at byte {offset}")
            }
            WireError::BadTag { offset, what, tag } => {
                write!(f, "{tag} is not a valid {what}, at byte {offset} of the message")
            }
            WireError::NotUtf8 { offset } => {
                write!(f, "text that is not UTF-8, at byte {offset} of the message")
            }
            WireError::NotAnIdentifier { offset } => {
                write!(f, "text that is not a valid identifier, at byte {offset} of the message")
            }
            WireError::TrailingBytes { offset } => {
                write!(f, "unexpected bytes from byte {offset} of the message")
            }
            WireError::TooDeep { offset } => {
                write!(f, "values nested too deeply, at byte {offset} of the message")
            }
            WireError::TooManyNotes { offset } => write!(
                f,
                "a diagnostic with more than {MAX_DIAGNOSTICS} notes, at byte {offset} of the message"
            ),
            WireError::NotALiteral { offset, kind } => {
                write!(f, "text that is not a valid {kind}, at byte {offset} of the message")
            }
            WireError::NotPunctuation { offset, ch } => {
                write!(f, "U+{ch:04X} is not punctuation, at byte {offset} of the message")
            }
            WireError::NestedTooDeeply => {
                write!(f, "groups of tokens nested more than {MAX_NESTING} deep")
            }
            WireError::TooMuchOutput => write!(f, "more tokens than it may hold"),
            WireError::StaleHandle { kind, handle } => {
                write!(f, "handle {handle} does not stand for a {kind}, or does so no longer")
            }
            WireError::HandlesExhausted { kind } => write!(f, "out of handles for a {kind}"),
            WireError::NoSavedSpan { id } => write!(f, "no span was saved under number {id}"),
        }
    }
}

impl std::error::Error for WireError {}
