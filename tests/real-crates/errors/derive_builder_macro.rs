//! What derive_builder's derive refuses; darling reports it, with suggestions.

use derive_builder::Builder;

#[derive(Builder)]
#[builder(patern = "owned", setter(intoo), name = 5)]
struct Unknown {
    #[builder(defualt)]
    a: u8,
    #[builder(setter(each(into)), default = "not an expression")]
    b: u8,
}

#[derive(Builder)]
#[builder(pattern = "borrowed")]
struct Pattern {
    a: u8,
}

#[derive(Builder)]
struct NotClone {
    a: Vec<Unknown>,
    b: Unknown,
}

#[derive(Builder)]
#[builder(build_fn(validate = "missing", error(nothing)))]
struct Validated {
    a: u8,
}

#[derive(Builder)]
enum NotAStruct {
    A,
}

fn main() {
    BrokenBuilder::default();
}
