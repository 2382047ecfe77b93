//! `git_version!` where git fails, and so in both forms: with what the macro takes instead.

use git_version::git_version;

fn main() {
    println!("{}", git_version!(args = ["--no-such-option"], fallback = "no version"));
    println!("{}", git_version!(args = ["--no-such-option"], cargo_prefix = "crate ", cargo_suffix = "!"));
}
