//! A test for each program in `run-pass` and each mode, `MODE/AREA/BEHAVIOUR`, and one that the corpus is
//! what it says. What is compared is in `src`.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use codegen_tests::check::Workplace;
use codegen_tests::corpus::{self, Program};
use codegen_tests::modes::{self, OTHERS, REFERENCE};
use libtest_mimic::{Arguments, Trial};
use test_turns::Turn;

/// How many programs there are at least.
const PROGRAMS: usize = 300;

/// How many of them have libraries at least.
const WITH_LIBRARIES: usize = 15;

/// How long a program may be, in lines: what fails should be easy to look at.
const LINES: usize = 120;

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let programs = match corpus::programs() {
        Ok(programs) => programs.into_iter().map(Arc::new).collect::<Vec<_>>(),
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    let workplace = Arc::new(Workplace::new(Path::new(env!("CARGO_TARGET_TMPDIR"))));
    let mut tests = vec![{
        let programs = programs.clone();
        Trial::test("corpus", move || Ok(check_corpus(&programs)?))
    }];
    let programs = Turn::from_env().take("programs of run-pass", programs, |program| &program.name);
    for mode in modes::available(&[REFERENCE]) {
        for program in &programs {
            let (program, workplace) = (Arc::clone(program), Arc::clone(&workplace));
            let name = format!("{}/{}", mode.name, program.name);
            tests.push(Trial::test(name, move || Ok(workplace.check_reference(&program)?)));
        }
    }
    for mode in modes::available(&OTHERS) {
        for program in programs.iter().filter(|p| !mode.is_mixed() || !p.libraries.is_empty()) {
            let (program, workplace) = (Arc::clone(program), Arc::clone(&workplace));
            let name = format!("{}/{}", mode.name, program.name);
            tests.push(Trial::test(name, move || Ok(workplace.check(&program, &mode)?)));
        }
    }
    libtest_mimic::run(&args, tests).exit_code()
}

fn check_corpus(programs: &[Arc<Program>]) -> Result<(), String> {
    let mut areas = BTreeMap::<_, usize>::new();
    for program in programs {
        *areas.entry(program.name.split('/').next().unwrap_or_default()).or_default() += 1;
        for source in program.libraries.iter().chain([&program.main]) {
            let lines = source.text.lines().count();
            if lines > LINES {
                return Err(format!("{}: {lines} lines are too many", program.name));
            }
        }
        let text = &program.main.text;
        if !["print", "write", "puts"].iter().any(|call| text.contains(call)) {
            return Err(format!("{}: it prints nothing", program.name));
        }
    }
    let with_libraries = programs.iter().filter(|p| !p.libraries.is_empty()).count();
    println!("{} programs, {with_libraries} with libraries: {areas:?}", programs.len());
    if programs.len() < PROGRAMS || with_libraries < WITH_LIBRARIES {
        return Err(format!("{} programs, {with_libraries} with libraries", programs.len()));
    }
    Ok(())
}
