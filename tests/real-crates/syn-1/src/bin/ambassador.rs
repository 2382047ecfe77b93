//! Traits delegated to fields and to variants' values.

use ambassador::{delegatable_trait, Delegate};

#[delegatable_trait]
trait Shout {
    fn shout(&self, times: usize) -> String;
    fn is_loud(&self) -> bool {
        false
    }
}

struct Cat;
impl Shout for Cat {
    fn shout(&self, times: usize) -> String {
        "MEOW".repeat(times)
    }
}

struct Dog(u8);
impl Shout for Dog {
    fn shout(&self, times: usize) -> String {
        format!("WOOF{}", self.0).repeat(times)
    }
    fn is_loud(&self) -> bool {
        true
    }
}

#[derive(Delegate)]
#[delegate(Shout)]
enum Animal {
    Cat(Cat),
    Dog(Dog),
}

#[derive(Delegate)]
#[delegate(Shout, target = "inner", where = "T: Shout")]
struct Boxed<T> {
    inner: T,
    weight: u32,
}

fn main() {
    for animal in [Animal::Cat(Cat), Animal::Dog(Dog(7))] {
        println!("{} {}", animal.shout(2), animal.is_loud());
    }
    let boxed = Boxed { inner: Animal::Dog(Dog(1)), weight: 3 };
    println!("{} {} {}", boxed.shout(1), boxed.is_loud(), boxed.weight);
}
