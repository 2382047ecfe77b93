//! Procedural macro crates in WebAssembly form: reads a module, finds its macros and runs them.
//!
//! This crate knows nothing of rustc. A compiler implements [`Host`], which has the methods of
//! `proc_macro`'s own bridge, and gets a [`MacroCrate`] whose macros turn token streams into token
//! streams. The module is guest code and all of its data is hostile: nothing in it may make this
//! crate panic, and every fault is a value.
//!
//! A directory for each stage. Each imports from those below it only:
//!
//! | | |
//! |---|---|
//! | `expansion` | [`MacroCrate`]: which instance runs a macro, what is recorded of it and run again |
//! | `module` | [`Module`]: what is in a file, before anything of it runs, and which ABI it keeps |
//! | `watt` | another ABI, that of the crate `watt` |
//! | `protocol` | what an ABI is (`Protocol`), and ours: [`abi`], the wire, handles, what each request does |
//! | `engine` | what runs code under limits until it ends or asks for something (`Engine`): wasmi, and wasmtime for compiled code |
//! | `code` | where compiled code is kept, and which of it can be trusted |
//! | `store` | what expansions asked for and were answered, kept so that they need not run again |
//! | `fault` | what an expansion ended in when not in a token stream, and where |
//! | `limits` | what a module may use, what things cost, and what is left |
//! | `host` | [`Host`]: what a compiler has to offer, and the trees that it exchanges |
//!
//! Below all of them: `private` and `trust`, files that only the user can write to, and `digest`, whether one is as it
//! was written.
//!
//! What is in a module is known before any of it runs; [`Host`] has an example that expands a macro.
//!
//! ```
//! use rustc_wasm_proc_macro::{Limits, MacroKind, Module};
//!
//! let bytes = wat::parse_str(
//!     r#"(module
//!         (func (export "same") (param i32 i32 i32 i32) (result i32) local.get 3)
//!         (@custom ".rustc_proc_macro_decls" "abi:3\nbang:same:same"))"#,
//! );
//! let module = Module::new(bytes.unwrap(), &Limits::default()).unwrap();
//! let [same] = &*module.decls().macros else { panic!() };
//! assert_eq!((&*same.name, &same.kind), ("same", &MacroKind::Bang));
//!
//! let error = Module::new(b"\x7fELF".to_vec(), &Limits::default()).map(|_| ()).unwrap_err();
//! assert_eq!(error.to_string(), "not a WebAssembly module");
//! ```

// With compiled code, one file has `unsafe` in it: `engine/wasmtime/trusted.rs`.
#![cfg_attr(not(feature = "compiled"), forbid(unsafe_code))]
#![deny(unsafe_code)]
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

pub mod code;
mod digest;
mod engine;
mod expansion;
mod fault;
mod host;
mod limits;
mod module;
mod private;
mod protocol;
mod store;
#[cfg(unix)]
mod trust;
mod watt;

pub use engine::EngineChoice;
pub use expansion::{Impurity, MacroCrate, Options, Request, Statics, Usage};
pub use fault::{ExpandError, Fault, FaultKind, Frame, Panic, Trace, WireError};
pub use host::grants::{Grant, GrantError, Granted};
pub use host::world::{
    Entry, FileError, Kind, Listing, Refusal, World, is_cargo_variable, is_missed_variable,
};
pub use host::{Host, HostTree, NotParsed, Output, tree};
pub use limits::total::Total;
pub use limits::{CrateLimit, Limit, LimitOptionError, LimitReached, Limits, cost};
pub use module::decls::{
    ConfiguredOut, CrateInfo, DeclError, DeclErrorKind, Decls, Deprecation, Description, MacroDecl,
    MacroKind, Meta, MetaItem, MetaLiteral, MetaValue, Place, SourceFile,
};
pub use module::list::{ListError, MacroList};
pub use module::{Abi, Bytes, Candidate, Module, ModuleError, ModuleErrorKind, is_wasm};
pub use protocol::{abi, literal};
pub use store::{MAX_BYTES as MAX_STORE, Store, StoreUse};
pub use watt::Version as WattVersion;
