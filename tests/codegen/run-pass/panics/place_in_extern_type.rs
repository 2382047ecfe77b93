//! The place of an `extern type` behind other fields is not known, and asking for it does not unwind.
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

struct Loud;

impl Drop for Loud {
    fn drop(&mut self) {
        println!("dropped");
    }
}

fn main() {
    let _loud = Loud;
    let data = black_box([1u32, 2, 3, 4]);
    // SAFETY: it is in `data`.
    let tail: &Tail = unsafe { &*(data.as_ptr() as *const Tail) };
    println!("{}", tail.a);
    if black_box(true) {
        println!("not reached {:?}", &raw const tail.rest);
    }
    println!("not reached");
}
