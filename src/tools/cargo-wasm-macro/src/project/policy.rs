//! `wasm-macros.toml`, the file at the root of a workspace that says which macro crates may be native
//! and what modules may read. It is read from nowhere else, so that no dependency has a say.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use semver::{Version, VersionReq};
use serde::{Deserialize, Serialize};

use crate::files;

/// The name of the file.
pub const FILE: &str = "wasm-macros.toml";

/// What a macro crate is compiled for if the policy does not say, in the order in which it is tried.
const TARGETS: [&str; 2] = ["wasm32-wasip1", "wasm32-unknown-unknown"];

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Policy {
    #[serde(default)]
    pub default: Rest,
    /// How modules and what they are made of are optimised.
    #[serde(default)]
    pub opt_level: OptLevel,
    /// The macro crates that may be native.
    #[serde(default)]
    pub native: Vec<Native>,
    /// By the macro crate's name, with `-` for `_` if one likes.
    #[serde(default)]
    pub crates: BTreeMap<String, Krate>,
}

/// What becomes of a macro crate that the list does not name and that cannot be a module.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rest {
    /// The build fails.
    #[default]
    DenyNative,
    /// It is a dylib.
    AllowNative,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct OptLevel(u8);

impl Default for OptLevel {
    fn default() -> OptLevel {
        OptLevel(3)
    }
}

impl TryFrom<u8> for OptLevel {
    type Error = String;

    fn try_from(level: u8) -> Result<OptLevel, String> {
        match level {
            0..=3 => Ok(OptLevel(level)),
            _ => Err(format!("`{level}` is not a valid opt-level; use 0, 1, 2 or 3")),
        }
    }
}

