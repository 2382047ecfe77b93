//! `#[auto_impl]`, for its misuses: another program in the directory above uses more of it.

use auto_impl::auto_impl;

#[auto_impl(&, Box)]
trait Named {
    fn name(&self) -> String;
}

impl Named for u8 {
    fn name(&self) -> String {
        format!("number {self}")
    }
}

fn show(named: impl Named) {
    println!("{}", named.name());
}

fn main() {
    show(&5);
    show(Box::new(6));
}
