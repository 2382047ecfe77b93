//! `#[derive(ArgEnum)]`: enums from and to the words of a command line.
//@ dependency: arg_enum_proc_macro = "0.3"

use arg_enum_proc_macro::ArgEnum;

/// How fast.
#[derive(ArgEnum, Debug, PartialEq)]
pub enum Speed {
    /// As slow as can be.
    Slow,
    /// Not slow.
    #[arg_enum(alias = "Quick")]
    Fast,
    VeryFast,
}

fn main() {
    println!("{:?} {:?}", Speed::variants(), Speed::descriptions());
    for word in ["slow", "Quick", "veryfast", "other"] {
        println!("{word} {:?}", word.parse::<Speed>());
    }
    println!("{}", Speed::VeryFast);
}
