//! Sums and products of iterators, also of options and results.
use std::hint::black_box;

macro_rules! each {
    ($($t:ident)*) => { $({
        let numbers: [$t; 5] = black_box([1, 2, 3, 4, 5]);
        print!("{} {} ", numbers.iter().sum::<$t>(), numbers.iter().product::<$t>());
        let checked = numbers.iter().map(|n| n.checked_sub(2).ok_or("small"));
        println!("{:?}", checked.sum::<Result<$t, _>>());
    })* };
}

fn main() {
    each!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
    let some = ["1", "20", "300"].iter().map(|t| t.parse::<i32>().ok());
    println!("{:?}", some.sum::<Option<i32>>());
    let none = ["1", "x", "300"].iter().map(|t| t.parse::<i32>().ok());
    println!("{:?}", none.product::<Option<i32>>());
    println!("{:?}", (1..=20u64).product::<u64>());
    println!("{:?}", (1..=34u128).product::<u128>());
    println!("{:?}", (0..1000).map(|n| n as f64 / 8.0).sum::<f64>());
}
