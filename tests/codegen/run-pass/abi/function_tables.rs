//! Tables with functions of different types, cast to one and back before they are called.
use std::hint::black_box;
use std::mem::transmute;

#[derive(Clone, Copy)]
enum Signature {
    Unit,
    Byte,
    LongFloat,
    Text,
    Wide,
}

fn unit() {
    print!("unit ");
}

fn byte(x: u8) -> u8 {
    x.wrapping_mul(3)
}

extern "C" fn long_float(a: i64, b: f32) -> f64 {
    a as f64 / f64::from(b)
}

fn text(text: &str, at: usize) -> Option<char> {
    text.chars().nth(at)
}

fn wide(a: u128, b: [u16; 3]) -> u128 {
    a + u128::from(b[2])
}

static TABLE: [(Signature, fn()); 5] = unsafe {
    [
        (Signature::Unit, unit),
        (Signature::Byte, transmute::<fn(u8) -> u8, fn()>(byte)),
        (Signature::LongFloat, transmute::<extern "C" fn(i64, f32) -> f64, fn()>(long_float)),
        (Signature::Text, transmute::<for<'a> fn(&'a str, usize) -> Option<char>, fn()>(text)),
        (Signature::Wide, transmute::<fn(u128, [u16; 3]) -> u128, fn()>(wide)),
    ]
};

fn main() {
    for _ in 0..2 {
        for (signature, function) in black_box(TABLE) {
            // SAFETY: each function is cast back to what it is.
            unsafe {
                match signature {
                    Signature::Unit => function(),
                    Signature::Byte => print!("{} ", transmute::<fn(), fn(u8) -> u8>(function)(100)),
                    Signature::LongFloat => print!("{} ", transmute::<fn(), extern "C" fn(i64, f32) -> f64>(function)(9, 4.0)),
                    Signature::Text => print!("{:?} ", transmute::<fn(), fn(&str, usize) -> Option<char>>(function)("aé", 1)),
                    Signature::Wide => println!("{}", transmute::<fn(), fn(u128, [u16; 3]) -> u128>(function)(1 << 70, [1, 2, 3])),
                }
            }
        }
    }
    let addresses: std::collections::BTreeSet<usize> = TABLE.iter().map(|(_, f)| *f as usize).collect();
    println!("{}", addresses.len());
}
