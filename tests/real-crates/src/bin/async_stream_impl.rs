//! `stream!` and `try_stream!`: `yield` and `for await` in nested control flow.

use std::pin::pin;

use async_stream::{stream, try_stream};
use futures_util::{Stream, StreamExt};
use real_crates::block_on;

fn count(to: u32) -> impl Stream<Item = u32> {
    stream! {
        for i in 0..to {
            if i % 3 == 2 {
                continue;
            }
            yield i;
        }
    }
}

fn double<S: Stream<Item = u32>>(input: S) -> impl Stream<Item = String> {
    stream! {
        for await value in input {
            match value {
                0 => yield "nothing".to_owned(),
                n => {
                    let text = format!("{}", n * 2);
                    yield text.clone();
                    yield format!("<{text}>");
                }
            }
        }
    }
}

fn parse<'a>(words: &'a [&'a str]) -> impl Stream<Item = Result<i32, std::num::ParseIntError>> + 'a {
    try_stream! {
        let mut sum = 0;
        for word in words {
            sum += word.parse::<i32>()?;
            yield sum;
        }
    }
}

fn main() {
    println!("{:?}", block_on(count(8).collect::<Vec<_>>()));
    println!("{:?}", block_on(double(count(5)).collect::<Vec<_>>()));
    let words = ["1", "2", "x", "4"];
    let mut results = pin!(parse(&words));
    while let Some(result) = block_on(results.next()) {
        println!("{result:?}");
    }
}
