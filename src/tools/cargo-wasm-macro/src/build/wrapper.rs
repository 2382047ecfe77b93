//! This program as Cargo's `RUSTC_WRAPPER`: compiles the package's library as a macro crate, and
//! everything that goes into the module so that only the sources matter. What is compiled for the
//! host is none of its business.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use serde::{Deserialize, Serialize};

use crate::files;

/// Environment variable that holds the job, and says that this is a wrapper.
pub const VARIABLE: &str = "CARGO_WASM_MACRO_JOB";

/// Options of `-C` that are the same for every module, whatever Cargo's profile is.
const CODEGEN: [&str; 7] = [
    "opt-level=3",
    "codegen-units=1",
    "debuginfo=0",
    "strip=debuginfo",
    "embed-bitcode=yes",
    "overflow-checks=off",
    "debug-assertions=off",
];
/// What the macro crate itself is compiled with besides: all that it is made of is optimised once more
/// as a whole, and for size, as an engine translates what is called each time that a compiler starts.
/// With serde_derive, the module is smaller by an eighth, and what an expansion takes more than a native
/// one falls by a tenth. For speed alone, a module of twice the size would be as fast.
const AS_A_WHOLE: [&str; 3] = ["-Zdylib-lto", "-Clto=fat", "-Copt-level=s"];
/// Options of `-C` that Cargo may give, and that are replaced or dropped.
const REPLACED: [&str; 12] = [
    "opt-level",
    "codegen-units",
    "debuginfo",
    "strip",
    "embed-bitcode",
    "overflow-checks",
    "debug-assertions",
    "incremental",
    "linker",
    "lto",
    "metadata",
    "panic",
];

#[derive(Deserialize, Serialize)]
pub struct Job {
    /// The crate that becomes a macro crate.
    pub library: String,
    pub target: String,
    /// Whether the package is not the user's to improve. Cargo thinks that it is.
    pub is_foreign: bool,
    /// Where packages come from that name and version do not tell apart, by their directories.
    pub namesakes: BTreeMap<PathBuf, String>,
}

pub fn is_wanted() -> bool {
    std::env::var_os(VARIABLE).is_some()
}

/// Runs `RUSTC ARGS...`.
pub fn main() -> ExitCode {
    let mut args = std::env::args_os().skip(1);
    let (Some(rustc), Ok(job)) = (args.next(), job()) else {
        eprintln!("error: `{VARIABLE}` is not for users");
        return ExitCode::FAILURE;
    };
    let args: Vec<OsString> = args.collect();
    let args = match args.iter().map(|arg| arg.to_str()).collect::<Option<Vec<_>>>() {
        Some(words) if is_for_module(&words, &job) => for_module(&words, &job),
        _ => args,
    };
    match Command::new(&rustc).args(args).env_remove(VARIABLE).status() {
        Ok(status) => status.code().map_or(ExitCode::FAILURE, |code| ExitCode::from(code as u8)),
        Err(error) => {
            eprintln!("error: `{}` cannot be run: {error}", rustc.display());
            ExitCode::FAILURE
        }
    }
}

fn job() -> Result<Job, serde_json::Error> {
    serde_json::from_str(&std::env::var(VARIABLE).unwrap_or_default())
}

/// Whether this compiles a part of the module, and is no question of Cargo's.
fn is_for_module(words: &[&str], job: &Job) -> bool {
    let crate_name = value(words, "--crate-name");
    value(words, "--target") == Some(&job.target)
        && crate_name.is_some_and(|name| name != "___")
        && !words.contains(&"-")
}

fn value<'a>(words: &[&'a str], option: &str) -> Option<&'a str> {
    let place = words.iter().position(|word| *word == option)?;
    words.get(place + 1).copied()
}

fn for_module(words: &[&str], job: &Job) -> Vec<OsString> {
    let mut out: Vec<OsString> = Vec::new();
    let mut is_macro_crate = false;
    let mut rest = words.iter();
    while let Some(&word) = rest.next() {
        match word {
            "-C" => match rest.next() {
                Some(option) if is_replaced(option) => {}
                option => out.extend([word, option.copied().unwrap_or_default()].map(Into::into)),
            },
            "--crate-type" => {
                let kind = rest.next().copied().unwrap_or_default();
                is_macro_crate = kind == "cdylib" && is_library(words, job);
                let kind = if is_macro_crate { "proc-macro" } else { kind };
                out.extend([word, kind].map(Into::into));
            }
            word => out.push(word.into()),
        }
    }
    if is_macro_crate {
        // What Cargo does for what it knows to be a macro crate.
        out.extend(["--extern", "proc_macro"].map(Into::into));
        if job.is_foreign {
            out.extend(["--cap-lints", "allow"].map(Into::into));
        }
    }
    for option in CODEGEN {
        out.extend(["-C", option].map(Into::into));
    }
    if is_macro_crate {
        out.extend(AS_A_WHOLE.map(Into::into));
    }
    out.extend(["-C".into(), format!("metadata={}", metadata(words, job)).into()]);
    out.extend(remapped().map(|(from, to)| {
        let mut arg = OsString::from("--remap-path-prefix=");
        arg.push(from);
        arg.push("=");
        arg.push(to);
        arg
    }));
    out
}

fn is_replaced(option: &str) -> bool {
    let name = option.split('=').next().unwrap_or_default();
    REPLACED.contains(&name)
}

fn is_library(words: &[&str], job: &Job) -> bool {
    std::env::var_os("CARGO_PRIMARY_PACKAGE").is_some()
        && value(words, "--crate-name") == Some(&job.library)
}

/// Tells crates of one name apart. Cargo's own also depends on where a package is, and on the host.
fn metadata(words: &[&str], job: &Job) -> String {
    let variable = |name| std::env::var(name).unwrap_or_default();
    let mut parts = vec![variable("CARGO_PKG_NAME"), variable("CARGO_PKG_VERSION")];
    parts.extend(job.namesakes.get(Path::new(&variable("CARGO_MANIFEST_DIR"))).cloned());
    parts.extend(words.windows(2).filter(|pair| pair[0] == "--cfg").map(|pair| pair[1].to_owned()));
    files::sha256(parts.join("\n").as_bytes())[..16].to_owned()
}

/// Directories of this machine, and what they are called in the module. The last that fits counts.
fn remapped() -> impl Iterator<Item = (PathBuf, String)> {
    let variable = |name: &str| std::env::var(name).unwrap_or_default();
    let name = format!("{}-{}", variable("CARGO_PKG_NAME"), variable("CARGO_PKG_VERSION"));
    [("CARGO_MANIFEST_DIR", format!("/{name}")), ("OUT_DIR", format!("/{name}/out"))]
        .into_iter()
        .filter_map(|(directory, to)| Some((PathBuf::from(std::env::var_os(directory)?), to)))
}
