//! On this target threads cannot be started, and that is an error, not a trap.
use std::sync::{Barrier, Condvar, Mutex};
use std::thread;
use std::time::Duration;

fn main() {
    let result = thread::Builder::new().name("other".into()).spawn(|| 5);
    match result {
        Ok(_) => println!("started"),
        Err(error) => println!("{:?} {error}", error.kind()),
    }
    println!("{:?}", thread::current().name());
    println!("{}", thread::current().id() == thread::current().id());
    println!("{:?}", thread::available_parallelism().map(|n| n.get()).map_err(|e| e.kind()));
    thread::yield_now();
    thread::sleep(Duration::from_millis(1));
    println!("{} {}", thread::panicking(), Barrier::new(1).wait().is_leader());
    let (lock, condition) = (Mutex::new(1), Condvar::new());
    condition.notify_all();
    let guard = lock.lock().unwrap();
    println!("{}", condition.wait_while(guard, |n| *n > 1).map(|n| *n).unwrap());
}
