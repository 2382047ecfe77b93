//! A vtable with methods of many signatures, called in an order that mixes them.
use std::hint::black_box;

trait Many {
    fn a(&self) -> u8;
    fn b(&self, x: i8) -> i16;
    fn c(&mut self, x: u64, y: u32) -> u64;
    fn d(&self, x: f32) -> f64;
    fn e(&self, x: (u8, u64)) -> (u64, u8);
    fn f(&self, x: &str) -> String;
    fn g(&self, x: i128) -> i128;
    fn h(&self, x: [u16; 4]) -> [u16; 4];
    fn i(&self, x: Option<u32>) -> Option<u32>;
    fn j(&self, x: &[i32]) -> Result<i32, String>;
    fn k(&self, a: i32, b: i64, c: f32, d: f64, e: u8, f: u16, g: bool, h: char) -> i64;
    fn l(&self, f: &dyn Fn(i32) -> i32) -> i32;
    fn m(&self) {}
}

macro_rules! many {
    ($name:ident, $n:expr) => {
        struct $name(u64);
        impl Many for $name {
            fn a(&self) -> u8 { self.0 as u8 + $n }
            fn b(&self, x: i8) -> i16 { i16::from(x) * $n }
            fn c(&mut self, x: u64, y: u32) -> u64 { self.0 += x; self.0.rotate_left(y) ^ $n }
            fn d(&self, x: f32) -> f64 { f64::from(x) + self.0 as f64 + f64::from($n) }
            fn e(&self, x: (u8, u64)) -> (u64, u8) { (x.1 + $n, x.0) }
            fn f(&self, x: &str) -> String { format!("{x}{}{}", $n, self.0) }
            fn g(&self, x: i128) -> i128 { x - $n - i128::from(self.0) }
            fn h(&self, mut x: [u16; 4]) -> [u16; 4] { x[$n % 4] += 1; x }
            fn i(&self, x: Option<u32>) -> Option<u32> { x.and_then(|x| x.checked_sub($n)) }
            fn j(&self, x: &[i32]) -> Result<i32, String> { x.get($n).copied().ok_or(format!("no {}", $n)) }
            fn k(&self, a: i32, b: i64, c: f32, d: f64, e: u8, f: u16, g: bool, h: char) -> i64 {
                i64::from(a) + b + c as i64 + d as i64 + i64::from(e) + i64::from(f) + i64::from(g) + h as i64 + $n
            }
            fn l(&self, f: &dyn Fn(i32) -> i32) -> i32 { f(f($n)) }
        }
    };
}

many!(One, 1);
many!(Three, 3);

fn main() {
    let mut all: [Box<dyn Many>; 2] = black_box([Box::new(One(10)), Box::new(Three(1 << 33))]);
    for many in &mut all {
        println!("{} {} {} {}", many.a(), many.b(-9), many.c(5, 7), many.d(0.5));
        println!("{:?} {} {} {:?}", many.e((7, 1 << 50)), many.f("x"), many.g(-1 << 80), many.h([1, 2, 3, 4]));
        println!("{:?} {:?} {:?}", many.i(Some(2)), many.i(None), many.j(&[1, 2]));
        println!("{} {}", many.k(-1, 1 << 40, 2.9, -3.9, 4, 5, true, 'A'), many.l(&|x| x * x + 1));
        many.m();
    }
}
