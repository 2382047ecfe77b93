//! Functions that run before `main`, in the order of priorities; a function of C that a program
//! defines; data in sections of its own.

use std::sync::atomic::{AtomicU32, Ordering};

static ORDER: AtomicU32 = AtomicU32::new(0);

extern "C" fn first() {
    ORDER.store(ORDER.load(Ordering::Relaxed) * 10 + 1, Ordering::Relaxed);
}

extern "C" fn second() {
    ORDER.store(ORDER.load(Ordering::Relaxed) * 10 + 2, Ordering::Relaxed);
}

#[used]
#[unsafe(link_section = ".init_array.200")]
static SECOND: extern "C" fn() = second;

#[used]
#[unsafe(link_section = ".init_array.100")]
static FIRST: extern "C" fn() = first;

#[used]
#[unsafe(link_section = "mine")]
static MINE: [u8; 4] = *b"mine";

unsafe extern "C" {
    fn atexit(function: extern "C" fn()) -> i32;
}

extern "C" fn last() {
    println!("last");
}

fn main() {
    println!("{}", ORDER.load(Ordering::Relaxed));
    unsafe { atexit(last) };
}
