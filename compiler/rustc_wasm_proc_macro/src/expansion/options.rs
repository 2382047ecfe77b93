//! How macros are run, and what an expansion has used.

use std::str::FromStr;

use crate::engine::EngineChoice;
use crate::limits::Limits;

/// How long the `static`s of a macro crate live.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Statics {
    /// As long as the crate, unless an expansion fails, as in a dylib.
    #[default]
    Shared,
    /// For one expansion.
    Fresh,
}

impl FromStr for Statics {
    type Err = ();

    /// As options have it.
    fn from_str(text: &str) -> Result<Statics, ()> {
        match text {
            "shared" => Ok(Statics::Shared),
            "fresh" => Ok(Statics::Fresh),
            _ => Err(()),
        }
    }
}

/// How the macros of a crate are run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    pub limits: Limits,
    pub statics: Statics,
    pub engine: EngineChoice,
    /// Whether a panic has a trace, for which the expansion is run a second time. A fault always has
    /// one if it can be had.
    pub backtrace: bool,
}

/// What an expansion has used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usage {
    /// Without what setting up the instance has cost.
    pub fuel: u64,
    /// Bytes of linear memory, which only grows.
    pub memory: u64,
    /// How often the macro has asked the host for something, each of which leaves the engine and
    /// enters it again.
    pub requests: u64,
}
