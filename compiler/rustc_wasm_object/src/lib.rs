//! Relocatable WebAssembly object files of Cranelift functions.
//!
//! Cranelift makes no WebAssembly. [`WasmModule`] stands where a Cranelift user expects its object
//! writer: it takes functions and data through [`cranelift_module::Module`], lets Cranelift
//! optimise each function for `pulley32`, a target of its with 32-bit pointers, and then writes
//! WebAssembly instead of machine code. What [`WasmModule::finish`] returns is what LLVM would make
//! of the same program: an object with symbols and relocations, for `wasm-ld` to link with others,
//! LLVM's included.
//!
//! The way of a function: `inline` puts others in the place of calls, `optimize` has it simplified by
//! `promote`, which turns stack slots into values, and by Cranelift, `uses` counts, `cfg` finds
//! dominators and loops, `irreducible` gives loops with several entries one, `flow` walks the tree of
//! dominators and opens blocks, `moves` fills block parameters, `values` and `pending` decide where each
//! value is computed, `narrow` saves masks, `inst` writes instructions, `locals` lets values share
//! locals, and `encode` makes bytes with relocations.
//! `abi` is the contract with LLVM; `object`, `contents` and `symbols` are the file format.
//!
//! This crate knows nothing of rustc, and nothing of how objects are linked.

#![forbid(unsafe_code)]

mod abi;
mod cfg;
mod code;
mod contents;
mod data;
mod encode;
mod error;
mod flow;
mod frame;
mod inline;
mod inst;
mod irreducible;
mod locals;
mod module;
mod moves;
mod narrow;
mod object;
mod op;
mod optimize;
mod options;
mod pending;
mod promote;
mod symbols;
mod uses;
mod values;

pub use error::Error;
pub use inline::{Candidate, Inlining};
pub use module::WasmModule;
pub use options::{Features, Options, isa};
pub use promote::promote_slots;
