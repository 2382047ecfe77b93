//! Blanket implementations, traits with parameters, and dispatch by type.
use std::fmt::{Debug, Display};
use std::hint::black_box;

trait Shout {
    fn shout(&self) -> String;
}

impl<T: Display + ?Sized> Shout for T {
    fn shout(&self) -> String {
        self.to_string().to_uppercase() + "!"
    }
}

trait Convert<To> {
    fn convert(self) -> To;
}

impl Convert<u8> for i32 {
    fn convert(self) -> u8 {
        self as u8
    }
}

impl Convert<String> for i32 {
    fn convert(self) -> String {
        format!("#{self}")
    }
}

impl<T, U: Convert<T>> Convert<Vec<T>> for Vec<U> {
    fn convert(self) -> Vec<T> {
        self.into_iter().map(U::convert).collect()
    }
}

trait Depth {
    const DEPTH: u32;
    fn inner(&self) -> String;
}

impl Depth for u8 {
    const DEPTH: u32 = 0;
    fn inner(&self) -> String {
        self.to_string()
    }
}

impl<T: Depth> Depth for Option<T> {
    const DEPTH: u32 = T::DEPTH + 1;
    fn inner(&self) -> String {
        self.as_ref().map_or("nothing".into(), |t| format!("({})", t.inner()))
    }
}

impl<T: Depth, const N: usize> Depth for [T; N] {
    const DEPTH: u32 = T::DEPTH * 10;
    fn inner(&self) -> String {
        self.iter().map(T::inner).collect::<Vec<_>>().join(",")
    }
}

fn depth<T: Depth>(value: &T) -> String {
    format!("{} {}", T::DEPTH, value.inner())
}

fn both<T: Debug + Shout>(value: T) -> String {
    format!("{value:?} {}", value.shout())
}

fn main() {
    println!("{} {} {}", "quiet".shout(), 1.5.shout(), both(black_box('c')));
    let byte: u8 = black_box(300).convert();
    let text: String = 300.convert();
    let nested: Vec<Vec<String>> = vec![vec![1, 2], vec![], vec![3]].convert();
    println!("{byte} {text} {nested:?}");
    println!("{} {} {}", depth(&7u8), depth(&Some(Some(7u8))), depth(&Some([Some(1u8), None])));
}
