//! `check`: says what would be refused of a module.

use anyhow::Result;
use rustc_wasm_proc_macro::{MacroCrate, Module};
use serde_json::json;

use crate::cli::{self, Format};
use crate::files;
use crate::record::Record;

struct Problem {
    message: String,
    help: String,
}

pub fn run(args: cli::Check) -> Result<bool> {
    let problems = problems(files::read(&args.file)?);
    match args.format {
        Format::Text => print_text(&args, &problems),
        Format::Json => {
            let list: Vec<_> = problems
                .iter()
                .map(|problem| json!({ "message": problem.message, "help": problem.help }))
                .collect();
            println!("{:#}", json!({ "file": args.file, "problems": list }));
        }
    }
    Ok(problems.is_empty())
}

fn problems(bytes: Vec<u8>) -> Vec<Problem> {
    let found = Module::problems(&bytes).into_iter();
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

/// What is found when the code is validated, the imports are linked and the module is started.
fn start_problem(bytes: Vec<u8>) -> Option<Problem> {
    let fault = MacroCrate::new(bytes).ok()?.start().err()?;
    let help = "every expansion would end with this error".to_owned();
    Some(Problem { message: fault.to_string(), help })
}

fn print_text(args: &cli::Check, problems: &[Problem]) {
    let file = args.file.display();
    if problems.is_empty() {
        println!("{file}: nothing would be refused");
    }
    for Problem { message, help } in problems {
        println!("{file}: {message}\n  help: {help}");
    }
}
