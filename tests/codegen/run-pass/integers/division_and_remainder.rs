//! Division rounds towards zero, and the remainder has the sign of the dividend.
use std::hint::black_box;

macro_rules! table {
    ($($t:ident: $($v:expr),*;)*) => { $({
        let values: &[$t] = black_box(&[$($v),*]);
        println!("{}", stringify!($t));
        for &a in values {
            for &b in values {
                if b != 0 {
                    let (q, r) = (a.wrapping_div(b), a.wrapping_rem(b));
                    assert_eq!(q.wrapping_mul(b).wrapping_add(r), a);
                    print!("{q},{r} ");
                }
            }
            println!();
        }
    })* };
}

fn main() {
    table! {
        i8: 0, 1, -1, 7, -7, 100, -100, i8::MAX, i8::MIN;
        u8: 0, 1, 7, 100, 200, u8::MAX;
        i16: 0, 1, -1, 10, -10, 999, i16::MAX, i16::MIN;
        u16: 0, 1, 10, 999, 40000, u16::MAX;
        i32: 0, 1, -1, 10, -10, 65536, i32::MAX, i32::MIN;
        u32: 0, 1, 10, 65536, 3000000000, u32::MAX;
        i64: 0, 1, -1, 10, -10, 1 << 32, 1 << 33, -(1 << 40) + 5, i64::MAX, i64::MIN;
        u64: 0, 1, 10, 1 << 32, (1 << 63) + 1, u64::MAX;
        isize: 0, 1, -1, 3, -3, isize::MAX, isize::MIN;
        usize: 0, 1, 3, usize::MAX;
    }
}
