//! Narrow integers stay narrow: what overflows in a byte never shows in a wider use.
use std::hint::black_box;

#[inline(never)]
fn narrow_u8(a: u8, b: u8) -> (u32, bool, u64) {
    let sum = a.wrapping_add(b);
    (u32::from(sum), sum < a, u64::from(sum.wrapping_mul(3)) << 4)
}

#[inline(never)]
fn narrow_i8(a: i8, b: i8) -> (i32, bool, i64) {
    let sum = a.wrapping_add(b);
    (i32::from(sum), sum < a, i64::from(sum.wrapping_neg()) * 1000)
}

#[inline(never)]
fn narrow_u16(a: u16, b: u16) -> (u32, bool, usize) {
    let product = a.wrapping_mul(b);
    (u32::from(product), product > a, usize::from(product >> 3))
}

#[inline(never)]
fn narrow_i16(a: i16, b: i16) -> (i32, bool, i64) {
    let product = a.wrapping_mul(b);
    (i32::from(product), product > a, i64::from(product >> 3))
}

#[inline(never)]
fn indexed(table: &[u8; 256], a: u8, b: u8) -> u8 {
    table[a.wrapping_sub(b) as usize].wrapping_shl(u32::from(b)) ^ !a
}

fn main() {
    let table: [u8; 256] = std::array::from_fn(|i| (i as u8).wrapping_mul(37));
    for a in black_box([0u8, 1, 127, 128, 200, 255]) {
        for b in black_box([0u8, 1, 100, 127, 128, 255]) {
            print!("{:?} {:?} ", narrow_u8(a, b), narrow_i8(a as i8, b as i8));
            let (c, d) = (u16::from(a) * 257, u16::from(b) << 7 | 3);
            print!("{:?} {:?} ", narrow_u16(c, d), narrow_i16(c as i16, d as i16));
            println!("{}", indexed(&table, a, b));
        }
    }
}
