//! Builders that know at compile time what is missing.

use typed_builder::TypedBuilder;

#[derive(TypedBuilder, Debug)]
#[builder(doc)]
struct Order<'a, T> {
    /// What is ordered.
    #[builder(setter(into))]
    what: String,
    #[builder(default = 3, setter(into))]
    count: u32,
    #[builder(default, setter(strip_option))]
    note: Option<&'a str>,
    #[builder(setter(transform = |x: T, y: T| vec![x, y]))]
    pair: Vec<T>,
    #[builder(default_code = "\"code\".len()", setter(skip))]
    length: usize,
}

fn main() {
    println!("{:?}", Order::builder().what("tea").pair(1, 2).build());
    println!("{:?}", Order::builder().pair('a', 'b').note("hot").count(7u8).what("x").build());
}
