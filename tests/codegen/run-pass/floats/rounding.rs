//! Every way to round, also halves and numbers that have no fraction.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        for a in black_box([
            0.0 as $t, -0.0, 0.4, 0.5, 0.6, -0.4, -0.5, -0.6, 1.5, 2.5, -1.5, -2.5, 0.49999997, 1e7 + 0.5,
            8388607.5, 8388608.5, 4503599627370495.5, 1e30, -1e30, 0.9999999, -1e-20, $t::INFINITY,
        ]) {
            print!("{:?} {:?} {:?} ", a.floor(), a.ceil(), a.round());
            print!("{:?} {:?} {:?} ", a.trunc(), a.round_ties_even(), a.fract());
            println!("{:?} {:?}", a.signum(), a.abs());
        }
        println!("{}", black_box($t::NAN).floor().is_nan());
    })* };
}

fn main() {
    table!(f32 f64);
}
