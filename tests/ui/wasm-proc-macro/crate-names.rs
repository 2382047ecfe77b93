// A macro crate under another name, and under two names.
//@ run-pass
//@ proc-macro: describe.rs
//@ edition: 2018

extern crate describe as other;
extern crate describe as another;

mod inner {
    pub use ::describe as third;
}

use self::inner::third;

#[derive(other::Describe)]
struct One;

#[derive(third::Describe)]
struct Two;

fn main() {
    assert_eq!(One::describe(), "derived for One");
    assert_eq!(Two::describe(), "derived for Two");
    assert_eq!(another::text!(x), ::describe::text!(x));
}
