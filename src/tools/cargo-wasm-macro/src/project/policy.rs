//! `wasm-macros.toml`, the file at the root of a workspace that says which macro crates may be native
//! and what modules may read and use. It is read from nowhere else, so that no dependency has a say. Needs nothing else
//! of this program, as rust-analyzer's server reads the file by the same code.

use std::collections::BTreeMap;
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rustc_wasm_proc_macro::{CrateLimit, Limits};
use semver::{Version, VersionReq};
use serde::{Deserialize, Serialize};

/// The name of the file.
pub const FILE: &str = "wasm-macros.toml";

/// What a macro crate is compiled for if the policy does not say, in the order in which it is tried.
const TARGETS: [&str; 2] = ["wasm32-wasip1", "wasm32-unknown-unknown"];

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Policy {
    #[serde(default)]
    pub default: Rest,
    /// How modules and what they are made of are optimised.
    #[serde(default)]
    pub opt_level: OptLevel,
    /// Whether native code is made of modules, for rustc to run.
    #[serde(default)]
    pub compile: bool,
    /// How long `static`s of modules live.
    #[serde(default)]
    pub statics: Statics,
    /// Whether an expansion that incremental compilation has seen before is not run again.
    #[serde(default = "yes")]
    pub keep_expansions: bool,
    /// What modules may use, by the names that rustc's option has.
    #[serde(default)]
    pub limits: BTreeMap<String, LimitValue>,
    /// Whether `wasm-macros.lock` has all modules that there may be.
    #[serde(default)]
    pub locked: bool,
    /// Directories of modules that are not compiled, from the workspace's root.
    #[serde(default)]
    pub prebuilt: Vec<PathBuf>,
    /// The macro crates that may be native.
    #[serde(default)]
    pub native: Vec<Native>,
    /// By the macro crate's name, with `-` for `_` if one likes.
    #[serde(default)]
    pub crates: BTreeMap<String, Krate>,
}

fn yes() -> bool {
    true
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

/// The default is 0, as optimizing takes longer than most projects' expansions do; docs/cargo.md has figures.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct OptLevel(u8);

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

/// How long `static`s live: as long as the compiler, as natively, or for one expansion.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Statics {
    #[default]
    Shared,
    Fresh,
}

impl Statics {
    pub fn as_str(self) -> &'static str {
        match self {
            Statics::Shared => "shared",
            Statics::Fresh => "fresh",
        }
    }
}

/// A number, or text that rustc's option takes for one.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum LimitValue {
    Number(u64),
    Text(String),
}

impl fmt::Display for LimitValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LimitValue::Number(number) => number.fmt(f),
            LimitValue::Text(text) => text.fmt(f),
        }
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
    /// In place of those for all crates.
    pub statics: Option<Statics>,
    /// In the same way.
    #[serde(default)]
    pub limits: BTreeMap<String, LimitValue>,
    /// Whether it checks itself, as dylibs do that Cargo makes in the profile `dev`.
    #[serde(default)]
    pub debug_assertions: bool,
    /// Variables.
    #[serde(default)]
    pub allow_env: Vec<String>,
    /// Directories, from the workspace's root, or `@package`.
    #[serde(default)]
    pub allow_read: Vec<PathBuf>,
    /// The module, or those of several versions.
    #[serde(default)]
    pub sha256: Pins,
}

/// One SHA-256 or several.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(from = "OneOrMore", into = "Vec<String>")]
pub struct Pins(Vec<String>);

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl From<OneOrMore> for Pins {
    fn from(pins: OneOrMore) -> Pins {
        match pins {
            OneOrMore::One(pin) => Pins(vec![pin]),
            OneOrMore::More(pins) => Pins(pins),
        }
    }
}

