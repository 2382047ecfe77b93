//! Distances of words, anagrams, palindromes and the most frequent letters.
use std::collections::BTreeMap;
use std::hint::black_box;

fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, c) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, &d) in b.iter().enumerate() {
            let cost = corner + usize::from(c != d);
            corner = row[j + 1];
            row[j + 1] = cost.min(row[j] + 1).min(corner + 1);
        }
    }
    row[b.len()]
}

fn palindrome(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    letters().eq(letters().collect::<Vec<_>>().into_iter().rev())
}

fn main() {
    for (a, b) in black_box([("kitten", "sitting"), ("", "abc"), ("flaw", "lawn"), ("größe", "grosse"), ("same", "same")]) {
        println!("{a} {b} {}", distance(a, b));
    }
    for text in black_box(["A man, a plan, a canal: Panama", "No", "", "Été"]) {
        println!("{text:?} {}", palindrome(text));
    }
    let mut groups = BTreeMap::<Vec<char>, Vec<&str>>::new();
    for word in black_box(["listen", "silent", "enlist", "google", "elgoog", "abc"]) {
        let mut key: Vec<char> = word.chars().collect();
        key.sort();
        groups.entry(key).or_default().push(word);
    }
    println!("{:?}", groups.values().collect::<Vec<_>>());
    let mut counts = [0; 26];
    black_box("the quick brown fox jumps over the lazy dog").bytes().filter(u8::is_ascii_lowercase)
        .for_each(|b| counts[usize::from(b - b'a')] += 1);
    println!("{counts:?}");
}
