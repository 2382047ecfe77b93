//! What strum's derives refuse.

use strum::{Display, EnumDiscriminants, EnumIter, EnumProperty, EnumString, FromRepr};

#[derive(Display, EnumString)]
#[strum(serialize_all = "shouting", unknown = "x")]
enum Unknown {
    #[strum(serialize)]
    A,
}

#[derive(EnumString)]
enum Defaults {
    #[strum(default)]
    A(String),
    #[strum(default)]
    B(String),
    #[strum(default)]
    C,
}

#[derive(Display)]
enum Placeholders {
    #[strum(to_string = "{missing}")]
    A { present: u8 },
    #[strum(to_string = "{0} {5}")]
    B(u8),
}

#[derive(EnumIter)]
struct NotAnEnum;

#[derive(EnumIter)]
enum NoDefault<'a> {
    A(&'a NoDefaultInside),
}

struct NoDefaultInside;

#[derive(FromRepr)]
#[repr(u8)]
enum Values {
    A = "text",
}

#[derive(EnumDiscriminants)]
#[strum_discriminants(name(5), derive())]
enum Discriminants {
    A,
}

#[derive(EnumProperty)]
enum Properties {
    #[strum(props(key = 1.5))]
    A,
}

fn main() {}
