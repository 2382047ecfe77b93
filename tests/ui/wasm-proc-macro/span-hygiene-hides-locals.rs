// A local with a hygienic name is not found by the code around the macro.
//@ proc-macro: spans.rs
//@ edition: 2021

use spans::*;

fn mixed_site() {
    mixed_site_local!();
    let _ = local; //~ ERROR cannot find value `local` in this scope
}

fn def_site() {
    def_site_local!();
    let _ = local; //~ ERROR cannot find value `local` in this scope
}

fn located_at() {
    located_at_local!();
    let _ = local; //~ ERROR cannot find value `local` in this scope
}

fn main() {
    call_site_local!();
    let _ = local;
}
