//! `#[derive(Atom, AtomLogic, AtomInteger)]`: types that can be atomic.
//@ dependency: atomig = { version = "0.4", features = ["derive"] }

use atomig::{Atom, AtomInteger, AtomLogic, Atomic, Ordering};

#[derive(Debug, Clone, Copy, PartialEq, Atom)]
#[repr(u8)]
enum State {
    Idle,
    Busy = 7,
}

#[derive(Debug, Clone, Copy, PartialEq, Atom, AtomLogic, AtomInteger)]
struct Port(u16);

#[derive(Debug, Clone, Copy, Atom)]
struct Letter {
    letter: char,
}

fn main() {
    let state = Atomic::new(State::Idle);
    println!("{:?} {:?}", state.swap(State::Busy, Ordering::SeqCst), state.load(Ordering::SeqCst));
    let port = Atomic::new(Port(80));
    println!("{:?} {:?}", port.fetch_add(Port(2), Ordering::SeqCst), port.fetch_and(Port(0x50), Ordering::SeqCst));
    println!("{:?}", Atomic::new(Letter { letter: 'x' }).into_inner());
}
