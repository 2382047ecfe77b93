//! `#[async_attributes::main]`, `#[test]`: functions that wait, called from outside.
//@ dependency: async-attributes = "1"
//@ edition: 2021

mod async_std {
    pub mod task {
        use std::future::Future;
        use std::pin::pin;
        use std::task::{Context, Poll, Waker};

        pub fn block_on<F: Future>(future: F) -> F::Output {
            let mut future = pin!(future);
            loop {
                if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                    return value;
                }
            }
        }
    }
}

async fn number() -> u32 {
    7
}

#[async_attributes::main]
async fn main() -> Result<(), String> {
    println!("{}", number().await + number().await);
    Ok(())
}
