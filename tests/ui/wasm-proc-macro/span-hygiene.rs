// Locals that a macro declares are visible or not by the span of their name.
//@ run-pass
//@ proc-macro: spans.rs
//@ edition: 2021

#![allow(unused_variables)]

use spans::*;

fn main() {
    let local = 0;
    mixed_site_local!();
    assert_eq!(local, 0);
    def_site_local!();
    assert_eq!(local, 0);
    located_at_local!();
    assert_eq!(local, 0);
    call_site_local!();
    assert_eq!(local, 1);
    let local = 0;
    resolved_at_local!(here);
    assert_eq!(local, 1);
}
