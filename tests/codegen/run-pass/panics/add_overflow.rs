//! Addition that overflows, with checks.
//@ run-status: abort
//@ compile-flags: -Coverflow-checks=on
fn main() {
    let mut sum = std::hint::black_box(100u8);
    for i in 0..5 {
        sum += 40 * i / 2;
        println!("{sum}");
    }
}
