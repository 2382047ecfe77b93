//! Slices and arrays are compared element by element, or as bytes.
use std::hint::black_box;

fn main() {
    let bytes: [&[u8]; 7] = black_box([b"", b"a", b"ab", b"b", b"\x80", b"a\0", b"abcdefghijklmnop"]);
    for a in bytes {
        for b in bytes {
            print!("{}{} ", a.cmp(b) as i8, u8::from(a == b));
        }
        println!();
    }
    let signed: [&[i8]; 4] = black_box([&[-1], &[1], &[], &[-1, -1]]);
    println!("{:?}", signed.map(|a| signed.map(|b| a < b)));
    let floats = black_box([vec![1.0, f64::NAN], vec![1.0, 2.0], vec![1.0], vec![0.5, f64::NAN]]);
    println!("{:?}", floats.each_ref().map(|a| floats.each_ref().map(|b| a.partial_cmp(b).map_or(9, |o| o as i8))));
    let words: [[u32; 3]; 3] = black_box([[1, 2, 3], [1, 2, 0x100], [0x100, 0, 0]]);
    println!("{:?}", words.map(|a| words.map(|b| a.cmp(&b) as i8)));
    println!("{} {}", words[0] == [1, 2, 3], vec![1, 2, 3] == words[0][..]);
    println!("{} {}", [Some("a"), None] < [Some("a"), Some("")], ["b"] > ["abc"]);
    let mut long = vec![7u8; 1000];
    let other = long.clone();
    println!("{} {}", long == other, long <= other);
    long[999] = 6;
    println!("{} {:?}", long == other, long.cmp(&other));
    println!("{} {}", [1, 2, 3].iter().eq(&[1, 2, 3]), [1, 2].iter().lt([1, 2, 3].iter()));
    println!("{:?} {}", (1, "b", 2.5).partial_cmp(&(1, "b", 2.25)), ((), 1) < ((), 2));
    println!("{}", b"eq".eq_ignore_ascii_case(b"EQ"));
}
