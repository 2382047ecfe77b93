//! All that decides what the modules of a workspace are: its policy, its lock, and the modules that are
//! there already.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::lock::{self, Lock, Locked};
use super::policy::{FILE, Policy};
use super::prebuilt::{CargoLock, Found, INDEX, Index};
use crate::files;

pub struct Rules {
    /// The directory of the workspace.
    pub root: PathBuf,
    pub policy: Policy,
    /// If no other modules are allowed.
    lock: Option<Lock>,
    prebuilt: Vec<(PathBuf, Index)>,
}

/// Whether the lock has all modules that there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locking {
    AsThePolicySays,
    On,
    /// While the lock is made.
    Off,
}

impl Locking {
    /// The value of a variable that says so.
    pub fn name(self) -> &'static str {
        match self {
            Locking::AsThePolicySays => "",
            Locking::On => "on",
            Locking::Off => "off",
        }
    }

    pub fn of(name: &str) -> Locking {
        let all = [Locking::On, Locking::Off];
        all.into_iter().find(|it| it.name() == name).unwrap_or(Locking::AsThePolicySays)
    }
}

/// Why a module is not the expected one, and what to do.
pub struct Unexpected {
    pub why: String,
    pub help: String,
}

impl Rules {
    /// Reads them in the directory of a workspace.
    pub fn read(root: &Path, locking: Locking) -> Result<Rules> {
        let policy = Policy::read(&root.join(FILE))?;
        let is_locked = match locking {
            Locking::AsThePolicySays => policy.locked,
            locking => locking == Locking::On,
        };
        let lock = match is_locked {
            true => Some(Lock::read(&root.join(lock::FILE))?.with_context(|| {
                format!(
                    "there is no `{}`; write it with `cargo wasm-macro lock`",
                    root.join(lock::FILE).display()
                )
            })?),
            false => None,
        };
        let prebuilt = policy.prebuilt.iter().map(|directory| {
            let directory = root.join(directory);
            let index = Index::read(&directory)?;
            Ok((directory, index))
        });
        let prebuilt = prebuilt.collect::<Result<_>>()?;
        Ok(Rules { root: root.to_owned(), policy, lock, prebuilt })
    }

    /// The files that say all this.
    pub fn files(&self) -> impl Iterator<Item = PathBuf> {
        let lock = self.lock.as_ref().map(|_| lock::FILE);
        let of_root = [FILE].into_iter().chain(lock).map(|name| self.root.join(name));
        of_root.chain(self.prebuilt.iter().map(|(directory, _)| directory.join(INDEX)))
    }

    /// Changes with what they say, whatever comments there are.
    pub fn fingerprint(&self) -> Result<String> {
        let prebuilt: Vec<&Index> = self.prebuilt.iter().map(|(_, index)| index).collect();
        let text = serde_json::to_string(&(&self.policy, &self.lock, prebuilt))?;
        Ok(files::sha256(text.as_bytes())[..16].to_owned())
    }

    /// Whether there may be a module already of a macro crate.
    pub fn has_prebuilt(&self, name: &str, version: &str) -> bool {
        let mut modules = self.prebuilt.iter().flat_map(|(_, index)| &index.modules);
        modules.any(|module| module.name == name && module.version == version)
    }

    /// A module that is there already, for the first of some targets.
    pub fn find_prebuilt(
        &self,
        name: &str,
        version: &str,
        features: &[&str],
        targets: &[&str],
    ) -> Result<Option<Found<'_>>> {
        let all = self.prebuilt.iter().flat_map(|(directory, index)| {
            index.modules.iter().map(|module| Found { module, directory: directory.clone() })
        });
        let fitting = all.filter(|Found { module, .. }| {
            module.name == name
                && module.version == version
                && module.features == features
                && targets.contains(&module.target.as_str())
        });
        let mut fitting = fitting.peekable();
        if fitting.peek().is_none() {
            return Ok(None);
        }
        let lock = CargoLock::read(&self.root)?;
        Ok(fitting.find(|found| found.module.fits(&lock)))
    }

    /// Why the module of the crate of this name may not be used, if it may not.
    pub fn unexpected(&self, crate_name: &str, module: &Locked) -> Option<Unexpected> {
        let pins = self.policy.pins(crate_name);
        let found = &module.sha256;
        if !pins.is_empty() && !pins.contains(found) {
            return Some(Unexpected {
                why: format!(
                    "its module has the SHA-256 {found}, and `{FILE}` pins {}",
                    pins.join(" or ")
                ),
                help: format!(
                    "if its source, its dependencies, its features or the compiler were meant to change, write \
                     `sha256 = \"{found}\"` below `[crates.{crate_name}]` in `{FILE}`; otherwise find out what \
                     has changed it"
                ),
            });
        }
        let lock = self.lock.as_ref()?;
        let mut help = format!(
            "if its source, its dependencies, their features or the compiler were meant to change, run \
             `cargo wasm-macro lock`; the modules in `{}` were made by `{}`",
            lock::FILE,
            lock.compiler
        );
        if let Some(directory) = self.prebuilt.first() {
            help += &format!(", or are from directories such as `{}`", directory.0.display());
        }
        Some(Unexpected { why: lock.refusal(module)?, help })
    }
}
