// Where an error about a name is shown, by the span that a macro gave the name.
//@ proc-macro: spans.rs
//@ edition: 2021

use spans::*;

fn main() {
    call_site_name!(); //~ ERROR cannot find value `missing_at_call_site` in this scope
    mixed_site_name!(); //~ ERROR cannot find value `missing_at_mixed_site` in this scope
    def_site_name!(); //~ ERROR cannot find value `missing_at_def_site` in this scope
    input_name!(a b c); //~ ERROR cannot find value `missing_at_input` in this scope
    resolved_at_name!(there); //~ ERROR cannot find value `missing_but_shown_there` in this scope
    located_at_name!(there); //~ ERROR cannot find value `missing_but_located_there` in this scope
}
