//! `check`: says what would be refused of a module.

use anyhow::Result;
use rustc_wasm_proc_macro::{Limits, MacroCrate, Module};
use serde_json::json;

use crate::cli::{self, Format};
use crate::output::plain;
use crate::record::Record;
use crate::{files, output};

struct Problem {
    message: String,
    help: String,
}

pub fn run(args: cli::Check) -> Result<bool> {
    let problems = problems(files::read(&args.file)?);
    match args.printing.format {
        Format::Text => output::print(&text(&args, &problems))?,
        Format::Json => {
            let list: Vec<_> = problems
                .iter()
                .map(|problem| json!({ "message": problem.message, "help": problem.help }))
                .collect();
            output::print_json(&json!({ "file": args.file, "problems": list }))?;
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

fn text(args: &cli::Check, problems: &[Problem]) -> String {
    let file = args.file.display();
    if problems.is_empty() {
        return format!("{file}: nothing would be refused\n");
    }
    let line = |problem: &Problem| {
        format!("{file}: {}\n  help: {}\n", plain(&problem.message), problem.help)
    };
    problems.iter().map(line).collect()
}
