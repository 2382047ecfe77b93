//! A panic ends the program at once: what is alive is not dropped, and hooks are called.
//@ run-status: abort
use std::hint::black_box;

struct D(&'static str);

impl Drop for D {
    fn drop(&mut self) {
        println!("dropped {}", self.0);
    }
}

fn main() {
    std::panic::set_hook(Box::new(|info| {
        let message = info.payload_as_str().unwrap_or("?");
        println!("hook: {message} in line {}", info.location().map_or(0, |l| l.line()));
    }));
    let _alive = D("alive");
    {
        let _early = D("early");
    }
    println!("before");
    if black_box(true) {
        panic!("the {} panic", 1 + 1);
    }
    println!("never");
}
