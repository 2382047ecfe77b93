//! Builds `real-crates` and the tests of published crates with cargo, in each mode that uses the native
//! compiler, and compares what they print. Does not know what that is.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use crate::check;
use crate::directives::Directives;
use crate::modes::{self, Compiler, Mode, REFERENCE, TARGET};
use crate::process::{self, Finished};
use crate::{packages, run, validate};

/// How long cargo may take for all of the crates.
const BUILD_LIMIT: Duration = Duration::from_secs(1500);

/// How long a program may run. Without optimisation the slowest take seconds.
const RUN_LIMIT: Duration = Duration::from_secs(120);

/// The crates whose published packages have tests that run on the target, and what cargo is to be told
/// of them. Left out are tests that catch panics, that need threads or take minutes, and of the crates:
/// base64, whose locked dependencies this compiler refuses, toml, whose need Unix, and regex, in whose
/// package a part of the tests is missing.
pub const CRATE_TESTS: [(&str, &[&str]); 7] = [
    ("hashbrown", &["--test", "set", "--test", "hasher", "--test", "equivalent_trait"]),
    ("itoa", &["--test", "test"]),
    ("miniz_oxide", &["--lib"]),
    ("num-bigint", &["--lib", "--test", "bigint", "--test", "biguint", "--test", "roots"]),
    (
        "ryu",
        &[
            "--test",
            "common_test",
            "--test",
            "d2s_test",
            "--test",
            "f2s_test",
            "--test",
            "s2d_test",
        ],
    ),
    (
        "serde_json",
        &["--test", "debug", "--test", "map", "--test", "stream", "--test", "regression"],
    ),
    ("sha2", &["--test", "mod"]),
];

/// What cargo made in one mode.
pub struct Built {
    mode: Mode,
    directory: PathBuf,
    /// Made with the first test that needs it.
    done: OnceLock<Result<(), String>>,
}

impl Built {
    pub fn new(mode: Mode, directory: &Path) -> Arc<Built> {
        let directory = directory.join("real-crates").join(mode.name);
        Arc::new(Built { mode, directory, done: OnceLock::new() })
    }

    /// What the program of this name does.
    pub fn outcome(&self, name: &str) -> Result<Finished, String> {
        self.done.get_or_init(|| self.build()).clone()?;
        let module = self.modules().join(format!("{name}.wasm"));
        let bytes = fs::read(&module).map_err(|error| format!("{}: {error}", module.display()))?;
        validate::bytes_of(&bytes, false)?;
        let directives = Directives::parse(name, "//! A program.")?;
        run::run(&module, &directives, RUN_LIMIT)
    }

    fn modules(&self) -> PathBuf {
        self.directory.join(TARGET).join("debug")
    }

    fn build(&self) -> Result<(), String> {
        let mut cargo = cargo(&self.mode, &self.directory, &packages::project())?;
        cargo.args(["build", "--locked", "--bins", "--target", TARGET]);
        succeed(cargo)
    }

    /// The names and results of the tests that the crate comes with, in order.
    pub fn tests_of(&self, name: &str, args: &[&str]) -> Result<Finished, String> {
        let package = packages::unpack(name, &self.directory.join("packages"))?;
        let mut cargo = cargo(&self.mode, &self.directory.join("tests"), &package)?;
        cargo.args(["test", "--target", TARGET, "--no-fail-fast"]).args(args);
        let runner = format!("{} run -Ccache=n --dir=.::/", modes::wasmtime()?.display());
        cargo.env("CARGO_TARGET_WASM32_WASIP1_RUNNER", runner);
        let done = process::finish(cargo, "", BUILD_LIMIT)?;
        let mut lines: Vec<_> = done.stdout.lines().filter(|l| l.starts_with("test ")).collect();
        lines.sort_unstable();
        if lines.is_empty() {
            return Err(format!("no tests ran\n{}\n{}", done.stdout, done.stderr));
        }
        Ok(Finished { code: done.code, stdout: lines.join("\n") + "\n", stderr: String::new() })
    }
}

/// The names of the programs.
pub fn programs() -> Result<Vec<String>, String> {
    let directory = packages::project().join("src/bin");
    let wrong = |error: std::io::Error| format!("{}: {error}", directory.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(&directory).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        names.extend(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}

/// Cargo with the compiler of the mode. Only what is for the target is compiled by our backend.
fn cargo(mode: &Mode, target_dir: &Path, project: &Path) -> Result<Command, String> {
    let backend = mode.program == Compiler::Backend;
    let flags = if backend { modes::backend()?.join(" ") } else { String::new() };
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(project);
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER", "LD_LIBRARY_PATH"] {
        cargo.env_remove(name);
    }
    cargo.env("RUSTC", modes::rustc()?).env("CARGO_TARGET_DIR", target_dir);
    cargo.env("CARGO_TARGET_WASM32_WASIP1_RUSTFLAGS", flags);
    // A profile for all modes, so that overflow checks and assertions are in all.
    cargo.env("CARGO_PROFILE_DEV_OPT_LEVEL", mode.opt_level);
    Ok(cargo)
}

fn succeed(cargo: Command) -> Result<(), String> {
    let shown = format!("{cargo:?}");
    let done = process::finish(cargo, "", BUILD_LIMIT)?;
    if done.code == Some(0) { Ok(()) } else { Err(format!("{shown}\n{}", done.stderr)) }
}

/// Checks that a program or test does what it does with the reference.
pub fn same(
    reference: Result<Finished, String>,
    found: Result<Finished, String>,
) -> Result<(), String> {
    check::difference(&reference?, &found?).map_or(Ok(()), Err)
}

/// The modes that cargo can build in: those in which the native compiler compiles all.
pub fn modes() -> Vec<Mode> {
    let modes = modes::OTHERS.into_iter().filter(|m| !m.is_mixed() && m.program != Compiler::Wasm);
    [REFERENCE].into_iter().chain(modes).collect()
}

/// Whether the program ended well.
pub fn ended(done: &Finished) -> Result<(), String> {
    let ended = run::ended_as(done, crate::directives::Status::Code(0));
    if ended && !done.stdout.is_empty() { Ok(()) } else { Err(format!("{done:#?}")) }
}
