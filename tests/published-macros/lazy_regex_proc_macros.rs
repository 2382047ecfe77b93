//! `regex!`, `regex_captures!`, `regex_replace!` and others: expressions that are checked when they are compiled.
//@ dependency: lazy-regex = { version = "3", default-features = false, features = ["std", "perf-literal"] }

use lazy_regex::{
    Lazy, Regex, lazy_regex, regex, regex_captures, regex_find, regex_is_match, regex_replace_all, regex_switch,
};

static WORD: Lazy<Regex> = lazy_regex!(r"\w+"i);

fn kind(text: &str) -> Option<String> {
    regex_switch!(text,
        r"^(?<number>\d+)$" => format!("number {number}"),
        r#"^"(.*)"$"#i => "text".to_owned(),
    )
}

fn main() {
    println!("{:?} {}", WORD.find("- abc").map(|found| found.as_str()), regex!("^a+$"B).is_match(b"aaa"));
    println!("{:?}", regex_captures!(r"(\w)(\d)?-(\d+)", "a-12"));
    println!("{} {:?}", regex_is_match!("^Ab"i, "aBc"), regex_find!("b+", "abbc"));
    println!("{}", regex_replace_all!(r"(\d)(\w)", "1a 2b", |_, digit: &str, letter: &str| format!("{letter}{digit}")));
    println!("{:?} {:?} {:?}", kind("12"), kind("\"x\""), kind("?"));
}
