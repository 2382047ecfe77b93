//! Copies within, rotations, reversals, fills and swaps.
use std::hint::black_box;

fn main() {
    let fresh = || (0..black_box(10u8)).collect::<Vec<_>>();
    for (from, to) in [(0..4, 2), (2..6, 0), (5..10, 5), (3..3, 9), (0..10, 0), (6..9, 1)] {
        let mut items = fresh();
        items.copy_within(from, to);
        println!("{items:?}");
    }
    for by in [0, 1, 3, 7, 10] {
        let (mut left, mut right) = (fresh(), fresh());
        left.rotate_left(by);
        right.rotate_right(by);
        println!("{left:?} {right:?}");
    }
    let mut items = fresh();
    items.reverse();
    items[2..7].reverse();
    items.swap(0, 9);
    println!("{items:?}");
    items[1..4].fill(77);
    items[5..8].fill_with(Default::default);
    println!("{items:?}");
    let mut target = [0u8; 5];
    target.copy_from_slice(&items[4..9]);
    target[..2].clone_from_slice(&[9, 8]);
    println!("{target:?} {:?}", items.repeat(2).len());
    let mut large: Vec<[u64; 5]> = (0..20).map(|i| [i; 5]).collect();
    large.rotate_left(black_box(7));
    large.copy_within(0..5, 3);
    println!("{:?}", large.iter().map(|l| l[4]).collect::<Vec<_>>());
    let mut texts: Vec<String> = ["a", "b", "c", "d", "e"].map(String::from).into();
    texts.rotate_right(2);
    texts.swap(0, 4);
    texts[1..].reverse();
    println!("{texts:?} {:?}", texts.concat());
    println!("{:?} {:?}", [[1, 2], [3, 4]].concat(), [[1], [2]].join(&0));
    println!("{:?}", [1, 1, 2, 3, 3].partition_dedup_simple());
}

trait Dedup {
    fn partition_dedup_simple(self) -> Vec<i32>;
}

impl<const N: usize> Dedup for [i32; N] {
    fn partition_dedup_simple(self) -> Vec<i32> {
        let mut vec = self.to_vec();
        vec.dedup();
        vec
    }
}
