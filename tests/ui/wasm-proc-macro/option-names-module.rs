// `//@ wasm-proc-macro` builds a module, and names it by `--wasm-proc-macro` after its file.
//@ run-pass
//@ wasm-proc-macro: target-of-macros.rs
//@ edition: 2021

fn main() {
    assert_eq!(target_of_macros::family!(), "wasm");
    assert_eq!(target_of_macros::pointer_bits!(), 32);
}
