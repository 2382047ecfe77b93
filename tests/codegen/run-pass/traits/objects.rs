//! Calls through trait objects with many methods, of types with and without bytes.
use std::hint::black_box;

trait Animal {
    fn name(&self) -> String;
    fn legs(&self) -> u32 {
        4
    }
    fn feed(&mut self, amount: f32) -> bool;
    fn weight(&self) -> f64;
    fn consume(self: Box<Self>) -> String;
    fn describe(&self) -> String {
        format!("{} {} {:.2}", self.name(), self.legs(), self.weight())
    }
}

struct Dog {
    weight: f32,
    meals: u8,
}

struct Ant;

impl Animal for Dog {
    fn name(&self) -> String {
        "dog".into()
    }
    fn feed(&mut self, amount: f32) -> bool {
        self.weight += amount;
        self.meals += 1;
        self.meals > 2
    }
    fn weight(&self) -> f64 {
        self.weight.into()
    }
    fn consume(self: Box<Self>) -> String {
        format!("dog after {}", self.meals)
    }
}

impl Animal for Ant {
    fn name(&self) -> String {
        "ant".into()
    }
    fn legs(&self) -> u32 {
        6
    }
    fn feed(&mut self, amount: f32) -> bool {
        amount > 0.001
    }
    fn weight(&self) -> f64 {
        1e-3
    }
    fn consume(self: Box<Self>) -> String {
        "ant".into()
    }
}

fn main() {
    let mut animals: Vec<Box<dyn Animal>> = black_box(vec![Box::new(Dog { weight: 9.5, meals: 0 }), Box::new(Ant)]);
    for round in 0..3 {
        for animal in &mut animals {
            let full = animal.feed(round as f32 * 0.25);
            println!("{} {full} {}", animal.describe(), size_of_val(&**animal));
        }
    }
    println!("{}", animals.iter().map(|a| a.legs()).sum::<u32>());
    println!("{:?}", animals.into_iter().map(Animal::consume).collect::<Vec<_>>());
}
