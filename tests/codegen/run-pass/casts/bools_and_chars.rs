//! Casts of `bool`, `char` and `u8`.
use std::hint::black_box;

fn main() {
    for b in black_box([false, true]) {
        print!("{} {} {} {} ", b as u8, b as i8, b as i64, b as u128);
        println!("{} {} {:?}", b as usize, f32::from(b), b.then_some(5));
    }
    for c in black_box(['\0', 'a', '\u{7F}', '\u{80}', 'ÿ', '€', '\u{D7FF}', '\u{E000}', '𝄞', char::MAX]) {
        print!("{} {} {} {} ", c as u8, c as i8, c as u16, c as i16);
        println!("{} {} {:?} {:?}", c as i32, c as u64, u8::try_from(c).ok(), u16::try_from(c).ok());
    }
    for n in black_box([0u32, 65, 0xD7FF, 0xD800, 0xDFFF, 0xE000, 0x10FFFF, 0x110000, u32::MAX]) {
        println!("{:?} {:?}", char::from_u32(n), char::try_from(n).is_ok());
    }
    let text: String = (b'a'..=b'z').map(|b| (b - 32) as char).collect();
    println!("{text} {}", black_box(200u8) as char);
}
