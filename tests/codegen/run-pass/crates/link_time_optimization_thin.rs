//! A program that asks for `-Clto=thin` has the code of its libraries and of the system's.
//@ aux-build: closure_library.rs
//@ compile-flags: -Clto=thin
use std::collections::BTreeMap;

use closure_library::{Events, boxed, counter};

fn main() {
    let mut count = counter(3);
    println!("{} {} {}", count(), count(), boxed(String::from("name"))("text"));
    let mut sum = 0;
    let mut events = Events::default();
    events.on(|v| { sum += v; true }).on(|v| v % 2 == 1);
    println!("{} {}", events.fire(1), events.fire(2));
    drop(events);
    println!("{sum} {:?}", (0..4).map(|n| (n, n.to_string())).collect::<BTreeMap<_, _>>());
}
