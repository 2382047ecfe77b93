//! Pinned values, projections to their fields, and a value that points to itself.
use std::hint::black_box;
use std::marker::PhantomPinned;
use std::pin::{Pin, pin};

struct Own {
    text: String,
    start: *const u8,
    _pinned: PhantomPinned,
}

impl Own {
    fn new(text: &str) -> Pin<Box<Own>> {
        let mut own = Box::pin(Own { text: text.to_owned(), start: std::ptr::null(), _pinned: PhantomPinned });
        let start = own.text.as_ptr();
        // SAFETY: nothing is moved.
        unsafe { own.as_mut().get_unchecked_mut().start = start };
        own
    }

    fn first(self: Pin<&Self>) -> u8 {
        // SAFETY: the text is pinned, and not changed.
        unsafe { *self.start }
    }

    fn shout(self: Pin<&mut Self>) {
        // SAFETY: nothing is moved.
        unsafe { self.get_unchecked_mut() }.text.make_ascii_uppercase();
    }
}

struct Pair<A, B> {
    a: A,
    b: B,
}

impl<A, B: Unpin> Pair<A, B> {
    fn b(self: Pin<&mut Self>) -> &mut B {
        // SAFETY: `a` is not moved.
        unsafe { &mut self.get_unchecked_mut().b }
    }
}

fn main() {
    let mut own = Own::new(black_box("text"));
    println!("{}", char::from(own.as_ref().first()));
    own.as_mut().shout();
    let moved = own;
    println!("{} {}", char::from(moved.as_ref().first()), moved.text);
    let mut pinned = pin!(Pair { a: PhantomPinned, b: vec![1] });
    pinned.as_mut().b().push(black_box(2));
    println!("{:?} {}", pinned.b, size_of_val(&pinned.a));
    let mut number = 5;
    let mut pin = Pin::new(&mut number);
    *pin += 1;
    pin.set(*pin * 2);
    println!("{pin} {:?}", Pin::new(Box::new([1, 2])).len());
    let object: Pin<Box<dyn Fn(i32) -> i32>> = Box::pin(move |x| x + number);
    println!("{}", object(1));
}
