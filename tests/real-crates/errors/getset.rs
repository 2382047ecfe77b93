//! Errors in what getset's derives make, and what they refuse, which proc-macro-error2 reports by panics that it catches.

use getset::{CloneGetters, CopyGetters, Getters, Setters, WithSetters};

#[derive(CopyGetters, CloneGetters)]
struct Kinds {
    #[getset(get_copy = "pub")]
    a: String,
    #[getset(get_clone = "pub")]
    b: NotClone,
}

struct NotClone;

#[derive(Getters, WithSetters)]
#[getset(get = "pub")]
struct Twice {
    #[getset(set_with)]
    a: Missing,
    b: u8,
}

impl Twice {
    fn b(&self) -> u8 {
        0
    }
}

#[derive(Getters)]
struct Unknown {
    #[getset(take = "pub")]
    a: u8,
    #[getset(get = "public")]
    b: u8,
    #[getset(get = 5)]
    c: u8,
    #[get]
    d: u8,
}

#[derive(Setters)]
struct Syntax {
    #[getset(set = "pub" skip)]
    a: u8,
}

#[derive(Getters)]
enum NotAStruct {
    A,
}

fn main() {}
