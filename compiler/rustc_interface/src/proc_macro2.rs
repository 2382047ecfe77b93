//! What the build script of `proc-macro2` before 1.0.57 says of every target but WebAssembly: that there is a library
//! `proc_macro` to use and wrap.
//!
//! The build script goes by the name of the target, which Cargo gives it. From 1.0.57 on, `proc-macro2` goes by its
//! feature `proc-macro`, and does not know these names.

use rustc_session::Session;
use rustc_session::config::Cfg;
use rustc_span::{Symbol, sym};
use rustc_target::spec::Arch;

const FEATURE: &str = "proc-macro";
const MISSING: [&str; 2] = ["use_proc_macro", "wrap_proc_macro"];

/// Adds the missing names where the crate is `proc-macro2` with its feature.
pub(crate) fn add_configuration(cfg: &mut Cfg, sess: &Session) {
    if sess.target.arch == Arch::Wasm32
        && sess.opts.crate_name.as_deref() == Some("proc_macro2")
        && cfg.contains(&(sym::feature, Some(Symbol::intern(FEATURE))))
    {
        cfg.extend(MISSING.map(|name| (Symbol::intern(name), None)));
    }
}
