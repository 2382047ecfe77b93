//! A grammar that is not there: the message has the number that the error has in WASI.

#[derive(pest_derive::Parser)]
#[grammar = "files/absent.pest"]
struct Absent;

fn main() {}
