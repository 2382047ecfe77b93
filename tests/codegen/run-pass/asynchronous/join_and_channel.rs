//! Futures that wait for several others, and tasks that pass values to each other.
use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

#[derive(Clone)]
struct Channel<T>(Rc<RefCell<(VecDeque<T>, usize)>>);

impl<T> Channel<T> {
    fn new(limit: usize) -> Self {
        Channel(Rc::new(RefCell::new((VecDeque::new(), limit))))
    }

    async fn send(&self, value: T) {
        let mut value = Some(value);
        poll_fn(|_| {
            let mut inner = self.0.borrow_mut();
            if inner.0.len() >= inner.1 {
                return Poll::Pending;
            }
            inner.0.extend(value.take());
            Poll::Ready(())
        }).await
    }

    async fn receive(&self) -> T {
        poll_fn(|_| self.0.borrow_mut().0.pop_front().map_or(Poll::Pending, Poll::Ready)).await
    }
}

async fn join<'a, T: 'a>(futures: Vec<Pin<Box<dyn Future<Output = T> + 'a>>>) -> Vec<T> {
    let mut futures: Vec<_> = futures.into_iter().map(|f| (Some(f), None)).collect();
    poll_fn(move |context| {
        for (future, output) in &mut futures {
            if let Some(running) = future && let Poll::Ready(value) = running.as_mut().poll(context) {
                (*future, *output) = (None, Some(value));
            }
        }
        if futures.iter().all(|f| f.1.is_some()) {
            Poll::Ready(futures.iter_mut().filter_map(|f| f.1.take()).collect())
        } else {
            Poll::Pending
        }
    }).await
}

fn main() {
    let (numbers, squares) = (Channel::new(2), Channel::new(3));
    let source = async { for i in 0..8u64 { numbers.send(i).await } 8 };
    let worker = async {
        let mut sum = 0;
        for _ in 0..8 {
            let n = numbers.receive().await;
            sum += n;
            squares.send(n * n).await;
        }
        sum
    };
    let sink = async {
        let mut all = 0;
        for _ in 0..8 {
            all = all * 10 + squares.receive().await % 10;
        }
        all
    };
    let mut all = Box::pin(join(vec![Box::pin(sink) as Pin<Box<dyn Future<Output = u64>>>, Box::pin(worker), Box::pin(source)]));
    let mut polls = 0;
    let outputs = loop {
        polls += 1;
        if let Poll::Ready(outputs) = all.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            break outputs;
        }
    };
    println!("{outputs:?} {polls}");
}
