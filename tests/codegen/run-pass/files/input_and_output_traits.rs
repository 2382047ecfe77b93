//! Readers and writers in memory: cursors, chains, copies, and errors in the middle.
use std::hint::black_box;
use std::io::{self, BufRead, Cursor, ErrorKind, Read, Seek, SeekFrom, Write};

struct Slow<'a>(&'a [u8], usize);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 += 1;
        if self.1 % 4 == 0 {
            return Err(ErrorKind::Interrupted.into());
        }
        let n = self.0.len().min(buffer.len()).min(self.1);
        buffer[..n].copy_from_slice(&self.0[..n]);
        self.0 = &self.0[n..];
        Ok(n)
    }
}

fn main() -> io::Result<()> {
    let mut cursor = Cursor::new(vec![0u8; 4]);
    cursor.write_all(b"abcdef")?;
    println!("{} {:?}", cursor.position(), cursor.get_ref());
    cursor.seek(SeekFrom::Start(2))?;
    let mut three = [0; 3];
    cursor.read_exact(&mut three)?;
    println!("{}", three.escape_ascii());
    println!("{:?}", cursor.read_exact(&mut three).map_err(|e| e.kind()));
    let mut text = String::new();
    println!("{} {text}", Slow(black_box(b"slow but complete text of some length"), 0).read_to_string(&mut text)?);
    println!("{text}");
    let mut reader = io::BufReader::with_capacity(7, Slow(b"k=1;long key=22;end", 0));
    let mut parts = Vec::new();
    loop {
        let mut part = Vec::new();
        if reader.read_until(b';', &mut part)? == 0 {
            break;
        }
        parts.push(String::from_utf8_lossy(&part).into_owned());
    }
    println!("{parts:?}");
    let mut out = Vec::new();
    println!("{} {}", io::copy(&mut (&b"head "[..]).chain(Slow(b"tail", 0)).take(7), &mut out)?, out.escape_ascii());
    let mut fixed = [0u8; 4];
    let mut slice = &mut fixed[..];
    println!("{:?} {:?} {:?}", slice.write(b"123"), slice.write(b"45"), slice.write_all(b"6").map_err(|e| e.kind()));
    println!("{}", fixed.escape_ascii());
    println!("{:?} {:?}", io::repeat(7).take(3).bytes().collect::<Result<Vec<_>, _>>()?, io::empty().read(&mut three)?);
    println!("{:?}", Cursor::new("a\r\nb\n\nc").lines().collect::<Result<Vec<_>, _>>()?);
    println!("{:?}", Slow(&[0xC3, 0x28], 0).read_to_string(&mut text).map_err(|e| e.kind()));
    println!("{}", io::sink().write(&[0; 100])?);
    Ok(())
}
