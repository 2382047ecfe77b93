//! `.cargo/config.toml`: adds what makes modules of macro crates, and takes it back. Comments, order and
//! everything else in the file stay as they are.

use std::path::Path;

use anyhow::{Context, Result, bail};
use toml_edit::{DocumentMut, InlineTable, Item, Table, Value};

use super::rules::Locking;
use super::setup::{Setup, text};
use super::variables;

/// Behind each line that is ours, and what tells them from the user's.
const MARK: &str = " # cargo wasm-macro enable";

/// Behind that where the line takes the place of the user's in this file.
const MOVED: &str = ": moved from build.rustc-wrapper";

const WRAPPER_KEY: &str = "rustc-wrapper";

/// The file with modules switched on, from its text.
pub fn enabled(config: &str, setup: &Setup) -> Result<String> {
    let mut config: DocumentMut = disabled(config)?.parse()?;
    let build = table(&mut config, "build")?;
    for key in ["rustc", "rustdoc"] {
        if build.contains_key(key) {
            bail!(
                "`build.{key}` is there already; remove it, and name the compiler with `--rustc`"
            );
        }
    }
    let moved = build.get(WRAPPER_KEY).and_then(|item| {
        let comment = suffix(item).unwrap_or_default();
        Some((item.as_str()?.to_owned(), format!("{MARK}{MOVED}{comment}")))
    });
    set(build, "rustc", text(&setup.rustc)?, MARK);
    if setup.rustdoc.is_file() {
        set(build, "rustdoc", text(&setup.wrapper)?, MARK);
    }
    set(build, WRAPPER_KEY, text(&setup.wrapper)?, MARK);
    let env = table(&mut config, "env")?;
    let mut policy = variable(super::policy::FILE);
    policy.insert("relative", true.into());
    set(env, variables::POLICY, policy, MARK);
    set(env, variables::FINGERPRINT, variable(&setup.fingerprint), MARK);
    if setup.rustdoc.is_file() {
        set(env, variables::RUSTDOC, variable(text(&setup.rustdoc)?), MARK);
    }
    if setup.locking != Locking::AsThePolicySays {
        set(env, variables::LOCKED, variable(setup.locking.name()), MARK);
    }
    match (moved, &setup.other_wrapper) {
        (Some((moved, suffix)), _) => set(env, variables::WRAPPER, variable(&moved), &suffix),
        (None, Some(other)) => set(env, variables::WRAPPER, variable(other), MARK),
        (None, None) => {}
    }
    Ok(config.to_string())
}

/// The file with modules switched off.
pub fn disabled(config: &str) -> Result<String> {
    let mut config: DocumentMut = config.parse()?;
    if let Some((moved, comment)) = moved(&config) {
        set(table(&mut config, "build")?, WRAPPER_KEY, moved, &comment);
    }
    for name in ["build", "env"] {
        let Some(table) = config.get_mut(name).and_then(Item::as_table_mut) else { continue };
        let ours: Vec<String> =
            table.iter().filter(|(_, item)| is_ours(item)).map(|(key, _)| key.to_owned()).collect();
        for key in &ours {
            table.remove(key);
        }
        let prefix = table.decor().prefix().and_then(|prefix| prefix.as_str());
        let has_comment = prefix.is_some_and(|prefix| prefix.contains('#'));
        if table.is_empty() && !ours.is_empty() && !has_comment {
            config.remove(name);
        }
    }
    Ok(config.to_string())
}

/// The wrapper that has been in this file, and the comment behind it.
fn moved(config: &DocumentMut) -> Option<(String, String)> {
    let item = config.get("env")?.get(variables::WRAPPER)?;
    let comment = suffix(item)?.strip_prefix(MARK)?.strip_prefix(MOVED)?;
    Some((item.get("value")?.as_str()?.to_owned(), comment.to_owned()))
}

/// Whether there is something to take back.
pub fn is_enabled(config: &str) -> Result<bool> {
    let config: DocumentMut = config.parse()?;
    let tables = ["build", "env"].into_iter().filter_map(|name| config.get(name)?.as_table());
    Ok(tables.flat_map(Table::iter).any(|(_, item)| is_ours(item)))
}

fn is_ours(item: &Item) -> bool {
    suffix(item).is_some_and(|suffix| suffix.starts_with(MARK))
}

