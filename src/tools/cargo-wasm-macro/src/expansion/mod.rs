//! Expands a macro once, without a compiler: [`host`] answers what the macro asks, on streams and
//! spans of its own. There is no hygiene and nothing else to expand.

mod host;
mod source;
mod stream;
mod text;

use rustc_wasm_proc_macro::{ExpandError, MacroCrate, MacroDecl, Usage};

use host::Host;
pub use host::Message;
use source::{Site, Sources};
use stream::Stream;

/// The stack for nested groups of tokens, which are taken apart by recursion.
const STACK_BYTES: usize = 256 << 20;

/// An input: its name and its text.
pub struct Input {
    pub name: String,
    pub text: String,
}

pub struct Expansion {
    /// The tokens, unless the macro failed.
    pub output: Option<String>,
    pub messages: Vec<Message>,
    /// Why there is no output.
    pub failure: Option<String>,
    /// Variables and files that the macro says it depends on.
    pub tracked: Vec<String>,
    /// What it has cost, unless the module could not be started.
    pub usage: Option<Usage>,
    /// The calls that led to a failure.
    pub trace: String,
}

/// Runs the macro. The error is an input that is not a token stream.
pub fn expand(
    krate: &MacroCrate,
    decl: &MacroDecl,
    inputs: Vec<Input>,
) -> Result<Expansion, String> {
    std::thread::scope(|scope| {
        let run = || run(krate, decl, inputs);
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, run);
        let thread = thread.map_err(|error| format!("there is no room for a stack: {error}"))?;
        thread.join().map_err(|_| "this is a bug of `cargo wasm-macro`".to_owned())?
    })
}

fn run(krate: &MacroCrate, decl: &MacroDecl, inputs: Vec<Input>) -> Result<Expansion, String> {
    let mut sources = Sources::new(krate.decls());
    let mut streams = Vec::new();
    for input in inputs {
        let name = input.name.clone();
        let file = sources.add(input);
        let span = sources.whole(file, Site::Input);
        let stream = Stream::parse(sources.text(file), |range| span.part(range))
            .map_err(|error| format!("`{name}`: {error}"))?;
        streams.push(stream);
    }
    let mut host = Host::new(sources);
    let result = krate.expand(&mut host, decl, streams);
    let (output, failure, trace) = match result {
        Ok(stream) => (Some(text::of_stream(&stream)), None, String::new()),
        Err(error) => {
            let trace = error.trace().to_string();
            (None, Some(failure(error)), trace)
        }
    };
    let Host { messages, tracked, .. } = host;
    Ok(Expansion { output, messages, failure, trace, tracked, usage: krate.usage() })
}

fn failure(error: ExpandError) -> String {
    match error {
        ExpandError::Fault(fault) => fault.to_string(),
        ExpandError::Panic(panic) => {
            let message = panic.message.unwrap_or_else(|| "no message".to_owned());
            if panic.place.is_empty() {
                format!("the macro panicked: {message}")
            } else {
                format!("the macro panicked at {}: {message}", panic.place)
            }
        }
    }
}
