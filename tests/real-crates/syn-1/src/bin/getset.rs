//! Methods that get and set fields.

use getset::{CopyGetters, Getters, MutGetters, Setters};

#[derive(Getters, Setters, MutGetters, CopyGetters, Default, Debug)]
#[getset(get = "pub with_prefix")]
struct Person<T: Copy + Default> {
    /// The name of the person.
    name: String,
    #[getset(get_copy = "pub", set = "pub", get_mut = "pub(crate)")]
    age: T,
    #[getset(get_copy)]
    hidden: u8,
}

fn main() {
    let mut person = Person::<u16>::default();
    person.set_age(4).set_age(7);
    *person.age_mut() += 1;
    println!("{:?} {} {}", person.get_name(), person.age(), person.hidden());
}
