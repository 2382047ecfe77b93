//! What zerocopy's derives refuse, by themselves and by the bounds they make.

use zerocopy::{FromBytes, Immutable, IntoBytes, KnownLayout, TryFromBytes, Unaligned};

#[derive(FromBytes)]
#[repr(u8)]
enum NotAllValues {
    A,
    B,
}

#[derive(IntoBytes)]
struct NoRepr {
    a: u8,
}

#[derive(IntoBytes)]
#[repr(C)]
struct Padded {
    a: u8,
    b: u32,
}

#[derive(Unaligned)]
#[repr(C, align(4))]
struct Aligned(u8);

#[derive(FromBytes)]
#[repr(C)]
struct Boolean {
    a: bool,
}

#[derive(Immutable)]
struct Cells(std::cell::Cell<u8>);

#[derive(KnownLayout)]
#[repr(packed(3))]
struct BadRepr(u8);

#[derive(TryFromBytes)]
enum NoReprEnum {
    A(u8),
}

#[derive(IntoBytes)]
#[repr(C)]
union Union<T> {
    a: T,
}

fn main() {}
