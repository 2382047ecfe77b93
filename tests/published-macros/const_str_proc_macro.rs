//! `const_str::format!`, `verified_regex!` and others that need a macro crate.
//@ dependency: const-str = { version = "1", features = ["proc", "http", "regex", "case"] }
//@ dependency: http = "1"
//@ dependency: regex = { version = "1", default-features = false, features = ["std"] }

const NUMBER: u8 = 7;
const TEXT: &str = const_str::format!("{}-{:?}-{:?}", "a", NUMBER, "b");

fn main() {
    println!("{TEXT} {}", const_str::convert_ascii_case!(shouty_snake, "someName"));
    let regex = regex::Regex::new(const_str::verified_regex!(r"^\d+-[a-f]{2}$")).unwrap();
    println!("{} {}", regex.is_match("12-ab"), regex.is_match("x"));
    println!("{:?}", const_str::verified_header_name!("content-type"));
}
