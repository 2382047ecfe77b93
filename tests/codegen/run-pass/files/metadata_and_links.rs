//! Lengths, kinds and times of files, and errors of every sort.
//@ needs-dir
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::time::UNIX_EPOCH;

fn kind<T>(result: io::Result<T>) -> Option<ErrorKind> {
    result.err().map(|e| e.kind())
}

fn main() -> io::Result<()> {
    fs::write("a", [1, 2, 3])?;
    fs::create_dir("d")?;
    let (file, dir) = (fs::metadata("a")?, fs::metadata("/d")?);
    println!("{} {} {} {}", file.len(), file.is_file(), dir.is_dir(), file.file_type() == dir.file_type());
    println!("{} {}", file.modified()? > UNIX_EPOCH, file.modified()? <= fs::metadata("a")?.modified()?);
    fs::copy("a", "b")?;
    fs::write("b", [9; 10])?;
    println!("{:?} {}", fs::read("a")?, fs::metadata("a")?.len());
    fs::remove_file("a")?;
    println!("{:?} {}", fs::read("b")?.len(), fs::exists("a")?);
    println!("{:?} {:?}", kind(fs::remove_file("d")).is_some(), kind(fs::read_dir("b")));
    println!("{:?} {:?}", kind(fs::create_dir("d")), kind(fs::create_dir("x/y")));
    println!("{:?} {:?}", kind(fs::rename("none", "other")), kind(fs::metadata("b/c")));
    println!("{:?}", kind(File::open("../outside")).is_some());
    println!("{:?}", kind(OpenOptions::new().open("b")));
    println!("{:?}", kind(OpenOptions::new().append(true).truncate(true).open("b")));
    let mut file = OpenOptions::new().read(true).append(true).open("b")?;
    file.write_all(b"tail")?;
    file.sync_all()?;
    println!("{} {:?}", file.metadata()?.len(), file.try_clone().is_ok());
    fs::rename("b", "d/moved")?;
    let names: Vec<_> = fs::read_dir("d")?.map(|e| e.map(|e| (e.file_name(), e.path()))).collect::<io::Result<_>>()?;
    println!("{names:?}");
    println!("{:?}", kind(fs::remove_dir("d")));
    Ok(())
}
