// Text that the lexer gives up on: its own errors are shown, and the expansion ends.
//@ proc-macro: compile-errors.rs
//@ edition: 2021

use compile_errors::lex_error;

lex_error!("const OPEN: ("); //~ ERROR this file contains an unclosed delimiter
lex_error!("const CLOSED: )"); //~ ERROR unexpected closing delimiter
lex_error!("const RIGHT: u8 = 1;");

fn main() {
    let _ = RIGHT;
}
