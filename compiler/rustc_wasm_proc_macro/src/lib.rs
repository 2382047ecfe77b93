//! Procedural macro crates in WebAssembly form: reads a module, finds its macros and runs them.
//!
//! This crate knows nothing of rustc. A compiler implements [`Host`], which has the methods of
//! `proc_macro`'s own bridge, and gets a [`MacroCrate`] whose macros turn token streams into token
//! streams. The module is guest code and all of its data is hostile: nothing in it may make this
//! crate panic, and every fault is a value.
//!
//! From the outside in: [`Module`] reads and checks a file, [`MacroCrate`] decides which instance
//! runs an expansion, `instance` drives the engine, `dispatch` answers requests, `wire`, `handles`
//! and `literal` keep the guest's bytes and numbers honest. [`abi`] is the contract; modules that keep
//! another one are `watt`'s business. [`Limits`] are
//! what a module may use. `replay` runs what has failed again, on a copy of the module made by
//! `instrument`, to say where.

#![forbid(unsafe_code)]
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unwrap_used
    )
)]

pub mod abi;
mod budget;
mod code;
pub mod cost;
mod crates;
mod decls;
mod dispatch;
mod fault;
mod handles;
mod host;
mod instance;
mod instrument;
mod limits;
mod list;
mod literal;
mod live;
mod module;
mod purity;
mod record;
mod replay;
mod rewrite;
mod select;
mod state;
mod trace;
pub mod tree;
mod wasi;
mod watt;
mod weigh;
mod wire;

pub use crates::{MacroCrate, Options, Statics, Usage};
pub use decls::{
    CrateInfo, DeclError, DeclErrorKind, Decls, Deprecation, MacroDecl, MacroKind, Place,
    SourceFile,
};
pub use fault::{ExpandError, Fault, FaultKind, Panic};
pub use host::{Host, HostTree, Output};
pub use limits::{Limit, LimitOptionError, LimitReached, Limits, NONE};
pub use list::{ListError, MacroList};
pub use module::{Abi, Candidate, Module, ModuleError, ModuleErrorKind, is_wasm};
pub use purity::{Impurity, Request};
pub use trace::{Frame, Trace};
pub use watt::Version as WattVersion;
pub use wire::WireError;
