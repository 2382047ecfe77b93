//! `#[derive(Display)]`: names of variants, and what is in them.
//@ dependency: enum-display-derive = "0.1"

#[macro_use]
extern crate enum_display_derive;

use std::fmt::Display;

#[derive(Display)]
enum Shape {
    Point,
    Circle(u32),
    Text(String),
}

fn main() {
    let shapes = [Shape::Point, Shape::Circle(1), Shape::Text("s".into())];
    for shape in shapes {
        println!("{shape}");
    }
}
