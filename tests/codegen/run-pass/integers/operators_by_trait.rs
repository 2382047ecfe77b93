//! The operators of every integer type through generic code and references.
use std::fmt::Display;
use std::hint::black_box;
use std::ops::*;

fn binary<T>(a: T, b: T)
where
    T: Copy + Display + Add<Output = T> + Sub<Output = T> + Mul<Output = T> + Div<Output = T>,
    T: Rem<Output = T> + BitAnd<Output = T> + BitOr<Output = T> + BitXor<Output = T>,
    T: Not<Output = T> + Shl<u32, Output = T> + Shr<u32, Output = T>,
    for<'a> &'a T: Add<&'a T, Output = T> + Mul<T, Output = T>,
{
    print!("{} {} {} {} {} ", a + b, a - b, a * b, a / b, a % b);
    print!("{} {} {} {} ", a & b, a | b, a ^ b, !a);
    println!("{} {} {} {}", a << 2, a >> 1, &a + &b, &b * a);
}

fn assign<T>(mut a: T, b: T)
where
    T: Copy + Display + AddAssign + SubAssign + MulAssign + DivAssign + RemAssign,
    T: BitAndAssign + BitOrAssign + BitXorAssign + for<'a> AddAssign<&'a T>,
{
    a += b;
    a *= b;
    a -= b;
    a += &b;
    print!("{a} ");
    a /= b;
    a |= b;
    a ^= b;
    print!("{a} ");
    a += b;
    a %= b;
    a &= b;
    println!("{a}");
}

fn main() {
    macro_rules! each {
        ($($t:ident)*) => { $(
            binary::<$t>(black_box(11), black_box(5));
            assign::<$t>(black_box(9), black_box(3));
        )* };
    }
    each!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
}
