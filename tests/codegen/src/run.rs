//! Runs a module with wasmtime. Does not know who made it.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::directives::{Directives, Status};
use crate::modes;
use crate::process::{self, Finished};

/// How long a program may run; those of the corpus take a tenth of a second.
pub const LIMIT: Duration = Duration::from_secs(30);

/// How much memory a program may have: a miscompiled one may want it all.
const MEMORY: &str = "-Wmax-memory-size=1073741824";

/// Runs the module. What wasmtime says of a trap is in `stderr` as one line, without the addresses.
pub fn run(module: &Path, directives: &Directives, limit: Duration) -> Result<Finished, String> {
    let mut command = Command::new(modes::wasmtime()?);
    // Modules are run once, and wasmtime's cache is the user's.
    command.args(["run", "-Ccache=n", MEMORY]);
    if directives.needs_dir {
        let dir = module.with_extension("dir");
        fs::create_dir(&dir).map_err(|error| format!("{}: {error}", dir.display()))?;
        command.arg(format!("--dir={}::/", dir.display()));
    }
    command.args(directives.env.iter().map(|variable| format!("--env={variable}")));
    // The program sees its name, without the directory.
    command.current_dir(module.parent().expect("a module is in a directory"));
    command.arg(module.file_name().expect("a module is a file")).args(&directives.args);
    let mut done = process::finish(command, &directives.stdin, limit)?;
    done.stderr = without_addresses(&done.stderr);
    Ok(done)
}

/// Replaces all that wasmtime says of a trap by `trap: CAUSE`.
fn without_addresses(stderr: &str) -> String {
    let Some((before, trap)) = stderr.split_once("Error: failed to run main module") else {
        return stderr.to_owned();
    };
    let cause = trap.lines().find_map(|line| line.split_once("wasm trap: "));
    match cause {
        Some((_, cause)) => format!("{before}trap: {cause}\n"),
        None => stderr.to_owned(),
    }
}

/// Whether the program ended as it says that it does.
pub fn ended_as(done: &Finished, status: Status) -> bool {
    match status {
        Status::Code(code) => done.code == Some(code) && !done.stderr.contains("trap: "),
        // wasmtime ends with the code of `abort`.
        Status::Abort => done.code == Some(134) && done.stderr.contains("trap: "),
    }
}
