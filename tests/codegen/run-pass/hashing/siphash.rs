//! SipHash of values of all types, with the keys that are zero.
use std::collections::BTreeMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash, Hasher};
use std::hint::black_box;

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[derive(Hash)]
enum Shape {
    Empty,
    Point(i32, i32),
    Named { name: &'static str, list: Vec<u8> },
}

fn main() {
    println!("{:x} {:x} {:x} {:x}", hash(()), hash(0u8), hash(0u32), hash(0u64));
    println!("{:x} {:x} {:x} {:x}", hash(black_box(-1i16)), hash(1u128 << 100), hash('é'), hash(true));
    println!("{:x} {:x} {:x}", hash(""), hash("a"), hash(black_box("some longer text than a block")));
    println!("{:x} {:x} {:x}", hash([1, 2, 3]), hash(&[1, 2, 3][..]), hash(vec![1, 2, 3]));
    println!("{:x} {:x} {:x}", hash((1u8, 2u16)), hash(Some(5)), hash(None::<i32>));
    println!("{:x} {:x} {:x}", hash(Shape::Empty), hash(Shape::Point(1, -1)), hash(Shape::Named { name: "n", list: vec![9] }));
    println!("{:x} {:x}", hash(BTreeMap::from([("k", 1)])), hash(Box::new(String::from("boxed"))));
    let text = "x".repeat(40);
    for length in 0..=17 {
        print!("{:x} ", hash(&text.as_bytes()[..length]));
    }
    println!();
    let mut hasher = DefaultHasher::new();
    hasher.write(b"abc");
    hasher.write_u8(1);
    hasher.write_i64(-5);
    hasher.write_usize(7);
    println!("{:x} {:x}", hasher.finish(), hasher.clone().finish());
    let build = BuildHasherDefault::<DefaultHasher>::default();
    println!("{}", build.hash_one("one") == hash("one"));
}
