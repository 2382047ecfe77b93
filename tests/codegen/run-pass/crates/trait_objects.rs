//! Objects of a library's trait for types of both crates, made, called and dropped on both sides.
//@ aux-build: trait_library.rs
use trait_library::{Shape, Square, largest, make, total};

#[derive(Debug)]
struct Circle {
    radius: f64,
    tag: &'static str,
}

impl Shape for Circle {
    fn area(&self) -> f64 {
        3.0 * self.radius * self.radius
    }
    fn name(&self) -> String {
        format!("circle {}", self.tag)
    }
    fn scaled(&self, by: f64) -> Box<dyn Shape> {
        Box::new(Circle { radius: self.radius * by, tag: "scaled" })
    }
}

impl Drop for Circle {
    fn drop(&mut self) {
        print!("(circle {}) ", self.tag);
    }
}

fn main() {
    let mut shapes: Vec<Box<dyn Shape>> = make(std::hint::black_box(3)).collect();
    shapes.push(Box::new(Circle { radius: 1.5, tag: "own" }));
    shapes.push(shapes[3].scaled(2.0));
    shapes.push(shapes[2].scaled(0.5));
    println!("{} {:?}", total(&shapes), shapes.iter().map(|s| s.name()).collect::<Vec<_>>());
    println!("{} {}", Square(2.0).generic(3u8), Circle { radius: 1.0, tag: "temporary" }.generic(1.5f32));
    let largest = largest(shapes);
    println!("{largest:?}");
    drop(largest);
    println!();
}
