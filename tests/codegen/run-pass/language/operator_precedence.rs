//! Long expressions without parentheses, against the same with them.
use std::hint::black_box;

fn main() {
    let (a, b, c, d) = black_box((13i32, 7, 3, 2));
    let x = a + b * c - d << 1 & 0xFF | b ^ c;
    let y = ((((a + (b * c)) - d) << 1) & 0xFF) | (b ^ c);
    println!("{x} {y}");
    println!("{} {}", -a % b * c, ((-a) % b) * c);
    println!("{} {}", !a & b | c, ((!a) & b) | c);
    println!("{} {}", a - b - c - d, ((a - b) - c) - d);
    println!("{} {}", a as i8 as u8 as i64 * -1, ((a as i8) as u8) as i64 * (-1));
    println!("{} {}", a - b < b - c, (a - b) < (b - c));
    println!("{} {}", a > b && b > c || c > a && d > c, ((a > b) && (b > c)) || ((c > a) && (d > c)));
    println!("{} {}", *&a + *&b, a + b);
    println!("{} {}", a / b * b + a % b, (a / b) * b + (a % b));
    println!("{:?} {:?}", a..b + c, (a..(b + c)));
    println!("{:?} {:?}", (..=a * d).end, ..=(a * d));
    let mut e = a;
    e <<= d + 1;
    e -= b * c;
    e ^= 0xF0 | 0x0F & e;
    println!("{e}");
    println!("{} {}", -1i32.pow(2), (-1i32).pow(2));
    println!("{} {}", -d.pow(3) as u8, !0u8 >> 4 << 2);
    println!("{} {}", 7 - -7, 2 - -(-3));
    println!("{} {}", if a > b { a } else { b } + 1, { if a > b { a } else { b } } * 2);
    println!("{}", (a, b).0 + [c, d][1] * (|x| x + 1)(a));
}
