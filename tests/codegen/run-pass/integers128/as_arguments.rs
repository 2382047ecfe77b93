//! 128-bit integers as parameters and results, between others, in structures and in arrays.
use std::hint::black_box;

#[derive(Clone, Copy, Debug, PartialEq)]
struct Pair {
    tag: u8,
    value: i128,
    last: u16,
}

#[inline(never)]
fn many(a: u8, b: u128, c: i32, d: i128, e: f32, f: u128, g: u64) -> (i128, u128) {
    (d - i128::from(a) * i128::from(c), b ^ f ^ u128::from(g) ^ u128::from(e.to_bits()))
}

#[inline(never)]
fn by_value(pair: Pair, scale: i128) -> Pair {
    Pair { tag: pair.tag + 1, value: pair.value * scale, last: !pair.last }
}

#[inline(never)]
fn array(values: [u128; 3]) -> [u128; 3] {
    [values[2], values[0] + values[1], values[1].count_ones().into()]
}

extern "C" fn c_abi(a: i128, b: u128) -> i128 {
    a.wrapping_mul(b as i128) >> 3
}

fn main() {
    println!("{:?}", many(3, u128::MAX, -7, i128::MIN + 100, 1.5, 1 << 70, 99));
    println!("{:?}", by_value(black_box(Pair { tag: 1, value: -5 << 90, last: 3 }), -3));
    println!("{:?}", array(black_box([1 << 127, 1 << 64, 5])));
    let pointer: extern "C" fn(i128, u128) -> i128 = black_box(c_abi);
    println!("{}", pointer(-(1 << 100), 12345));
    let closure = |x: i128| move |y: u128| (x as u128).wrapping_add(y);
    println!("{}", closure(black_box(-1))(5));
    println!("{} {}", std::mem::align_of::<u128>(), std::mem::size_of::<Pair>());
    println!("{:?}", [Pair { tag: 0, value: i128::MAX, last: 1 }; 2]);
    println!("{:?}", Some(black_box(7u128)).map(|x| x << 100).filter(|x| *x > 1));
}
