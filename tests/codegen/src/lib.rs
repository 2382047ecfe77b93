//! Proves code generators and linkers: programs for `wasm32-wasip1` must do the same whatever made
//! their modules. What rustc's LLVM backend makes without optimisation is right; nothing here says
//! what a program should print.
//!
//! There are four kinds of programs:
//!
//! - `run-pass/AREA/BEHAVIOUR.rs`, written by hand, see [`corpus`] and [`directives`]; the test `run-pass`
//! - programs made at random, see [`generator`]; the test `random`
//! - `real-crates`, which use published crates, see [`real_crates`]; the test `real-crates`
//! - one of those with its libraries and macros, down to build scripts, made by `rustc.wasm` alone, see
//!   [`self_hosting`]; the test `self-hosting`
//!
//! Besides, the test `scale` compiles one large function, and looks at the memory that takes.
//!
//! A program of `run-pass` is one file that opens with a `//!` line, which says what it shows. It
//! prints much and the same each time, and does not need optimisation or its absence: wherever that
//! matters (overflow checks), it names the flag. Directives follow:
//!
//! | Directive | Meaning |
//! |---|---|
//! | `//@ run-status: 3` | the program ends with this code, or `abort` for a trap; 0 if not given |
//! | `//@ aux-build: x.rs` | a library, `auxiliary/x.rs`, built before, and after those named before it; `extern crate x` |
//! | `//@ compile-flags: -Coverflow-checks=on` | for the compilation of this file; also in a library |
//! | `//@ args: a b` | what the program is called with |
//! | `//@ env: NAME=VALUE` | a variable that the program sees; nothing else is set |
//! | `//@ stdin: one\ntwo` | what the program can read; nothing if not given |
//! | `//@ needs-dir` | the program gets an empty directory, as `/` |
//!
//! Each program is a test in each of the [`modes`] that are there. Those that are not are printed as
//! `NOT RUN`. What is there, the environment says:
//!
//! | Variable | Meaning |
//! |---|---|
//! | `RUSTC_UNDER_TEST` | the native compiler, with LLVM and the standard library for `wasm32-wasip1` |
//! | `WASMTIME` | the runtime for all modules |
//! | `RUSTC_WASM_UNDER_TEST` | the command that runs `rustc.wasm`, a word on each line |
//! | `CODEGEN_BACKEND` | what follows `-Zcodegen-backend=`, if it is not `cranelift-wasm` |
//! | `CODEGEN_BACKEND_FLAGS` | more flags for modes with that backend, such as a linker |
//! | `CODEGEN_SECONDS` | how long `random` makes new programs, 20 if not given |
//! | `CODEGEN_SEED` | the one seed that `random` is to try |
//! | `TEST_TURN` | which share of `run-pass` and of the tests of crates is run, see the crate `test-turns` |
//! | `CODEGEN_CRATE_TESTS` | if set, `real-crates` also runs the tests that the crates come with |
//!
//! What the LLVM modes do is kept in Cargo's target directory, and found again while the program, the
//! compiler and the runtime are the same.

pub mod build;
pub mod check;
pub mod corpus;
pub mod directives;
pub mod generator;
pub mod modes;
pub mod packages;
pub mod process;
pub mod random;
pub mod real_crates;
pub mod reference;
pub mod run;
pub mod self_hosting;
pub mod validate;
