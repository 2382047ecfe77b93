//! Files are created, written, read, appended to and truncated.
//@ needs-dir
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};

fn main() -> io::Result<()> {
    fs::write("/a.txt", "first\n")?;
    println!("{:?}", fs::read_to_string("a.txt")?);
    let mut file = OpenOptions::new().append(true).open("a.txt")?;
    file.write_all(b"second\n")?;
    writeln!(file, "{:>5}", 3)?;
    drop(file);
    println!("{:?} {}", fs::read_to_string("/a.txt")?, fs::metadata("a.txt")?.len());
    println!("{:?}", File::create_new("a.txt").map_err(|e| e.kind()).err());
    println!("{:?}", File::open("missing").map_err(|e| e.kind()).err());
    println!("{:?}", fs::read("missing/too").map_err(|e| e.kind()).err() == Some(ErrorKind::NotFound));
    let mut file = OpenOptions::new().read(true).write(true).open("a.txt")?;
    let mut start = [0; 3];
    file.read_exact(&mut start)?;
    file.write_all(b"XY")?;
    let mut rest = String::new();
    file.read_to_string(&mut rest)?;
    println!("{} {rest:?}", start.escape_ascii());
    file.set_len(4)?;
    println!("{:?}", fs::read("a.txt")?);
    File::create("a.txt")?;
    println!("{:?} {}", fs::read("a.txt")?, fs::exists("a.txt")?);
    let large: Vec<u8> = (0..100_000u32).map(|i| (i % 251 * 7 ^ i >> 9) as u8).collect();
    fs::write("large", &large)?;
    println!("{} {}", fs::read("large")? == large, fs::copy("large", "copy")?);
    fs::remove_file("large")?;
    println!("{:?} {}", fs::exists("large")?, fs::read("copy")?.len());
    println!("{:?}", fs::remove_file("large").map_err(|e| e.kind()));
    println!("{:?}", File::open("copy")?.write(b"x").is_err());
    Ok(())
}
