//! Finds characters, texts and patterns in texts, also where the pattern repeats itself.
use std::hint::black_box;

fn main() {
    let text = black_box("abcabcabdabcabd banana aaaa");
    for pattern in black_box(["abc", "abcabd", "ana", "aa", "", "d ", "zzz", "abcabcabdabcabd banana aaaab"]) {
        print!("{pattern:?}: {:?} {:?} ", text.find(pattern), text.rfind(pattern));
        print!("{} {} ", text.contains(pattern), text.matches(pattern).count());
        print!("{} {} ", text.starts_with(pattern), text.ends_with(pattern));
        println!("{:?}", text.match_indices(pattern).map(|(i, _)| i).take(4).collect::<Vec<_>>());
    }
    println!("{:?} {:?}", text.find('d'), text.find(|c: char| c == 'n' || c == ' '));
    println!("{:?} {:?}", text.strip_prefix("abc"), text.strip_suffix("aaa"));
    println!("{:?}", text.trim_matches('a'));
    println!("{:?}", black_box("  \t x \u{3000}").trim());
    println!("{:?}", black_box("0012300").trim_start_matches('0').trim_end_matches("00"));
    let haystack = "x".repeat(500) + "needle" + &"y".repeat(500);
    println!("{:?} {:?}", haystack.find("needle"), haystack.rfind("xn"));
}
