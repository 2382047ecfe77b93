//! Comparisons of floats, where NaN is unequal to all, and zeros are equal.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        let values: [$t; 8] =
            black_box([0.0, -0.0, 1.0, -1.0, $t::NAN, $t::INFINITY, $t::NEG_INFINITY, $t::MIN_POSITIVE]);
        for a in values {
            for b in values {
                let bits = [a < b, a <= b, a > b, a >= b, a == b, a != b];
                let bits = bits.iter().fold(0, |bits, &bit| bits << 1 | u8::from(bit));
                print!("{bits:02x} {:?} {:?} ", a.partial_cmp(&b), a.total_cmp(&b));
                print!("{} ", if a < b { 1 } else if !(a >= b) { 2 } else { 3 });
            }
            println!();
        }
    })* };
}

fn main() {
    table!(f32 f64);
    let mut sorted = black_box([2.5, f64::NAN, -0.0, 0.0, -1e300, f64::INFINITY, 1.0]);
    sorted.sort_by(f64::total_cmp);
    println!("{sorted:?}");
}
