//! `#[vtable]`: tables of functions from structs, and traits for them.
//@ dependency: vtable = "0.3"

use vtable::*;

#[vtable]
#[repr(C)]
struct AnimalVTable {
    make_noise: fn(VRef<AnimalVTable>, number: i32) -> i32,
    is_hungry: fn(VRef<AnimalVTable>) -> bool,
    drop: fn(VRefMut<AnimalVTable>),
}

struct Dog(i32);

impl Animal for Dog {
    fn make_noise(&self, number: i32) -> i32 {
        println!("woof {}", self.0);
        number + self.0
    }

    fn is_hungry(&self) -> bool {
        true
    }
}

AnimalVTable_static!(static DOG for Dog);

fn main() {
    let animal = VBox::<AnimalVTable>::new(Dog(3));
    println!("{} {}", animal.make_noise(4), animal.is_hungry());
    let dog = Dog(5);
    let reference = VRef::<AnimalVTable>::new(&dog);
    println!("{} {}", reference.make_noise(1), reference.downcast::<Dog>().is_some());
    let _ = &DOG;
}
