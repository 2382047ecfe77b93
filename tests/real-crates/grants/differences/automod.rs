//! A directory that is not there: the message has the number that the error has in WASI.

automod::dir!("absent");

fn main() {}
