//! `#[cfg_eval]`: other attributes see what is left after `#[cfg]`.
//@ dependency: cfg_eval = "0.1"

use cfg_eval::cfg_eval;

#[cfg_eval]
#[derive(Debug, Default)]
struct Fields {
    #[cfg(all())]
    kept: u8,
    #[cfg(any())]
    gone: NoSuchType,
    #[cfg_attr(all(), doc = "Documented.")]
    documented: bool,
}

#[cfg_eval]
#[derive(Debug)]
enum Variants {
    #[cfg(not(any()))]
    Kept,
    #[cfg(any())]
    Gone(NoSuchType),
}

fn main() {
    println!("{:?} {:?}", Fields::default(), Variants::Kept);
}
