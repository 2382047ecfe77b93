//! The least, the greatest and the clamped of edge values.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        let values: [$t; 6] = black_box([0, 1, !0, <$t>::MAX, <$t>::MIN, 77]);
        print!("{}:", stringify!($t));
        for a in values {
            for b in values {
                print!(" {},{}", a.min(b), a.max(b));
                if a <= b {
                    print!(",{}", black_box(50 as $t).clamp(a, b));
                }
                assert_eq!(std::cmp::max(a, b), std::cmp::max_by_key(b, a, |&x| x));
            }
        }
        println!(" {:?} {:?}", values.iter().min(), values.iter().max());
    })* };
}

fn main() {
    table!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
}
