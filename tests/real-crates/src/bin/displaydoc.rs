//! `#[derive(Display)]` of displaydoc: documentation as text.

use displaydoc::Display;

#[derive(Display, Debug)]
#[ignore_extra_doc_attributes]
enum Error<'a, T> {
    /// nothing at all
    Nothing,
    /// {0} is not {1:?}
    Not(T, &'a str),
    /// {name:>5} and `{{}}` at {place:#x}
    At { name: String, place: usize },
    /** a block {0} */
    Block(u8),
    #[doc = "by attribute"]
    ByAttribute,
    /// ignored
    ///
    /// Documentation that is not shown.
    Extra(T),
}

/// a pair of {0} and {1}
#[derive(Display)]
struct Pair(u8, char);

/// {value:?}
#[derive(Display)]
struct Bound<T: std::fmt::Debug> {
    value: T,
}

/// in the kitchen
#[derive(Display)]
#[prefix_enum_doc_attributes]
enum Kitchen {
    /// the {0}
    Pot(&'static str),
}

fn main() {
    for error in [
        Error::Nothing,
        Error::Not(3, "four"),
        Error::At { name: "x".into(), place: 255 },
        Error::Block(7),
        Error::ByAttribute,
        Error::Extra(1),
    ] {
        println!("{error}");
    }
    println!("{} {} {}", Pair(1, 'c'), Bound { value: [1] }, Kitchen::Pot("kettle"));
}
