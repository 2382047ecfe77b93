//! The functions of floats that libraries compute.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        for x in black_box([0.0 as $t, 0.5, 1.0, 2.0, -0.75, 10.0, 1e-5, 100.25]) {
            print!("{:e} {:e} {:e} {:e} ", x.sin(), x.cos(), x.tan(), x.atan());
            print!("{:e} {:e} {:e} {:e} ", x.exp(), x.exp2(), x.exp_m1(), x.abs().ln_1p());
            print!("{:e} {:e} {:e} ", x.abs().sqrt(), x.cbrt(), (x * 0.01).asin());
            print!("{:e} {:e} {:e} ", (x * 0.01).acos(), x.sinh(), x.tanh());
            print!("{:e} {:e} {:e} ", (x.abs() + 1.0).ln(), (x.abs() + 1.0).log2(), (x.abs() + 1.0).log10());
            print!("{:e} {:e} {:e} ", x.atan2(0.5), x.hypot(3.0), x.asinh());
            println!("{:e} {:e} {:?}", (x.abs() + 1.0).acosh(), (x * 0.009).atanh(), x.sin_cos());
        }
    })* };
}

fn main() {
    table!(f32 f64);
}
