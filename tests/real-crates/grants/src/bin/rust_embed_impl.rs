//! `#[derive(RustEmbed)]`, which puts a directory and hashes of its files into the program.

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "files/site/"]
#[prefix = "site/"]
struct Site;

#[derive(RustEmbed)]
#[folder = "src/parts"]
struct Parts;

fn main() {
    for name in Site::iter().chain(Parts::iter()) {
        let file = Site::get(&name).or_else(|| Parts::get(&name)).unwrap();
        println!("{name} {} {:?}", file.data.len(), &file.metadata.sha256_hash()[..4]);
    }
}
