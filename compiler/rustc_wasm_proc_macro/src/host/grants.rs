//! What a user allows the macros of a crate to see, as options name it: `NAME=VARIABLE` and `NAME=DIRECTORY`.
//! Knows the options' names, and neither the command line nor whether there is such a directory.

use std::fmt;
use std::path::PathBuf;

/// Allows a variable of the compiler's environment.
const ENV_OPTION: &str = "--wasm-proc-macro-allow-env";

/// Allows the files in a directory.
const READ_OPTION: &str = "--wasm-proc-macro-allow-read";

/// What stands for the directory of the package that is compiled. A directory that is called so is
/// `./@package`.
const PACKAGE: &str = "@package";

/// Something that the macros of a crate may see.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Grant {
    /// The macro crate's name.
    pub krate: String,
    pub what: Granted,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Granted {
    /// The value of a variable.
    Variable(String),
    /// What is in a directory.
    Directory(PathBuf),
    /// What is in the directory of the package that is compiled.
    Package,
}

impl Grant {
    /// From the value of the option that allows a variable.
    pub fn env(option: &str) -> Result<Grant, GrantError> {
        let (krate, name) = split(ENV_OPTION, "VARIABLE", option)?;
        if name.contains(['=', '\0']) {
            return Err(GrantError::BadVariable(name.to_owned()));
        }
        Ok(Grant { krate, what: Granted::Variable(name.to_owned()) })
    }

    /// From the value of the option that allows the files in a directory.
    pub fn read(option: &str) -> Result<Grant, GrantError> {
        let (krate, directory) = split(READ_OPTION, "DIRECTORY", option)?;
        let what = match directory {
            PACKAGE => Granted::Package,
            directory => Granted::Directory(directory.into()),
        };
        Ok(Grant { krate, what })
    }

    /// The option that allows it.
    pub fn option(&self) -> &'static str {
        match self.what {
            Granted::Variable(_) => ENV_OPTION,
            Granted::Directory(_) | Granted::Package => READ_OPTION,
        }
    }
}

fn split<'a>(
    option: &'static str,
    value: &'static str,
    text: &'a str,
) -> Result<(String, &'a str), GrantError> {
    let no_value = || GrantError::NoValue { option, value, found: text.to_owned() };
    let (krate, what) = text.split_once('=').ok_or_else(no_value)?;
    // As a crate is named by the compiler.
    let mut chars = krate.chars();
    let is_start = |c: char| c == '_' || c.is_ascii_alphabetic();
    let is_rest = |c: char| c == '_' || c.is_ascii_alphanumeric();
    if !chars.next().is_some_and(is_start) || !chars.all(is_rest) {
        return Err(GrantError::BadName { option, name: krate.to_owned() });
    }
    if what.is_empty() {
        return Err(no_value());
    }
    Ok((krate.to_owned(), what))
}

/// A value of an option that means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GrantError {
    NoValue { option: &'static str, value: &'static str, found: String },
    BadName { option: &'static str, name: String },
    BadVariable(String),
}

impl fmt::Display for GrantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            GrantError::NoValue { option, value, found } => {
                write!(f, "expected `{option} NAME={value}`, found `{found}`")
            }
            GrantError::BadName { option, name } => {
                write!(
                    f,
                    "crate name `{name}` passed to `{option}` is not a valid ASCII identifier"
                )?;
                match name.contains('-') {
                    true => write!(f, "; write it as `{}`", name.replace('-', "_")),
                    false => Ok(()),
                }
            }
            GrantError::BadVariable(name) => {
                write!(f, "`{name}`, passed to `{ENV_OPTION}`, is not a valid name of a variable")
            }
        }
    }
}

impl std::error::Error for GrantError {}

/// How to allow a macro of `krate` to read a variable.
pub(super) fn allow_env(krate: &str, variable: &str) -> String {
    format!("allow it with `{ENV_OPTION} {krate}={variable}`")
}

/// How to allow a macro of `krate` to read a file.
pub(super) fn allow_read(krate: &str) -> String {
    format!(
        "allow it with `{READ_OPTION} {krate}=DIRECTORY`, or `{krate}={PACKAGE}` for the directory of \
         the package"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variable(option: &str) -> Result<Granted, String> {
        Grant::env(option).map(|grant| grant.what).map_err(|error| error.to_string())
    }

    #[test]
    fn a_grant_names_a_crate_and_what_it_may_see() {
        let grant = Grant::env("sqlx_macros=DATABASE_URL").unwrap();
        assert_eq!(grant.krate, "sqlx_macros");
        assert_eq!(grant.what, Granted::Variable("DATABASE_URL".to_owned()));
        let directory = |option| Grant::read(option).unwrap().what;
        assert_eq!(directory("a=@package"), Granted::Package);
        assert_eq!(directory("a=./@package"), Granted::Directory("./@package".into()));
        assert_eq!(directory("a=/x=y"), Granted::Directory("/x=y".into()));
    }

    #[test]
    fn bad_values_are_explained() {
        let no_value = |found| {
            format!("expected `--wasm-proc-macro-allow-env NAME=VARIABLE`, found `{found}`")
        };
        for found in ["", "a", "a="] {
            assert_eq!(variable(found), Err(no_value(found)));
        }
        let bad_name = "crate name `{}` passed to `--wasm-proc-macro-allow-env` is not a valid ASCII \
                        identifier";
        for name in ["", "1", "a b", "\u{e4}"] {
            assert_eq!(variable(&format!("{name}=X")), Err(bad_name.replace("{}", name)));
        }
        assert_eq!(variable("a-b=X"), Err(bad_name.replace("{}", "a-b") + "; write it as `a_b`"));
        assert_eq!(
            variable("a=X=Y"),
            Err(
                "`X=Y`, passed to `--wasm-proc-macro-allow-env`, is not a valid name of a variable"
                    .to_owned()
            )
        );
    }
}
