//! All comparisons of all pairs of edge values, signed and unsigned.
use std::cmp::Ordering;
use std::hint::black_box;

fn letter(order: Ordering) -> char {
    match order {
        Ordering::Less => '<',
        Ordering::Equal => '=',
        Ordering::Greater => '>',
    }
}

macro_rules! table {
    ($($t:ident)*) => { $({
        println!("{}", stringify!($t));
        let values: [$t; 9] = black_box(
            [0, 1, 2, !0, !1, <$t>::MAX, <$t>::MIN, <$t>::MAX - 1, 1 << (<$t>::BITS / 2)]
        );
        for a in values {
            for b in values {
                let bits = [a < b, a <= b, a > b, a >= b, a == b, a != b];
                let bits = bits.iter().fold(0, |bits, &bit| bits << 1 | u8::from(bit));
                print!("{}{bits:02x} ", letter(a.cmp(&b)));
                assert_eq!(a.partial_cmp(&b), Some(a.cmp(&b)));
            }
            println!();
        }
    })* };
}

fn main() {
    table!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
}
