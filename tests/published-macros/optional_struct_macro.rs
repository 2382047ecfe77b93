//! `#[optional_struct]`: a struct whose fields may be missing.
//@ dependency: optional_struct = "0.5"

use optional_struct::{Applicable, optional_struct};

// All that the macro derives by itself, which is in an order that differs from run to run, also natively.
#[optional_struct(Partial)]
#[derive(Debug, Clone, Default, PartialEq)]
struct Settings {
    delay: Option<u32>,
    path: String,
    #[optional_skip_wrap]
    always: f32,
    #[optional_rename(PartialInner)]
    #[optional_wrap]
    inner: Inner,
}

#[optional_struct(PartialInner)]
#[derive(Debug, Clone, Default, PartialEq)]
struct Inner {
    a: u8,
}

fn main() {
    let settings = Settings { delay: Some(1), path: "a".into(), always: 1.5, inner: Inner { a: 2 } };
    let partial =
        Partial { delay: None, path: Some("b".into()), always: 2.5, inner: Some(PartialInner { a: Some(9) }) };
    println!("{} {:?}", partial.can_convert(), partial.build(settings));
}
