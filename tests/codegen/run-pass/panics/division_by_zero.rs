//! A division by zero, also without checks of overflow.
//@ run-status: abort
//@ compile-flags: -Coverflow-checks=off
fn main() {
    for by in std::hint::black_box([3, -1, 0]) {
        println!("{} {}", 100i64 / by, 100i64 % by);
    }
}
