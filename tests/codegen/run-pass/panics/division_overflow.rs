//! The least number divided by minus one.
//@ run-status: abort
//@ compile-flags: -Coverflow-checks=off
fn main() {
    for n in std::hint::black_box([7i32, i32::MAX, i32::MIN]) {
        println!("{}", n / std::hint::black_box(-1));
    }
}
