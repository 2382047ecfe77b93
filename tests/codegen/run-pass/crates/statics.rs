//! Statics of a library are one, whoever uses them, also those in functions that are inlined.
//@ aux-build: shared_statics.rs
use shared_statics::{BYTES, COUNTER, FUNCTIONS, INLINE, LOCAL, TABLE};
use std::sync::atomic::Ordering;

static OWN: [&&str; 2] = [&TABLE[2], &TABLE[0]];

fn main() {
    println!("{} {}", shared_statics::next(5), COUNTER.load(Ordering::Relaxed));
    COUNTER.store(1000, Ordering::Relaxed);
    println!("{} {:?}", shared_statics::next(1), FUNCTIONS.iter().map(|f| f(3)).collect::<Vec<_>>());
    println!("{OWN:?} {}", std::ptr::eq(shared_statics::address(), &TABLE[std::hint::black_box(1)]));
    println!("{} {} {}", shared_statics::inline_next(), shared_statics::call_inline(), shared_statics::inline_next());
    // SAFETY: there are no threads, and no references.
    unsafe {
        BYTES[2] += 40;
        println!("{:?} {INLINE:?}", *(&raw const BYTES));
    }
    LOCAL.set(7);
    println!("{} {}", shared_statics::local(), LOCAL.get());
}
