//! A hook that prints the place and the message, and a panic within a panic's hook.
//@ run-status: abort
use std::panic;

fn main() {
    let previous = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        println!("{} {:?}", info, info.payload().downcast_ref::<String>());
        previous(info);
    }));
    println!("{}", panic::catch_unwind(|| 5).unwrap_or(0));
    let list: Vec<u8> = Vec::new();
    println!("{}", list[std::hint::black_box(2)]);
}
