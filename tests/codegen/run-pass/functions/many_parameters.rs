//! Functions with more parameters and larger results than fit in registers.
use std::hint::black_box;

#[inline(never)]
fn twenty(
    a: u8, b: i16, c: u32, d: i64, e: f32, f: f64, g: bool, h: char, i: &str, j: [u8; 3], k: (u8, u16), l: Option<u32>,
    m: u128, n: usize, o: &mut u64, p: fn(u8) -> u8, q: i8, r: Result<u8, u16>, s: Box<i32>, t: (),
) -> (u64, f64, String, [u16; 4], Option<Box<i32>>, char) {
    *o += u64::from(a) + u64::from(p(q as u8)) + n as u64;
    let text = format!("{i}{h}{g}{:?}{t:?}", l);
    let words = [u16::from(j[0]), k.1, r.map_or_else(|e| e, u16::from), (m >> 100) as u16];
    (d as u64 ^ u64::from(c), f * f64::from(e) + f64::from(b), text, words, Some(s), h)
}

#[inline(never)]
fn floats(a: f32, b: f32, c: f32, d: f32, e: f64, f: f64, g: f64, h: f64, i: f32, j: f64) -> [f64; 3] {
    [f64::from(a - b * c + d), e / f - g, h * f64::from(i) - j]
}

#[inline(never)]
fn by_turns(a: u8, b: u64, c: u8, d: u64, e: u8, f: u64, g: u8, h: u64, i: u8, j: u64, k: u8, l: u64) -> u64 {
    [b, d, f, h, j, l].iter().zip([a, c, e, g, i, k]).map(|(&x, y)| x.rotate_left(y.into())).fold(0, |s, x| s ^ x)
}

fn main() {
    let mut o = 7;
    let all = twenty(
        1, -2, 3, -4, 0.5, 6.25, true, 'ø', "text", [9, 8, 7], (1, 513), Some(11), 0xABCD << 100, 13, &mut o, |x| !x, -1,
        Err(999), Box::new(-19), (),
    );
    println!("{all:?} {o}");
    println!("{:?}", floats(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, black_box(10.0)));
    println!("{:x}", by_turns(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, black_box(11), 12));
    let tuple: fn(u8, u64, u8, u64, u8, u64, u8, u64, u8, u64, u8, u64) -> u64 = black_box(by_turns);
    println!("{:x}", tuple(63, u64::MAX, 1, 1 << 63, 0, 3, 9, 8, 7, 6, 5, 4));
}
