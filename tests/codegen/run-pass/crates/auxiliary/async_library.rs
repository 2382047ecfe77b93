//! Asynchronous functions, a future of the library's own, and a function that runs them.
use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

pub struct Ticks(pub u32);

impl Future for Ticks {
    type Output = &'static str;
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<&'static str> {
        if self.0 == 0 {
            return Poll::Ready("done");
        }
        self.0 -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    }
}

pub async fn twice<F: AsyncFn(u32) -> u32>(f: F) -> [u32; 2] {
    [f(1).await, f(2).await]
}

pub async fn longest(texts: &[&str]) -> usize {
    let mut longest = 0;
    for text in texts {
        Ticks(text.len() as u32).await;
        longest = longest.max(text.len());
    }
    longest
}

pub fn run<F: Future>(future: F) -> (F::Output, u32) {
    let mut future = pin!(future);
    let mut polls = 1;
    loop {
        match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(output) => return (output, polls),
            Poll::Pending => polls += 1,
        }
    }
}
