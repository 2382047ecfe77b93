//! Bindings by value and by reference, guards with effects, and or-patterns within others.
use std::hint::black_box;

#[derive(Debug, Clone, Copy)]
enum Shape {
    Circle { radius: f64 },
    Rectangle { width: f64, height: f64 },
    Point(i32, i32),
}

fn describe(shape: &Shape) -> String {
    match shape {
        Shape::Circle { radius } | Shape::Rectangle { width: radius, height: 0.0 } => format!("round {radius}"),
        Shape::Rectangle { width, height } if width == height => format!("square {width}"),
        whole @ Shape::Rectangle { width: w @ 0.0..10.0, .. } => format!("small {w} {whole:?}"),
        Shape::Rectangle { .. } => "large".into(),
        Shape::Point(0, y @ (1 | 2 | 3)) => format!("on the axis {y}"),
        Shape::Point(x @ -5..=5, y) | Shape::Point(y, x) if *y != 0 => format!("point {x} {y}"),
        &Shape::Point(x, _) => format!("other {x}"),
    }
}

fn main() {
    for shape in black_box([
        Shape::Circle { radius: 1.5 },
        Shape::Rectangle { width: 3.0, height: 0.0 },
        Shape::Rectangle { width: 4.0, height: 4.0 },
        Shape::Rectangle { width: 4.0, height: 5.0 },
        Shape::Rectangle { width: 40.0, height: 5.0 },
        Shape::Point(0, 2),
        Shape::Point(0, 4),
        Shape::Point(3, 0),
        Shape::Point(77, 0),
        Shape::Point(0, 0),
    ]) {
        println!("{}", describe(&shape));
    }
    let mut calls = 0;
    let mut guard = |limit| {
        calls += 1;
        calls > limit
    };
    let chosen = match black_box(5) {
        1 | 5 if guard(1) => "first",
        5 if guard(1) => "second",
        _ => "none",
    };
    println!("{chosen} {calls}");
    let (ref text, mut number) = black_box((String::from("x"), 3));
    number += text.len();
    println!("{text} {number}");
}
