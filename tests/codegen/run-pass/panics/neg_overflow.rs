//! The negation of the least number, with checks.
//@ run-status: abort
//@ compile-flags: -Coverflow-checks=on
fn main() {
    for n in std::hint::black_box([5i16, -7, i16::MIN]) {
        println!("{}", -n);
    }
}
