//! Futures of a library within those of the program, and the other way round.
//@ aux-build: async_library.rs
use async_library::{Ticks, longest, run, twice};

async fn own(n: u32) -> u32 {
    Ticks(n).await.len() as u32 + n
}

async fn nested(texts: &[&str]) -> Result<usize, String> {
    let first = longest(texts).await;
    if first > 5 {
        return Err(format!("{first} after {}", own(2).await));
    }
    Ok(first + own(1).await as usize)
}

fn main() {
    println!("{:?} {:?}", run(Ticks(3)), run(own(std::hint::black_box(2))));
    println!("{:?} {:?}", run(nested(&["a", "abc"])), run(nested(&["long text", "x"])));
    let base = std::hint::black_box(10);
    println!("{:?}", run(twice(async |n| own(n).await * base)));
    let boxed: Vec<std::pin::Pin<Box<dyn Future<Output = u32>>>> = vec![Box::pin(own(0)), Box::pin(async { 7 })];
    println!("{:?}", boxed.into_iter().map(run).collect::<Vec<_>>());
}
