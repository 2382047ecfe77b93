//! What several programs use. It knows nothing of macros.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// Polls a future until it is ready; nothing in the programs waits for anything.
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut context = Context::from_waker(Waker::noop());
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}
