//! The alignment of an `extern type` is not known: asking for the place of a field of one, which depends on it, does
//! not unwind.
//@ run-status: abort
#![feature(extern_types)]
use std::hint::black_box;

unsafe extern "C" {
    type Opaque;
}

#[repr(C)]
struct Tail {
    a: u32,
    rest: Opaque,
}

fn main() {
    let data = black_box([1u32, 2, 3, 4]);
    // SAFETY: it is in `data`.
    let tail = unsafe { &*(data.as_ptr() as *const Tail) };
    println!("{}", tail.a);
    println!("not reached {:p}", &tail.rest);
}
