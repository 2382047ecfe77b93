//! strum's derives: texts, iteration, counting, discriminants, messages and properties of enums.

use strum::{
    AsRefStr, Display, EnumCount, EnumDiscriminants, EnumIs, EnumIter, EnumMessage, EnumProperty,
    EnumString, EnumTable, EnumTryAs, FromRepr, IntoEnumIterator, IntoStaticStr, VariantArray,
    VariantNames,
};

#[derive(
    AsRefStr, Clone, Debug, Display, EnumCount, EnumDiscriminants, EnumIs, EnumIter, EnumMessage, EnumProperty,
    EnumString, EnumTryAs, IntoStaticStr, PartialEq, VariantNames,
)]
#[strum(serialize_all = "kebab-case", prefix = "~")]
#[strum_discriminants(name(Kind), derive(EnumString, Hash, VariantArray), vis(pub(crate)))]
enum Color {
    /// Like blood.
    #[strum(serialize = "r", serialize = "red", message = "a message", detailed_message = "more")]
    DarkRed,
    #[strum(to_string = "blue({0})", props(Wave = "short", nanos = 450, cold = true))]
    Blue(u8),
    #[strum(ascii_case_insensitive)]
    Mixed { parts: usize },
    #[strum(disabled)]
    #[allow(dead_code)]
    Secret,
    #[strum(default)]
    Other(String),
}

#[derive(Clone, Copy, Debug, EnumIter, EnumTable, FromRepr, PartialEq, VariantArray)]
#[repr(u8)]
enum Level {
    Low = 2,
    Middle,
    High = 9,
}

fn main() {
    for color in Color::iter() {
        let text: &'static str = (&color).into();
        println!("{color} {text} {} {}", color.as_ref(), color.is_blue());
        println!("{:?} {:?}", color.get_message(), color.get_documentation());
        println!("{:?} {:?}", color.get_str("Wave"), color.get_int("nanos"));
        println!("{:?} {:?}", Kind::from(&color), color.try_as_blue());
    }
    for text in ["r", "red", "DARK-RED", "MIXED", "blue", "secret"] {
        println!("{:?}", text.parse::<Color>());
    }
    println!("{} {:?} {:?}", Color::COUNT, Color::VARIANTS, <Kind as strum::VariantArray>::VARIANTS);
    println!("{:?} {:?}", "Blue".parse::<Kind>(), "x".parse::<Kind>());
    println!("{:?} {:?} {:?}", Level::from_repr(3), Level::from_repr(4), Level::VARIANTS);
    let mut table = LevelTable::new(1, 2, 3);
    table[Level::High] += 4;
    println!("{table:?} {:?}", Level::iter().rev().nth(1));
}
