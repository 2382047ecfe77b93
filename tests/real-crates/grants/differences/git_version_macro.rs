//! `git_version!` runs git, which a module cannot.

fn main() {
    println!("{}", git_version::git_version!());
}
