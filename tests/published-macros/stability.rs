//! `#[stable]` and `#[unstable]` of the crate stability.
//@ dependency: stability = "0.2"

#[stability::unstable(feature = "risky", issue = "12")]
pub fn risky() -> u32 {
    1
}

pub mod inner {
    /// Documented.
    #[stability::unstable(feature = "risky")]
    #[derive(Debug)]
    pub struct Risky(pub u8);

    #[stability::unstable(feature = "consts")]
    pub const NUMBER: u8 = 3;
}

fn main() {
    println!("{} {:?}", risky(), inner::Risky(inner::NUMBER));
}
