//! Thousands of frames, small and large, within the stack.
use std::hint::black_box;

#[inline(never)]
fn small(n: u32) -> u64 {
    if n == 0 { 0 } else { u64::from(n) + small(black_box(n - 1)) }
}

#[inline(never)]
fn large(n: u32, seed: u64) -> u64 {
    let mut frame = [seed; 64];
    for (i, word) in frame.iter_mut().enumerate() {
        *word = word.wrapping_mul(6364136223846793005).wrapping_add(i as u64);
    }
    let below = if n == 0 { 1 } else { large(black_box(n - 1), frame[63]) };
    black_box(&frame).iter().fold(below, |sum, &word| sum.rotate_left(1) ^ word)
}

#[inline(never)]
fn through_pointer(f: fn(fn() -> u32, u32) -> u32, n: u32) -> u32 {
    fn leaf() -> u32 {
        7
    }
    f(leaf, n)
}

fn descend(leaf: fn() -> u32, n: u32) -> u32 {
    if n == 0 { leaf() } else { descend(black_box(leaf), n - 1).wrapping_mul(3) + 1 }
}

struct List(u32, Option<Box<List>>);

fn main() {
    println!("{} {}", small(5000), large(300, black_box(1)));
    println!("{}", through_pointer(black_box(descend), 3000));
    let mut list = None;
    for i in 0..2000 {
        list = Some(Box::new(List(i, list)));
    }
    let mut sum = 0;
    let mut next = &list;
    while let Some(node) = next {
        sum += node.0;
        next = &node.1;
    }
    println!("{sum}");
    // Drops two thousand nodes, one within the other.
    drop(list);
    println!("dropped");
}
