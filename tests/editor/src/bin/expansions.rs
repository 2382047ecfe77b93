//! Says how many expansions the server makes in a second of processor time, for so many seconds: `expansions FILE MACRO
//! INPUT SECONDS [ATTRIBUTE]`, where `INPUT` is what the macro is called with, and `ATTRIBUTE` the arguments of an
//! attribute. `./x.py bench editor` calls it.

use std::path::Path;
use std::time::Duration;

use editor_tests::message::SpanMode;
use editor_tests::{Call, Format, Server};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [file, name, input, seconds, rest @ ..] = &args[..] else {
        panic!("expected FILE MACRO INPUT SECONDS [ATTRIBUTE]");
    };
    let call = Call { attribute: rest.first().map(String::as_str), ..Call::new(name, input) };
    let time = Duration::from_secs_f64(seconds.parse().expect("a number of seconds"));
    // As rust-analyzer speaks to a server that can do so.
    let mut server = Server::start(Format::Postcard, SpanMode::RustAnalyzer);
    eprintln!("{}", server.expansions_per_second(Path::new(file), call, time));
}
