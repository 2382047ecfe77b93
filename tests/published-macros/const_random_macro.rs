//! `const_random!`: numbers that differ from compilation to compilation natively, and not as a module.
//@ dependency: const-random = "0.1"
//@ why: random numbers, which natively are others at each compilation

use const_random::const_random;

const KEY: u64 = const_random!(u64);

fn main() {
    let small = const_random!(u8);
    println!("{}", KEY != 0 && u64::from(small) < 256);
}
