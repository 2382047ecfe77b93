//! A directory that is not there: the message has the number that the error has in WASI.

refinery::embed_migrations!("absent");

fn main() {}
