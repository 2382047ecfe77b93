//! Lines, bytes and the rest of standard input.
//@ stdin: 3 4\nsecond line\n\n10\n20\nüñî\nlast without end
use std::io::{self, BufRead, Read};

fn main() -> io::Result<()> {
    let mut input = io::stdin().lock();
    let mut line = String::new();
    println!("{} {line:?}", { input.read_line(&mut line)? });
    println!("{:?}", line.split_whitespace().map(str::parse::<u8>).collect::<Result<Vec<_>, _>>());
    let mut bytes = [0; 6];
    input.read_exact(&mut bytes)?;
    println!("{}", bytes.escape_ascii());
    let mut until = Vec::new();
    println!("{} {:?}", input.read_until(b'e', &mut until)?, until);
    let numbers: Vec<String> = input.by_ref().lines().take(4).collect::<Result<_, _>>()?;
    println!("{numbers:?}");
    println!("{:?}", input.fill_buf()?.first());
    let mut rest = String::new();
    println!("{} {rest:?} {}", input.read_to_string(&mut rest)?, input.read(&mut bytes)?);
    println!("{rest}");
    Ok(())
}
