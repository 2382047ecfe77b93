//! What makes a NaN, and that it stays one.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        let (nan, inf, zero) = black_box(($t::NAN, $t::INFINITY, 0.0 as $t));
        let made = [
            inf - inf, inf * zero, zero / zero, inf / inf, inf % 2.0, 5.0 % zero, (-black_box(1.0 as $t)).sqrt(),
            (-black_box(1.0 as $t)).ln(), nan + 1.0, nan * zero, nan.powi(2), nan.floor(), inf.sin(),
        ];
        println!("{:?}", made.map(|x| x.is_nan()));
        let not = [nan.max(1.0), nan.min(1.0), nan.powi(0), inf + 1.0, 5.0 % inf, zero.powf(0.0)];
        println!("{not:?} {}", nan == nan);
        println!("{:?}", [nan.hypot(inf), inf.hypot(nan), (1.0 as $t).powf(nan)]);
        println!("{} {} {}", nan as i32, nan > 1.0, !(nan <= 1.0));
    })* };
}

fn main() {
    table!(f32 f64);
}
