//! `compile`: makes native code of modules, for the compiler to run instead of interpreting them.

use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};

use crate::cli::{self, Format};
use crate::code::{self, Compiled};
use crate::output::plain;
use crate::{files, output};

pub fn run(args: cli::Compile) -> Result<bool> {
    let codes = code::directory(args.code.code_dir)?;
    let mut is_good = true;
    let mut results = Vec::new();
    for module in &args.files {
        let result =
            files::read(module).and_then(|bytes| code::compile(&codes, module, bytes, args.force));
        is_good &= result.is_ok();
        match args.printing.format {
            Format::Text => match &result {
                Ok(compiled) => output::print(&text(module, compiled))?,
                Err(error) => eprintln!("error: {}", output::one_line(&format!("{error:#}"))),
            },
            Format::Json => results.push(json(module, &result)),
        }
    }
    if let Format::Json = args.printing.format {
        output::print_json(&results)?;
    }
    Ok(is_good)
}

fn text(module: &Path, compiled: &Compiled) -> String {
    let what = match compiled.seconds {
        Some(seconds) => format!("compiled in {seconds:.1} s"),
        None => "has been compiled before".to_owned(),
    };
    format!("{}: {what}, {} bytes\n", plain(&module.display().to_string()), compiled.len)
}

fn json(module: &Path, result: &Result<Compiled>) -> Value {
    match result {
        Ok(Compiled { seconds, code, len }) => {
            json!({ "file": module, "code": code, "size": len, "seconds": seconds })
        }
        Err(error) => json!({ "file": module, "error": format!("{error:#}") }),
    }
}
