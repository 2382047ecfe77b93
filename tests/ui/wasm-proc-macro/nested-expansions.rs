// Macros in the results of macros, of the same crate and of `macro_rules!`.
//@ run-pass
//@ proc-macro: nesting.rs
//@ edition: 2021

use nesting::{Outer, count, define};

#[derive(Outer)]
struct Shell;

macro_rules! count_twice {
    ($($tokens:tt)*) => {
        count!($($tokens)*) + count!($($tokens)* one more)
    };
}

define!(count_doubled);

fn main() {
    assert_eq!(count!(), 0);
    assert_eq!(count!(a b (c d) e), 4);
    assert_eq!(count_twice!(a b), 6);
    assert_eq!(count_doubled!(a b c), 6);
    let _ = Shell.inner().clone();
    assert_eq!(ShellInner::NAME, "ShellInner");
}
