//! Attributes that strum refuses.

#[derive(strum_macros::Display)]
#[strum(serialize_all = "loud_case")]
enum Case {
    A,
}

#[derive(strum_macros::EnumString)]
enum Twice {
    #[strum(default, default)]
    A(String),
    #[strum(unknown)]
    B,
}

#[derive(strum_macros::EnumIter)]
struct NoEnum;

#[derive(strum_macros::EnumString)]
enum Defaults {
    #[strum(default)]
    A,
}

fn main() {}
