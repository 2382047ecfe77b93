//! What getset refuses with the help of proc-macro-error.

use getset::{Getters, Setters};

#[derive(Getters)]
struct Visible {
    #[getset(get = "nowhere")]
    a: u8,
}

#[derive(Setters)]
enum Enum {
    A,
}

#[derive(Getters)]
struct Wrong {
    #[getset(grab)]
    a: u8,
    #[getset(get = 5)]
    b: u8,
}

fn main() {}
