//! Functions with the ABI of C, through pointers, with every kind of scalar.
use std::hint::black_box;

extern "C" fn integers(a: i8, b: u8, c: i16, d: u16, e: i32, f: u32, g: i64, h: u64, i: usize) -> i64 {
    i64::from(a) + i64::from(b) + i64::from(c) + i64::from(d) + i64::from(e) + i64::from(f) + g + h as i64 + i as i64
}

extern "C" fn floats(a: f32, b: f64, c: i32, d: f32) -> f64 {
    f64::from(a) + b * f64::from(c) - f64::from(d)
}

extern "C" fn narrow(a: u8, b: i16) -> i8 {
    (a as i8).wrapping_add(b as i8)
}

extern "C" fn truth(a: bool, b: bool) -> bool {
    a ^ b
}

extern "C" fn pointer(a: *const u16, b: &mut u32, c: Option<&u8>) -> *const u16 {
    *b += c.map_or(100, |c| u32::from(*c));
    a.wrapping_add(1)
}

extern "C" fn nothing() {}

extern "C" fn callback(f: extern "C" fn(u8, i16) -> i8, times: u32) -> i32 {
    (0..times).map(|i| i32::from(f((i as u8).wrapping_mul(50), -1))).sum()
}

extern "C" fn maybe(f: Option<extern "C" fn()>) -> u32 {
    f.map_or(0, |f| {
        f();
        1
    })
}

fn main() {
    let integers: extern "C" fn(i8, u8, i16, u16, i32, u32, i64, u64, usize) -> i64 = black_box(integers);
    println!("{}", integers(-1, 255, -2, 65535, -3, u32::MAX, -4, 1 << 33, 5));
    println!("{}", black_box(floats as extern "C" fn(f32, f64, i32, f32) -> f64)(0.5, 1.25, -3, 8.0));
    println!("{} {}", black_box(narrow as extern "C" fn(u8, i16) -> i8)(200, -300), callback(narrow, 7));
    println!("{} {}", truth(black_box(true), false), truth(true, black_box(true)));
    let words = black_box([10u16, 20, 30]);
    let mut sum = 5;
    let next = pointer(words.as_ptr(), &mut sum, Some(&7));
    // SAFETY: it points to the second of three words.
    println!("{} {sum}", unsafe { *next });
    pointer(next, &mut sum, None);
    println!("{sum} {} {}", maybe(Some(black_box(nothing))), maybe(black_box(None)));
}
