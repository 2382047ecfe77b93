//! A panic while a thread-local value is made.
//@ run-status: abort
use std::cell::RefCell;

thread_local! {
    static VALUE: RefCell<u32> = panic!("no value for {}", std::hint::black_box("this"));
}

fn main() {
    println!("before");
    VALUE.with_borrow(|v| println!("{v}"));
}
