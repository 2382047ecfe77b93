//! `process::abort` is a trap, and says nothing.
//@ run-status: abort
fn main() {
    println!("before");
    if std::hint::black_box(true) {
        std::process::abort();
    }
    println!("never");
}
