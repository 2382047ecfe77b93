//! A trait, implementations, and functions that take and return objects of it.
use std::fmt::Debug;

pub trait Shape: Debug {
    fn area(&self) -> f64;
    fn name(&self) -> String {
        format!("shape of {}", self.area())
    }
    fn scaled(&self, by: f64) -> Box<dyn Shape>;
    fn generic<T: Into<f64>>(&self, t: T) -> f64
    where
        Self: Sized,
    {
        self.area() + t.into()
    }
}

#[derive(Debug, Clone)]
pub struct Square(pub f64);

impl Shape for Square {
    fn area(&self) -> f64 {
        self.0 * self.0
    }
    fn scaled(&self, by: f64) -> Box<dyn Shape> {
        Box::new(Square(self.0 * by))
    }
}

impl Drop for Square {
    fn drop(&mut self) {
        print!("(square {}) ", self.0);
    }
}

pub fn total(shapes: &[Box<dyn Shape>]) -> f64 {
    shapes.iter().map(|s| s.area()).sum()
}

pub fn make(n: u8) -> impl Iterator<Item = Box<dyn Shape>> {
    (0..n).map(|i| Box::new(Square(i.into())) as Box<dyn Shape>)
}

pub fn largest(shapes: Vec<Box<dyn Shape>>) -> Option<Box<dyn Shape>> {
    shapes.into_iter().max_by(|a, b| a.area().total_cmp(&b.area()))
}
