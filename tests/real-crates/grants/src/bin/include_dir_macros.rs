//! `include_dir!`, which puts a directory into the program.

use include_dir::{include_dir, Dir};

static SITE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/files/site");

fn main() {
    println!("{:?}", SITE.get_file("index.html").and_then(|file| file.contents_utf8()));
    println!("{:?}", SITE.get_file("bytes.bin").map(|file| file.contents()));
    for entry in SITE.entries() {
        println!("{} {}", entry.path().display(), entry.children().len());
    }
}
