//! A constant function that panics when it is called while the program runs.
//@ run-status: abort
const fn half(n: u32) -> u32 {
    assert!(n % 2 == 0, "odd numbers have no half");
    n / 2
}

const HALF: u32 = half(84);

fn main() {
    println!("{HALF} {}", half(std::hint::black_box(10)));
    println!("{}", half(std::hint::black_box(11)));
}
