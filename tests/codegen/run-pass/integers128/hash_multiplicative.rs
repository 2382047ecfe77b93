//! A generator of random numbers with 128 bits of state, and the high half of 64-bit products.
use std::hint::black_box;

struct Generator(u128);

impl Generator {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(0x2360ED051FC65DA44385DF649FCCF645).wrapping_add(0x5851F42D);
        let rotation = (self.0 >> 122) as u32;
        ((self.0 >> 64) as u64 ^ self.0 as u64).rotate_right(rotation)
    }

    fn below(&mut self, limit: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(limit)) >> 64) as u64
    }
}

fn main() {
    let mut generator = Generator(black_box(0xCAFE_F00D_D15E_A5E5));
    let mut counts = [0u32; 10];
    for i in 0..5000 {
        counts[generator.below(10) as usize] += 1;
        if i % 500 == 0 {
            println!("{:016x} {}", generator.next(), generator.below(1_000_000_007));
        }
    }
    println!("{counts:?} {:x}", generator.0);
    let signed = |a: i64, b: i64| ((i128::from(a) * i128::from(b)) >> 64) as i64;
    println!("{} {}", signed(i64::MIN, i64::MIN), signed(black_box(i64::MIN), 3));
}
