//! Variadic functions that Rust defines, which read what they get and pass it on.
#![feature(c_variadic)]
use std::ffi::{CStr, VaList, c_char};
use std::hint::black_box;

unsafe extern "C" fn sum(count: i32, mut rest: ...) -> i64 {
    // SAFETY: the caller passes as many.
    (0..count).map(|_| i64::from(unsafe { rest.arg::<i32>() })).sum()
}

unsafe extern "C" fn by_letters(letters: *const c_char, mut rest: ...) -> f64 {
    // SAFETY: the caller passes text, and what its letters say.
    unsafe { read(CStr::from_ptr(letters), &mut rest) }
}

unsafe fn read(letters: &CStr, list: &mut VaList<'_>) -> f64 {
    let mut total = 0.0;
    for letter in letters.to_bytes() {
        // SAFETY: as the letter says.
        total += unsafe {
            match letter {
                b'i' => f64::from(list.arg::<i32>()),
                b'l' => list.arg::<i64>() as f64,
                b'f' => list.arg::<f64>(),
                b'p' => f64::from(*list.arg::<*const u8>()),
                _ => f64::from(list.arg::<u32>()) * 1000.0,
            }
        };
    }
    total
}

fn main() {
    // SAFETY: what is passed is what the functions read.
    unsafe {
        println!("{} {}", sum(0), sum(3, 1i32, -2i32, black_box(i32::MAX)));
        println!("{}", sum(7, 1i32, 2i32, 3i32, 4i32, 5i32, 6i32, 7i32));
        let byte = black_box(200u8);
        println!("{}", by_letters(c"ilfpu".as_ptr(), -1i32, 1i64 << 40, 0.5f64, &raw const byte, 3u32));
        println!("{}", by_letters(c"flifl".as_ptr(), 0.25f64, -5i64, 7i32, 8.125f64, i64::from(byte)));
    }
}
