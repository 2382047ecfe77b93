//! `#[derive(Zeroize, ZeroizeOnDrop)]`: structs, enums, generics, fields that are skipped.
//@ dependency: zeroize = { version = "1", features = ["zeroize_derive", "alloc"] }

use zeroize::{Zeroize, ZeroizeOnDrop};

#[derive(Debug, Zeroize)]
struct Key {
    bytes: [u8; 4],
    name: String,
    #[zeroize(skip)]
    public: u32,
}

#[derive(Debug, Zeroize)]
enum Secret<T: Zeroize> {
    None,
    One(T),
    Two { a: T, b: Vec<u8> },
}

#[derive(Zeroize, ZeroizeOnDrop)]
struct Dropped<T: Zeroize>(T);

fn main() {
    let mut key = Key { bytes: [1, 2, 3, 4], name: "key".to_owned(), public: 5 };
    key.zeroize();
    println!("{key:?}");
    for mut secret in [Secret::None, Secret::One(7u64), Secret::Two { a: 1, b: vec![1, 2] }] {
        secret.zeroize();
        println!("{secret:?}");
    }
    drop(Dropped(3u8));
    println!("{}", std::mem::needs_drop::<Dropped<u8>>());
}
