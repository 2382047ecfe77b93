//! Remainders of floats, exact whatever the sizes.
use std::hint::black_box;

fn main() {
    let values = black_box([1.0f64, -1.0, 5.3, -5.3, 0.1, 1e17, 1e300, 3e-320, 0.75, f64::MAX]);
    for a in values {
        for b in values {
            print!("{:e} {:e} {:e} ", a % b, a.rem_euclid(b), a.div_euclid(b));
        }
        println!();
    }
    for (a, b) in black_box([(7.5f32, 2.0f32), (-7.5, 2.0), (1e30, 7.0), (0.3, 0.1), (-0.0, 1.0)]) {
        let mut assigned = a;
        assigned %= b;
        println!("{:?} {:?} {:?}", a % b, assigned, a.rem_euclid(b));
    }
}
