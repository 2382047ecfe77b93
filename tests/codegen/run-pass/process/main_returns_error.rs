//! `main` returns an error, which is printed.
//@ run-status: 1
use std::error::Error;
use std::fmt;

#[derive(Debug)]
struct Own {
    at: usize,
    source: std::num::ParseIntError,
}

impl fmt::Display for Own {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at {}", self.at)
    }
}

impl Error for Own {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.source)
    }
}

fn parse(texts: &[&str]) -> Result<i32, Own> {
    let number = |(at, text): (usize, &&str)| text.parse::<i32>().map_err(|source| Own { at, source });
    texts.iter().enumerate().map(number).sum()
}

fn main() -> Result<(), Box<dyn Error>> {
    println!("{}", parse(std::hint::black_box(&["1", "2"]))?);
    let n = parse(&["5", "six", "x"])?;
    println!("never {n}");
    Ok(())
}
