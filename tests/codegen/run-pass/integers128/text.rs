//! 128-bit integers as text in decimal, hexadecimal and back.
use std::hint::black_box;

fn main() {
    let mut a = black_box(1u128);
    for i in 0..128 {
        a = a.wrapping_mul(3).wrapping_add(i);
        let signed = a as i128;
        assert_eq!(a.to_string().parse(), Ok(a));
        assert_eq!(signed.to_string().parse(), Ok(signed));
        assert_eq!(u128::from_str_radix(&format!("{a:x}"), 16), Ok(a));
        assert_eq!(u128::from_str_radix(&format!("{a:b}"), 2), Ok(a));
        if i % 8 == 0 || i > 120 {
            println!("{a} {signed} {a:#x} {signed:o} {a:e} {signed:+045}");
        }
    }
    for a in black_box([i128::MIN, i128::MAX, -1, 0]) {
        println!("{a} {a:x} {a:#b} {a:e} {:?}", a.checked_neg());
    }
    println!("{:?}", "170141183460469231731687303715884105728".parse::<i128>());
    println!("{:?}", "-170141183460469231731687303715884105729".parse::<i128>().is_err());
}