impl From<Pins> for Vec<String> {
    fn from(pins: Pins) -> Vec<String> {
        pins.0
    }
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
        for (name, value) in &policy.limits {
            Limits::default().set(&format!("{name}={value}")).context("`limits`")?;
        }
        for (name, krate) in &policy.crates {
            krate.check().with_context(|| format!("`crates.{name}`"))?;
        }
        Ok(policy)
    }

    pub fn may_be_native(&self, name: &str, version: &str) -> bool {
        self.native(name, version).is_some()
    }

    /// What lets a package be native.
    pub fn native(&self, name: &str, version: &str) -> Option<&Native> {
        let version = Version::parse(version).ok()?;
        self.native.iter().find(|native| native.name == name && native.version.matches(&version))
    }

    /// The targets that the macro crate of this name is compiled for until one fits.
    pub fn targets(&self, name: &str) -> Vec<&str> {
        match self.krate(name).and_then(|krate| krate.target.as_deref()) {
            Some(target) => vec![target],
            None => TARGETS.to_vec(),
        }
    }

    /// The SHA-256 of the modules that the macro crate of this name may be; none if it may be any.
    pub fn pins(&self, name: &str) -> &[String] {
        self.krate(name).map_or(&[], |krate| &krate.sha256.0)
    }

    fn krate(&self, name: &str) -> Option<&Krate> {
        let mut crates = self.crates.iter();
        crates.find(|(key, _)| crate_name(key) == name).map(|(_, krate)| krate)
    }

    /// What the macro crate of this name is compiled with besides. The libraries that it is made of are the same for
    /// all.
    pub fn codegen(&self, name: &str) -> &'static [&'static str] {
        match self.krate(name) {
            Some(krate) if krate.debug_assertions => {
                &["-Cdebug-assertions=yes", "-Coverflow-checks=yes"]
            }
            _ => &[],
        }
    }

    /// How long `static`s of the macro crate of this name live.
    pub fn statics(&self, name: &str) -> Statics {
        self.krate(name).and_then(|krate| krate.statics).unwrap_or(self.statics)
    }

    pub fn opt_level(&self) -> u8 {
        self.opt_level.0
    }

    /// The option of rustc that says where expansions are kept, which nothing that is compiled depends on.
    pub fn store(&self) -> Option<&'static str> {
        self.keep_expansions.then_some("--wasm-proc-macro-expansion-dir=@incremental")
    }

    /// Options of rustc for what modules may read and use. Directories are relative to `root`.
    pub fn options(&self, root: &Path) -> Vec<String> {
        let mut options = Vec::new();
        if self.statics != Statics::default() {
            options.push(format!("--wasm-proc-macro-statics={}", self.statics.as_str()));
        }
        for (name, value) in &self.limits {
            options.push(format!("--wasm-proc-macro-limit={name}={value}"));
        }
        for (name, krate) in &self.crates {
            let name = crate_name(name);
            if let Some(statics) = krate.statics {
                options.push(format!("--wasm-proc-macro-statics={name}={}", statics.as_str()));
            }
            for (limit, value) in &krate.limits {
                options.push(format!("--wasm-proc-macro-limit={name}={limit}={value}"));
            }
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
        for (name, value) in &self.limits {
            CrateLimit::parse(&format!("CRATE={name}={value}")).context("`limits`")?;
        }
        let is_valid = |target: &&String| TARGETS.contains(&target.as_str());
        if let Some(target) = self.target.as_ref().filter(|target| !is_valid(target)) {
            bail!("`{target}` is not a valid target; use {}", TARGETS.join(" or "));
        }
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let is_sha256 = |pin: &&String| pin.len() == 64 && pin.bytes().all(is_digit);
        if let Some(pin) = self.sha256.0.iter().find(|pin| !is_sha256(pin)) {
            bail!("`{pin}` is not a valid SHA-256, which has 64 digits of 0 to 9 and a to f");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use rustc_wasm_proc_macro::Limit;

    use super::*;

    /// rust-analyzer's server has this file, and none of those beside it.
    #[test]
    fn this_file_needs_no_other() {
        let text = include_str!("policy.rs").split("#[cfg(test)]").next().unwrap();
        assert!(!text.contains("super::") && !text.contains("crate::"));
    }

    fn error(text: &str) -> String {
        format!("{:#}", Policy::parse(text).unwrap_err())
    }

    #[test]
    fn nothing_is_allowed_by_an_empty_file() {
        let policy = Policy::parse("").unwrap();
        assert_eq!(policy.default, Rest::DenyNative);
        assert!(!policy.may_be_native("a", "1.0.0"));
        assert_eq!(policy.options(Path::new("/w")), Vec::<String>::new());
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
        assert_eq!(Policy::parse(text).unwrap().options(Path::new("/w")), expected);
    }

    #[test]
    fn limits_are_those_of_the_compiler() {
        let text = "statics = \"fresh\"\n[limits]\nfuel = 1000\nmemory = \"2M\"\ntable = \"none\"";
        let expected = ["statics=fresh", "limit=fuel=1000", "limit=memory=2M", "limit=table=none"];
        let expected = expected.map(|option| format!("--wasm-proc-macro-{option}"));
        assert_eq!(Policy::parse(text).unwrap().options(Path::new("/w")), expected);
        assert!(error("[limits]\ntime = 1").contains("unknown limit `time`"));
        assert!(error("[limits]\nfuel = \"1 G\"").contains("`1 G` is not a valid value"));
        assert!(error("statics = \"new\"").contains("expected `shared` or `fresh`"));
    }

    #[test]
    fn debug_assertions_are_for_the_crates_that_have_them() {
        let policy = Policy::parse("[crates.a-b]\ndebug-assertions = true\n[crates.c]").unwrap();
        assert_eq!(policy.codegen("a_b"), ["-Cdebug-assertions=yes", "-Coverflow-checks=yes"]);
        assert!(["c", "d"].iter().all(|name| policy.codegen(name).is_empty()));
    }

    #[test]
    fn statics_are_said_of_all_or_of_one() {
        let text = "statics = \"fresh\"\n[crates.a-b]\nstatics = \"shared\"";
        let expected = ["fresh", "a_b=shared"];
        let expected = expected.map(|option| format!("--wasm-proc-macro-statics={option}"));
        let policy = Policy::parse(text).unwrap();
        assert_eq!(policy.options(Path::new("/w")), expected);
        assert_eq!(["a_b", "c"].map(|name| policy.statics(name).as_str()), ["shared", "fresh"]);
        assert!(error("[crates.a]\nstatics = true").contains("statics"));
    }

    #[test]
    fn expansions_are_kept_beside_what_is_incremental() {
        let option = "--wasm-proc-macro-expansion-dir=@incremental";
        assert_eq!(Policy::parse("").unwrap().store(), Some(option));
        assert_eq!(Policy::parse("keep-expansions = false").unwrap().store(), None);
        assert!(error("keep-expansions = \"target\"").contains("expected a boolean"));
    }

    #[test]
    fn a_module_is_pinned_by_one_hash_or_by_some() {
        let (a, b) = ("a".repeat(64), "0".repeat(64));
        let policy = |value: &str| Policy::parse(&format!("[crates.a-b]\nsha256 = {value}"));
        assert_eq!(policy(&format!("{a:?}")).unwrap().pins("a_b"), std::slice::from_ref(&a));
        assert_eq!(policy(&format!("[{a:?}, {b:?}]")).unwrap().pins("a_b"), [a, b]);
        assert_eq!(policy("[]").unwrap().pins("c"), <[String; 0]>::default());
        let error = format!("{:#}", policy("\"ABC\"").unwrap_err());
        assert!(error.contains("`ABC` is not a valid SHA-256"), "{error}");
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
        let limits = "[crates.a]\nlimits = { fuel = \"1G\", depth = 100 }";
        let options = Policy::parse(limits).unwrap().options(Path::new("/w"));
        let expected = ["--wasm-proc-macro-limit=a=depth=100", "--wasm-proc-macro-limit=a=fuel=1G"];
        assert_eq!(options, expected);
        let total = "[crates.a]\nlimits = { total-fuel = 1 }";
        assert!(error(total).contains("is for all macro crates"), "{}", error(total));
        assert!(error("default = \"allow\"").contains("expected `deny-native` or `allow-native`"));
        assert!(error("[crates.a]\ntarget = \"wasm64\"").contains("use wasm32-wasip1 or"));
        assert!(error("opt-level = 4").contains("use 0, 1, 2 or 3"));
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
        let mut limits = Limit::ALL.map(Limit::name).to_vec();
        limits.sort();
        assert_eq!(keys(&properties["limits"]["properties"]), limits);
    }
}
