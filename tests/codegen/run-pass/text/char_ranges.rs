//! Ranges of characters, their neighbours, and texts made of all of them.
use std::hint::black_box;

fn main() {
    println!("{:?}", ('a'..='f').rev().collect::<String>());
    println!("{:?}", ('\u{D7FD}'..'\u{E003}').map(|c| c as u32).collect::<Vec<_>>());
    println!("{} {}", ('\0'..=char::MAX).count(), ('\0'..=char::MAX).map(|c| c.len_utf8()).sum::<usize>());
    println!("{:?} {:?}", ('a'..'e').nth(2), ('\u{D7F0}'..='\u{E010}').nth(20));
    println!("{:?} {:?}", ('x'..).take(5).collect::<String>(), ('a'..='e').step_by(2).collect::<String>());
    let mut c = black_box('\u{7E}');
    let mut out = Vec::new();
    for _ in 0..6 {
        out.push((c.len_utf8(), c.is_alphanumeric()));
        c = char::from_u32(c as u32 * 3 + 1).unwrap_or('a');
    }
    println!("{out:?}");
    let upper = ('à'..='ö').flat_map(char::to_uppercase).collect::<String>();
    println!("{upper} {}", upper.to_lowercase());
    let digits: Vec<u32> = "7٣९x".chars().map(|c| c.to_digit(10).unwrap_or(99)).collect();
    println!("{digits:?} {:?}", (0..36).filter_map(|d| char::from_digit(d, 36)).collect::<String>());
    println!("{:?}", "zażółć gęślą".chars().map(|c| if c.is_ascii() { c } else { '?' }).collect::<String>());
    let counts = ('\0'..='\u{2FF}').fold([0u32; 5], |mut n, c| {
        n[match c {
            _ if c.is_uppercase() => 0,
            _ if c.is_lowercase() => 1,
            _ if c.is_numeric() => 2,
            _ if c.is_whitespace() || c.is_control() => 3,
            _ => 4,
        }] += 1;
        n
    });
    println!("{counts:?} {:?}", ('a'..'a').is_empty());
    println!("{:?} {:?}", 'ǅ'.to_lowercase().collect::<Vec<_>>(), 'ß'.to_uppercase().map(|c| c as u32).collect::<Vec<_>>());
}
