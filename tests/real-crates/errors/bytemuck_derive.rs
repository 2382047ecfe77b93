//! What bytemuck's derives refuse.

use bytemuck::{CheckedBitPattern, Contiguous, NoUninit, Pod, TransparentWrapper, Zeroable};

#[derive(Clone, Copy, Pod, Zeroable)]
struct NoRepr {
    a: u8,
}

#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
struct Padded {
    a: u8,
    b: u32,
}

#[derive(Clone, Copy, Pod, Zeroable)]
#[repr(C)]
struct Generic<T>(T);

#[derive(Clone, Copy, NoUninit)]
enum NoInteger {
    A,
}

#[derive(Clone, Copy, CheckedBitPattern)]
#[repr(u8)]
enum Fields {
    A(u8),
}

#[derive(Clone, Copy, Contiguous)]
#[repr(u8)]
enum Gaps {
    A = 1,
    B = 3,
}

#[derive(TransparentWrapper)]
#[repr(transparent)]
struct Unclear(u8, u16);

fn main() {}
