// A macro crate that no option names is no crate of the prelude.
//@ aux-build: old-style.rs
//@ edition: 2021

use old_style::two; //~ ERROR unresolved import `old_style`

fn main() {
    two!();
}
