//! What getset's derives refuse: proc-macro-error2 ends an expansion with a panic, which it catches to report errors.

use getset::{Getters, Setters};

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
