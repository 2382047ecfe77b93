//! Deep, mutual, double and tail recursion.
use std::hint::black_box;

fn ackermann(m: u64, n: u64) -> u64 {
    match (m, n) {
        (0, n) => n + 1,
        (m, 0) => ackermann(m - 1, 1),
        (m, n) => ackermann(m - 1, ackermann(m, n - 1)),
    }
}

fn even(n: u32) -> bool {
    n == 0 || odd(n - 1)
}

fn odd(n: u32) -> bool {
    n != 0 && even(n - 1)
}

fn hofstadter_f(n: u32) -> u32 {
    if n == 0 { 1 } else { n - hofstadter_m(hofstadter_f(n - 1)) }
}

fn hofstadter_m(n: u32) -> u32 {
    if n == 0 { 0 } else { n - hofstadter_f(hofstadter_m(n - 1)) }
}

fn hanoi(n: u32, from: u8, to: u8, by: u8, moves: &mut Vec<(u8, u8)>) {
    if n > 0 {
        hanoi(n - 1, from, by, to, moves);
        moves.push((from, to));
        hanoi(n - 1, by, to, from, moves);
    }
}

fn tarai(x: i32, y: i32, z: i32) -> i32 {
    if x <= y { y } else { tarai(tarai(x - 1, y, z), tarai(y - 1, z, x), tarai(z - 1, x, y)) }
}

fn permutations(items: &mut [u8], k: usize, out: &mut Vec<u32>) {
    if k == items.len() {
        out.push(items.iter().fold(0, |n, &i| n * 10 + u32::from(i)));
    } else {
        for i in k..items.len() {
            items.swap(k, i);
            permutations(items, k + 1, out);
            items.swap(k, i);
        }
    }
}

fn main() {
    println!("{} {} {}", ackermann(2, 9), ackermann(black_box(3), 4), even(black_box(999)));
    println!("{:?}", (0..20).map(|n| (hofstadter_f(n), hofstadter_m(n))).collect::<Vec<_>>());
    let mut moves = Vec::new();
    hanoi(black_box(5), 1, 3, 2, &mut moves);
    println!("{} {:?}", moves.len(), &moves[10..20]);
    println!("{}", tarai(black_box(8), 4, 0));
    let mut out = Vec::new();
    permutations(&mut [1, 2, 3, 4], 0, &mut out);
    println!("{out:?}");
}
