//! Enums and structs whose layouts both sides have to agree on.
use std::num::NonZeroU16;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Niched {
    Pointer(&'static str),
    Number(u32),
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reordered {
    pub a: u8,
    pub b: u64,
    pub c: Option<NonZeroU16>,
    pub d: bool,
    pub e: Option<char>,
}

#[derive(Clone, Debug)]
pub enum Nested<T> {
    One(T),
    Two(Box<Nested<T>>, Option<T>),
    #[non_exhaustive]
    Three { x: [T; 2] },
}

pub fn turn(n: Niched) -> Niched {
    match n {
        Niched::Pointer(text) => Niched::Number(text.len() as u32),
        Niched::Number(0) => Niched::Nothing,
        Niched::Number(n) => Niched::Number(n - 1),
        Niched::Nothing => Niched::Pointer("again"),
    }
}

pub fn change(r: &mut Reordered, by: Reordered) -> Option<Option<Reordered>> {
    std::mem::swap(&mut r.c, &mut by.c.clone());
    r.b += by.b << by.a;
    r.d ^= by.d;
    r.e.map(|e| (e != 'x').then_some(by))
}

pub fn depth<T>(n: &Nested<T>) -> usize {
    match n {
        Nested::One(_) => 1,
        Nested::Two(inner, last) => depth(inner) + 10 + usize::from(last.is_some()),
        Nested::Three { x } => 100 + x.len(),
    }
}

pub fn three<T>(x: [T; 2]) -> Nested<T> {
    Nested::Three { x }
}
