//! Addition and multiplication of long numbers with carries between the words.
#![feature(widening_mul)]
use std::hint::black_box;

macro_rules! table {
    ($($t:ident)*) => { $({
        print!("{}:", stringify!($t));
        let values: [$t; 5] = black_box([0, 1, 200, <$t>::MAX, <$t>::MAX / 2]);
        for a in values {
            for b in values {
                print!(" {:?} {:?}", a.carrying_add(b, true), a.borrowing_sub(b, true));
                print!(" {:?} {:?}", a.widening_mul(b), a.carrying_mul(b, <$t>::MAX));
            }
        }
        println!();
    })* };
}

fn multiply(a: &[u32], b: &[u32]) -> Vec<u32> {
    let mut product = vec![0; a.len() + b.len()];
    for (i, &a) in a.iter().enumerate() {
        let mut carry = 0;
        for (j, &b) in b.iter().enumerate() {
            (product[i + j], carry) = a.carrying_mul_add(b, product[i + j], carry);
        }
        product[i + b.len()] = carry;
    }
    product
}

fn main() {
    table!(u8 u16 u32 u64 usize u128);
    let mut power = vec![black_box(3u32)];
    for _ in 0..6 {
        power = multiply(&power, &power);
        println!("{power:08x?}");
    }
}
