// A panic is shown at the macro's call, of which each kind of macro has another form.
//@ proc-macro: panics.rs
//@ edition: 2021

use panics::*;

#[panic_on_item(text of the attribute)] //~ ERROR custom attribute panicked
struct Lost;

#[derive(Clone, PanicWithStruct)] //~ ERROR proc-macro derive panicked
struct Kept;

fn main() {
    let _ = Kept.clone();
    panic_with_str!(); //~ ERROR proc macro panicked
}
