// A derive macro sees its helper attributes, and they are no errors.
//@ run-pass
//@ check-run-results
//@ proc-macro: fields.rs
//@ edition: 2021

use fields::Fields;

#[allow(dead_code)]
#[derive(Fields)]
#[field(whole = "struct")]
struct Config {
    #[field(rename = "Name")]
    name: String,
    #[flatten]
    #[cfg_attr(all(), field(1, 2))]
    rest: u8,
    #[cfg(any())]
    #[field(gone)]
    gone: u8,
}

fn main() {
    for field in Config::FIELDS {
        println!("{field}");
    }
}
