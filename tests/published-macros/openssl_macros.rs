//! `#[corresponds]`, which documents which function of C a function stands for.
//@ dependency: openssl-macros = "0.1"

use openssl_macros::corresponds;

struct Context(u32);

impl Context {
    /// Adds to it.
    #[corresponds(CTX_add)]
    fn add(&mut self, number: u32) -> u32 {
        self.0 += number;
        self.0
    }
}

#[corresponds(CTX_new)]
#[allow(unused)]
pub unsafe fn new<T: Default>() -> T {
    T::default()
}

fn main() {
    let mut context = Context(unsafe { new() });
    println!("{} {}", context.add(2), context.add(3));
}
