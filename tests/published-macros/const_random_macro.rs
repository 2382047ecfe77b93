//! `const_random!`: random numbers, which are the same at each compilation as their seed is given.
//@ dependency: const-random = "0.1"
//@ variable: CONST_RANDOM_SEED = "a seed"

use const_random::const_random;

const KEY: u64 = const_random!(u64);

fn main() {
    println!("{KEY} {} {}", const_random!(u8), const_random!(usize));
}
