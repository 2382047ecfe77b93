//! `wasm-macros.lock`, the file at the root of a workspace that says which bytes its modules are.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::files;

/// The name of the file.
pub const FILE: &str = "wasm-macros.lock";

/// Version of the file's format.
const FORMAT: u32 = 1;

const HEADER: &str = "# Written by `cargo wasm-macro lock`; `--locked` refuses other modules.\n";

#[derive(Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    version: u32,
    /// The first line of `rustc -vV`.
    pub compiler: String,
    #[serde(default, rename = "module")]
    pub modules: BTreeSet<Locked>,
}

/// A module, and what it was made of. There can be several of one crate with the same features, as others
/// may be enabled of its dependencies.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Locked {
    pub name: String,
    pub version: String,
    /// Sorted.
    pub features: Vec<String>,
    pub sha256: String,
}

impl Lock {
    pub fn new(compiler: String, modules: BTreeSet<Locked>) -> Lock {
        Lock { version: FORMAT, compiler, modules }
    }

    /// The lock in a file, if that is there.
    pub fn read(path: &Path) -> Result<Option<Lock>> {
        if !path.exists() {
            return Ok(None);
        }
        let text = files::read_text(path)?;
        Lock::parse(&text).with_context(|| format!("`{}` is not valid", path.display())).map(Some)
    }

    fn parse(text: &str) -> Result<Lock> {
        let table: toml::Table = text.parse()?;
        match table.get("version").and_then(toml::Value::as_integer) {
            Some(version) if version == i64::from(FORMAT) => Ok(table.try_into()?),
            Some(version) => bail!("it has version {version}, and not {FORMAT}"),
            None => bail!("it has no version"),
        }
    }

    /// The file's text.
    pub fn text(&self) -> Result<String> {
        Ok(format!("{HEADER}{}", toml::to_string(self)?))
    }

    /// Why a module is not one of these, if it is not.
    pub fn refusal(&self, module: &Locked) -> Option<String> {
        if self.modules.contains(module) {
            return None;
        }
        let Locked { name, version, features, sha256 } = module;
        let of_package =
            self.modules.iter().filter(|it| it.name == *name && it.version == *version);
        let (fitting, others): (Vec<_>, Vec<_>) =
            of_package.partition(|it| it.features == *features);
        if fitting.is_empty() {
            let with = listed(features);
            let mut why = format!("`{FILE}` has no module of it with {with}");
            for other in others {
                let _ = write!(why, ", but with {}", listed(&other.features));
            }
            return Some(why);
        }
        let locked: Vec<&str> = fitting.iter().map(|it| it.sha256.as_str()).collect();
        let locked = locked.join(" or ");
        Some(format!("its module has the SHA-256 {sha256}, and `{FILE}` has {locked}"))
    }
}

fn listed(features: &[String]) -> String {
    match features {
        [] => "no features".to_owned(),
        _ => format!("the features {}", features.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(name: &str, features: &[&str], sha256: &str) -> Locked {
        Locked {
            name: name.to_owned(),
            version: "1.2.3".to_owned(),
            features: features.iter().map(|it| (*it).to_owned()).collect(),
            sha256: sha256.to_owned(),
        }
    }

    #[test]
    fn what_is_written_is_read_again_in_one_order() {
        let [a, b] = [module("b", &["x", "y"], "01"), module("a", &[], "02")];
        let lock = Lock::new("rustc 1".to_owned(), [a, b].into());
        let text = lock.text().unwrap();
        assert_eq!(Lock::parse(&text).unwrap(), lock);
        assert_eq!(
            text,
            "# Written by `cargo wasm-macro lock`; `--locked` refuses other modules.\n\
             version = 1\ncompiler = \"rustc 1\"\n\n\
             [[module]]\nname = \"a\"\nversion = \"1.2.3\"\nfeatures = []\nsha256 = \"02\"\n\n\
             [[module]]\nname = \"b\"\nversion = \"1.2.3\"\nfeatures = [\"x\", \"y\"]\nsha256 = \"01\"\n"
        );
    }

    #[test]
    fn another_module_is_refused_with_the_reason() {
        let modules = [module("a", &["x"], "01"), module("a", &["x"], "02")];
        let lock = Lock::new("rustc 1".to_owned(), modules.into());
        let why = |features: &[&str], sha256: &str| lock.refusal(&module("a", features, sha256));
        assert_eq!(why(&["x"], "02"), None);
        assert_eq!(
            why(&["x"], "03").unwrap(),
            "its module has the SHA-256 03, and `wasm-macros.lock` has 01 or 02"
        );
        assert!(
            why(&[], "01")
                .unwrap()
                .contains("no module of it with no features, but with the features x")
        );
        assert_eq!(
            lock.refusal(&module("b", &[], "01")).unwrap(),
            "`wasm-macros.lock` has no module of it with no features"
        );
    }

    #[test]
    fn a_file_of_another_version_is_not_read() {
        let error = |text: &str| Lock::parse(text).unwrap_err().to_string();
        assert_eq!(error("version = 2\nanything = 1"), "it has version 2, and not 1");
        assert_eq!(error(""), "it has no version");
    }
}
