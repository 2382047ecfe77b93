//! `async` functions, run by an executor of the program's own, with a queue and wakers.
use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Wake, Waker};

struct Count(AtomicUsize);

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

type Task = Pin<Box<dyn Future<Output = ()>>>;

fn run(tasks: Vec<Task>) -> (usize, usize) {
    let count = Arc::new(Count(AtomicUsize::new(0)));
    let waker = Waker::from(count.clone());
    let mut context = Context::from_waker(&waker);
    let mut queue: VecDeque<Task> = tasks.into();
    let mut polls = 0;
    while let Some(mut task) = queue.pop_front() {
        polls += 1;
        if task.as_mut().poll(&mut context).is_pending() {
            queue.push_back(task);
        }
    }
    (polls, count.0.load(Ordering::Relaxed))
}

async fn pause(times: u32) -> u32 {
    let mut left = times;
    poll_fn(move |context| {
        if left == 0 {
            return Poll::Ready(times * 2);
        }
        left -= 1;
        context.waker().wake_by_ref();
        Poll::Pending
    }).await
}

async fn work(name: &'static str, n: u32, log: Rc<RefCell<Vec<String>>>) {
    let mut sum = 0;
    for i in 0..n {
        sum += pause(i).await;
        log.borrow_mut().push(format!("{name}{i}:{sum}"));
    }
    let nested = async { pause(1).await + async { 10 }.await };
    let sum = nested.await + sum;
    log.borrow_mut().push(format!("{name} done {sum}"));
}

fn main() {
    let log = Rc::new(RefCell::new(Vec::new()));
    let tasks: Vec<Task> = vec![
        Box::pin(work("a", 3, log.clone())),
        Box::pin(work("b", 4, log.clone())),
        Box::pin(async { println!("at once") }),
    ];
    println!("{:?}", run(tasks));
    println!("{:?} {}", log.borrow(), Rc::strong_count(&log));
}
