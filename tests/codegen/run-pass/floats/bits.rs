//! Floats from bits and to bytes, taken apart and put together.
use std::hint::black_box;

fn parts(x: f64) -> (bool, i32, u64) {
    let bits = x.to_bits();
    (bits >> 63 == 1, (bits >> 52 & 0x7FF) as i32 - 1023, bits & ((1 << 52) - 1))
}

fn together(sign: bool, exponent: i32, mantissa: u64) -> f64 {
    f64::from_bits(u64::from(sign) << 63 | ((exponent + 1023) as u64) << 52 | mantissa)
}

fn main() {
    for x in black_box([0.0, -0.0, 1.0, -2.0, 0.1, 1e308, 5e-324, f64::INFINITY, std::f64::consts::PI]) {
        let (sign, exponent, mantissa) = parts(x);
        assert_eq!(together(sign, exponent, mantissa).to_bits(), x.to_bits());
        println!("{sign} {exponent} {mantissa:x} {:02x?} {:02x?}", x.to_be_bytes(), (x as f32).to_le_bytes());
    }
    for bits in black_box([0u32, 1, 0x3F80_0000, 0x7F7F_FFFF, 0x8000_0000, 0x0080_0000, 0xC049_0FDB]) {
        println!("{:e} {:?}", f32::from_bits(bits), f32::from_ne_bytes(bits.to_ne_bytes()));
    }
}
