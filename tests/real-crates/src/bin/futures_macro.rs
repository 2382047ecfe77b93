//! `join!`, `try_join!`, `select!` and `stream_select!` of futures-util.

use futures_util::future::{self, FutureExt};
use futures_util::stream::{self, StreamExt};
use futures_util::{join, pending, select_biased, stream_select, try_join};
use real_crates::block_on;

async fn number(n: u32) -> u32 {
    n + 1
}

async fn check(n: u32) -> Result<u32, String> {
    if n % 2 == 0 { Ok(n) } else { Err(format!("{n} is odd")) }
}

async fn twice() -> u8 {
    for _ in 0..2 {
        pending!();
    }
    2
}

async fn run() {
    println!("{:?}", join!(number(1), async { "text" }, twice()));
    println!("{:?} {:?}", try_join!(check(2), check(4)), try_join!(check(2), check(3), check(5)));
    let mut slow = future::pending::<()>().fuse();
    let mut values = stream::iter([1, 2, 3]).fuse();
    let mut sum = 0;
    loop {
        select_biased! {
            () = slow => unreachable!(),
            value = values.next() => match value {
                Some(value) => sum += value,
                None => break,
            },
            complete => break,
        }
    }
    println!("{sum}");
    let mut done = future::ready(1).fuse();
    for _ in 0..2 {
        let text = select_biased! {
            n = done => format!("ready {n}"),
            default => "default".to_owned(),
            complete => "complete".to_owned(),
        };
        println!("{text}");
    }
    let mut both: Vec<_> = stream_select!(stream::iter([1, 3]), stream::iter([2, 4])).collect().await;
    both.sort();
    println!("{both:?}");
}

fn main() {
    block_on(run());
}
