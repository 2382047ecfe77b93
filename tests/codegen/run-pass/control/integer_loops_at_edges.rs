//! Loops whose bounds are the least and the greatest numbers, which must not run over.
use std::hint::black_box;

fn main() {
    println!("{:?}", (250u8..=u8::MAX).collect::<Vec<_>>());
    println!("{:?}", (i8::MIN..=-126).rev().collect::<Vec<_>>());
    println!("{}", (0..=u16::MAX).map(u64::from).sum::<u64>());
    println!("{:?}", (u64::MAX - 2..=u64::MAX).map(|n| n % 1000).collect::<Vec<_>>());
    let mut n = black_box(u8::MAX - 3);
    let mut count = 0;
    loop {
        count += 1;
        match n.checked_add(1) {
            Some(next) => n = next,
            None => break,
        }
    }
    println!("{count} {n}");
    let mut i = black_box(i32::MIN);
    let mut steps = 0;
    while i < 0 {
        i /= 2;
        i += 1;
        steps += 1;
        if i == 0 {
            break;
        }
        i -= 1;
    }
    println!("{i} {steps}");
    let mut wrapped = black_box(u32::MAX - 2);
    let mut seen = Vec::new();
    while wrapped != 3 {
        seen.push(wrapped);
        wrapped = wrapped.wrapping_add(1);
    }
    println!("{seen:?}");
    println!("{:?} {:?}", (5..5).next(), (5..=4).count());
    println!("{}", (0..100u32).rev().skip(97).map(|x| x.wrapping_sub(1)).max().unwrap());
    println!("{:?}", (usize::MAX - 3..usize::MAX).map(|i| i.wrapping_mul(2)).collect::<Vec<_>>());
    let mut index = 5usize;
    while let Some(next) = index.checked_sub(2) {
        index = next;
    }
    println!("{index} {:?}", (0..10).step_by(usize::MAX).collect::<Vec<_>>());
}
