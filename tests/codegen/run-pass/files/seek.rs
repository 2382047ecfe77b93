//! Positions in files, holes, and buffered readers and writers.
//@ needs-dir
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

fn main() -> io::Result<()> {
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(true).open("f")?;
    file.write_all(b"0123456789")?;
    println!("{} {}", file.stream_position()?, file.seek(SeekFrom::Start(3))?);
    let mut two = [0; 2];
    file.read_exact(&mut two)?;
    println!("{} {}", two.escape_ascii(), file.seek(SeekFrom::Current(-4))?);
    file.write_all(b"ab")?;
    println!("{} {:?}", file.seek(SeekFrom::End(-2))?, file.seek(SeekFrom::Current(-100)).is_err());
    file.seek(SeekFrom::Start(15))?;
    file.write_all(b"!")?;
    file.rewind()?;
    let mut all = Vec::new();
    file.read_to_end(&mut all)?;
    println!("{} {}", all.escape_ascii(), all.len());
    let mut writer = BufWriter::new(File::create("lines")?);
    for i in 0..1000 {
        writeln!(writer, "line {i} {}", "x".repeat(i % 17))?;
    }
    writer.flush()?;
    let mut reader = BufReader::with_capacity(100, File::open("lines")?);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    println!("{line:?} {}", reader.seek(SeekFrom::Start(5000))?);
    line.clear();
    reader.read_line(&mut line)?;
    reader.seek_relative(50)?;
    println!("{line:?} {:?}", reader.by_ref().lines().nth(2).transpose()?);
    println!("{}", reader.lines().map(|l| l.map_or(0, |l| l.len())).sum::<usize>());
    let mut part = String::new();
    File::open("lines")?.take(20).chain(&b"end"[..]).read_to_string(&mut part)?;
    println!("{part:?}");
    Ok(())
}
