//! `#[stable]`, `#[unstable]`: visibility and documentation of what may change.
//@ dependency: instability = "0.3"

pub mod api {
    /// A number that stays.
    #[instability::stable(since = "1.0.0", issue = "12")]
    pub fn number() -> u32 {
        1
    }

    /// Not for everybody.
    #[allow(dead_code)]
    #[instability::unstable(feature = "wild", issue = "34")]
    pub struct Wild {
        pub field: u8,
    }

    #[allow(dead_code)]
    #[instability::unstable(feature = "wild")]
    pub mod inner {
        pub fn inside() -> &'static str {
            "inside"
        }
    }

    pub fn all() -> (u8, &'static str) {
        (Wild { field: 2 }.field, inner::inside())
    }
}

fn main() {
    println!("{} {:?}", api::number(), api::all());
}
