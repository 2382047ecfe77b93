//! Chains of casts, each of which cuts or extends what the one before left.
use std::hint::black_box;

fn main() {
    for a in black_box([0i64, -1, 1 << 7, 1 << 15, 1 << 31, 1 << 32, 0x1234_5678_9ABC_DEF0, i64::MIN]) {
        print!("{} {} ", a as i8 as u32 as i64, a as u8 as i32 as u64);
        print!("{} {} ", a as i16 as u128, a as u16 as i8 as i128);
        print!("{} {} ", a as i32 as f32 as i64, a as u32 as f64 as u8);
        print!("{} {} ", a as f64 as i32 as u16, a as f32 as u64 as i8);
        print!("{} {} ", a as usize as i64, a as isize as u128);
        print!("{} {} ", (a as u8 as char) as u32 as i8, (a & 1 != 0) as u8 as i64);
        println!("{} {}", (a as i128 * a as i128) as u64, ((a as u128) << 3) as i32);
    }
}
