//! `#[unsafe_target_feature]`, on functions and in impls.
//@ dependency: curve25519-dalek-derive = "0.1"

use curve25519_dalek_derive::unsafe_target_feature;

struct Adder(u32);

#[unsafe_target_feature("sse2")]
impl Adder {
    fn add(&self, other: u32) -> u32 {
        self.0 + other
    }

    fn twice(self) -> u32 {
        self.0 * 2
    }
}

#[unsafe_target_feature("sse2")]
fn product<const N: usize>(numbers: &[u32; N]) -> u32 {
    numbers.iter().product()
}

fn main() {
    println!("{} {} {}", Adder(1).add(2), Adder(4).twice(), product(&[2, 3, 7]));
}
