//! A `RefCell` that is borrowed twice.
//@ run-status: abort
use std::cell::RefCell;

fn main() {
    let cell = RefCell::new(vec![1]);
    cell.borrow_mut().push(2);
    println!("{:?}", cell.borrow());
    let shared = cell.borrow();
    println!("{}", shared.len());
    cell.borrow_mut().push(3);
    println!("never");
}
