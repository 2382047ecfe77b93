//! Asynchronous methods of traits, with references, generics and default bodies.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use async_trait::async_trait;

#[async_trait]
trait Store {
    async fn get(&self, key: &str) -> Option<u32>;
    async fn get_or(&self, key: &str, other: u32) -> u32
    where
        Self: Sync,
    {
        self.get(key).await.unwrap_or(other)
    }
    async fn all<T: From<u32> + Send>(&mut self) -> Vec<T>;
}

struct Pairs(Vec<(String, u32)>);

#[async_trait]
impl Store for Pairs {
    async fn get(&self, key: &str) -> Option<u32> {
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| *value)
    }
    async fn all<T: From<u32> + Send>(&mut self) -> Vec<T> {
        self.0.drain(..).map(|(_, value)| value.into()).collect()
    }
}

#[async_trait(?Send)]
trait Local {
    async fn run(self: Box<Self>) -> usize;
}

#[async_trait(?Send)]
impl Local for std::rc::Rc<str> {
    async fn run(self: Box<Self>) -> usize {
        self.len()
    }
}

fn block_on<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!(),
    }
}

fn main() {
    let mut pairs = Pairs(vec![("a".into(), 1), ("b".into(), 2)]);
    println!("{:?} {}", block_on(pairs.get("b")), block_on(pairs.get_or("c", 9)));
    println!("{:?}", block_on(pairs.all::<u64>()));
    println!("{}", block_on(Box::<std::rc::Rc<str>>::new("four".into()).run()));
}
