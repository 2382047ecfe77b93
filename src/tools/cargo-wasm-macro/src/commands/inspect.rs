//! `inspect`: shows what is in a module, whether it can be used or not.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use anyhow::Result;
use rustc_wasm_proc_macro::{Abi, Decls, Limits, MacroKind, Module, abi};
use serde::Serialize;
use wasmparser::{KnownCustom, Parser, Payload, ProducersSectionReader};

use crate::cli::{self, Format};
use crate::output::plain;
use crate::record::Record;
use crate::{files, output, sections};

#[derive(Serialize)]
struct Report {
    file: String,
    size: usize,
    sha256: String,
    /// `wasm_proc_macro` or `watt-...`.
    abi: Option<String>,
    abi_version: Option<u32>,
    #[serde(rename = "crate")]
    krate: Option<Krate>,
    macros: Vec<Macro>,
    imports: BTreeMap<String, Vec<String>>,
    sections: Vec<Section>,
    producers: BTreeMap<String, Vec<String>>,
    package: Option<Record>,
    /// What keeps the module from being used.
    problems: Vec<String>,
}

#[derive(Serialize)]
struct Krate {
    name: String,
    edition: String,
}

#[derive(Serialize)]
struct Macro {
    kind: &'static str,
    name: String,
    function: String,
    helper_attributes: Vec<String>,
    docs: String,
    deprecated: bool,
}

#[derive(Serialize)]
struct Section {
    name: String,
    size: usize,
}

pub fn run(args: cli::Inspect) -> Result<bool> {
    let bytes = files::read(&args.file)?;
    let report = report(args.file.display().to_string(), &bytes)?;
    match args.printing.format {
        Format::Text => output::print(&text(&report))?,
        Format::Json => output::print_json(&report)?,
    }
    Ok(true)
}

fn report(file: String, bytes: &[u8]) -> Result<Report> {
    let sections = sections::read(bytes)?;
    let decls = decls(bytes, &sections);
    let (imports, producers) = outline(bytes)?;
    let record = Record::read(bytes);
    let mut problems: Vec<String> = Module::problems(bytes, &Limits::default())
        .iter()
        .map(|problem| problem.to_string())
        .collect();
    problems.extend(record.as_ref().err().map(|error| format!("{error:#}")));
    Ok(Report {
        file,
        size: bytes.len(),
        sha256: files::sha256(bytes),
        abi: abi_name(&imports, bytes),
        abi_version: decls.abi_version,
        krate: decls.crate_info.map(|info| Krate { name: info.name, edition: info.edition }),
        macros: decls.macros.into_iter().map(shown).collect(),
        imports,
        sections: sections
            .into_iter()
            .map(|section| Section { name: section.name, size: section.whole.len() })
            .collect(),
        producers,
        package: record.unwrap_or_default(),
        problems,
    })
}

/// The macro list, as far as it can be read.
pub fn decls(bytes: &[u8], sections: &[sections::Section]) -> Decls {
    let mut list = Vec::new();
    for section in sections.iter().filter(|section| section.is_named(abi::SECTION)) {
        list.extend_from_slice(&bytes[section.data.clone()]);
        list.push(b'\n');
    }
    Decls::parse(&list).unwrap_or_default()
}

type Names = BTreeMap<String, Vec<String>>;

/// Imports by their module, and what the module was made with.
fn outline(bytes: &[u8]) -> Result<(Names, Names)> {
    let (mut imports, mut producers) = (Names::new(), Names::new());
    for payload in Parser::new(0).parse_all(bytes) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section {
                    let import = import?;
                    imports.entry(import.module.to_owned()).or_default().push(import.name.into());
                }
            }
            Payload::CustomSection(custom) => {
                if let KnownCustom::Producers(section) = custom.as_known() {
                    // Nobody is harmed if it cannot be read.
                    producers = read_producers(section).unwrap_or_default();
                }
            }
            _ => {}
        }
    }
    Ok((imports, producers))
}

