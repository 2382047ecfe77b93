//! Texts are searched by tables of failures and by hashes, and by a pattern with wildcards.
use std::hint::black_box;

fn failures(pattern: &[u8]) -> Vec<usize> {
    let mut table = vec![0; pattern.len()];
    let mut k = 0;
    for i in 1..pattern.len() {
        while k > 0 && pattern[i] != pattern[k] {
            k = table[k - 1];
        }
        k += usize::from(pattern[i] == pattern[k]);
        table[i] = k;
    }
    table
}

fn by_table(text: &[u8], pattern: &[u8]) -> Vec<usize> {
    let table = failures(pattern);
    let (mut found, mut k) = (Vec::new(), 0);
    for (i, &b) in text.iter().enumerate() {
        while k > 0 && (k == pattern.len() || b != pattern[k]) {
            k = table[k - 1];
        }
        k += usize::from(pattern.get(k) == Some(&b));
        if k == pattern.len() {
            found.push(i + 1 - k);
        }
    }
    found
}

fn by_hash(text: &[u8], pattern: &[u8]) -> Vec<usize> {
    let n = pattern.len();
    let hash = |bytes: &[u8]| bytes.iter().fold(0u32, |h, &b| h.wrapping_mul(257).wrapping_add(b.into()));
    let top = (1..n).fold(1u32, |p, _| p.wrapping_mul(257));
    let (wanted, mut h) = (hash(pattern), hash(&text[..n.min(text.len())]));
    let mut found = Vec::new();
    for i in 0..(text.len() + 1).saturating_sub(n) {
        if h == wanted && text[i..i + n] == *pattern {
            found.push(i);
        }
        if let Some(&next) = text.get(i + n) {
            h = h.wrapping_sub(top.wrapping_mul(text[i].into())).wrapping_mul(257).wrapping_add(next.into());
        }
    }
    found
}

fn glob(pattern: &[u8], text: &[u8]) -> bool {
    match (pattern, text) {
        ([], []) => true,
        ([b'*', rest @ ..], text) => (0..=text.len()).any(|i| glob(rest, &text[i..])),
        ([b'?', rest @ ..], [_, text @ ..]) => glob(rest, text),
        ([b'[', a, b'-', b, b']', rest @ ..], [c, text @ ..]) => (a..=b).contains(&c) && glob(rest, text),
        ([p, rest @ ..], [c, text @ ..]) => p == c && glob(rest, text),
        _ => false,
    }
}

fn main() {
    let text = black_box("abababcabababdababababcabab".repeat(3));
    for pattern in black_box(["abab", "ababd", "c", "ababababc", "zzz", "babdaba"]) {
        let found = by_table(text.as_bytes(), pattern.as_bytes());
        assert_eq!(found, by_hash(text.as_bytes(), pattern.as_bytes()));
        println!("{pattern} {:?} {found:?}", failures(pattern.as_bytes()));
    }
    for (pattern, text) in black_box([("*.rs", "main.rs"), ("a*b*c", "aXXbYYc"), ("a*b*c", "aXXcYYb"), ("?[0-9]*", "x7"), ("", ""), ("*", ""), ("[a-c]?", "d1")]) {
        println!("{pattern} {text} {}", glob(pattern.as_bytes(), text.as_bytes()));
    }
}
