//! What is known of a function before it is translated.

pub(crate) mod cfg;
pub(crate) mod narrow;
pub(crate) mod uses;