/// What is behind a value.
fn suffix(item: &Item) -> Option<&str> {
    item.as_value()?.decor().suffix()?.as_str()
}

fn table<'a>(config: &'a mut DocumentMut, name: &str) -> Result<&'a mut Table> {
    let item = config.entry(name).or_insert(Item::Table(Table::new()));
    item.as_table_mut()
        .with_context(|| format!("`{name}` is not a table of its own; write it as `[{name}]`"))
}

fn set(table: &mut Table, key: &str, value: impl Into<Value>, suffix: &str) {
    let mut value = value.into();
    value.decor_mut().set_prefix(" ");
    value.decor_mut().set_suffix(suffix);
    match table.get_mut(key) {
        // With the comment above it.
        Some(item) => *item = Item::Value(value),
        None => drop(table.insert(key, Item::Value(value))),
    }
}

/// A variable that the user's environment does not replace.
fn variable(value: &str) -> InlineTable {
    let mut table = InlineTable::new();
    table.insert("value", value.into());
    table.insert("force", true.into());
    table
}

/// Reads the file of a workspace; one that is not there says nothing.
pub fn read(path: &Path) -> Result<String> {
    match std::fs::read_to_string(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        text => text.with_context(|| format!("`{}` cannot be read", path.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setup(other_wrapper: Option<&str>) -> Setup {
        Setup {
            root: "/w".into(),
            rustc: "/no/rustc".into(),
            rustdoc: "/no/rustdoc".into(),
            wrapper: "/no/cargo-wasm-macro".into(),
            other_wrapper: other_wrapper.map(str::to_owned),
            locking: Locking::AsThePolicySays,
            fingerprint: "0123".to_owned(),
        }
    }

    #[test]
    fn an_empty_file_gets_two_tables_and_loses_them() {
        let enabled = enabled("", &setup(None)).unwrap();
        assert_eq!(
            enabled,
            "[build]\nrustc = \"/no/rustc\" # cargo wasm-macro enable\n\
             rustc-wrapper = \"/no/cargo-wasm-macro\" # cargo wasm-macro enable\n\n\
             [env]\nCARGO_WASM_MACRO_POLICY = { value = \"wasm-macros.toml\", force = true, relative = true } \
             # cargo wasm-macro enable\n\
             CARGO_WASM_MACRO_FINGERPRINT = { value = \"0123\", force = true } # cargo wasm-macro enable\n"
        );
        assert!(is_enabled(&enabled).unwrap());
        assert_eq!(disabled(&enabled).unwrap(), "");
        assert_eq!(super::enabled(&enabled, &setup(None)).unwrap(), enabled, "twice is as once");
    }

    #[test]
    fn what_the_user_wrote_stays() {
        let own = "# Ours.\n[build]\njobs = 2 # few\n\n[target.x86_64-unknown-linux-gnu]\nlinker = \"clang\"\n\n\
                   # Variables.\n[env]\nA = \"1\"\n";
        let with = enabled(own, &setup(None)).unwrap();
        assert!(with.contains("jobs = 2 # few\n") && with.contains("# Variables.\n"), "{with}");
        assert_eq!(disabled(&with).unwrap(), own);
        assert_eq!(disabled(own).unwrap(), own);
        assert!(!is_enabled(own).unwrap());
    }

    #[test]
    fn another_wrapper_is_called_and_comes_back() {
        let own = "[build]\n# Fast.\nrustc-wrapper = \"sccache\" # or not\njobs = 2\n";
        let with = enabled(own, &setup(None)).unwrap();
        assert!(
            with.contains("CARGO_WASM_MACRO_WRAPPER = { value = \"sccache\", force = true }"),
            "{with}"
        );
        assert_eq!(disabled(&with).unwrap(), own);
        assert_eq!(enabled(&with, &setup(Some("sccache"))).unwrap(), with);
        let elsewhere = enabled("", &setup(Some("sccache"))).unwrap();
        assert!(elsewhere.contains("CARGO_WASM_MACRO_WRAPPER"), "{elsewhere}");
        assert_eq!(disabled(&elsewhere).unwrap(), "");
    }

    #[test]
    fn another_compiler_is_not_replaced() {
        let error = enabled("[build]\nrustc = \"mine\"\n", &setup(None)).unwrap_err();
        assert!(error.to_string().starts_with("`build.rustc` is there already"));
    }
}
