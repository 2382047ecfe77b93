// Groups in groups, a hundred and twenty of them, written and made by `macro_rules!`.
//@ run-pass
//@ proc-macro: literals.rs
//@ edition: 2021

#![recursion_limit = "256"]

macro_rules! wrap {
    (($($done:tt)*)) => { literals::depth!($($done)*) };
    (($($done:tt)*) $first:tt $($rest:tt)*) => { wrap!(([$($done)*]) $($rest)*) };
}

fn main() {
    assert_eq!(wrap!(()), 0);
    assert_eq!(wrap!(() 1 2 3 4 5 6 7 8 9), 9);
    let depth = literals::depth!(
        ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((
        ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((
        ))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
        ))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
    );
    assert_eq!(depth, 120);
}
