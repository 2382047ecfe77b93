//! A function of C that is declared by several signatures, as modules of one crate do it.
use std::hint::black_box;

mod one {
    unsafe extern "C" {
        pub fn abs(x: i32) -> i32;
        pub fn strlen(text: *const u8) -> usize;
    }
}

mod other {
    unsafe extern "C" {
        pub fn abs(x: i32);
        pub fn strlen(text: usize) -> u32;
    }
}

fn main() {
    let text = c"a text";
    // SAFETY: the functions get what they take.
    unsafe {
        println!("{}", one::abs(black_box(-97)));
        other::abs(black_box(-98));
        println!("{}", one::strlen(black_box(text.as_ptr().cast())));
        println!("{}", other::strlen(black_box(text.as_ptr().addr())));
        let again: unsafe extern "C" fn(i32) -> i32 = black_box(one::abs);
        println!("{}", again(black_box(-99)));
    }
}
