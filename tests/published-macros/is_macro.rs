//! `#[derive(Is)]`: what a variant is, as methods.
//@ dependency: is-macro = "0.3"

use is_macro::Is;

#[derive(Debug, Is)]
enum Shape<T> {
    Point,
    #[is(name = "round")]
    Circle(T),
    Rectangle(u32, u32),
    Named {
        name: String,
    },
}

fn main() {
    let shapes = [Shape::Point, Shape::Circle(1.5), Shape::Rectangle(2, 3), Shape::Named { name: "n".into() }];
    for mut shape in shapes {
        println!("{} {} {} {}", shape.is_point(), shape.is_round(), shape.is_rectangle(), shape.is_named());
        if let Some(radius) = shape.as_mut_round() {
            *radius += 1.0;
        }
        println!("{:?} {:?}", shape.as_round(), shape.as_rectangle());
        println!("{:?}", shape.rectangle());
    }
}
