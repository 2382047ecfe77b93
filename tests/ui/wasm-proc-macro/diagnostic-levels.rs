// Diagnostics of each level, and where they are shown if the macro names a place, or none.
//@ proc-macro: diagnostics.rs
//@ edition: 2021

use diagnostics::{error_at_arguments, every_level};

every_level!(here);
//~^ ERROR an error
//~| WARN a warning
//~| NOTE a note
//~| HELP a help
//~? WARN a warning without a place

#[error_at_arguments(1, (2 + 3))] //~ ERROR no arguments are expected
fn main() {}
