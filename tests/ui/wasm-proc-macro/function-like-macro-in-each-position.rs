// A function-like macro can stand for items, statements, expressions, patterns and types.
//@ run-pass
//@ proc-macro: positions.rs
//@ edition: 2021

use positions::{identity, nothing};

identity! {
    /// With a comment for the documentation.
    struct Wrapper(u8);

    impl Wrapper {
        identity! { fn value(&self) -> u8 { self.0 } }
    }
}

trait Number {
    identity! { fn number(&self) -> u8; }
}

impl Number for Wrapper {
    identity! { fn number(&self) -> u8 { self.value() + 1 } }
}

nothing! { this is no Rust }

fn classify(value: identity!(Option<u8>)) -> &'static str {
    match value {
        identity!(Some(0 | 1)) => "small",
        Some(identity!(_)) => "large",
        identity!(None) => "none",
    }
}

fn main() {
    identity! { let two = 1 + 1; }
    let three = identity!(two + 1);
    nothing!();
    assert_eq!(identity![three] * 2, 6);
    assert_eq!(classify(Some(1)), "small");
    assert_eq!(classify(Some(2)), "large");
    assert_eq!(classify(None), "none");
    assert_eq!(Wrapper(4).number(), 5);
}
