//! `#[trait_variant::make]`: traits whose futures can be sent, from those whose futures cannot.
//@ dependency: trait-variant = "0.1"

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

#[trait_variant::make(Service: Send)]
trait LocalService {
    const NAME: &'static str;
    type Output: Clone;
    async fn call(&self, number: u32) -> Self::Output;
    fn iter(&self) -> impl Iterator<Item = u32>;
    async fn ready<T: Send + 'static>(&self, value: T) -> Option<T>;
}

#[trait_variant::make(Send)]
trait Sendable {
    async fn wait(&mut self);
}

struct Double;

impl Service for Double {
    const NAME: &'static str = "double";
    type Output = u64;
    async fn call(&self, number: u32) -> u64 {
        number as u64 * 2
    }
    fn iter(&self) -> impl Iterator<Item = u32> + Send {
        0..3
    }
    async fn ready<T: Send + 'static>(&self, value: T) -> Option<T> {
        Some(value)
    }
}

impl Sendable for Double {
    async fn wait(&mut self) {}
}

fn run<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("pending"),
    }
}

fn main() {
    println!("{} {}", <Double as LocalService>::NAME, run(LocalService::call(&Double, 4)));
    println!("{:?} {}", run(Service::ready(&Double, 1)), Service::iter(&Double).sum::<u32>());
    run(Double.wait());
}
