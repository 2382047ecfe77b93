// The lint against `unsafe` code does not look into what macros of other crates make.
//@ check-pass
//@ proc-macro: labels.rs
//@ edition: 2021

#![forbid(unsafe_code)]

fn main() {
    let one = 1;
    let pointer: *const u8 = &one;
    let _ = labels::dereference!(pointer);
}
