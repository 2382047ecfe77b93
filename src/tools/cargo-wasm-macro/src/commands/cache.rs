//! `cache`: shows the code that `compile` has made, and removes what is not used.

use std::time::SystemTime;

use anyhow::{Context, Result, bail};
use rustc_wasm_proc_macro::code::{CodeDir, Entry};
use serde_json::{Value, json};

use crate::cli::{self, CacheAction, Format};
use crate::code;
use crate::output;
use crate::output::plain;

/// How many digits of a module's BLAKE3 are shown to people.
const DIGITS: usize = 16;

pub fn run(args: cli::Cache) -> Result<bool> {
    let codes = code::directory(args.code.code_dir)?;
    let cannot = || format!("`{}` cannot be read", codes.path().display());
    match args.action.unwrap_or(CacheAction::Show { format: Format::Text }) {
        CacheAction::Show { format } => {
            show(&codes, codes.entries().with_context(cannot)?, format)?
        }
        CacheAction::Prune { max_size } => {
            removed(&codes, codes.prune(max_size).with_context(cannot)?)?;
        }
        CacheAction::Clear => removed(&codes, codes.prune(0).with_context(cannot)?)?,
    }
    Ok(true)
}

/// Bytes, as a number that `K`, `M` or `G` may follow.
pub fn size(text: &str) -> Result<u64> {
    let (digits, power) = match text.char_indices().next_back() {
        Some((at, 'K')) => (&text[..at], 1),
        Some((at, 'M')) => (&text[..at], 2),
        Some((at, 'G')) => (&text[..at], 3),
        _ => (text, 0),
    };
    let number =
        digits.parse::<u64>().ok().and_then(|number| number.checked_mul(1024u64.pow(power)));
    let Some(number) = number else { bail!("not a number of bytes, which K, M or G may follow") };
    Ok(number)
}

fn show(codes: &CodeDir, entries: Vec<Entry>, format: Format) -> Result<()> {
    if let Format::Json = format {
        let entries: Vec<Value> = entries.iter().map(json).collect();
        return output::print_json(&json!({ "directory": codes.path(), "files": entries }));
    }
    let mut out = format!("{}\n", plain(&codes.path().display().to_string()));
    for entry in &entries {
        let what = match &entry.trailer {
            Some(trailer) => {
                let module = trailer.module_in_hex();
                let module = &module[..DIGITS];
                format!(
                    "module {module}, {}, {}",
                    plain(&trailer.version),
                    plain(cpu(&trailer.cpu))
                )
            }
            None => "not a file of compiled code".to_owned(),
        };
        out += &format!("{:>10}  {:>4} days  {what}\n", entry.len, days(entry.used));
    }
    out += &format!("{:>10}  in {}\n", total(&entries), files(entries.len()));
    output::print(&out)
}

/// The target, without the features of the processor.
fn cpu(cpu: &str) -> &str {
    cpu.split('+').next().unwrap_or_default()
}

fn json(entry: &Entry) -> Value {
    let trailer = entry.trailer.as_ref();
    json!({
        "path": entry.path,
        "size": entry.len,
        "days": days(entry.used),
        "blake3": trailer.map(|trailer| trailer.module_in_hex()),
        "version": trailer.map(|trailer| &trailer.version),
        "cpu": trailer.map(|trailer| &trailer.cpu),
    })
}

fn days(used: SystemTime) -> u64 {
    SystemTime::now().duration_since(used).unwrap_or_default().as_secs() / (24 * 60 * 60)
}

fn total(entries: &[Entry]) -> u64 {
    entries.iter().map(|entry| entry.len).sum()
}

fn removed(codes: &CodeDir, removed: Vec<Entry>) -> Result<()> {
    let (removed, bytes) = (files(removed.len()), total(&removed));
    let path = plain(&codes.path().display().to_string());
    output::print(&format!("{path}: removed {removed}, {bytes} bytes\n"))
}

fn files(count: usize) -> String {
    if count == 1 { "1 file".to_owned() } else { format!("{count} files") }
}
