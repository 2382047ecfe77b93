// A macro that is used as one of another kind, or is misspelled.
//@ proc-macro: describe.rs
//@ proc-macro: positions.rs
//@ edition: 2021

use describe::{Describe, text};
use positions::identity;

#[derive(text)]
//~^ ERROR cannot find derive macro `text` in this scope
//~| ERROR cannot find derive macro `text` in this scope
struct One;

#[Describe] //~ ERROR expected attribute, found derive macro `Describe`
struct Two;

#[identity] //~ ERROR cannot find attribute `identity` in this scope
struct Three;

#[derive(Descibe)]
//~^ ERROR cannot find derive macro `Descibe` in this scope
//~| ERROR cannot find derive macro `Descibe` in this scope
struct Four;

fn main() {
    Describe!(); //~ ERROR cannot find macro `Describe` in this scope
    describe::txt!(); //~ ERROR cannot find `txt` in `describe`
    describe::describe!(); //~ ERROR expected macro, found attribute macro `describe::describe`
}
