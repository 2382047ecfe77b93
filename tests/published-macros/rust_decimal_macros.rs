//! `dec!`: decimal numbers that are parsed when they are compiled.
//@ dependency: rust_decimal = { version = "1", default-features = false, features = ["std"] }
//@ dependency: rust_decimal_macros = { version = "1", default-features = false }

use rust_decimal::Decimal;
use rust_decimal_macros::dec;

const NUMBER: Decimal = dec!(-1.23);

fn main() {
    println!("{NUMBER} {} {} {}", dec!(1_000.50), dec!(2e-3), dec!(10, radix 2));
    println!("{}", dec!(79228162514264337593543950335) - dec!(1));
}
