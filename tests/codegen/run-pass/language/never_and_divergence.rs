//! The type `!`: in matches, loops, closures, functions that do not return, and infallible results.
#![feature(never_type)]
use std::convert::Infallible;
use std::hint::black_box;

fn parse(text: &str) -> Result<u32, String> {
    let n: u32 = match text.parse() {
        Ok(n) => n,
        Err(e) => return Err(format!("{text}: {e}")),
    };
    Ok(if n > 100 { return Ok(100) } else { n })
}

fn infallible(n: u8) -> Result<u64, Infallible> {
    Ok(u64::from(n) * 3)
}

fn never(n: u8) -> Result<u64, !> {
    Ok(u64::from(n) + 1)
}

fn forever(limit: u32) -> u32 {
    let mut n = 0;
    let _unused: ! = loop {
        n += 3;
        if n > limit {
            return n;
        }
    };
}

fn first_even(list: &[i32]) -> Option<i32> {
    let found: i32 = 'search: {
        for &n in list {
            if n % 2 == 0 {
                break 'search n;
            }
        }
        return None;
    };
    Some(found * 10)
}

enum Void {}

fn absurd(void: Void) -> u8 {
    match void {}
}

fn main() {
    println!("{:?} {:?} {:?}", parse(black_box("7")), parse("700"), parse("x"));
    let Ok(a) = infallible(black_box(5));
    let Ok(b) = never(black_box(9));
    println!("{a} {b} {}", forever(black_box(10)));
    println!("{:?} {:?}", first_even(&black_box([1, 3, 4, 6])), first_even(&[1]));
    let options: [Option<Void>; 2] = [None, None];
    println!("{} {}", options.into_iter().flatten().map(absurd).count(), size_of::<Result<u32, Void>>());
    let values: Vec<u32> = ["1", "x", "3"].iter().map(|t| t.parse().unwrap_or_else(|_| if black_box(true) { 0 } else { unreachable!() })).collect();
    println!("{values:?}");
    let boolean = black_box(3) > 2 || { return println!("not reached") };
    println!("{boolean}");
    if boolean {
        std::process::exit(0);
    }
    println!("never");
}
