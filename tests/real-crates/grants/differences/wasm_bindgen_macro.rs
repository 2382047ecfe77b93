//! A file that is not there: the message has the number that the error has in WASI.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/files/absent.js")]
extern "C" {
    fn absent();
}

fn main() {}
