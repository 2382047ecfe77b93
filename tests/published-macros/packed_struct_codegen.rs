//! `#[derive(PackedStruct, PrimitiveEnum)]`: structs whose bits lie where they are told.
//@ dependency: packed_struct = "0.10"

use packed_struct::prelude::*;

#[derive(PackedStruct, Debug, PartialEq)]
#[packed_struct(bit_numbering = "msb0", endian = "lsb")]
pub struct Settings {
    #[packed_field(bits = "0..=2")]
    tiny: Integer<u8, packed_bits::Bits<3>>,
    #[packed_field(bits = "3..=4", ty = "enum")]
    mode: Mode,
    #[packed_field(bits = "7")]
    enabled: bool,
    #[packed_field(bytes = "1..=2")]
    number: u16,
    #[packed_field(bytes = "3..=4")]
    array: [u8; 2],
}

#[derive(PrimitiveEnum_u8, Clone, Copy, Debug, PartialEq)]
pub enum Mode {
    Off = 0,
    Debug = 2,
}

fn main() {
    let settings = Settings { tiny: 5.into(), mode: Mode::Debug, enabled: true, number: 0x1234, array: [8, 9] };
    let bytes = settings.pack().unwrap();
    println!("{bytes:?} {:?}", Settings::unpack(&bytes).map(|unpacked| unpacked == settings));
    println!("{:?} {:?}", Mode::from_primitive(2), Mode::from_str("off"));
    println!("{settings}");
}
