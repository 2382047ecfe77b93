// The option can give a module any name, and two names.
//@ run-pass
//@ wasm-proc-macro: target-of-macros.rs
//@ compile-flags: --wasm-proc-macro Alias={{build-base}}/wasm-proc-macro/option-names-alias/auxiliary/target_of_macros.wasm
//@ edition: 2021

use Alias::family;
use target_of_macros::family as other_family;

fn main() {
    assert_eq!(family!(), "wasm");
    assert_eq!(other_family!(), Alias::family!());
}
