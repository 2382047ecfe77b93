//! Macros of the names of others that do nothing.
//@ dependency: noop_proc_macro = "0.3"

use noop_proc_macro::{Deserialize, Serialize, hawktracer, scoped_tracepoint, wasm_bindgen};

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Something<T: Copy> {
    #[serde(rename = "other")]
    field: T,
}

#[hawktracer(traced)]
fn traced(number: u32) -> u32 {
    scoped_tracepoint!(inner);
    number + 1
}

#[wasm_bindgen]
pub struct Exported;

fn main() {
    println!("{:?} {}", Something { field: 1 }.clone(), traced(2));
}
