//! `#[derive(Type)]`: descriptions of types for TypeScript.
//@ dependency: specta = { version = "=2.0.0-rc.22", features = ["derive"] }

use specta::{Type, TypeCollection};

/// A person.
#[derive(Type)]
struct Person<T> {
    /// Its name.
    first_name: String,
    #[specta(optional)]
    age: Option<u32>,
    inner: T,
    kind: Kind,
}

#[derive(Type)]
#[specta(rename = "Sort")]
enum Kind {
    Unit,
    Tuple(u8, bool),
    Struct { field: Vec<Kind> },
}

fn main() {
    let mut types = TypeCollection::default();
    println!("{:?}", Kind::inline(&mut types, specta::Generics::Definition));
    types.register::<Person<bool>>();
    println!("{types:?}");
}
