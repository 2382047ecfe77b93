//! The remainder of the least number by minus one.
//@ run-status: abort
fn main() {
    for n in std::hint::black_box([7i64, i64::MAX, i64::MIN]) {
        println!("{}", n % std::hint::black_box(-1));
    }
}
