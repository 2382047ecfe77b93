//! `#[derive(new)]`: constructors of structs and of variants.
//@ dependency: derive-new = "0.7"

use derive_new::new;

#[derive(Debug, new)]
struct Point<'a, T> {
    x: T,
    #[new(default)]
    y: u32,
    #[new(value = "vec![1, 2]")]
    list: Vec<u8>,
    #[new(into)]
    name: String,
    #[new(into_iter = "u16")]
    numbers: std::collections::BTreeSet<u16>,
    text: &'a str,
}

#[derive(Debug, new)]
struct Tuple(u8, #[new(default)] String);

#[derive(Debug, new)]
#[new(visibility = "pub(crate)")]
enum Choice {
    FirstOne,
    Second(bool, u8),
    Third { a: char },
}

fn main() {
    println!("{:?} {:?}", Point::new('x', "name", [3, 1, 3], "text"), Tuple::new(4));
    println!("{:?} {:?} {:?}", Choice::new_first_one(), Choice::new_second(true, 1), Choice::new_third('c'));
}
