//! Errors in what getset's derives make.

use getset::{CloneGetters, CopyGetters, Getters, WithSetters};

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

fn main() {}
