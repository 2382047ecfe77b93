//! Sizes, alignments and offsets of structs of every `repr`.
use std::mem::{align_of, offset_of, size_of};

macro_rules! show {
    ($($t:ty: $($field:ident)*;)*) => { $(
        print!("{}: {} {}", stringify!($t), size_of::<$t>(), align_of::<$t>());
        $( print!(" {}", offset_of!($t, $field)); )*
        println!();
    )* };
}

#[repr(C)]
struct Mixed { a: u8, b: u32, c: u16, d: u64, e: u8 }
#[repr(C, packed)]
struct Packed { a: u8, b: u32, c: u16, d: u64, e: u8 }
#[repr(C, packed(2))]
struct PackedTwo { a: u8, b: u32, c: u16, d: u64, e: u8 }
#[repr(C, align(32))]
struct Aligned { a: u8 }
#[repr(transparent)]
struct Transparent { a: u128, b: () }
#[repr(C)]
struct Empty;
#[repr(C)]
struct Nested { a: u8, b: Aligned, c: Packed }
#[repr(C)]
union Either { a: u8, b: f64, c: [u16; 5] }

fn main() {
    show! {
        Mixed: a b c d e;
        Packed: a b c d e;
        PackedTwo: a b c d e;
        Aligned: a;
        Transparent: a b;
        Empty:;
        Nested: a b c;
        Either: a b c;
        (u8, u16): ;
        [Mixed; 3]:;
        bool:; char:; f32:; f64:; u128:; usize:; &u8:; &[u8]:; &dyn Send:; fn() -> u8:; ():;
    }
}
