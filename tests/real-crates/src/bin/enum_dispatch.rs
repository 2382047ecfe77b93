//! `#[enum_dispatch]`, whose expansions know of each other: in either order, generic, and by path.

use enum_dispatch::enum_dispatch;

#[enum_dispatch]
trait Shape {
    fn area(&self) -> f64;
    fn scale(&mut self, by: f64);
    fn name(&self) -> String {
        "shape".to_owned()
    }
}

struct Square(f64);
struct Circle {
    radius: f64,
}

impl Shape for Square {
    fn area(&self) -> f64 {
        self.0 * self.0
    }
    fn scale(&mut self, by: f64) {
        self.0 *= by;
    }
}

impl Shape for Circle {
    fn area(&self) -> f64 {
        3.0 * self.radius * self.radius
    }
    fn scale(&mut self, by: f64) {
        self.radius *= by;
    }
    fn name(&self) -> String {
        "circle".to_owned()
    }
}

#[enum_dispatch(Shape)]
enum Figure {
    Square,
    Round(Circle),
}

// The enum before its trait.
#[enum_dispatch(Speak)]
enum Animal<T: ToString> {
    Dog(Dog<T>),
    Cat,
}

struct Dog<T>(T);
struct Cat;

#[enum_dispatch]
trait Speak {
    fn speak(&self, times: usize) -> String;
}

impl<T: ToString> Speak for Dog<T> {
    fn speak(&self, times: usize) -> String {
        self.0.to_string().repeat(times)
    }
}

impl Speak for Cat {
    fn speak(&self, _: usize) -> String {
        "...".into()
    }
}

fn main() {
    let mut figures: Vec<Figure> = vec![Square(2.0).into(), Circle { radius: 1.0 }.into()];
    for figure in &mut figures {
        figure.scale(2.0);
        println!("{} {}", figure.name(), figure.area());
    }
    for figure in figures {
        println!("{:?}", TryInto::<Square>::try_into(figure).map(|square| square.0));
    }
    println!("{} {}", Animal::from(Dog(12)).speak(3), Animal::<u8>::from(Cat).speak(1));
}
