//! `#[track_caller]` through functions, methods, closures, pointers and trait objects.
use std::hint::black_box;
use std::panic::Location;

#[track_caller]
fn here() -> u32 {
    Location::caller().line()
}

#[track_caller]
fn through() -> (u32, u32) {
    (here(), Location::caller().column())
}

fn not_through() -> u32 {
    here()
}

trait Tracked {
    #[track_caller]
    fn line(&self) -> u32;
    #[track_caller]
    fn default(&self) -> u32 {
        Location::caller().line()
    }
}

struct Unit;

impl Tracked for Unit {
    #[track_caller]
    fn line(&self) -> u32 {
        Location::caller().line()
    }
}

macro_rules! from_macro {
    () => {
        here()
    };
}

fn main() {
    println!("{} {:?} {}", here(), through(), not_through());
    println!("{}", from_macro!());
    println!("{} {}", Unit.line(), Unit.default());
    let pointer: fn() -> (u32, u32) = black_box(through);
    let _ = pointer();
    let object: &dyn Tracked = black_box(&Unit);
    println!("{}", object.line() == object.default());
    let location = Location::caller();
    println!("{} {}", location.file(), location.line());
    println!("{:?}", [1, 2].map(|_| here()));
    println!("{} {} {}", line!(), column!(), file!());
}
