// A file that is no WebAssembly module, although it is called one.
//@ compile-flags: --wasm-proc-macro text={{src-base}}/wasm-proc-macro/auxiliary/text.wasm
//@ edition: 2021

fn main() {
    text::text!(); //~ ERROR cannot load the procedural macro crate `text`
}
