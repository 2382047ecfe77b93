//! Compares what programs made at random do in each mode. Does not make them.

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::corpus::{self, Source};
use crate::directives::{Directives, Status};
use crate::generator::{self, FLAGS, FUNCTIONS};
use crate::modes::{Mode, REFERENCE};
use crate::{build, run, validate};

/// How long a program may run. They take a tenth of a second.
const LIMIT: Duration = Duration::from_secs(60);

/// The seeds in `seeds.txt`.
pub fn seeds() -> Result<Vec<u64>, String> {
    let text = include_str!("../seeds.txt");
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| line.parse().map_err(|_| format!("seeds.txt: `{line}` is not a seed"))).collect()
}

/// Checks that the program of this seed does the same in all modes as in the reference. What fails is
/// left in the directory.
pub fn check(seed: u64, modes: &[Mode], directory: &Path) -> Result<(), String> {
    let made = generator::program(seed, FUNCTIONS);
    let directory = directory.join("random").join(seed.to_string());
    let _ = fs::remove_dir_all(&directory);
    let failed = |mode: &Mode, error: String| {
        format!("seed {seed}, mode {}: {error}\nin {}", mode.name, directory.display())
    };
    let mut expected = None;
    for mode in [&[REFERENCE], modes].concat() {
        let printed = outcome(&made.source, &mode, &directory.join(mode.name));
        let printed = printed.map_err(|error| failed(&mode, error))?;
        let expected = expected.get_or_insert_with(|| printed.clone());
        if let Some(difference) = difference(&made, expected, &printed) {
            return Err(failed(&mode, difference));
        }
    }
    let _ = fs::remove_dir_all(&directory);
    Ok(())
}

fn outcome(source: &str, mode: &Mode, dir: &Path) -> Result<String, String> {
    let directives = Directives {
        run_status: Status::Code(0),
        aux_build: Vec::new(),
        compile_flags: FLAGS.map(str::to_owned).to_vec(),
        args: Vec::new(),
        env: Vec::new(),
        stdin: String::new(),
        needs_dir: false,
    };
    let main = Source { stem: "random".to_owned(), text: source.to_owned(), directives };
    let program = corpus::Program { name: "random".to_owned(), main, libraries: Vec::new() };
    let module = build::build(&program, mode, dir)?;
    validate::directory(dir, false)?;
    let done = run::run(&module, &program.main.directives, LIMIT)?;
    if run::ended_as(&done, Status::Code(0)) { Ok(done.stdout) } else { Err(format!("{done:#?}")) }
}

/// The first function whose line differs, with the calls that do.
fn difference(made: &generator::Program, expected: &str, printed: &str) -> Option<String> {
    let (mut expected, mut printed) = (expected.lines(), printed.lines());
    for (text, calls) in &made.functions {
        let (expected, printed) = (expected.next().unwrap_or(""), printed.next().unwrap_or(""));
        if expected != printed {
            let columns = expected.split(' ').skip(1).zip(printed.split(' ').skip(1)).zip(calls);
            let calls: String = columns
                .filter(|((expected, printed), _)| expected != printed)
                .map(|((expected, printed), call)| format!("{call}: {expected} {printed}\n"))
                .collect();
            return Some(format!("expected: {expected}\n found: {printed}\n{calls}\n{text}"));
        }
    }
    None
}
