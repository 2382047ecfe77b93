//! `#[derive(Completer, Helper, Highlighter, Hinter, Validator)]`: helpers of a line editor.
//@ dependency: rustyline = { version = "17", default-features = false, features = ["derive"] }

use rustyline::highlight::Highlighter;
use rustyline::hint::{Hinter, HistoryHinter};
use rustyline::history::DefaultHistory;
use rustyline::{Completer, Context, Helper, Highlighter, Hinter, Validator};

#[derive(Completer, Helper, Highlighter, Hinter, Validator)]
struct Tools<T: Send> {
    #[rustyline(Hinter)]
    hinter: HistoryHinter,
    other: T,
}

#[derive(Completer, Helper, Highlighter, Hinter, Validator)]
struct Nothing;

fn main() {
    let history = DefaultHistory::new();
    let tools = Tools { hinter: HistoryHinter::new(), other: 1 };
    println!("{:?} {}", tools.hint("a", 1, &Context::new(&history)), tools.other);
    println!("{:?} {}", Nothing.hint("a", 1, &Context::new(&history)), Nothing.highlight("line", 0));
}
