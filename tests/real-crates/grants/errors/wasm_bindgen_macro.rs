//! What `#[wasm_bindgen]` refuses.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
pub fn generic<T>(x: T) {}

#[wasm_bindgen(no_such_option)]
pub fn unknown() {}

#[wasm_bindgen]
pub struct Lifetime<'a> {
    text: &'a str,
}

#[wasm_bindgen]
pub union Both {
    a: u8,
    b: i8,
}

#[wasm_bindgen]
pub fn foreign(x: std::cell::Cell<u8>) {}

fn main() {}
