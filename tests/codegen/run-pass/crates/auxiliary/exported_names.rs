//! Functions and statics under names of their own, which others declare.
use std::ffi::c_int;

#[unsafe(no_mangle)]
pub extern "C" fn plain_name(a: c_int, b: u64) -> u64 {
    a as u64 ^ b
}

#[unsafe(export_name = "name.with-odd$characters")]
pub extern "C" fn odd_name(x: f64) -> f64 {
    x / 4.0
}

#[unsafe(no_mangle)]
pub static SHARED_TABLE: [u16; 4] = [9, 8, 7, 6];

#[unsafe(no_mangle)]
pub static mut SHARED_COUNTER: i64 = -5;

#[unsafe(no_mangle)]
pub fn rust_abi(text: &str, numbers: &[i32]) -> String {
    format!("{text}{}", numbers.iter().sum::<i32>())
}

unsafe extern "C" {
    fn from_program(x: i32) -> i32;
}

pub fn call_back(x: i32) -> i32 {
    // SAFETY: the program defines it.
    unsafe { from_program(x) * 2 }
}
