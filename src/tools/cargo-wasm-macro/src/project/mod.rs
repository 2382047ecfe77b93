//! A whole Cargo project whose macro crates are modules: Cargo runs this program as its
//! `rustc-wrapper`, and what Cargo takes for the dylib of a macro crate is a module. Cargo decides what
//! is compiled and when.
//!
//! Imports go one way: [`wrapper`] → [`macro_crate`] → [`notes`] → [`library`] → [`script`] → [`invocation`],
//! [`library`] → [`target_only`] → [`metadata`], [`wrapper`] → [`deferred`] → [`library`], [`wrapper`] → [`graph`] →
//! [`rules`]; [`dep_info`] → [`invocation`]; [`rules`] → [`policy`], [`lock`], [`prebuilt`]; [`policy`] → [`statics`];
//! [`config`], [`setup`], [`survey`] and [`needs`] import of the first group [`wrapper`] alone, and of the second
//! [`rules`].

pub mod config;
pub mod costs;
mod deferred;
mod dep_info;
mod graph;
mod invocation;
mod library;
pub mod lock;
mod macro_crate;
pub mod metadata;
pub mod needs;
pub mod notes;
pub mod policy;
pub mod prebuilt;
pub mod rules;
mod script;
pub mod setup;
pub mod statics;
pub mod survey;
mod target_only;
mod variables;
pub mod wrapper;
