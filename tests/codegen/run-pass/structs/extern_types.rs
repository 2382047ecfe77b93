//! Structs that end in an `extern type`: fields before it, and its place at offset 0.
#![feature(extern_types, sized_hierarchy)]
use std::hint::black_box;
use std::marker::PointeeSized;

unsafe extern "C" {
    type Opaque;
}

#[repr(C)]
struct Newtype(Opaque);

#[repr(transparent)]
struct Nested(Newtype);

#[repr(C)]
struct AfterNothing((), [u64; 0], Opaque);

#[repr(C)]
struct Tail {
    a: u32,
    b: u16,
    rest: Opaque,
}

#[repr(C)]
struct Outer {
    x: u8,
    tail: Newtype,
}

fn address<T: PointeeSized>(of: *const T) -> usize {
    of.cast::<u8>().addr()
}

fn main() {
    let data = black_box([1u32, 0x0003_0002, 3, 4]);
    let start = data.as_ptr();
    // SAFETY: all of them are in `data`.
    unsafe {
        let newtype = &*(start as *const Newtype);
        println!("{}", address(&raw const newtype.0) == start.addr());
        let nested = &*(start as *const Nested);
        println!("{}", address(&raw const nested.0.0) == start.addr());
        let after = &*(start as *const AfterNothing);
        println!("{} {:?}", address(&raw const after.2) == start.addr(), after.0);
        let tail = &*(start as *const Tail);
        println!("{} {} {}", tail.a, tail.b, address(&raw const tail.b) - start.addr());
        let outer = &*(start as *const Outer);
        println!("{}", outer.x);
    }
    println!("{} {}", size_of::<*const Tail>(), size_of::<&Nested>());
}
