//! `annotate`: writes a module with another macro list.

use anyhow::{Context, Result, bail};
use rustc_wasm_proc_macro::{Abi, Decls, Limits, Module, ModuleErrorKind, abi};
use wasmparser::{Parser, Payload};

use crate::sections::Section;
use crate::{cli, files, output, sections};

/// Lines that name a macro.
const MACROS: [&str; 3] = ["derive", "attr", "bang"];

/// Lines that are about the macro above, or about the crate before the first one. The others stay when
/// the macros are replaced.
const ABOUT: [&str; 4] = ["at", "doc", "deprecated", "meta"];

pub fn run(args: cli::Annotate) -> Result<bool> {
    let bytes = files::read(&args.file)?;
    let mut lines = kept_lines(&bytes)?;
    if is_for_watt(&bytes)? {
        lines.retain(|line| !line.starts_with("abi:"));
    } else if !lines.iter().any(|line| line.starts_with("abi:")) {
        lines.insert(0, format!("abi:{}", abi::VERSION));
    }
    let macros = macros(&args)?;
    let count = macros.len();
    lines.extend(macros);
    let list = lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    Decls::parse(list.as_bytes()).context("that is not a valid macro list")?;
    let keep = |section: &Section| !section.is_named(abi::SECTION);
    let module = sections::rewrite(&bytes, keep, Some((abi::SECTION, list.as_bytes())))?;
    refuse_misfits(&module)?;
    files::write(&args.output, &module)?;
    output::print(&format!("{}: {count} macros\n", args.output.display()))?;
    Ok(true)
}

/// The lines of the list that is there, without macros.
fn kept_lines(bytes: &[u8]) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    let mut is_after_macro = false;
    for section in sections::read(bytes)?.iter().filter(|section| section.is_named(abi::SECTION)) {
        let text = std::str::from_utf8(&bytes[section.data.clone()])
            .context("the macro list of the module is not UTF-8")?;
        for line in text.lines().filter(|line| !line.is_empty()) {
            let word = line.split(':').next().unwrap_or_default();
            is_after_macro |= MACROS.contains(&word);
            if !(MACROS.contains(&word) || is_after_macro && ABOUT.contains(&word)) {
                lines.push(line);
            }
        }
    }
    Ok(lines.into_iter().map(str::to_owned).collect())
}

/// The lines of the macros that the command line names.
fn macros(args: &cli::Annotate) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for (kind, specs) in [("derive", &args.derive), ("attr", &args.attr), ("bang", &args.bang)] {
        for spec in specs {
            let (name, function) = spec
                .split_once('=')
                .with_context(|| format!("`--{kind} {spec}` is not `NAME=FUNCTION`"))?;
            lines.push(format!("{kind}:{}:{}", name.trim(), function.trim()));
        }
    }
    if lines.is_empty() {
        bail!("name a macro with `--derive`, `--attr` or `--bang`");
    }
    Ok(lines)
}

/// Whether the module speaks watt's ABI, which has no version in the list.
fn is_for_watt(bytes: &[u8]) -> Result<bool> {
    if matches!(Abi::of(bytes), Some(Abi::Watt(_))) {
        return Ok(true);
    }
    for payload in Parser::new(0).parse_all(bytes) {
        if let Payload::ImportSection(imports) = payload? {
            for import in imports {
                if import?.module.starts_with(abi::WATT_MODULE_PREFIX) {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}

/// Refuses a list that does not fit the module. What else is wrong with it is for `check`.
fn refuse_misfits(module: &[u8]) -> Result<()> {
    for problem in Module::problems(module, &Limits::default()) {
        match problem.kind() {
            ModuleErrorKind::MacroList(_)
            | ModuleErrorKind::NoFunction { .. }
            | ModuleErrorKind::WrongType { .. } => bail!("{problem}"),
            _ => {}
        }
    }
    Ok(())
}
