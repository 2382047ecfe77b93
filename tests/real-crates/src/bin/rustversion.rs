//! rustversion's attributes, which are made without `syn` and know the compiler that built them.

#[rustversion::since(1.50)]
fn age() -> &'static str {
    "since 1.50"
}

#[rustversion::before(1.50)]
fn age() -> &'static str {
    "before 1.50"
}

#[rustversion::all(not(nightly), since(2015-01-01), any(stable, beta, not(stable)))]
const KIND: &str = "not nightly";
#[rustversion::not(all(not(nightly), since(2015-01-01), any(stable, beta, not(stable))))]
const KIND: &str = "nightly, or older than all";

#[rustversion::attr(since(1.42), derive(Debug))]
#[rustversion::attr(before(1.42), derive(NoSuchDerive))]
struct Point {
    #[allow(dead_code)]
    x: u8,
}

#[rustversion::attr(not(before(1.31)), const)]
fn double(n: u8) -> u8 {
    n * 2
}

const FOUR: u8 = double(2);

fn main() {
    println!("{} {KIND} {:?} {FOUR}", age(), Point { x: 1 });
    println!("{}", rustversion::cfg!(since(1.90)));
}
