//! Negation, absolute value and copied signs change one bit, also of NaN.
use std::hint::black_box;

fn main() {
    for a in black_box([0.0f64, -0.0, 1.5, -1.5, f64::INFINITY, f64::NEG_INFINITY]) {
        for b in [1.0, -1.0, 0.0, -0.0] {
            print!("{:?} ", a.copysign(black_box(b)));
        }
        println!("{:?} {:?} {:?}", -a, a.abs(), a.signum());
    }
    // The payload of a NaN stays through what is not arithmetic.
    for bits in black_box([0x7FF8_0000_0000_1234u64, 0xFFF8_0000_0000_0001]) {
        let nan = f64::from_bits(bits);
        println!("{:x} {:x} {:x}", (-nan).to_bits(), nan.abs().to_bits(), nan.copysign(-1.0).to_bits());
    }
    for bits in black_box([0x7FC0_1234u32, 0xFFC0_0001]) {
        let nan = f32::from_bits(bits);
        println!("{:x} {:x} {:x}", (-nan).to_bits(), nan.abs().to_bits(), nan.copysign(1.0).to_bits());
    }
    println!("{:?} {:?}", -black_box(0.0f32), 0.0 - black_box(0.0f32));
    println!("{:?} {:?}", black_box(-0.0f64) + 0.0, black_box(-0.0f64) + -0.0);
    println!("{:?} {:?}", black_box(-0.0f64) * -1.0, 1.0 / black_box(-0.0f64));
}
