//! Relocatable WebAssembly object files of Cranelift functions.
//!
//! Cranelift makes no WebAssembly. [`WasmModule`] stands where a Cranelift user expects its object
//! writer: it takes functions and data through [`cranelift_module::Module`], lets Cranelift
//! optimise each function for `pulley32`, a target of its with 32-bit pointers, and then writes
//! WebAssembly instead of machine code. What [`WasmModule::finish`] returns is what LLVM would make
//! of the same program: an object with symbols and relocations, for `wasm-ld` to link with others,
//! LLVM's included.
//!
//! A directory for each stage of a function's way:
//!
//! - `passes`, from Cranelift's IR to better IR: `inline` puts others in the place of calls, `optimize` has it
//!   simplified by `promote` (SROA and mem2reg: stack slots become values) and by Cranelift;
//! - `analysis`, what is known of it then: `uses` counts, `cfg` finds dominators and loops, `irreducible`
//!   gives loops with several entries one, `narrow` saves masks;
//! - `translate`, to instructions of WebAssembly: `flow` walks the tree of dominators and opens blocks,
//!   `moves` fills block parameters by parallel moves, `values` and `pending` decide where each value is
//!   computed (stackification), `frame` places stack slots, `inst` writes instructions;
//! - `code`, those instructions: `op` has them, `abi` is the contract with LLVM, `locals` lets values share
//!   locals by linear scan, and `encode` makes bytes with relocations;
//! - `object`, the file format: `layout` gives indices and addresses, `sections` has code and data with their
//!   relocations, `symbols` the symbol table.
//!
//! Imports go up this list and never down: `object` knows `code`, `translate` knows `analysis` and `code`, and
//! [`WasmModule`], in `module`, calls them all.
//!
//! This crate knows nothing of rustc, and nothing of how objects are linked.
//!
//! ```
//! use cranelift_codegen::{Context, settings};
//! use cranelift_module::{Linkage, Module};
//! use rustc_wasm_object::{Options, WasmModule, isa};
//!
//! let source = "function %add(i32, i32) -> i32 {
//!     block0(v0: i32, v1: i32):
//!         v2 = iadd v0, v1
//!         return v2
//!     }";
//! let function = cranelift_reader::parse_functions(source).unwrap().remove(0);
//!
//! let isa = isa(settings::Flags::new(settings::builder())).unwrap();
//! let mut module = WasmModule::new(Options::new(isa, ["mutable-globals"]));
//! let id = module.declare_function("add", Linkage::Export, &function.signature).unwrap();
//! module.define_function(id, &mut Context::for_function(function)).unwrap();
//! let object = module.finish().unwrap();
//! assert!(object.starts_with(b"\0asm"));
//! ```

#![forbid(unsafe_code)]

mod analysis;
mod code;
mod error;
mod module;
mod object;
mod options;
mod passes;
mod translate;

pub use error::Error;
pub use module::WasmModule;
pub use options::{Features, Options, isa};
pub use passes::inline::{Candidate, Inlining};
pub use passes::promote::promote_slots;
