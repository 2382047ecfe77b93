//! Multiplication that overflows, with checks, of 128 bits.
//@ run-status: abort
//@ compile-flags: -Coverflow-checks=on
fn main() {
    let mut product = 1i128;
    for i in 1..40 {
        product *= std::hint::black_box(i);
        println!("{product}");
    }
}
