//! `num-bigint`: arithmetic, roots, powers, text in all bases, bits and bytes.
use num_bigint::{BigInt, BigUint, Sign};
use std::str::FromStr;

fn main() {
    let factorial: BigUint = (1..=150u32).map(BigUint::from).product();
    println!("{factorial} {} {:?}", factorial.bits(), factorial.trailing_zeros());
    let (mut a, mut b) = (BigUint::from(0u8), BigUint::from(1u8));
    for _ in 0..1000 {
        a += &b;
        std::mem::swap(&mut a, &mut b);
    }
    println!("{a}\n{:x}\n{:o}", b, &a >> 300);
    for radix in [2, 7, 10, 16, 29, 36] {
        let text = a.to_str_radix(radix);
        assert_eq!(BigUint::parse_bytes(text.as_bytes(), radix).as_ref(), Some(&a));
        println!("{radix} {}", &text[..60]);
    }
    println!("{} {} {}", a.sqrt(), a.cbrt(), a.nth_root(7));
    println!("{}", a.modpow(&b, &factorial));
    let prime = BigUint::from_str("170141183460469231731687303715884105727").unwrap();
    println!("{:?} {}", BigUint::from(3u8).modinv(&prime), BigUint::from(2u8).modpow(&(&prime - 1u8), &prime));
    let values = ["0", "-1", "123456789012345678901234567890", "-98765432109876543210", "18446744073709551616", "-4294967296"];
    let values: Vec<BigInt> = values.iter().map(|v| v.parse().unwrap()).collect();
    for x in &values {
        for y in &values {
            print!("{} {} {} ", x + y, x - y, x * y);
            if y.sign() != Sign::NoSign {
                print!("{} {} ", x / y, x % y);
            }
            print!("{} {} {} {:?} ", x & y, x | y, x ^ y, x.cmp(y));
        }
        println!("{} {} {:?} {:?}", x << 70, x >> 9, x.to_signed_bytes_le(), i64::try_from(x).ok());
    }
    println!("{:?} {:?}", "12x".parse::<BigInt>().map_err(|e| e.to_string()), BigUint::from_str("").is_err());
    let large = factorial.pow(20);
    let product = &large * &b.pow(15);
    println!("{} {} {}", product.bits(), (&product / &large == b.pow(15)), &product % 1_000_000_007u32);
    println!("{:?}", product.iter_u64_digits().rev().take(4).collect::<Vec<_>>());
}
