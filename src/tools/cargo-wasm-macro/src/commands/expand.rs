//! `expand`: runs a macro once, for its author.

use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use rustc_wasm_proc_macro::{MacroCrate, MacroDecl, MacroKind, Options, Usage};
use serde_json::json;

use crate::cli::{self, Format};
use crate::expansion::{self, Expansion, Input, Message};
use crate::{files, output};

/// Standard input, as a file name.
const STDIN: &str = "-";

pub fn run(args: cli::Expand) -> Result<bool> {
    let options = Options { backtrace: true, ..Options::default() };
    let krate = MacroCrate::with_options(files::read(&args.file)?, options)
        .map_err(|error| anyhow!("`{}`: {error}; {}", args.file.display(), error.help()))?;
    let decl = find(&krate, &args.name)?;
    let expansion = expansion::expand(&krate, decl, inputs(&args, decl)?)
        .map_err(|message| anyhow!("{message}"))?;
    let is_good = expansion.failure.is_none()
        && expansion.messages.iter().all(|message| message.level != "error");
    let output = expansion.output.as_deref().map(|tokens| shown(tokens, args.tokens));
    match args.printing.format {
        Format::Text => print_text(&expansion, output.as_deref())?,
        Format::Json => output::print_json(&json!({
            "output": output,
            "failure": expansion.failure,
            "messages": expansion.messages,
            "tracked": expansion.tracked,
            "trace": expansion.trace.lines().collect::<Vec<_>>(),
            "fuel": expansion.usage.map(|usage| usage.fuel),
            "memory": expansion.usage.map(|usage| usage.memory),
            "requests": expansion.usage.map(|usage| usage.requests),
        }))?,
    }
    Ok(is_good)
}

fn find<'a>(krate: &'a MacroCrate, name: &str) -> Result<&'a MacroDecl> {
    let macros = &krate.decls().macros;
    macros.iter().find(|decl| decl.name == name).with_context(|| {
        let names: Vec<&str> = macros.iter().map(|decl| decl.name.as_str()).collect();
        format!("the module has no macro `{name}`; it has {}", names.join(", "))
    })
}

/// What the macro gets, in its order.
fn inputs(args: &cli::Expand, decl: &MacroDecl) -> Result<Vec<Input>> {
    let input = read_input(&args.input)?;
    if decl.kind == MacroKind::Attr {
        let arguments = Input { name: "<arguments>".to_owned(), text: args.args.clone() };
        return Ok(vec![arguments, input]);
    }
    if !args.args.is_empty() {
        bail!("only an attribute takes `--args`, and `{}` is not one", decl.name);
    }
    Ok(vec![input])
}

fn read_input(path: &Path) -> Result<Input> {
    if path != Path::new(STDIN) {
        return Ok(Input { name: path.display().to_string(), text: files::read_text(path)? });
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context("standard input cannot be read")?;
    Ok(Input { name: "<stdin>".to_owned(), text })
}

/// As formatted source where the tokens are items; they may be an expression, or nothing at all.
fn shown(output: &str, as_tokens: bool) -> String {
    match syn::parse_file(output) {
        Ok(file) if !as_tokens => prettyplease::unparse(&file),
        _ => format!("{output}\n"),
    }
}

fn print_text(expansion: &Expansion, output: Option<&str>) -> Result<()> {
    for message in &expansion.messages {
        print_message(message, 0);
    }
    if let Some(output) = output {
        output::print(output)?;
    }
    for tracked in &expansion.tracked {
        eprintln!("tracked: {tracked}");
    }
    if let Some(failure) = &expansion.failure {
        eprint!("error: {failure}\n{}", expansion.trace);
    }
    if let Some(Usage { fuel, memory, requests }) = expansion.usage {
        eprintln!("used: {fuel} units of fuel, {memory} bytes of memory, {requests} requests");
    }
    Ok(())
}

fn print_message(message: &Message, depth: usize) {
    let indent = "  ".repeat(depth);
    if ["stdout", "stderr"].contains(&message.level) {
        let end = if message.message.ends_with('\n') { "" } else { "\n" };
        eprint!("{}{end}", message.message);
        return;
    }
    eprintln!("{indent}{}: {}", message.level, message.message);
    for place in &message.places {
        eprintln!("{indent}  --> {}:{}:{}", place.file, place.line, place.column);
        if let Some((line, len)) = &place.source {
            let before: String = line.chars().take(place.column - 1).map(blank).collect();
            eprintln!("{indent}   | {line}\n{indent}   | {before}{}", "^".repeat((*len).max(1)));
        }
    }
    for child in &message.children {
        print_message(child, depth + 1);
    }
}

/// What is as wide as the character.
fn blank(c: char) -> char {
    if c == '\t' { '\t' } else { ' ' }
}
