//! `fixtures/watt_guest.rs`, macros of all kinds for both versions of watt.

use std::path::PathBuf;

use crate::Dir;

/// The macro list of `fixtures/watt_guest.rs`, behind a path.
pub const LIST: &str = ";derive:Describe:derive_describe:describe;attr:renamed:renamed;bang:sum:sum;\
                    bang:twice:twice;bang:count:count;bang:refuse:refuse;bang:parsed:parsed;\
                    bang:same:same";

/// `fixtures/watt_guest.rs` as a module.
pub fn build(dir: &Dir, args: &[&str]) -> PathBuf {
    let source = dir.fixture("watt_guest.rs");
    let rustc = dir.rustc(&source).args(["--crate-type", "cdylib", "-o", "guest.wasm"]).args(args);
    rustc.target("wasm32-unknown-unknown").compile().silent_success();
    dir.path("guest.wasm")
}
