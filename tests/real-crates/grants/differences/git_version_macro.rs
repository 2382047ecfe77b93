//! `git_version!` runs git, which a module cannot. What git is asked here fails in every directory, in a clone or not.

fn main() {
    println!("{}", git_version::git_version!(args = ["-h"]));
}
