//! Functions that LLVM compiles, of every shape that returns or passes more than one number. Those
//! named `llvm_*` are called by the functions in `shapes.clif`, and `check` calls those.

#![no_std]
#![crate_type = "lib"]
#![feature(f16, f128)]
#![allow(improper_ctypes_definitions, reason = "pairs are passed by Rust's own ABI")]

#[repr(C)]
#[derive(Clone, Copy, PartialEq)]
pub struct Large {
    a: u64,
    b: u32,
    c: [u8; 20],
}

#[repr(transparent)]
#[derive(Clone, Copy, PartialEq)]
pub struct Single(f64);

macro_rules! shapes {
    ($($llvm:ident $clif:ident ($($arg:ident: $ty:ty = $value:expr),*) -> $ret:ty = $result:expr;)*) => {
        $(
            #[unsafe(no_mangle)]
            pub extern "Rust" fn $llvm($($arg: $ty),*) -> $ret {
                $result
            }
        )*
        unsafe extern "Rust" {
            $(safe fn $clif($($arg: $ty),*) -> $ret;)*
        }
        /// The number of the first shape that comes back wrong from Cranelift's side, or 0.
        #[unsafe(no_mangle)]
        pub extern "C" fn check() -> u32 {
            let mut number = 0;
            $(
                number += 1;
                $(let $arg: $ty = core::hint::black_box($value);)*
                // The other side calls back here and hands on what it gets.
                if $clif($($arg),*) != $result {
                    return number;
                }
            )*
            0
        }
    };
}

shapes! {
    llvm_u8_u64 clif_u8_u64 (a: u8 = 250, b: u64 = 7) -> (u8, u64) = (a.wrapping_add(9), b << 40);
    llvm_u64_u8 clif_u64_u8 (a: u64 = 3, b: u8 = 200) -> (u64, u8) = (a + 1, b.wrapping_mul(3));
    llvm_i128 clif_i128 (a: i128 = -5, b: u64 = 9) -> i128 = (a << 70) ^ b as i128;
    llvm_u128_bool clif_u128_bool (a: u128 = 1 << 90, b: bool = true) -> (u128, bool) = (a * 3, !b);
    llvm_u8_u128 clif_u8_u128 (a: u8 = 77, b: u128 = 1 << 100) -> (u8, u128) = (!a, b + 1);
    llvm_i16_i8 clif_i16_i8 (a: i16 = -300, b: i8 = -3) -> (i16, i8) = (a.wrapping_mul(200), b.wrapping_sub(126));
    llvm_f32_f64 clif_f32_f64 (a: f32 = 1.5, b: f64 = -2.25) -> (f32, f64) = (a * 2.0, b - 1.0);
    llvm_f64_u32 clif_f64_u32 (a: f64 = 0.5, b: u32 = 4) -> (f64, u32) = (a + b as f64, b ^ 0xffff_0000);
    llvm_f16_f128 clif_f16_f128 (a: f16 = 1.5, b: f128 = 2.0) -> (f16, f128) = (f16::from_bits(a.to_bits() ^ 0x8000), f128::from_bits(b.to_bits() ^ 1 << 127));
    llvm_f128 clif_f128 (a: u32 = 3, b: f128 = 2.0) -> f128 = f128::from_bits(b.to_bits() | a as u128);
    llvm_f16 clif_f16 (a: f16 = 1.5) -> f16 = f16::from_bits(a.to_bits() ^ 3);
    llvm_char clif_char (a: char = 'x', b: Option<u32> = Some(9)) -> Option<char> = if b == Some(9) { Some(a) } else { None };
    llvm_large clif_large (a: Large = Large { a: 1, b: 2, c: [3; 20] }, b: u8 = 255) -> Large = Large { a: a.a + b as u64, b: !a.b, ..a };
    llvm_single clif_single (a: Single = Single(0.25)) -> Single = Single(a.0 * 8.0);
    llvm_slice clif_slice (a: &'static str = "abc") -> &'static str = if a.len() == 3 { "longer" } else { a };
    llvm_bool clif_bool (a: bool = true, b: i8 = -1, c: u16 = 65535) -> bool = a & (b == -1) & (c == 65535);
    llvm_i8 clif_i8 (a: i8 = 100) -> i8 = a.wrapping_add(100);
    llvm_many clif_many (a: u8 = 1, b: i128 = -2, c: f32 = 3.0, d: u16 = 4, e: u64 = 5, f: (u8, u32) = (6, 7)) -> (i128, u16) = (b * e as i128 + a as i128 + c as i128 + f.0 as i128, d + f.1 as u16);
}

/// By the ABI of C, narrow integers are extended by the caller.
#[unsafe(no_mangle)]
pub extern "C" fn llvm_c_narrow(a: u8, b: i8, c: u16, d: i16) -> i16 {
    (a as i16) + (b as i16) + (c as i16) + d
}

/// What an indirect call reaches.
#[unsafe(no_mangle)]
pub extern "C" fn llvm_twice(f: extern "C" fn(u32) -> u64, x: u32) -> u64 {
    f(x) * 2
}

#[unsafe(no_mangle)]
pub static mut LLVM_STATIC: [u32; 4] = [10, 20, 30, 40];

unsafe extern "C" {
    static CLIF_TABLE: [Option<extern "C" fn(u32) -> u64>; 2];
    static mut CLIF_ZEROS: [u64; 4];
    static CLIF_POINTER: &'static u32;
}

/// Data of the other side: functions in it, zeros, and a pointer into data of this side.
#[unsafe(no_mangle)]
pub extern "C" fn check_data() -> u32 {
    unsafe {
        if CLIF_TABLE[1].is_some() {
            return 1;
        }
        if CLIF_TABLE[0].map(|f| f(5)) != Some(105) {
            return 2;
        }
        if CLIF_ZEROS != [0; 4] {
            return 3;
        }
        CLIF_ZEROS[2] = 1;
        if *CLIF_POINTER != 30 {
            return 4;
        }
    }
    0
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}
