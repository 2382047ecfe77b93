//! Statics that are read and changed here and in the program.
use std::cell::Cell;
use std::sync::atomic::{AtomicU32, Ordering};

pub static COUNTER: AtomicU32 = AtomicU32::new(10);
pub static TABLE: [&str; 3] = ["zero", "one", "two"];
pub static mut BYTES: [u8; 4] = [1, 2, 3, 4];
pub static FUNCTIONS: &[fn(u32) -> u32] = &[next, |x| x * x];
pub const INLINE: &[u16] = &[5, 6, 7];

thread_local! {
    pub static LOCAL: Cell<i64> = const { Cell::new(-1) };
}

pub fn next(by: u32) -> u32 {
    COUNTER.fetch_add(by, Ordering::SeqCst) + by
}

#[inline]
pub fn inline_next() -> u32 {
    static CALLS: AtomicU32 = AtomicU32::new(100);
    CALLS.fetch_add(1, Ordering::SeqCst)
}

pub fn call_inline() -> u32 {
    inline_next()
}

pub fn address() -> *const &'static str {
    &raw const TABLE[1]
}

pub fn local() -> i64 {
    LOCAL.set(LOCAL.get() * 3);
    LOCAL.get()
}
