//! Compares what a program does in a mode with the reference. Does not know where modes come from.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use similar::TextDiff;

use crate::corpus::Program;
use crate::modes::{self, Compiler, Mode, REFERENCE};
use crate::process::Finished;
use crate::{build, reference, run, validate};

/// What LLVM says if it is to optimize the code of a library that has no bitcode.
const NO_BITCODE: &str = "failed to get bitcode from object file for LTO";

/// Where programs are compiled, and where the reference is kept.
pub struct Workplace {
    directory: PathBuf,
    /// What each program did in each mode in this process. Tests run at once, and most need the reference.
    outcomes: Mutex<HashMap<(String, &'static str), Arc<Outcome>>>,
}

type Outcome = OnceLock<Result<Finished, String>>;

impl Workplace {
    /// `directory` may have what another run left.
    pub fn new(directory: &Path) -> Workplace {
        Workplace { directory: directory.to_owned(), outcomes: Mutex::default() }
    }

    /// What the program does if it is compiled in this mode.
    pub fn outcome(&self, program: &Program, mode: &Mode) -> Result<Finished, String> {
        let outcome = {
            let mut outcomes = self.outcomes.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(outcomes.entry((program.name.clone(), mode.name)).or_default())
        };
        outcome.get_or_init(|| self.find_outcome(program, mode)).clone()
    }

    /// With LLVM only it is known from before.
    fn find_outcome(&self, program: &Program, mode: &Mode) -> Result<Finished, String> {
        if mode.uses(Compiler::Backend) || mode.uses(Compiler::Wasm) {
            return self.compile_and_run(program, mode);
        }
        let depends_on = build::description(program, mode) + modes::identity()?;
        let directory = self.directory.join("reference");
        reference::cached(&directory, &depends_on, || self.compile_and_run(program, mode))
    }

    /// Leaves the directory behind if something is wrong.
    fn compile_and_run(&self, program: &Program, mode: &Mode) -> Result<Finished, String> {
        let dir = self.dir(program, mode);
        let _ = fs::remove_dir_all(&dir);
        let module = build::build(program, mode, &dir)?;
        validate::directory(&dir, program.main.text.contains("explicit_tail_calls"))?;
        let done = run::run(&module, &program.main.directives, run::LIMIT)?;
        let _ = fs::remove_dir_all(&dir);
        Ok(done)
    }

    fn dir(&self, program: &Program, mode: &Mode) -> PathBuf {
        self.directory.join("programs").join(mode.name).join(program.name.replace('/', "-"))
    }

    /// Checks that the program does what it says of itself, with the reference.
    pub fn check_reference(&self, program: &Program) -> Result<(), String> {
        let done = self.outcome(program, &REFERENCE)?;
        if !run::ended_as(&done, program.main.directives.run_status) {
            let expected = program.main.directives.run_status;
            return Err(format!("the program does not end with {expected:?}: {done:#?}"));
        }
        if done.stdout.is_empty() {
            return Err("the program prints nothing".to_owned());
        }
        Ok(())
    }

    /// Checks that the program does in this mode what it does with the reference.
    pub fn check(&self, program: &Program, mode: &Mode) -> Result<(), String> {
        if needs_bitcode(program, mode) {
            return match self.outcome(program, mode) {
                Err(error) if error.contains(NO_BITCODE) => Ok(()),
                found => Err(format!("not the error that libraries have no bitcode: {found:?}")),
            };
        }
        let expected = self.outcome(program, &REFERENCE)?;
        let found = self.outcome(program, mode)?;
        difference(&expected, &found).map_or(Ok(()), Err)
    }
}

/// Whether LLVM needs the bitcode of libraries for link time optimization, which only LLVM makes.
fn needs_bitcode(program: &Program, mode: &Mode) -> bool {
    let asks = |flag: &String| flag.starts_with("-Clto=");
    mode.libraries != Compiler::Llvm
        && mode.program == Compiler::Llvm
        && program.main.directives.compile_flags.iter().any(asks)
}

/// What is different, for a human to read.
pub fn difference(expected: &Finished, found: &Finished) -> Option<String> {
    let mut differences = String::new();
    for (what, expected, found) in
        [("stdout", &expected.stdout, &found.stdout), ("stderr", &expected.stderr, &found.stderr)]
    {
        if expected != found {
            let diff = TextDiff::from_lines(expected.as_str(), found.as_str());
            let diff = diff.unified_diff().context_radius(2).to_string();
            // A program gone wrong may print megabytes.
            let shown: String = diff.lines().take(60).flat_map(|line| [line, "\n"]).collect();
            differences += &format!("{what} differs: LLVM (-) and this mode (+)\n{shown}");
        }
    }
    if expected.code != found.code {
        differences += &format!("the code is {:?}, with LLVM {:?}\n", found.code, expected.code);
    }
    (!differences.is_empty()).then_some(differences)
}
