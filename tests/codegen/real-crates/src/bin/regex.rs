//! `regex`: captures, repetition, Unicode, replacement, sets, bytes, and errors.
use regex::{Regex, RegexBuilder, RegexSet};

fn main() {
    let text = "2024-01-15 and 1999-12-31, not 20-1-1; e-mail: first.last+tag@example.org, grüße@süd.de; (nested (parens)) αβγ ΑΒΓ 12.5e-3 0x1F aaaa";
    for pattern in [
        r"(\d{4})-(\d{2})-(\d{2})", r"(?P<user>[\w.+]+)@(?P<host>\w+\.\w+)", r"\b\w{5}\b", r"(?i)αβγ", r"\p{Greek}+", r"a{2,3}?", r"a+",
        r"(a|ab)(c|bcd)*", r"^\d+", r"\S+$", r"[^\s\w]", r"(?x) 0x ( [0-9A-F]+ ) # hex", r"-?\d+(\.\d+)?(e[+-]?\d+)?", r"\(([^()]*)\)", r"(?m)^.", r"",
    ] {
        let regex = Regex::new(pattern).unwrap();
        let found: Vec<_> = regex.find_iter(text).map(|m| (m.start(), m.as_str())).take(8).collect();
        println!("{pattern}: {} {found:?}", regex.is_match(text));
        if let Some(captures) = regex.captures(text) {
            println!("  {:?}", captures.iter().map(|m| m.map(|m| m.range())).collect::<Vec<_>>());
        }
        println!("  {:?}", regex.replacen(text, 2, "<$1>").chars().take(60).collect::<String>());
    }
    let named = Regex::new(r"(?P<y>\d+)-(?P<m>\d+)").unwrap();
    println!("{}", named.replace_all(text, "$m/${y}x"));
    println!("{}", named.replace_all(text, |c: &regex::Captures| format!("[{}]", c["y"].len() + c["m"].len())));
    println!("{:?}", Regex::new(r"[,;]\s*").unwrap().split(text).collect::<Vec<_>>());
    let set = RegexSet::new([r"\d{4}", r"^x", r"parens", r"(?i)GRÜSSE|grüße"]).unwrap();
    println!("{:?}", set.matches(text).into_iter().collect::<Vec<_>>());
    for pattern in ["(", "a**", r"\q", "[z-a]", "(?P<n>a)(?P<n>b)", "a{5,2}", r"\p{Nope}", "x{1000}{1000}"] {
        println!("{:?}", Regex::new(pattern).map_err(|e| e.to_string().lines().last().map(str::to_owned)).err());
    }
    let bytes = regex::bytes::Regex::new(r"(?-u)[\x80-\xFF]+").unwrap();
    println!("{:?}", bytes.find_iter("aé€b".as_bytes()).map(|m| m.as_bytes().to_vec()).collect::<Vec<_>>());
    let large = RegexBuilder::new(r"(?:x+x+)+y").size_limit(1 << 20).build().unwrap();
    println!("{} {}", large.is_match(&"x".repeat(2000)), large.is_match(&("x".repeat(2000) + "y")));
    println!("{:?}", Regex::new(r"(\w)(\w)?(\w)?").unwrap().captures_iter("ab cde f").map(|c| c.len() * 10 + c.iter().flatten().count()).collect::<Vec<_>>());
}
