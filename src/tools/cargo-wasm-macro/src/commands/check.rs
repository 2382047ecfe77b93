//! `check`: says what would be refused of a module, and what is known of its `static`s.

use anyhow::Result;
use rustc_wasm_proc_macro::{Limits, MacroCrate, Module};
use serde_json::json;

use super::inspect;
use crate::cli::{self, Format};
use crate::output::plain;
use crate::project::statics::{self, Measured};
use crate::record::Record;
use crate::{files, output, sections};

struct Problem {
    message: String,
    help: String,
}

pub fn run(args: cli::Check) -> Result<bool> {
    let bytes = files::read(&args.file)?;
    let statics = Statics::of(&bytes);
    let problems = problems(bytes);
    match args.printing.format {
        Format::Text => output::print(&text(&args, &problems, statics.as_ref()))?,
        Format::Json => {
            let list: Vec<_> = problems
                .iter()
                .map(|problem| json!({ "message": problem.message, "help": problem.help }))
                .collect();
            let measured = statics.and_then(|statics| statics.measured);
            output::print_json(
                &json!({ "file": args.file, "problems": list, "statics": measured }),
            )?;
        }
    }
    Ok(problems.is_empty())
}

fn problems(bytes: Vec<u8>) -> Vec<Problem> {
    let found = Module::problems(&bytes, &Limits::default()).into_iter();
    let mut problems: Vec<Problem> = found
        .map(|error| Problem { message: error.to_string(), help: error.help().to_owned() })
        .collect();
    if problems.is_empty() {
        problems.extend(record_problem(&bytes));
        problems.extend(start_problem(bytes));
    }
    problems
}

/// A bad record keeps nobody from using the module, but it is not what `build` writes.
fn record_problem(bytes: &[u8]) -> Option<Problem> {
    let error = Record::read(bytes).err()?;
    let help = "`cargo wasm-macro verify` cannot build this module again".to_owned();
    Some(Problem { message: format!("{error:#}"), help })
}

/// What is found when all functions are validated, the imports are linked and the module is started.
fn start_problem(bytes: Vec<u8>) -> Option<Problem> {
    let fault = MacroCrate::new(bytes).ok()?.start().err()?;
    let help = "expansions would end with this error".to_owned();
    Some(Problem { message: fault.to_string(), help })
}

/// Whether fresh `static`s give the same as shared ones.
struct Statics {
    krate: String,
    measured: Option<Measured>,
}

impl Statics {
    /// Of a module that says which crate it was made of.
    fn of(bytes: &[u8]) -> Option<Statics> {
        let krate = inspect::decls(bytes, &sections::read(bytes).ok()?).crate_info?.name;
        let measured = match Record::read(bytes).ok().flatten() {
            Some(record) => statics::measured(&record.name, Some(&record.version)),
            None => statics::measured(&krate, None),
        };
        Some(Statics { krate, measured })
    }

    fn text(&self) -> String {
        let krate = plain(&self.krate);
        match &self.measured {
            Some(measured) => format!("`{krate}` {measured}"),
            None => format!(
                "it was not measured whether `{krate}` gives the same with fresh statics\n  \
                 help: with `--wasm-proc-macro-check-purity`, rustc warns where it does not"
            ),
        }
    }
}

fn text(args: &cli::Check, problems: &[Problem], statics: Option<&Statics>) -> String {
    let file = args.file.display();
    if problems.is_empty() {
        let statics = statics.map(|statics| format!("{file}: {}\n", statics.text()));
        return format!("{file}: nothing would be refused\n{}", statics.unwrap_or_default());
    }
    let line = |problem: &Problem| {
        format!("{file}: {}\n  help: {}\n", plain(&problem.message), problem.help)
    };
    problems.iter().map(line).collect()
}
