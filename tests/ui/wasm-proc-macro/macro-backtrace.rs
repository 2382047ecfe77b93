// With `-Z macro-backtrace`, an error shows where in its crate the macro is.
//@ proc-macro: quoted.rs
//@ proc-macro: spans.rs
//@ edition: 2021
//@ compile-flags: -Z macro-backtrace

fn main() {
    let _ = quoted::type_error!("text"); //~ ERROR mismatched types
    spans::call_site_name!(); //~ ERROR cannot find value `missing_at_call_site` in this scope
}