impl From<OptLevel> for u8 {
    fn from(level: OptLevel) -> u8 {
        level.0
    }
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Native {
    /// Of the package.
    pub name: String,
    /// As a dependency would name it.
    pub version: VersionReq,
    /// For those who read the file.
    pub why: String,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Krate {
    pub target: Option<String>,
    /// Variables.
    #[serde(default)]
    pub allow_env: Vec<String>,
    /// Directories, from the workspace's root, or `@package`.
    #[serde(default)]
    pub allow_read: Vec<PathBuf>,
}

impl Policy {
    /// The policy in a file; without it, the one that says nothing.
    pub fn read(path: &Path) -> Result<Policy> {
        let text = match std::fs::read_to_string(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            text => text.with_context(|| format!("`{}` cannot be read", path.display()))?,
        };
        Policy::parse(&text).with_context(|| format!("`{}` is not valid", path.display()))
    }

    pub fn parse(text: &str) -> Result<Policy> {
        let policy: Policy = toml::from_str(text)?;
        for native in &policy.native {
            if native.why.trim().is_empty() {
                bail!("say why `{}` may be native: its `why` is empty", native.name);
            }
        }
        for (name, krate) in &policy.crates {
            krate.check().with_context(|| format!("`crates.{name}`"))?;
        }
        Ok(policy)
    }

    /// Changes with what the policy says, whatever its comments are.
    pub fn fingerprint(&self) -> Result<String> {
        let text = serde_json::to_string(self)?;
        Ok(files::sha256(text.as_bytes())[..16].to_owned())
    }

    pub fn may_be_native(&self, name: &str, version: &str) -> bool {
        let version = Version::parse(version).ok();
        let fits = |native: &Native| {
            native.name == name && version.as_ref().is_some_and(|it| native.version.matches(it))
        };
        self.native.iter().any(fits)
    }

    /// The targets that the macro crate of this name is compiled for until one fits.
    pub fn targets(&self, name: &str) -> Vec<&str> {
        let mut crates = self.crates.iter();
        let krate = crates.find(|(key, _)| crate_name(key) == name).map(|(_, krate)| krate);
        match krate.and_then(|krate| krate.target.as_deref()) {
            Some(target) => vec![target],
            None => TARGETS.to_vec(),
        }
    }

    pub fn opt_level(&self) -> u8 {
        self.opt_level.0
    }

    /// Options of rustc for what modules may read. Directories are relative to `root`.
    pub fn grants(&self, root: &Path) -> Vec<String> {
        let mut options = Vec::new();
        for (name, krate) in &self.crates {
            let name = crate_name(name);
            for variable in &krate.allow_env {
                options.push(format!("--wasm-proc-macro-allow-env={name}={variable}"));
            }
            for directory in &krate.allow_read {
                let directory = match directory.to_str() {
                    Some("@package") => directory.clone(),
                    _ => root.join(directory),
                };
                let directory = directory.display();
                options.push(format!("--wasm-proc-macro-allow-read={name}={directory}"));
            }
        }
        options
    }
}

/// As the compiler names a crate.
fn crate_name(name: &str) -> String {
    name.replace('-', "_")
}

impl Krate {
    fn check(&self) -> Result<()> {
        let Some(target) = &self.target else { return Ok(()) };
        if !TARGETS.contains(&target.as_str()) {
            bail!("`{target}` is not a valid target; use {}", TARGETS.join(" or "));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        format!("{:#}", Policy::parse(text).unwrap_err())
    }

    #[test]
    fn nothing_is_allowed_by_an_empty_file() {
        let policy = Policy::parse("").unwrap();
        assert_eq!(policy.default, Rest::DenyNative);
        assert!(!policy.may_be_native("a", "1.0.0"));
        assert_eq!(policy.grants(Path::new("/w")), Vec::<String>::new());
        assert_eq!(policy.targets("a"), TARGETS);
    }

    #[test]
    fn exceptions_are_for_versions() {
        let native = r#"native = [{ name = "a-b", version = "1.2", why = "reads the clock" }]"#;
        let policy = Policy::parse(native).unwrap();
        assert!(policy.may_be_native("a-b", "1.3.0"));
        assert!(!policy.may_be_native("a-b", "2.0.0") && !policy.may_be_native("a", "1.3.0"));
    }

    #[test]
    fn a_crate_is_named_as_in_a_manifest_or_as_in_source() {
        for name in ["a-b", "a_b"] {
            let text = format!("[crates.{name}]\ntarget = \"wasm32-unknown-unknown\"");
            assert_eq!(Policy::parse(&text).unwrap().targets("a_b"), ["wasm32-unknown-unknown"]);
        }
    }

    #[test]
    fn grants_become_options() {
        let text =
            "[crates.a-b]\nallow-env = [\"V\"]\nallow-read = [\"@package\", \"sql\", \"/x\"]";
        let expected = ["env=a_b=V", "read=a_b=@package", "read=a_b=/w/sql", "read=a_b=/x"];
        let expected = expected.map(|option| format!("--wasm-proc-macro-allow-{option}"));
        assert_eq!(Policy::parse(text).unwrap().grants(Path::new("/w")), expected);
    }

    #[test]
    fn what_is_not_known_is_refused() {
        assert!(error("nativ = []").contains("unknown field `nativ`"));
        assert!(error("[crates.a]\nallow-write = []").contains("unknown field `allow-write`"));
        assert!(
            error("native = [{ name = \"a\", version = \"1\" }]").contains("missing field `why`")
        );
        assert!(
            error("native = [{ name = \"a\", version = \"1\", why = \" \" }]").contains("say why")
        );
        assert!(error("default = \"allow\"").contains("expected `deny-native` or `allow-native`"));
        assert!(error("[crates.a]\ntarget = \"wasm64\"").contains("use wasm32-wasip1 or"));
        assert!(error("opt-level = 4").contains("use 0, 1, 2 or 3"));
    }

    #[test]
    fn the_fingerprint_is_of_what_is_said() {
        let fingerprint = |text| Policy::parse(text).unwrap().fingerprint().unwrap();
        assert_eq!(fingerprint(""), fingerprint("# Nothing.\ndefault = \"deny-native\""));
        assert_ne!(fingerprint(""), fingerprint("default = \"allow-native\""));
        assert_ne!(fingerprint(""), fingerprint("[crates.a]\nallow-env = [\"V\"]"));
    }

    #[test]
    fn the_schema_has_the_same_keys() {
        let schema = include_str!("../../../../../docs/wasm-macros.schema.json");
        let schema: serde_json::Value = serde_json::from_str(schema).unwrap();
        let text = "native = [{ name = \"a\", version = \"1\", why = \"b\" }]\n[crates.a]";
        let policy = serde_json::to_value(Policy::parse(text).unwrap()).unwrap();
        let keys = |value: &serde_json::Value| {
            let mut keys: Vec<String> = value.as_object().unwrap().keys().cloned().collect();
            keys.sort();
            keys
        };
        let properties = &schema["properties"];
        assert_eq!(keys(&policy), keys(properties));
        let native = &properties["native"]["items"]["properties"];
        assert_eq!(keys(&policy["native"][0]), keys(native));
        let krate = &properties["crates"]["additionalProperties"]["properties"];
        assert_eq!(keys(&policy["crates"]["a"]), keys(krate));
        assert_eq!(krate["target"]["enum"], serde_json::json!(TARGETS));
    }
}
