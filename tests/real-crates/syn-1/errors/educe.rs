//! Traits that educe does not have, and two defaults.

use educe::Educe;

#[derive(Educe)]
#[educe(Display)]
struct Unknown;

#[derive(Educe)]
#[educe(Default)]
enum Two {
    #[educe(Default)]
    A,
    #[educe(Default)]
    B,
}

#[derive(Educe)]
#[educe(Debug(name))]
struct Name(#[educe(Debug(colour))] u8);

fn main() {}
