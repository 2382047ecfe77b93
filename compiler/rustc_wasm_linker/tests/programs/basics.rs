//! Arguments, formatting, collections, trait objects, 128-bit numbers, thread locals, the exit code.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

thread_local!(static LOCAL: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) });

static TABLE: [fn(f64) -> f64; 3] = [f64::sqrt, f64::sin, half];

fn half(x: f64) -> f64 {
    x / 2.0
}

trait Shape {
    fn area(&self) -> f64;
}

struct Circle(f64);
struct Square(f64);

impl Shape for Circle {
    fn area(&self) -> f64 {
        std::f64::consts::PI * self.0.powi(2)
    }
}

impl Shape for Square {
    fn area(&self) -> f64 {
        self.0 * self.0
    }
}

impl Drop for Circle {
    fn drop(&mut self) {
        LOCAL.with_borrow_mut(|list| list.push(format!("dropped {}", self.0)));
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    println!("{arguments:?}");
    let shapes: Vec<Box<dyn Shape>> = vec![Box::new(Circle(1.5)), Box::new(Square(2.5))];
    for shape in &shapes {
        println!("{:.3}", shape.area());
    }
    drop(shapes);
    LOCAL.with_borrow(|list| println!("{list:?}"));
    let mut words: HashMap<&str, usize> = HashMap::new();
    for word in "a b a c b a".split(' ') {
        *words.entry(word).or_default() += 1;
    }
    println!("{:?}", words.iter().collect::<BTreeMap<_, _>>());
    let big = u128::MAX / 3 * 2 + 7;
    println!("{big} {:x} {}", big % 1_000_007, i128::MIN / 12345);
    println!("{:?}", TABLE.map(|f| f(2.0)));
    println!("{:?} {:e}", 0.1f32 + 0.2, 123456789.0f64);
    println!("{:?}", std::fs::read_to_string("/there/is/no/such/file").map_err(|e| e.kind()));
    println!("{:?}", "ß→Ω".chars().rev().map(|c| c.to_uppercase().to_string()).collect::<Vec<_>>());
    std::process::exit(i32::try_from(arguments.len()).unwrap() + 40);
}
