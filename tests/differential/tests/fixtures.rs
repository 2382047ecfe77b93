//! A test for each folder in `fixtures`, and a line that counts those whose forms do the same. What is
//! compared is in `src`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    let args = Arguments::from_args();
    let tests = folders().into_iter().map(|folder| {
        let name = folder.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        Trial::test(name, move || Ok(differential_tests::check(&folder)?))
    });
    let result = libtest_mimic::run(&args, tests.collect());
    if !args.list {
        let compared = result.num_passed + result.num_failed;
        println!("fixtures compared {}/{compared} identical", result.num_passed);
    }
    result.exit_code()
}

fn folders() -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let entries = fs::read_dir(&all).unwrap_or_else(|e| panic!("{}: {e}", all.display()));
    let mut folders: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}
