//! `assert!` that shows the operands of each part of a condition.
//@ dependency: equator = "0.4"

use std::panic;

fn main() {
    let (a, b, c) = (1, 2, [3, 4]);
    equator::assert!(all(a < b, c[0] == 3));
    equator::debug_assert!(any(a == b, !(a > b)), "with {} message", 1);
    for number in 0..2 {
        let message = panic::catch_unwind(|| match number {
            0 => equator::assert!(all(a < b, c[1] == a + b), "of {}", c.len()),
            _ => equator::assert!(any(a == b, c[0] > c[1])),
        });
        let message = message.unwrap_err();
        println!("{}", message.downcast_ref::<String>().map_or("no text", |text| text));
    }
}
