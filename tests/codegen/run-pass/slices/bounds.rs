//! Accesses within bounds by computed indices and ranges of all kinds, and `None` beyond.
use std::hint::black_box;
use std::ops::Bound;

fn main() {
    let items = black_box([10, 11, 12, 13, 14]);
    for i in black_box([0usize, 4, 5, usize::MAX]) {
        println!("{:?} {:?} {:?}", items.get(i), items.get(i..), items.get(..i));
        println!("{:?} {:?}", items.get(i..=i), items.get(..=i));
    }
    println!("{:?} {:?} {:?}", &items[1..3], &items[..=2], &items[5..]);
    println!("{:?}", &items[(Bound::Excluded(1), Bound::Included(3))]);
    println!("{:?}", items.get((Bound::Excluded(4), Bound::Unbounded)));
    println!("{:?}", items.get(black_box(3)..black_box(2)));
    println!("{:?}", items.get(0..=usize::MAX));
    for by in 1..4 {
        println!("{:?} {:?}", items.iter().step_by(by).collect::<Vec<_>>(), items.iter().rev().nth(by));
    }
    let mut sum = 0usize;
    for i in 0..100 {
        sum = sum.wrapping_mul(7).wrapping_add(items[(i * i + sum) % items.len()]);
    }
    println!("{sum}");
    let mut changed = items;
    if let Some(last) = changed.last_mut() {
        *last = 99;
    }
    changed[black_box(1)] -= 1;
    *changed.get_mut(2).unwrap() *= 2;
    if let Ok([a, b]) = changed.get_disjoint_mut([0, 3]) {
        std::mem::swap(a, b);
    }
    println!("{changed:?} {}", changed.get_disjoint_mut([1, 1]).is_err());
}
