//! The policy of the project that a macro file belongs to, `wasm-macros.toml`: whether a dylib may be loaded, and
//! what a module may see and use. What can be in the file is known to `cargo wasm-macro`.

use std::{
    env, fmt,
    path::{Path, PathBuf},
};

use paths::Utf8Path;
use rustc_wasm_proc_macro::{
    CrateLimit, Decls, Grant, Granted, Limits, Options, Statics, is_cargo_variable,
};
use serde::Deserialize;

use self::format::{FILE, Policy, Rest};

#[path = "../../../../../cargo-wasm-macro/src/project/policy.rs"]
#[allow(dead_code)]
mod format;

/// Variable with the path of the policy. `cargo wasm-macro enable` writes it into Cargo's configuration, from which
/// rust-analyzer takes the environment of this server.
const VARIABLE: &str = "CARGO_WASM_MACRO_POLICY";

/// Where `cargo wasm-macro` notes, beside what Cargo builds, which macro crates it let be native.
const NATIVE_NOTES: &str = "wasm-macros/native";

pub(super) struct ProjectPolicy {
    path: PathBuf,
    policy: Policy,
}

/// What `cargo wasm-macro` notes of a native macro crate, among other things.
#[derive(Deserialize)]
struct Note {
    name: String,
    version: String,
}

impl ProjectPolicy {
    /// `None` if there is no project that has a policy.
    pub(super) fn of(macro_file: &Path) -> Result<Option<ProjectPolicy>, PolicyError> {
        let Some(path) = find(macro_file) else { return Ok(None) };
        let policy = Policy::read(&path).map_err(|error| PolicyError::Bad(format!("{error:#}")))?;
        Ok(Some(ProjectPolicy { path, policy }))
    }

    /// Whether a dylib may be loaded: if all may, or if it is one of those that `cargo wasm-macro` let be native, and
    /// the policy still does.
    pub(super) fn check_native(&self, dylib: &Path) -> Result<(), PolicyError> {
        if self.policy.default == Rest::AllowNative {
            return Ok(());
        }
        let note = note_of(dylib);
        if note.is_some_and(|note| self.policy.may_be_native(&note.name, &note.version)) {
            return Ok(());
        }
        Err(PolicyError::Native { dylib: dylib.to_owned(), policy: self.path.clone() })
    }

    /// Limits and grants, those for other crates included.
    pub(super) fn apply(
        &self,
        options: &mut Options,
        grants: &mut Grants,
    ) -> Result<(), PolicyError> {
        let bad = |error: &dyn fmt::Display| PolicyError::Bad(error.to_string());
        let root = self.path.parent().unwrap_or(Path::new("."));
        for option in self.policy.options(root) {
            let (name, value) = option.split_once('=').unwrap_or((&option, ""));
            match name {
                "--wasm-proc-macro-limit" => {
                    match CrateLimit::parse(value).map_err(|error| bad(&error))? {
                        None => options.limits.set(value).map_err(|error| bad(&error))?,
                        Some(limit) => grants.limits.push(limit),
                    }
                }
                "--wasm-proc-macro-statics" => {
                    let (krate, value) =
                        value.split_once('=').map_or((None, value), |(krate, it)| (Some(krate), it));
                    let statics = value.parse().map_err(|()| bad(&option))?;
                    match krate {
                        Some(krate) => grants.statics.push((krate.to_owned(), statics)),
                        None => options.statics = statics,
                    }
                }
                "--wasm-proc-macro-allow-env" => {
                    grants.allowed.push(Grant::env(value).map_err(|error| bad(&error))?)
                }
                "--wasm-proc-macro-allow-read" => {
                    grants.allowed.push(Grant::read(value).map_err(|error| bad(&error))?)
                }
                _ => return Err(bad(&format_args!("unknown option `{option}`"))),
            }
        }
        Ok(())
    }
}

