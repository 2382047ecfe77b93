//! Methods that take `self` as a box, a counted reference, a pin, or an own type of pointer.
#![feature(arbitrary_self_types)]
use std::hint::black_box;
use std::ops::{Deref, Receiver};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

trait Shape {
    fn boxed(self: Box<Self>) -> u32;
    fn counted(self: Rc<Self>) -> usize;
    fn shared(self: &Arc<Self>) -> usize
    where
        Self: Sized;
    fn pinned(self: Pin<&mut Self>) -> u32;
    fn by_ref(&self) -> u32;
}

#[derive(Clone)]
struct Square(u32);

impl Shape for Square {
    fn boxed(self: Box<Self>) -> u32 {
        self.0 + 1
    }
    fn counted(self: Rc<Self>) -> usize {
        Rc::strong_count(&self) * 100 + self.0 as usize
    }
    fn shared(self: &Arc<Self>) -> usize {
        Arc::strong_count(self)
    }
    fn pinned(mut self: Pin<&mut Self>) -> u32 {
        self.0 += 1;
        self.0
    }
    fn by_ref(&self) -> u32 {
        self.0
    }
}

struct Tagged<T>(T, &'static str);

impl<T> Deref for Tagged<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

struct Handle<T>(usize, std::marker::PhantomData<T>);

impl<T> Receiver for Handle<T> {
    type Target = T;
}

impl Square {
    fn tagged(self: Tagged<Self>) -> String {
        format!("{}{}", self.1, self.0.0)
    }
    fn handle(self: Handle<Self>) -> usize {
        self.0 * 2
    }
    fn twice(self: &&Self) -> u32 {
        self.0 * 2
    }
}

fn main() {
    let n = black_box(7);
    let boxed: Box<dyn Shape> = Box::new(Square(n));
    println!("{} {}", boxed.by_ref(), boxed.boxed());
    let counted: Rc<dyn Shape> = Rc::new(Square(n));
    println!("{} {}", counted.clone().counted(), counted.counted());
    let shared = Arc::new(Square(n));
    println!("{} {}", shared.shared(), shared.clone().shared());
    let mut pinned: Pin<Box<dyn Shape>> = Box::pin(Square(n));
    println!("{} {} {}", pinned.as_mut().pinned(), pinned.as_mut().pinned(), pinned.by_ref());
    println!("{} {} {}", Tagged(Square(n), "tag").tagged(), Handle::<Square>(21, std::marker::PhantomData).handle(), (&&Square(n)).twice());
}
