//! Sizes, alignments, offsets, discriminants and comparisons of memory by intrinsics.
#![feature(core_intrinsics)]
#![allow(internal_features)]
use std::hint::black_box;
use std::intrinsics;
use std::mem::{align_of_val, discriminant, size_of_val};

#[repr(u16)]
#[allow(dead_code)]
enum Tagged {
    A = 500,
    B(u8) = 9,
    C { x: u64 } = 65535,
}

fn main() {
    let values: [&dyn std::fmt::Debug; 4] = [&1u8, &[1u64; 3], &"text", &(1u8, 2u32)];
    for value in black_box(values) {
        println!("{} {} {value:?}", size_of_val(value), align_of_val(value));
    }
    let text: &str = black_box("unsized");
    println!("{} {}", size_of_val(text), align_of_val(&[1u16, 2][..]));
    for tagged in black_box([Tagged::A, Tagged::B(1), Tagged::C { x: 1 }]) {
        print!("{} {} ", intrinsics::discriminant_value(&tagged), discriminant(&tagged) == discriminant(&Tagged::B(0)));
    }
    println!();
    let (a, b) = black_box(([1u8, 2, 3, 4], [1u8, 2, 4, 3]));
    // SAFETY: both have four bytes.
    unsafe {
        println!("{} {}", intrinsics::compare_bytes(a.as_ptr(), b.as_ptr(), 4).signum(), intrinsics::raw_eq(&a, &b));
        println!("{} {}", intrinsics::compare_bytes(a.as_ptr(), b.as_ptr(), 2), intrinsics::raw_eq(&[1u32, 2], &[1, 2]));
        let mut target = [0u16; 4];
        intrinsics::write_bytes(target.as_mut_ptr(), 0xAB, 3);
        println!("{target:x?}");
        println!("{}", intrinsics::ptr_offset_from(&raw const target[3], &raw const target[0]));
        println!("{}", intrinsics::ptr_offset_from_unsigned(&raw const target[2], &raw const target[1]));
        println!("{}", intrinsics::volatile_load(&raw const target[0]));
        println!("{:x}", intrinsics::unaligned_volatile_load((&raw const target).cast::<u8>().add(1).cast::<u32>()));
    }
    println!("{} {}", const { intrinsics::type_name::<Option<u8>>() }, const { intrinsics::size_of::<Tagged>() });
    println!("{} {}", const { intrinsics::variant_count::<Tagged>() }, const { intrinsics::needs_drop::<Tagged>() });
}
