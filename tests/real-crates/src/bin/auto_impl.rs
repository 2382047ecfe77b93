//! `#[auto_impl]`: a trait implemented for references, boxes and closures.

use std::rc::Rc;
use std::sync::Arc;

use auto_impl::auto_impl;

#[auto_impl(&, &mut, Box, Rc, Arc)]
trait Named<T: Clone> {
    type Output: From<T>;
    const SIZE: usize;

    fn name(&self) -> String;
    fn wrap(&self, value: T) -> Self::Output
    where
        T: Default;
    #[auto_impl(keep_default_for(&, Rc))]
    fn kind(&self) -> &'static str {
        "default"
    }
}

#[auto_impl(Fn)]
trait Apply<'a, T> {
    fn apply(&self, text: &'a str, value: T) -> usize;
}

struct Thing;

impl Named<u8> for Thing {
    type Output = u64;
    const SIZE: usize = 4;

    fn name(&self) -> String {
        "thing".into()
    }
    fn wrap(&self, value: u8) -> u64 {
        u64::from(value) + 1
    }
    fn kind(&self) -> &'static str {
        "own"
    }
}

fn show<N: Named<u8, Output = u64>>(named: N) {
    println!("{} {} {} {}", named.name(), named.kind(), named.wrap(41), N::SIZE);
}

fn main() {
    show(&Thing);
    show(&mut Thing);
    show(Box::new(Thing));
    show(Rc::new(&Thing));
    show(Arc::new(Box::new(Thing)));
    println!("{}", (|text: &str, value: u16| text.len() + usize::from(value)).apply("four", 38));
}
