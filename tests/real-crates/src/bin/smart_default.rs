//! `#[derive(SmartDefault)]`: defaults of fields and variants.

use smart_default::SmartDefault;

const fn four() -> u8 {
    4
}

#[derive(SmartDefault, Debug)]
struct Settings<'a, T>
where
    T: Default,
{
    #[default = 12]
    number: u32,
    #[default(Some(Default::default()))]
    value: Option<T>,
    #[default(_code = "[four(), 2 * 3].to_vec()")]
    list: Vec<u8>,
    #[default("text")]
    text: &'a str,
    #[default("owned")]
    owned: String,
    plain: bool,
}

#[derive(SmartDefault, Debug)]
enum Choice<T: Default> {
    #[allow(dead_code)]
    First,
    #[default]
    Second(#[default = true] bool, T, #[default('x')] char),
}

#[derive(SmartDefault, Debug)]
struct Tuple(#[default(f32::MAX)] f32, Choice<u8>);

fn main() {
    println!("{:?}", Settings::<i8>::default());
    println!("{:?} {:?}", Choice::<String>::default(), Tuple::default());
}
