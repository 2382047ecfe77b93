//! The operators of floats on edge values.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        let values: [$t; 11] = black_box([
            0.0, -0.0, 1.0, -1.5, 0.1, 3e7, $t::MAX, $t::MIN_POSITIVE, $t::EPSILON, $t::INFINITY,
            $t::NEG_INFINITY,
        ]);
        for a in values {
            for b in values {
                print!("{:e} {:e} {:e} {:e} {:e} ", a + b, a - b, a * b, a / b, a % b);
            }
            println!("{:e} {:e}", -a, a.recip());
        }
    })* };
}

fn main() {
    table!(f32 f64);
}
