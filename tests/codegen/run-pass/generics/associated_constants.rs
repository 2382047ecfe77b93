//! Constants of traits and types, which depend on parameters, and select code.
use std::hint::black_box;

trait Field {
    const BITS: u32;
    const MASK: u64 = if Self::BITS >= 64 { u64::MAX } else { (1 << Self::BITS) - 1 };
    const NAMES: &'static [&'static str];
    const NEGATE: Option<fn(i64) -> i64> = None;
}

struct Small;
struct Large;
struct Both<A, B>(A, B);

impl Field for Small {
    const BITS: u32 = 5;
    const NAMES: &'static [&'static str] = &["small"];
}

impl Field for Large {
    const BITS: u32 = 64;
    const NAMES: &'static [&'static str] = &["large", "big"];
    const NEGATE: Option<fn(i64) -> i64> = Some(|x| -x);
}

impl<A: Field, B: Field> Field for Both<A, B> {
    const BITS: u32 = A::BITS + B::BITS / 2;
    const NAMES: &'static [&'static str] = if A::NAMES.len() > 1 { A::NAMES } else { B::NAMES };
    const NEGATE: Option<fn(i64) -> i64> = B::NEGATE;
}

struct Table<const N: usize>;

impl<const N: usize> Table<N> {
    const SQUARES: [u32; N] = {
        let mut squares = [0; N];
        let mut i = 0;
        while i < N {
            squares[i] = (i * i) as u32;
            i += 1;
        }
        squares
    };
    const SUM: u32 = {
        let (mut sum, mut i) = (0, 0);
        while i < N {
            sum += Self::SQUARES[i];
            i += 1;
        }
        sum
    };
}

fn masked<F: Field>(x: u64) -> (u64, i64, &'static str) {
    (x & F::MASK, F::NEGATE.map_or(1, |f| f(x as i64)), F::NAMES[F::NAMES.len() - 1])
}

fn main() {
    let x = black_box(0xDEAD_BEEF_CAFE);
    println!("{:x?} {:x?}", masked::<Small>(x), masked::<Large>(x));
    println!("{:x?} {:x?}", masked::<Both<Small, Large>>(x), masked::<Both<Both<Large, Small>, Small>>(x));
    println!("{:?} {} {}", Table::<6>::SQUARES, Table::<100>::SUM, Table::<0>::SUM);
    println!("{}", Table::<1000>::SQUARES[black_box(999)]);
}
