//! Errors of a library in `?`, as objects, downcast, and with their sources.
//@ aux-build: error_library.rs
use error_library::{Error, Result, limited};
use std::error::Error as _;

fn sum(texts: &[&str]) -> Result<i64> {
    let mut sum = 0;
    for text in texts {
        sum += limited(text, 100)?;
    }
    if sum == 13 {
        return Err(Error::Other("unlucky".into()));
    }
    Ok(sum)
}

fn dynamic(texts: &[&str]) -> Result<i64, Box<dyn std::error::Error>> {
    Ok(sum(texts)? + i64::from("7".parse::<u8>()?))
}

fn main() {
    for texts in std::hint::black_box([&["1", "2"][..], &["x"], &["101"], &["6", "7"], &[]]) {
        match sum(texts) {
            Ok(n) => println!("{n} {:?}", dynamic(texts).ok()),
            Err(e) => {
                let boxed = dynamic(texts).unwrap_err();
                println!("{e} | {e:?} | {:?} {}", e.source().map(|s| s.to_string()), boxed.is::<Error>());
                println!("{:?}", boxed.downcast::<Error>().map(|e| matches!(*e, Error::Range { value: 101, .. })));
            }
        }
    }
    println!("{}", size_of::<Result<i64>>() == size_of::<Error>());
}