fn read_producers(section: ProducersSectionReader<'_>) -> Result<Names> {
    let mut producers = Names::new();
    for field in section {
        let field = field?;
        for value in field.values {
            let value = value?;
            let text = format!("{} {}", value.name, value.version);
            producers.entry(field.name.to_owned()).or_default().push(text.trim().to_owned());
        }
    }
    Ok(producers)
}

fn abi_name(imports: &Names, bytes: &[u8]) -> Option<String> {
    let is_abi =
        |name: &&String| *name == abi::IMPORT_MODULE || name.starts_with(abi::WATT_MODULE_PREFIX);
    let imported = imports.keys().find(is_abi).cloned();
    // A module for watt that imports nothing is known by its exports.
    imported.or_else(|| match Abi::of(bytes)? {
        Abi::Own => None,
        abi => Some(abi.to_string()),
    })
}

fn shown(decl: rustc_wasm_proc_macro::MacroDecl) -> Macro {
    let (kind, helper_attributes) = match decl.kind {
        MacroKind::Derive { helper_attrs } => ("derive", helper_attrs),
        MacroKind::Attr => ("attribute", Vec::new()),
        MacroKind::Bang => ("function-like", Vec::new()),
    };
    Macro {
        kind,
        name: decl.name,
        function: decl.function,
        helper_attributes,
        docs: decl.about.docs.join("\n"),
        deprecated: decl.about.deprecation.is_some(),
    }
}

fn text(report: &Report) -> String {
    let mut out = format!("{}\n", report.file);
    let mut line = |name: &str, value: String| {
        let _ = writeln!(out, "{:<14}{}", plain(name), plain(&value));
    };
    line("size", format!("{} bytes", report.size));
    line("sha256", report.sha256.clone());
    line("abi", abi_text(report));
    if let Some(krate) = &report.krate {
        line("crate", format!("{}, edition {}", krate.name, krate.edition));
    }
    if let Some(package) = &report.package {
        line("package", format!("{} {}", package.name, package.version));
        line("  from", package.source.to_string());
        line("  features", features(package));
        line("  target", package.target.clone());
        line("  compiler", package.compiler.clone());
        line("  lock", format!("sha256 {}", files::sha256(package.lock.as_bytes())));
    }
    for (field, values) in &report.producers {
        line(field, values.join(", "));
    }
    out += "\nmacros\n";
    for item in &report.macros {
        out += &macro_text(item);
    }
    out += "\nimports\n";
    for (module, names) in &report.imports {
        let _ = writeln!(out, "  {}: {}", plain(module), plain(&names.join(", ")));
    }
    out += "\nsections\n";
    for section in &report.sections {
        let _ = writeln!(out, "  {:>9}  {}", section.size, plain(&section.name));
    }
    if !report.problems.is_empty() {
        out += "\nproblems\n";
    }
    for problem in &report.problems {
        let _ = writeln!(out, "  {}", plain(problem));
    }
    out
}

fn abi_text(report: &Report) -> String {
    match (&report.abi, report.abi_version) {
        (Some(name), Some(version)) => format!("{name}, version {version}"),
        (Some(name), None) => name.clone(),
        (None, Some(version)) => format!("version {version}, nothing imported"),
        (None, None) => "none".to_owned(),
    }
}

fn features(package: &Record) -> String {
    let default = if package.default_features { "default" } else { "no default" };
    let features = package.features.iter().map(String::as_str);
    std::iter::once(default).chain(features).collect::<Vec<_>>().join(", ")
}

fn macro_text(item: &Macro) -> String {
    let mut out = match item.kind {
        "derive" => format!("  #[derive({})]", item.name),
        "attribute" => format!("  #[{}]", item.name),
        _ => format!("  {}!", item.name),
    };
    if !item.helper_attributes.is_empty() {
        out += &format!(", helper attributes: {}", item.helper_attributes.join(", "));
    }
    if item.deprecated {
        out += ", deprecated";
    }
    out += &format!(" ({})\n", plain(&item.function));
    for line in item.docs.lines() {
        out += format!("      {}", plain(line.trim())).trim_end();
        out.push('\n');
    }
    out
}
