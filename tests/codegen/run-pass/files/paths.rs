//! Paths are split, joined and compared without looking at files.
use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

fn main() {
    for text in std::hint::black_box(["/a/b.tar.gz", "a//b/./c/../d/", "", "/", ".hidden", "..", "x/.", "no-ext.", "ü/é.ß"]) {
        let path = Path::new(text);
        println!("{text:?} {:?} {:?} {:?}", path.file_name(), path.file_stem(), path.extension());
        println!("  {:?} {} {:?}", path.parent(), path.is_absolute(), path.components().collect::<Vec<_>>());
        println!("  {:?} {:?}", path.with_extension("new"), path.with_file_name("file"));
        println!("  {:?} {:?}", path.join("/root"), path.join("rel"));
    }
    let mut path = PathBuf::from("/start");
    path.push("b");
    path.push("c.txt");
    println!("{} {:?}", path.display(), path.strip_prefix("/start").map(Path::to_owned));
    println!("{} {} {:?}", path.pop(), path.set_extension("x"), path);
    println!("{} {}", path.starts_with("/start"), path.starts_with("/sta"));
    println!("{:?}", Path::new("/a/b/c").ancestors().collect::<Vec<_>>());
    println!("{} {}", Path::new("a/b") == Path::new("a//b/"), Path::new("a") < Path::new("b"));
    println!("{}", Path::new("../x").components().filter(|c| *c == Component::ParentDir).count());
    println!("{:?} {:?}", Path::new("a").iter().next() == Some(OsStr::new("a")), PathBuf::from_iter(["a", "b"]));
}
