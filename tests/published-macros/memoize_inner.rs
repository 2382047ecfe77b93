//! `#[memoize]` of the crate memoize.
//@ dependency: memoize = { version = "0.5", default-features = false }

use std::cell::Cell;

use memoize::memoize;

thread_local!(static CALLS: Cell<u32> = const { Cell::new(0) });

#[memoize]
fn slow(text: String, number: u8) -> usize {
    CALLS.set(CALLS.get() + 1);
    text.len() + number as usize
}

#[memoize(SharedCache)]
fn shared(number: u32) -> u32 {
    CALLS.set(CALLS.get() + 1);
    number * 2
}

fn main() {
    println!("{} {}", slow("ab".into(), 1), slow("ab".into(), 1));
    println!("{} {} {}", shared(4), shared(4), CALLS.get());
    memoized_flush_slow();
    println!("{} {}", slow("ab".into(), 1), CALLS.get());
}
