//! What `#[enum_dispatch]` refuses, and what is missing in what it made.

use enum_dispatch::enum_dispatch;

#[enum_dispatch]
trait Speak {
    fn speak(&self) -> String;
    fn generic<T>(value: T);
}

struct Dog;
struct Cat;

impl Speak for Dog {
    fn speak(&self) -> String {
        "wuff".into()
    }
    fn generic<T>(_: T) {}
}

#[enum_dispatch(Speak)]
enum Animal {
    Dog,
    Cat,
}

#[enum_dispatch(Never)]
enum NeverDefined {
    Dog,
}

#[enum_dispatch(Speak, 5)]
enum Arguments {
    Dog,
}

#[enum_dispatch]
fn not_an_enum() {}

#[enum_dispatch(Speak)]
enum Fields {
    Two(Dog, Cat),
    Named { a: u8, b: u8 },
}

fn main() {}
