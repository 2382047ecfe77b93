//! Struct update, shorthand, nested destructuring, and assignment to patterns.
use std::hint::black_box;

#[derive(Clone, Debug, Default, PartialEq)]
struct Config {
    name: String,
    size: (u32, u32),
    ratio: f32,
    tags: Vec<&'static str>,
    inner: Inner,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Inner {
    on: bool,
    level: i8,
}

fn main() {
    let base = black_box(Config { name: "base".into(), ratio: 1.5, ..Default::default() });
    let other = Config { size: (3, 4), inner: Inner { level: -5, ..base.inner }, ..base.clone() };
    println!("{base:?}\n{other:?}\n{}", base == other);
    let Config { name, size: (width, _), inner: Inner { on, level: depth }, .. } = other;
    println!("{name} {width} {on} {depth}");
    let (mut a, mut b, mut c) = (1, 2, 3);
    (a, b, c) = black_box((c, a, b));
    println!("{a} {b} {c}");
    [a, .., b] = [10, 20, 30, 40];
    (c, _) = (99, "ignored");
    let inner;
    Inner { level: _, on: inner } = black_box(Inner { on: true, level: 1 });
    println!("{a} {b} {c} {inner}");
    let mut numbers = [1, 2, 3];
    (numbers[0], numbers[2]) = (numbers[2], numbers[0]);
    (numbers[1], _) = (numbers[0] * 10, ());
    println!("{numbers:?}");
    let Config { ratio, tags, .. } = Config { tags: vec!["x"], ..base };
    println!("{ratio} {tags:?}");
}
