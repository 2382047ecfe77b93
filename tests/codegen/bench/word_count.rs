//! Words of a text counted: a hash map with strings as keys, and the splitting of strings.

use std::collections::HashMap;

const SYLLABLES: [&str; 16] = [
    "ka", "lo", "mi", "nu", "ra", "so", "te", "vi", "an", "el", "ir", "on", "us", "ba", "do", "gé",
];

/// The next of a sequence of numbers that look random.
fn random(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

fn text(words: usize) -> String {
    let mut state = 0x9e37_79b9_7f4a_7c15;
    let mut text = String::new();
    for _ in 0..words {
        let mut bits = random(&mut state);
        for _ in 0..1 + bits % 3 {
            bits >>= 5;
            text.push_str(SYLLABLES[(bits % 16) as usize]);
        }
        text.push(if bits % 11 == 0 { '\n' } else { ' ' });
    }
    text
}

/// How much there is to do.
fn scale() -> u32 {
    std::env::args().nth(1).map_or(1, |scale| scale.parse().expect("the scale is a number"))
}

fn main() {
    let text = text(400_000 * scale() as usize);
    let mut counts: HashMap<String, u64> = HashMap::new();
    for line in text.lines() {
        for word in line.split_whitespace() {
            *counts.entry(word.to_owned()).or_default() += 1;
        }
    }
    let mut sorted: Vec<_> = counts.iter().collect();
    sorted.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
    let checksum = sorted.iter().enumerate().fold(0u64, |sum, (rank, (word, count))| {
        sum.wrapping_mul(31).wrapping_add(*count * (rank as u64 + word.len() as u64))
    });
    println!("{} words, most often {:?}, checksum {checksum:016x}", counts.len(), sorted[0]);
}
