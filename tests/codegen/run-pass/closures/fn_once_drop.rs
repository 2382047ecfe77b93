//! What closures own is dropped: when called, when not called, and when replaced.
use std::hint::black_box;

struct Loud(&'static str);

impl Drop for Loud {
    fn drop(&mut self) {
        print!("[drop {}] ", self.0);
    }
}

fn call(f: impl FnOnce() -> usize) -> usize {
    print!("[call] ");
    let n = f();
    print!("[called] ");
    n
}

fn main() {
    let a = Loud("a");
    println!("{}", call(move || a.0.len()));
    let b = Loud("b");
    println!("{}", call(|| b.0.len() + 1));
    let c = Loud("c");
    let consume = move || drop(c);
    print!("before ");
    consume();
    println!("after");
    let d = Loud("d");
    let never = move || d.0;
    if black_box(false) {
        never();
    } else {
        drop(never);
    }
    println!("dropped");
    let (e, f) = (Loud("e"), Loud("f"));
    let mut boxed: Box<dyn FnOnce() -> usize> = Box::new(move || e.0.len());
    boxed = if black_box(true) { Box::new(move || f.0.len() * 2) } else { boxed };
    println!("{}", boxed());
    let list: Vec<Box<dyn FnOnce()>> = ["g", "h", "i"].into_iter().map(|name| {
        let loud = Loud(name);
        Box::new(move || print!("{} ", loud.0)) as Box<dyn FnOnce()>
    }).collect();
    for f in list.into_iter().take(2) {
        f();
    }
    println!("end");
    println!("{}", b.0);
}
