//! Numbers from text in every base, which are the same after the way back.
use std::hint::black_box;

fn digits(mut number: u64, radix: u32) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((number % u64::from(radix)) as u32, radix).unwrap());
        number /= u64::from(radix);
        if number == 0 {
            return digits.iter().rev().collect();
        }
    }
}

fn main() {
    for radix in 2..=36 {
        for number in black_box([0, 1, 35, 36, 1 << 31, u64::MAX, 0x0123_4567_89AB_CDEF]) {
            let text = digits(number, radix);
            assert_eq!(u64::from_str_radix(&text, radix), Ok(number));
            assert_eq!(u64::from_str_radix(&text.to_uppercase(), radix), Ok(number));
            print!("{text} ");
        }
        println!("{:?}", i16::from_str_radix(black_box("-zz"), radix).map_err(|e| e.to_string()));
    }
    println!("{:?}", i8::from_str_radix(black_box("-80"), 16));
    println!("{:?}", i8::from_str_radix(black_box("80"), 16));
    println!("{:?}", u128::from_str_radix(black_box(&"f".repeat(32)), 16));
    println!("{:?}", i128::from_str_radix(black_box("-zzzzzzzzzzzzzzzzzzzz"), 36));
}