/// The policy that the environment names; otherwise the nearest one upwards from the macro file, or from the current
/// directory, that lies beside a manifest.
fn find(macro_file: &Path) -> Option<PathBuf> {
    if let Some(path) = env::var_os(VARIABLE).filter(|path| !path.is_empty()) {
        return Some(path.into());
    }
    let current = env::current_dir().unwrap_or_default();
    let mut directories = macro_file.ancestors().skip(1).chain(current.ancestors());
    let has_policy = |directory: &&Path| {
        directory.join(FILE).is_file() && directory.join("Cargo.toml").is_file()
    };
    directories.find(has_policy).map(|directory| directory.join(FILE))
}

/// For a dylib at `PROFILE/deps/libSTEM.so`.
fn note_of(dylib: &Path) -> Option<Note> {
    let stem = dylib.file_stem()?.to_str()?;
    let stem = stem.strip_prefix(env::consts::DLL_PREFIX).unwrap_or(stem);
    let profile = dylib.parent()?.parent()?;
    let note = std::fs::read(profile.join(NATIVE_NOTES).join(stem)).ok()?;
    serde_json::from_slice(&note).ok()
}

/// The name of the crate in a module: as it says itself, or as its file is called.
pub(super) fn crate_name(path: &Utf8Path, decls: &Decls) -> String {
    if let Some(info) = &decls.crate_info {
        return info.name.clone();
    }
    let stem = path.file_stem().unwrap_or_default();
    let stem = stem.strip_prefix(env::consts::DLL_PREFIX).unwrap_or(stem);
    stem.split_once('-').map_or(stem, |(name, _)| name).to_owned()
}

/// What is said of single crates: what their macros may see besides what all may and use in place of what others may,
/// and how long their `static`s live.
#[derive(Default)]
pub(super) struct Grants {
    allowed: Vec<Grant>,
    limits: Vec<CrateLimit>,
    statics: Vec<(String, Statics)>,
}

impl Grants {
    pub(super) fn keep_those_of(&mut self, krate: &str) {
        self.allowed.retain(|grant| grant.krate == krate);
        self.limits.retain(|limit| limit.krate == krate);
        self.statics.retain(|(name, _)| name == krate);
    }

    /// Of the crate whose grants were kept, if something is said of it.
    pub(super) fn statics(&self) -> Option<Statics> {
        self.statics.last().map(|(_, statics)| *statics)
    }

    /// In the same way, in place of `limits`.
    pub(super) fn limits(&self, mut limits: Limits) -> Option<Limits> {
        for limit in &self.limits {
            limit.apply(&mut limits);
        }
        (!self.limits.is_empty()).then_some(limits)
    }

    pub(super) fn may_see(&self, variable: &str) -> bool {
        is_cargo_variable(variable)
            || self.allowed.iter().any(|grant| match &grant.what {
                Granted::Variable(name) => name == variable,
                Granted::Directory(_) | Granted::Package => false,
            })
    }

    /// The directories whose files may be read. That of the package is where Cargo says, for the crate whose macro
    /// is expanded.
    pub(super) fn directories(&self) -> Vec<PathBuf> {
        let package = || env::var_os("CARGO_MANIFEST_DIR").filter(|path| !path.is_empty());
        self.allowed
            .iter()
            .filter_map(|grant| match &grant.what {
                Granted::Directory(path) => Some(path.clone()),
                Granted::Package => package().map(PathBuf::from),
                Granted::Variable(_) => None,
            })
            .collect()
    }
}

#[derive(Debug)]
pub(crate) enum PolicyError {
    Bad(String),
    Native { dylib: PathBuf, policy: PathBuf },
}

impl fmt::Display for PolicyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PolicyError::Bad(error) => f.write_str(error),
            PolicyError::Native { dylib, policy } => write!(
                f,
                "`{}` is native code, which `{}` does not allow; run `cargo wasm-macro enable`, so that Cargo builds \
                 a module in its place, or let the package be native there",
                dylib.display(),
                policy.display(),
            ),
        }
    }
}
