//! `#[bitmatch]`: patterns of bits in `match` and `let`.
//@ dependency: bitmatch = "0.1"

use bitmatch::bitmatch;

#[bitmatch]
fn decode(instruction: u8) -> String {
    #[bitmatch]
    match instruction {
        "00oo_aabb" => format!("op {o} {a} {b}"),
        "01??_xxxx" if x > 3 => format!("large {x}"),
        "1yyy_yyyz" => format!("{y} {z}"),
        _ => "other".to_owned(),
    }
}

#[bitmatch]
fn interleave(number: u16) -> u16 {
    #[bitmatch]
    let "aaaa_bbbb_cccc_dddd" = number;
    bitpack!("ddddccccbbbbaaaa")
}

fn main() {
    for instruction in [0b0010_0111, 0b0111_0100, 0b0111_0001, 0b1000_0011] {
        println!("{}", decode(instruction));
    }
    println!("{:x}", interleave(0x1234));
}
