//! `#[maybe_async]` and its companions: one source for functions that wait and functions that block.
//@ dependency: maybe-async = "0.2"

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use maybe_async::{async_impl, maybe_async, must_be_async, must_be_sync, sync_impl};

#[maybe_async(AFIT)]
trait Client {
    async fn get(&self, url: &str) -> String;
}

struct Echo;

#[maybe_async(AFIT)]
impl Client for Echo {
    async fn get(&self, url: &str) -> String {
        inner(url).await
    }
}

#[maybe_async]
async fn inner(text: &str) -> String {
    text.to_uppercase()
}

#[must_be_sync]
async fn blocking(number: u32) -> u32 {
    async { number + 1 }.await
}

#[must_be_async]
async fn waiting(number: u32) -> u32 {
    number + 2
}

#[sync_impl]
fn kind() -> &'static str {
    "sync"
}

#[async_impl]
fn kind() -> &'static str {
    "async"
}

fn main() {
    println!("{}", kind());
    let mut future = pin!(async { (Echo.get("url").await, waiting(1).await) });
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => println!("{result:?}"),
        Poll::Pending => println!("pending"),
    }
}
