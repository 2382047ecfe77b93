//! Integers that are not zero, and `Option` of them without more bytes.
use std::hint::black_box;
use std::mem::size_of;
use std::num::{NonZero, NonZeroI8, NonZeroU8, NonZeroU16, NonZeroU32, NonZeroU128};

fn describe(value: Option<NonZeroU32>) -> String {
    match value {
        Some(n) => format!("{n} {} {}", n.leading_zeros(), n.is_power_of_two()),
        None => "zero".to_owned(),
    }
}

fn main() {
    for n in black_box([0, 1, 6, 1 << 31, u32::MAX]) {
        println!("{}", describe(NonZero::new(n)));
    }
    for n in black_box([0i8, 1, -1, 127, -128]) {
        let Some(n) = NonZeroI8::new(n) else {
            println!("none");
            continue;
        };
        println!("{} {:?} {:?}", n.unsigned_abs(), n.checked_neg(), n.checked_abs());
    }
    let a = NonZeroU8::new(black_box(200)).unwrap();
    println!("{:?} {:?}", a.checked_add(55), a.checked_add(56));
    println!("{:?} {:?}", a.checked_mul(a), a.saturating_mul(a));
    println!("{:?} {:?}", a | NonZeroU8::MIN, u16::from(a.get()) / NonZeroU16::new(7).unwrap());
    println!("{} {}", size_of::<Option<NonZeroU128>>(), size_of::<Option<Option<NonZeroU8>>>());
    println!("{:?} {:?}", "0".parse::<NonZeroU8>(), "9".parse::<NonZeroU8>());
    println!("{:?}", NonZeroU32::try_from(black_box(0)).map_err(|e| e.to_string()));
    println!("{:?}", 1000 % NonZeroU32::new(black_box(7)).unwrap());
}
