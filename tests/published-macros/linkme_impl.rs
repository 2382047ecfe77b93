//! `#[distributed_slice]`: elements from all over the program.
//@ dependency: linkme = "0.3"

use linkme::distributed_slice;

#[distributed_slice]
static NUMBERS: [u32];

#[distributed_slice(NUMBERS)]
static ONE: u32 = 1;

mod elsewhere {
    #[linkme::distributed_slice(crate::NUMBERS)]
    static TWO: u32 = 2;
}

#[distributed_slice]
static FUNCTIONS: [fn(&str) -> String] = [..];

#[distributed_slice(FUNCTIONS)]
fn upper(text: &str) -> String {
    text.to_uppercase()
}

#[distributed_slice(FUNCTIONS)]
static TWICE: fn(&str) -> String = |text| text.repeat(2);

fn main() {
    let mut numbers: Vec<u32> = NUMBERS.iter().copied().collect();
    numbers.sort();
    let mut texts: Vec<String> = FUNCTIONS.iter().map(|function| function("a")).collect();
    texts.sort();
    println!("{numbers:?} {texts:?}");
}
