//! What a macro can see of the machine that it is compiled on, and what it was refused of it. Without a
//! host that says otherwise there is nothing.
//!
//! Whether a variable may be seen is a rule of ours, whatever it is called on a command line: see
//! [`is_cargo_variable`].

use std::fmt;

use crate::host::grants::{allow_env, allow_read};

/// What a host shows to a macro besides tokens. Texts are in bytes, as not all of them are UTF-8.
///
/// The same question has the same answer for as long as the compiler runs: an expansion that is run again
/// asks again.
pub trait World {
    /// The value of a variable, if the macro may see it. The result depends on it from now on.
    fn env_var(&mut self, _name: &[u8]) -> Option<Vec<u8>> {
        None
    }

    /// All variables that the macro may see, by name. The result depends on all of them from now on.
    fn env_vars(&mut self) -> Vec<(Vec<u8>, Vec<u8>)> {
        Vec::new()
    }

    /// The directory in which the compiler was started.
    fn current_dir(&mut self) -> Option<Vec<u8>> {
        None
    }

    /// What there is at an absolute path, which has neither `.` nor `..` in it. Links are followed.
    fn file_kind(&mut self, path: &[u8]) -> Result<Kind, FileError> {
        self.refused(Refusal::Read(String::from_utf8_lossy(path).into_owned()));
        Err(FileError::Refused)
    }

    /// What is in a file, if that is `max` bytes at most.
    fn read_file(&mut self, _path: &[u8], _max: u64) -> Result<Vec<u8>, FileError> {
        Err(FileError::Refused)
    }

    /// What is in a directory, if all names have `max` bytes at most.
    fn read_dir(&mut self, _path: &[u8], _max: u64) -> Result<Listing, FileError> {
        Err(FileError::Refused)
    }

    /// What random numbers are made from: the same for all macros and expansions of a crate that is
    /// compiled.
    fn random_seed(&mut self) -> u64 {
        0
    }

    /// Notes what a macro wanted and was not given.
    fn refused(&mut self, _refusal: Refusal) {}
}

/// What a path stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    File { len: u64 },
    Directory,
}

/// What was found in a directory, and how much was looked at for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// By name. What is neither a file nor a directory is left out.
    pub entries: Vec<Entry>,
    /// How many were left out.
    pub left_out: u64,
    /// How many links were followed, in vain or not.
    pub links: u64,
}

/// Something in a directory.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    pub name: Vec<u8>,
    pub is_directory: bool,
}

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileError {
    /// The macro may not see it, whether it is there or not.
    Refused,
    NotFound,
    NotDirectory,
    IsDirectory,
    TooLarge,
    Other,
}

/// A world with nothing in it.
pub(crate) struct Nothing;

impl World for Nothing {}

/// What a macro wanted of the machine and was not given.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The value of a variable.
    Variable(String),
    /// To read a file, or to find out whether there is one.
    Read(String),
    /// The same in a module for a target that has no files.
    ReadWithoutFiles(String),
    /// To write, rename or remove a file.
    Write(String),
    /// To run a program.
    Program(String),
    /// To connect to an address, or to wait for somebody who does.
    Network(String),
    /// The time.
    Clock,
    /// A thread.
    Thread,
}

impl Refusal {
    /// By the number that a module has for it in our ABI.
    pub(crate) fn from_number(number: u32, what: String) -> Option<Refusal> {
        Some(match number {
            0 => Refusal::ReadWithoutFiles(what),
            1 => Refusal::Write(what),
            2 => Refusal::Program(what),
            3 => Refusal::Network(what),
            4 => Refusal::Clock,
            5 => Refusal::Thread,
            _ => return None,
        })
    }
}

impl Refusal {
    /// What is to be said of it, where `shown` is the macro that did so, and `krate` the name of its
    /// crate.
    pub fn explain(&self, shown: &str, krate: &str) -> String {
        let reason = match self {
            Refusal::Variable(name) => format!("which it may not; {}", allow_env(krate, name)),
            Refusal::Read(_) => format!("which it may not; {}", allow_read(krate)),
            Refusal::ReadWithoutFiles(_) => {
                "which a module for wasm32-unknown-unknown cannot; build \
                                             it for wasm32-wasip1"
                    .to_owned()
            }
            Refusal::Write(_) => "which no module may".to_owned(),
            Refusal::Program(_) | Refusal::Network(_) | Refusal::Thread => {
                "which no module can".to_owned()
            }
            Refusal::Clock => "which there is none of in a module".to_owned(),
        };
        format!("{shown} {self}, {reason}")
    }
}

/// What the macro did, to follow its name: "the macro ...".
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Variable(name) => write!(f, "read the environment variable `{name}`"),
            Refusal::Read(path) | Refusal::ReadWithoutFiles(path) => write!(f, "read `{path}`"),
            Refusal::Write(path) => write!(f, "wrote `{path}`"),
            Refusal::Program(program) => write!(f, "ran the program `{program}`"),
            Refusal::Network(address) if address.is_empty() => write!(f, "used the network"),
            Refusal::Network(address) => write!(f, "used the network to reach `{address}`"),
            Refusal::Clock => write!(f, "asked for the time"),
            Refusal::Thread => write!(f, "started a thread"),
        }
    }
}

/// Variables that Cargo sets for the compiler, to say of itself and of the crate what that is: see
/// "Environment variables Cargo sets for crates" of its reference. `CARGO` is not one of them: it is there to
/// be run, which a module cannot, and who does not find it (the crate proc-macro-crate) does without.
const CARGO_VARIABLES: [&str; 7] = [
    "CARGO_BIN_NAME",
    "CARGO_CRATE_NAME",
    "CARGO_MANIFEST_DIR",
    "CARGO_MANIFEST_PATH",
    "CARGO_PRIMARY_PACKAGE",
    "CARGO_TARGET_TMPDIR",
    "OUT_DIR",
];

/// What the names start with of those that there can be any number of.
const CARGO_PREFIXES: [&str; 2] = ["CARGO_BIN_EXE_", "CARGO_PKG_"];

/// Whether a variable is one of those that Cargo sets for the crate that is compiled, which a macro may
/// see unless it is told otherwise.
pub fn is_cargo_variable(name: &str) -> bool {
    CARGO_VARIABLES.contains(&name)
        || CARGO_PREFIXES
            .iter()
            .any(|prefix| name.strip_prefix(prefix).is_some_and(|rest| !rest.is_empty()))
}

/// Variables that no error comes of if they are absent. What they are about, a module does not have: programs
/// to run, and what the standard library asks for when an error is made or a thread is started.
const NOT_MISSED: [&str; 4] = ["CARGO", "RUST_BACKTRACE", "RUST_LIB_BACKTRACE", "RUST_MIN_STACK"];

/// Whether an error may have come of it that a macro was refused a variable.
pub fn is_missed_variable(name: &str) -> bool {
    !NOT_MISSED.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_of_the_crate_are_told_from_those_of_the_user() {
        for name in ["CARGO_PKG_VERSION_MAJOR", "CARGO_BIN_EXE_my-tool", "OUT_DIR"] {
            assert!(is_cargo_variable(name), "{name}");
        }
        for name in [
            "",
            "CARGO",
            "CARGO_HOME",
            "CARGO_PKG_",
            "CARGO_REGISTRY_TOKEN",
            "CARGO_REGISTRIES_MINE_TOKEN",
            "CARGO_ENCODED_RUSTFLAGS",
            "DATABASE_URL",
            "HOME",
            "OUT_DIR2",
            "cargo_pkg_name",
        ] {
            assert!(!is_cargo_variable(name), "{name}");
        }
    }
}
