//! `dir!`, which makes modules of the files in a directory.

#[path = "../parts"]
mod parts {
    automod::dir!(pub "src/parts");
}

fn main() {
    println!("{} {}", parts::first::NAME, parts::second_part::NAME);
}
