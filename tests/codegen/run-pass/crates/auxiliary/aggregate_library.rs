//! Functions that take and return aggregates of all shapes.
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C)]
pub struct One(pub f32);
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C)]
pub struct Two(pub u8, pub u64);
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(C)]
pub struct Three(pub i16, pub f64, pub [u8; 3]);
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rusty(pub u8, pub u32, pub u16, pub Option<i64>);
#[derive(Clone, Copy, Debug, PartialEq)]
#[repr(transparent)]
pub struct Wrapped(pub i128);

pub extern "C" fn c_one(x: One) -> One {
    One(x.0 * 2.0)
}
pub extern "C" fn c_two(x: Two, y: u8) -> Two {
    Two(x.0 + y, x.1 << y)
}
pub extern "C" fn c_three(a: i32, x: Three, b: i64) -> Three {
    Three(x.0 - a as i16, x.1 + b as f64, [x.2[2], x.2[0], x.2[1]])
}
pub fn rusty(x: Rusty, y: &Rusty) -> (Rusty, u8) {
    (Rusty(y.0, x.1 ^ y.1, x.2 + y.2, x.3.zip(y.3).map(|(a, b)| a - b)), x.0)
}
pub fn wrapped(x: Wrapped, y: [Wrapped; 2]) -> Wrapped {
    Wrapped(x.0 * y[0].0 + y[1].0)
}
pub fn tuple(x: (u8, (u16, f32)), y: (i64,)) -> ((f32, u16), i64, u8) {
    (((x.1).1, (x.1).0), y.0, x.0)
}
pub fn slices(a: &[u16], b: &str, c: &mut [u8]) -> (usize, char) {
    c.reverse();
    (a.len() * 100 + c.len(), b.chars().last().unwrap_or('-'))
}
pub fn call(f: &dyn Fn(Rusty) -> Two, g: fn(Three) -> One, h: impl FnOnce(Two, One) -> String) -> String {
    h(f(Rusty(1, 2, 3, None)), g(Three(4, 5.5, [6, 7, 8])))
}
