//! Long outputs, wide paddings, and writes to stdout in pieces through buffers and locks.
use std::hint::black_box;
use std::io::{self, BufWriter, LineWriter, Write};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for i in 0..black_box(300u32) {
        write!(out, "{:>1$}", i * i, (i % 13) as usize)?;
        if i % 20 == 19 {
            writeln!(out)?;
        }
    }
    drop(out);
    let mut buffered = BufWriter::with_capacity(16, io::stdout());
    for word in "some words that are longer than the buffer of sixteen bytes".split(' ') {
        buffered.write_all(word.as_bytes())?;
        buffered.write_all(b"_")?;
    }
    writeln!(buffered, "{}", buffered.buffer().len())?;
    println!("{:?}", buffered.into_inner().is_ok());
    let mut lines = LineWriter::new(Vec::new());
    lines.write_all(b"one\ntwo")?;
    println!("{:?}", lines.get_ref().escape_ascii().to_string());
    println!("{:?}", lines.into_inner().map(|v| v.len()).ok());
    println!("{:>500}|", "far");
    println!("{:0>100}", 7);
    println!("{}", "é".repeat(300));
    print!("no line end, ");
    io::stdout().flush()?;
    println!("{:?}", io::stdout().write(b"")?);
    Ok(())
}
