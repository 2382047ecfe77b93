//! Memory that grows by megabytes, keeps its contents, and is given back.
use std::hint::black_box;

fn main() {
    let mut blocks: Vec<Vec<u32>> = Vec::new();
    let mut sum = 0u64;
    for i in 0..black_box(12u32) {
        let block: Vec<u32> = (0..1 << 16).map(|n| n ^ i).collect();
        sum += u64::from(block[i as usize * 100]);
        blocks.push(block);
    }
    println!("{sum} {}", blocks.iter().all(|b| b.len() == 1 << 16));
    for (i, block) in blocks.iter().enumerate() {
        assert!(block.iter().zip(0..).all(|(&x, n)| x == n ^ i as u32));
    }
    blocks.drain(..6);
    let large = vec![7u8; 8 << 20];
    println!("{} {}", large.iter().map(|&b| u64::from(b)).sum::<u64>(), blocks.len());
    let mut grown = Vec::new();
    for i in 0..200_000u32 {
        grown.push(i);
        if i % 50_000 == 49_999 {
            grown.shrink_to_fit();
        }
    }
    println!("{} {}", grown.iter().rev().step_by(1000).map(|&x| u64::from(x)).sum::<u64>(), grown.len());
    let text = "0123456789".repeat(100_000);
    println!("{} {:?}", text.len(), text[999_990..].chars().rev().collect::<String>());
    let zeros = vec![0u64; 1 << 18];
    println!("{}", zeros.iter().all(|z| *z == 0));
}
