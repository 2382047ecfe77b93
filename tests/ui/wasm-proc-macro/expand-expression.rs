// A macro expands the macros in its argument, of its own crate too.
//@ run-pass
//@ proc-macro: expand.rs
//@ edition: 2021

use expand::expanded;

macro_rules! seven {
    () => {
        concat!("sev", 'e', "n")
    };
}

fn main() {
    assert_eq!(expanded!(seven!()), "\"seven\"");
    assert_eq!(expanded!(stringify!(a b)), "\"a b\"");
    assert_eq!(expanded!(expanded!(1)), "\"1\"");
    assert_eq!(expanded!(-1), "-1");
}
