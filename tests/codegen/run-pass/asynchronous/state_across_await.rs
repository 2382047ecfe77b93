//! What lives across `await`: borrows, large arrays, loops, matches, `?`, and drops.
use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

struct Yield(bool);

impl Future for Yield {
    type Output = ();
    fn poll(mut self: std::pin::Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.0, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}

struct Loud(&'static str);

impl Drop for Loud {
    fn drop(&mut self) {
        print!("[{}] ", self.0);
    }
}

async fn later<T>(value: T) -> T {
    Yield(false).await;
    value
}

async fn borrows(text: &mut String, n: u8) -> Result<usize, String> {
    let array = [n; 200];
    let slice = &array[usize::from(later(n).await)..];
    text.push_str("!");
    let _loud = Loud("borrows");
    if later(slice.len()).await > 197 {
        return Err(later(format!("long {}", slice.len())).await);
    }
    let sum = match later(Some(n)).await {
        Some(n) if later(n > 100).await => 1,
        Some(n) => usize::from(n) + slice.len(),
        None => 0,
    };
    Ok(later(sum).await + text.len())
}

async fn all() -> Result<u32, String> {
    let mut text = String::from("text");
    let first = borrows(&mut text, 5).await?;
    println!("{first} {text}");
    let closure = async |x: u32| later(x).await * 2 + first as u32;
    println!("{}", closure(4).await);
    let _kept = Loud("all");
    borrows(&mut text, 1).await?;
    unreachable!()
}

fn block<F: Future>(future: F) -> (F::Output, u32) {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for polls in 1.. {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return (output, polls);
        }
    }
    unreachable!()
}

fn main() {
    println!("{:?}", block(all()));
    let mut dropped = Box::pin(async { let _a = Loud("a"); Yield(false).await; let _b = Loud("b"); Yield(false).await; });
    let mut context = Context::from_waker(Waker::noop());
    println!("{:?}", dropped.as_mut().poll(&mut context));
    println!("{:?}", dropped.as_mut().poll(&mut context));
    drop(dropped);
    println!("{}", size_of_val(&later([0u8; 100])) >= 100);
}
