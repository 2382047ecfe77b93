//! Traits with generic methods, associated types and constants, and calls to all by their full name.
use std::fmt::Display;
use std::hint::black_box;

trait Container {
    type Item: Copy + Display;
    const LIMIT: usize;
    const NAME: &'static str = "container";
    fn items(&self) -> impl Iterator<Item = Self::Item>;
    fn map<B, F: FnMut(Self::Item) -> B>(&self, f: F) -> Vec<B> {
        self.items().take(Self::LIMIT).map(f).collect()
    }
    fn make() -> Self
    where
        Self: Sized;
}

struct Even;
struct Text(String);

impl Container for Even {
    type Item = u16;
    const LIMIT: usize = 4;
    fn items(&self) -> impl Iterator<Item = u16> {
        (0..).step_by(2)
    }
    fn make() -> Self {
        Even
    }
}

impl Container for Text {
    type Item = char;
    const LIMIT: usize = 2 + Even::LIMIT / 2;
    const NAME: &'static str = "text";
    fn items(&self) -> impl Iterator<Item = char> {
        self.0.chars().rev()
    }
    fn make() -> Self {
        Text("made by make".into())
    }
}

fn joined<C: Container>() -> String {
    let parts = C::make().map(|item| format!("<{item:>2}>"));
    format!("{} {} {}", C::NAME, C::LIMIT, black_box(parts).concat())
}

trait Same {
    fn name() -> &'static str {
        "default"
    }
    fn value(&self) -> i32;
}

trait Other {
    fn value(&self) -> i32;
}

impl Same for i32 {
    fn value(&self) -> i32 {
        *self + 1
    }
}

impl Other for i32 {
    fn value(&self) -> i32 {
        *self - 1
    }
}

fn main() {
    println!("{} | {}", joined::<Even>(), joined::<Text>());
    println!("{} {} {}", Same::value(&black_box(5)), <i32 as Other>::value(&5), <i32 as Same>::name());
    println!("{:?}", <Text as Container>::map(&Text("abc".into()), |c| c as u32));
}
