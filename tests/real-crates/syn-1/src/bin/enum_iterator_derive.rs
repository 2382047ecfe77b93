//! All values of an enum, one after the other.

use enum_iterator::IntoEnumIterator;

#[derive(IntoEnumIterator, Clone, Copy, Debug, PartialEq)]
enum Day {
    Monday,
    Tuesday = 5,
    Sunday,
}

#[derive(IntoEnumIterator, Clone, Copy, Debug, PartialEq)]
enum Only {
    One,
}

fn main() {
    println!("{} {:?}", Day::VARIANT_COUNT, Day::into_enum_iter().collect::<Vec<_>>());
    println!("{:?}", Day::into_enum_iter().map(|day| day as u8).collect::<Vec<_>>());
    println!("{:?}", Only::into_enum_iter().next());
}
