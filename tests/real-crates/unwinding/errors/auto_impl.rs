//! Traits that `#[auto_impl]` cannot implement for the types that it is told, and types that it does not know.

use auto_impl::auto_impl;

#[auto_impl(&)]
trait Mutable {
    fn change(&mut self);
}

#[auto_impl(Fn)]
trait Two {
    fn first(&self);
    fn second(&self);
}

#[auto_impl(Cow)]
trait Unknown {
    fn run(&self);
}

#[auto_impl(Rc, Arc)]
trait Owned {
    fn end(self);
}

#[auto_impl(&, keep_default_for(Box))]
trait Syntax {
    #[auto_impl(keep_default_for(&), no_such_option)]
    fn run(&self) {}
}

#[auto_impl(Box)]
struct NotATrait;

#[auto_impl(&)]
trait Associated {
    const LENGTH: usize;
    fn run(&self, own: &Self);
}

fn main() {}
