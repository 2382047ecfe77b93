//! The class of each kind of float, its sign, and its neighbours.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        for a in black_box([
            0.0 as $t, -0.0, 1.0, -1.0, $t::MAX, $t::MIN, $t::MIN_POSITIVE, $t::MIN_POSITIVE / 2.0,
            $t::from_bits(1), $t::INFINITY, $t::NEG_INFINITY,
        ]) {
            print!("{:?} {} {} ", a.classify(), a.is_finite(), a.is_normal());
            print!("{} {} {} ", a.is_subnormal(), a.is_infinite(), a.is_sign_negative());
            println!("{:e} {:e} {:x}", a.next_up(), a.next_down(), a.to_bits());
        }
        let nan = black_box($t::NAN);
        println!("{:?} {} {}", nan.classify(), nan.is_nan(), nan.is_finite());
        println!("{:e} {:e} {} {}", $t::EPSILON, $t::MIN_POSITIVE, $t::DIGITS, $t::MANTISSA_DIGITS);
    })* };
}

fn main() {
    table!(f32 f64);
}
