//! Shifts by every amount, of which wrapping ones take the low bits, and checked ones are `None` beyond.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        println!("{}", stringify!($t));
        for a in black_box([1, <$t>::MAX, <$t>::MIN, (0x5A as u8 as $t) | 1]) {
            for by in (0..<$t>::BITS + 3).step_by(if <$t>::BITS > 32 { 5 } else { 1 }) {
                let by = black_box(by);
                print!("{:x},{:x} ", a.wrapping_shl(by), a.wrapping_shr(by));
                if let (Some(l), Some(r)) = (a.checked_shl(by), a.checked_shr(by)) {
                    assert_eq!((l, r), (a << by, a >> by));
                } else {
                    print!("none ");
                }
            }
            println!("{:?} {:?}", a.checked_shl(u32::MAX), a.overflowing_shr(<$t>::BITS + 1));
        }
    })* };
}

fn main() {
    table!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
}
