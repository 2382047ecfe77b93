//! A whole Cargo project whose macro crates are modules: Cargo runs this program as its
//! `rustc-wrapper`, and what Cargo takes for the dylib of a macro crate is a module. Cargo decides what
//! is compiled and when.
//!
//! Imports go one way: [`wrapper`] → [`macro_crate`] → [`library`] → [`script`] → [`invocation`];
//! [`policy`], [`config`], [`setup`] and [`survey`] import none of these but [`wrapper`].

pub mod config;
mod invocation;
mod library;
mod macro_crate;
pub mod policy;
mod script;
pub mod setup;
pub mod survey;
pub mod wrapper;
