//! Numbers from text: signs, limits, and every kind of error.
use std::hint::black_box;

macro_rules! parse {
    ($($t:ident)*) => { $({
        print!("{}:", stringify!($t));
        for text in black_box([
            "0", "-0", "+7", "-7", "007", "127", "128", "-128", "-129", "255", "256", "", "-", "+",
            "1_000", " 1", "0x10", "65535", "-32768", "4294967296", "18446744073709551615",
            "-9223372036854775808", "340282366920938463463374607431768211455",
            "-170141183460469231731687303715884105728", "340282366920938463463374607431768211456",
        ]) {
            match text.parse::<$t>() {
                Ok(number) => print!(" {number}"),
                Err(error) => print!(" {:?}", error.kind()),
            }
        }
        println!();
    })* };
}

fn main() {
    parse!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    println!("{}", "x".parse::<i32>().unwrap_err());
    println!("{}", "".parse::<u8>().unwrap_err());
    println!("{}", "300".parse::<u8>().unwrap_err());
    println!("{}", "-300".parse::<i8>().unwrap_err());
}
