//! Identities and names of types are the same in a library and in the program.
//@ aux-build: any_library.rs
use any_library::{Hidden, Store, id_of_option, name};
use std::any::TypeId;

mod own {
    #[derive(Debug, PartialEq)]
    pub struct Hidden(pub u8);
}

fn main() {
    let mut store = Store::default();
    store.put_hidden();
    println!("{:?} {:?} {:?}", store.get::<Hidden>(), store.hidden(), store.get::<own::Hidden>());
    println!("{:?} {:?}", store.put(own::Hidden(7)), store.put(own::Hidden(8)));
    println!("{:?} {:?}", store.put(Hidden(std::hint::black_box(9))), store.hidden());
    store.put(vec!["text"]);
    store.put::<fn(u8) -> u8>(|x| x + 1);
    println!("{:?} {:?}", store.get::<Vec<&'static str>>(), store.get::<fn(u8) -> u8>().map(|f| f(4)));
    println!("{} {}", id_of_option() == TypeId::of::<Option<Hidden>>(), id_of_option() == TypeId::of::<Option<own::Hidden>>());
    println!("{} {} {}", name(&Hidden(1)), name(&own::Hidden(1)), name("text"));
}
