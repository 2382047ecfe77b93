//! `Arc`, `Mutex`, `RwLock`, `Condvar` and channels in one thread.
use std::hint::black_box;
use std::sync::mpsc::{self, TryRecvError};
use std::sync::{Arc, Mutex, RwLock, Weak};

trait Shape: Send + Sync {
    fn area(&self) -> f64;
}

impl Shape for f64 {
    fn area(&self) -> f64 {
        self * self
    }
}

fn main() {
    let mutex = Arc::new(Mutex::new(vec![black_box(1)]));
    let clone = Arc::clone(&mutex);
    clone.lock().unwrap().push(2);
    {
        let guard = mutex.lock().unwrap();
        println!("{guard:?} {} {:?}", clone.try_lock().is_err(), clone);
    }
    println!("{} {:?}", Arc::strong_count(&mutex), mutex.try_lock().map(|g| g.len()).ok());
    drop(clone);
    println!("{:?}", Arc::try_unwrap(mutex).unwrap().into_inner());
    let lock = RwLock::new((1, "x"));
    {
        let (a, b) = (lock.read().unwrap(), lock.read().unwrap());
        println!("{} {} {}", a.0 + b.0, lock.try_write().is_err(), lock.try_read().is_ok());
    }
    lock.write().unwrap().1 = "y";
    println!("{lock:?} {}", lock.try_write().is_ok());
    let (sender, receiver) = mpsc::channel();
    for i in 0..3 {
        sender.clone().send(i * 10).unwrap();
    }
    println!("{:?} {:?}", receiver.recv(), receiver.try_iter().collect::<Vec<i32>>());
    println!("{:?}", receiver.try_recv() == Err(TryRecvError::Empty));
    drop(sender);
    println!("{:?} {:?}", receiver.try_recv(), receiver.recv().is_err());
    let (sender, receiver) = mpsc::sync_channel(2);
    println!("{:?} {:?} {:?}", sender.try_send("a"), sender.try_send("b"), sender.try_send("c").is_err());
    drop(receiver);
    println!("{:?}", sender.send("d").is_err());
    let shapes: Vec<Arc<dyn Shape>> = vec![Arc::new(2.0), Arc::new(black_box(1.5))];
    let weak: Weak<dyn Shape> = Arc::downgrade(&shapes[1]);
    println!("{} {}", shapes.iter().map(|s| s.area()).sum::<f64>(), weak.upgrade().is_some());
    drop(shapes);
    println!("{}", weak.upgrade().is_none());
}
