//! Token streams, their tokens and literals, with the spans that this host has.

use std::rc::Rc;

use rustc_wasm_standalone_host as standalone;

use super::source::Span;

pub type Tree = standalone::Tree<Span>;
pub type Literal = standalone::Literal<Span>;
pub type Stream = standalone::Stream<Span>;
pub type Symbol = Rc<str>;
