//! Expands a macro once, without a compiler: [`host`] answers what the macro asks, on streams and
//! spans of its own. There is no hygiene and nothing else to expand.

mod host;
mod literal;
mod source;
mod stream;
mod text;

use rustc_wasm_proc_macro::{ExpandError, MacroCrate, MacroDecl};

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
    /// What the module's memory has grown to, if it is still there.
    pub memory: Option<usize>,
    /// What the expansion has cost. The engine does not count yet.
    pub fuel: Option<u64>,
}

/// Runs the macro. The error is an input that is no token stream.
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
    let (output, failure) = match result {
        Ok(stream) => (Some(text::of_stream(&stream)), None),
        Err(error) => (None, Some(failure(error))),
    };
    let Host { messages, tracked, .. } = host;
    Ok(Expansion { output, messages, failure, tracked, memory: krate.memory_len(), fuel: None })
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
