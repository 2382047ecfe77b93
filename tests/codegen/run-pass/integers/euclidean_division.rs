//! The Euclidean remainder is never negative.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        let values: [$t; 9] = black_box([7, -7, 3, -3, 1, -1, 0, <$t>::MIN, <$t>::MAX]);
        println!("{}", stringify!($t));
        for a in values {
            for b in values {
                let (div, rem) = (a.checked_div_euclid(b), a.checked_rem_euclid(b));
                assert!(rem.is_none_or(|r| r >= 0));
                print!("{:?}/{:?} ", div.map_or(0, |q| q), rem.unwrap_or(-1));
                if b != 0 {
                    print!("{:?} ", a.overflowing_div_euclid(b));
                    print!("{} ", a.wrapping_rem_euclid(b));
                }
            }
            println!();
        }
    })* };
}

fn main() {
    table!(i8 i16 i32 i64 isize i128);
    let unsigned = black_box([0u32, 1, 9, 10, u32::MAX]);
    for a in unsigned {
        println!("{} {} {:?}", a.div_euclid(10), a.rem_euclid(10), a.checked_div_ceil(4));
    }
}

trait DivCeil {
    fn checked_div_ceil(self, by: u32) -> Option<u32>;
}

impl DivCeil for u32 {
    fn checked_div_ceil(self, by: u32) -> Option<u32> {
        (by != 0).then(|| self.div_ceil(by))
    }
}
