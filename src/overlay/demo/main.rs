//! Uses the demo's macros as any program uses macros.

use Demo::{Describe, announce, product};

trait Describe {
    fn describe() -> &'static str;
}

#[derive(Describe)]
#[allow(dead_code)]
struct Point {
    x: i32,
    y: i32,
    #[describe(skip)]
    cached_norm: f64,
}

#[announce]
fn answer() -> u64 {
    product!(2, 3, 7)
}

fn main() {
    println!("{}", Point::describe());
    println!("{}", answer());
}
