//! Attributes that are not zeroize's.

use zeroize::Zeroize;

#[derive(Zeroize)]
#[zeroize(unknown)]
struct Unknown {
    #[zeroize(skip, skip)]
    a: u8,
}

#[derive(Zeroize)]
struct NotWiped(std::cell::Cell<u8>);

fn main() {}
