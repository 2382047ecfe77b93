//! Enums and their names.

use std::str::FromStr;

use strum::{EnumCount, EnumMessage, EnumProperty, IntoEnumIterator, VariantNames};

#[derive(
    strum_macros::Display,
    strum_macros::EnumString,
    strum_macros::EnumIter,
    strum_macros::EnumCount,
    strum_macros::EnumVariantNames,
    strum_macros::EnumMessage,
    strum_macros::EnumProperty,
    strum_macros::EnumDiscriminants,
    strum_macros::IntoStaticStr,
    strum_macros::AsRefStr,
    strum_macros::FromRepr,
    Debug,
    Clone,
    PartialEq,
)]
#[strum(serialize_all = "snake_case")]
#[strum_discriminants(derive(strum_macros::EnumIter), name(PlainColor))]
#[repr(u8)]
enum Color {
    #[strum(serialize = "red", serialize = "r", message = "stop")]
    Red,
    #[strum(to_string = "the green", props(Kind = "go"))]
    LightGreen(u8),
    /// Documented.
    DarkBlue { depth: u32 },
    #[strum(disabled)]
    Hidden,
    #[strum(default)]
    Other(String),
}

fn main() {
    for color in Color::iter() {
        let name: &'static str = (&color).into();
        println!("{color} {name} {} {:?} {:?}", color.as_ref(), color.get_message(), color.get_str("Kind"));
    }
    println!("{} {:?} {:?}", Color::COUNT, Color::VARIANTS, Color::from_repr(2));
    println!("{:?} {:?}", Color::from_str("r"), Color::from_str("violet"));
    println!("{:?}", PlainColor::iter().collect::<Vec<_>>());
}
