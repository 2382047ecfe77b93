//! Why a package does not compile for a target: which crate is at fault, and what the compiler says of it.

use std::fmt::Write as _;

use serde::Deserialize;

use super::metadata::Metadata;

/// A build that came to nothing.
pub struct Failure {
    pub target: String,
    fault: Fault,
    /// What the compiler said, if that has not been shown yet.
    unseen: String,
}

#[derive(PartialEq, Eq)]
enum Fault {
    /// A crate, in words, and the compiler's first error.
    Crate(String, String),
    /// Something else.
    Other(String),
}

impl Failure {
    pub fn other(target: &str, reason: String) -> Failure {
        Failure { target: target.to_owned(), fault: Fault::Other(reason), unseen: String::new() }
    }

    /// All failures in one sentence. It is the same one for both targets as a rule.
    pub fn explain(failures: &[Failure]) -> String {
        if let [rest @ .., last] = failures
            && !rest.is_empty()
            && rest.iter().all(|failure| failure.fault == last.fault)
        {
            return last.fault.explain("WebAssembly");
        }
        let each = failures.iter().map(|failure| failure.fault.explain(&failure.target));
        each.collect::<Vec<String>>().join("; ")
    }

    /// What the compiler said and nobody has seen, where it is not the same as for the last target.
    pub fn unseen(failures: &[Failure]) -> String {
        let Some((last, rest)) = failures.split_last() else { return String::new() };
        let other = rest.iter().filter(|failure| failure.fault != last.fault);
        other.map(|failure| failure.unseen.as_str()).collect()
    }
}

impl Fault {
    fn explain(&self, target: &str) -> String {
        match self {
            Fault::Crate(krate, reason) => {
                format!("{krate} does not compile for {target}: {reason}")
            }
            Fault::Other(reason) => format!("{reason} for {target}"),
        }
    }
}

/// What Cargo prints of a build, a message on each line.
pub struct Messages {
    first_error: Option<CompilerMessage>,
    unseen: String,
    /// Whether errors are shown at once.
    is_last: bool,
}

#[derive(Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum Line {
    CompilerMessage(CompilerMessage),
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
struct CompilerMessage {
    package_id: String,
    message: Diagnostic,
}

#[derive(Deserialize)]
struct Diagnostic {
    level: String,
    message: String,
    rendered: Option<String>,
}

impl Messages {
    /// `is_last` says that there is no other target to try.
    pub fn new(is_last: bool) -> Messages {
        Messages { first_error: None, unseen: String::new(), is_last }
    }

    /// Takes a line in, and shows what is to be seen of it.
    pub fn add(&mut self, line: &str) {
        // What else is printed, by a build script for example, is none of ours.
        let Ok(Line::CompilerMessage(message)) = serde_json::from_str(line) else { return };
        let rendered = message.message.rendered.as_deref().unwrap_or_default();
        let is_error = message.message.level.starts_with("error");
        if is_error && !self.is_last {
            self.unseen += rendered;
        } else {
            eprint!("{rendered}");
        }
        if is_error && self.first_error.is_none() {
            self.first_error = Some(message);
        }
    }

    /// What they say of a build that failed, of packages that Cargo knows.
    pub fn failure(self, target: &str, known: &Metadata) -> Failure {
        let fault = match self.first_error {
            Some(CompilerMessage { package_id, message }) => {
                Fault::Crate(described(&package_id, known), message.message)
            }
            None => Fault::Other("Cargo could not build the package".to_owned()),
        };
        Failure { target: target.to_owned(), fault, unseen: self.unseen }
    }
}

/// The crate, and by what way the macro crate came to it.
fn described(id: &str, known: &Metadata) -> String {
    let chain = known.chain_to(id);
    let Some((last, before)) = chain.split_last() else { return format!("`{id}`") };
    let mut text = format!("`{}` {}", last.name, last.version);
    if let Some((root, between)) = before.split_first() {
        let _ = write!(text, ", which `{}` needs", root.name);
        for (at, package) in between.iter().enumerate() {
            let _ = write!(text, "{} `{}`", if at == 0 { " for" } else { ", for" }, package.name);
        }
        text.push(',');
    }
    text
}
