//! Folders that are not there, and what is no struct.

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "absent/"]
struct Absent;

#[derive(RustEmbed)]
struct NoFolder;

#[derive(RustEmbed)]
#[folder = "files/site/"]
enum NotAStruct {
    A,
}

#[derive(RustEmbed)]
#[folder = "files/site/"]
struct Fields {
    a: u8,
}

fn main() {}
