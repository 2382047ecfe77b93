// Lines, columns, source text and file of tokens.
//@ run-pass
//@ check-run-results
//@ proc-macro: places.rs
//@ edition: 2021

use places::{file_name, places};

fn main() {
    let lines: &[&str] = places! {
        one + 2.0 (
            "日本語" 'x'
        )
        r#"raw
line"# ünïcödé /* a comment */ /// documentation
        ..=
    };
    for line in lines {
        println!("{line}");
    }
    println!("{:?}", file_name!());
}
