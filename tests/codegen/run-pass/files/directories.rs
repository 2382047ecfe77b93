//! Directories: created, listed, nested, renamed and removed with all in them.
//@ needs-dir
use std::fs;
use std::io;
use std::path::Path;

fn tree(path: &Path, depth: usize, out: &mut Vec<String>) -> io::Result<()> {
    let mut entries: Vec<_> = fs::read_dir(path)?.collect::<io::Result<_>>()?;
    entries.sort_by_key(|e| e.file_name());
    for entry in entries {
        let kind = entry.file_type()?;
        let length = if kind.is_file() { entry.metadata()?.len() } else { 0 };
        out.push(format!("{:depth$}{} {} {length}", "", entry.file_name().display(), kind.is_dir(), depth = depth * 2));
        if kind.is_dir() {
            tree(&entry.path(), depth + 1, out)?;
        }
    }
    Ok(())
}

fn show() -> io::Result<()> {
    let mut out = Vec::new();
    tree(Path::new("/"), 0, &mut out)?;
    println!("{out:?}");
    Ok(())
}

fn main() -> io::Result<()> {
    fs::create_dir("/one")?;
    fs::create_dir_all("/two/deep/deeper")?;
    for i in 0..12 {
        fs::write(format!("/two/deep/f{i:02}"), "x".repeat(i))?;
    }
    fs::write("/one/file", "contents")?;
    show()?;
    println!("{:?} {:?}", fs::create_dir("/one").map_err(|e| e.kind()), fs::remove_dir("/one").is_err());
    fs::rename("/one/file", "/two/moved")?;
    fs::rename("/two/deep", "/one/deep")?;
    show()?;
    println!("{} {}", Path::new("/one").is_dir(), Path::new("/two/moved").is_file());
    println!("{:?}", fs::metadata("/one/deep/f03").map(|m| (m.len(), m.is_file(), m.is_symlink())).ok());
    fs::remove_dir_all("/one")?;
    fs::remove_file("/two/moved")?;
    fs::remove_dir("/two")?;
    show()?;
    println!("{:?}", fs::read_dir("/one").map_err(|e| e.kind()).err());
    Ok(())
}
