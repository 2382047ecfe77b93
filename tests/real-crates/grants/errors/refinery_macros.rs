//! What is no directory.

refinery::embed_migrations!(5);

fn main() {}
