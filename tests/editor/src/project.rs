//! The project in `project/`, built by Cargo with macros as modules or as dylibs, and rust-analyzer run on it. Knows
//! nothing of what the tests expect.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use wasm_proc_macro_tests::{compile_module, dist};

use crate::analyzer::Analyzer;
use crate::server;

const ANALYZER: &str = "RUST_ANALYZER_UNDER_TEST";

/// What Cargo makes of a macro crate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Macros {
    Modules,
    Dylibs,
}

/// A copy of the project.
pub struct Project {
    path: PathBuf,
    macros: Macros,
    analyzer: PathBuf,
}

impl Project {
    /// The project as it is after `cargo check`, in a directory that stays, so that what has been compiled does. `None`
    /// where there is no rust-analyzer to run on it, which is said.
    pub fn build(macros: Macros) -> Option<Project> {
        let Some(analyzer) = std::env::var_os(ANALYZER) else {
            // Where a test that passes may say something.
            writeln!(
                std::io::stderr(),
                "NOT RUN: rust-analyzer on a project: `{ANALYZER}` is not set"
            )
            .unwrap();
            return None;
        };
        // Beside the test program.
        let path = std::env::current_exe().unwrap().with_file_name(format!("project-{macros:?}"));
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("project"), &path);
        let project = Project { path, macros, analyzer: analyzer.into() };
        if macros == Macros::Modules {
            // Whatever the compiler is called this time.
            let _ = fs::remove_dir_all(project.path.join(".cargo"));
            let mut tool = Command::new(dist().join("bin/cargo-wasm-macro"));
            run(tool.args(["wasm-macro", "enable", "--no-build"]).current_dir(&project.path));
        }
        run(project.command("cargo").args(["check", "--locked", "--workspace"]));
        if macros == Macros::Modules {
            project.macro_files().iter().for_each(|file| compile_module(file));
        }
        Some(project)
    }

    pub fn source(&self) -> String {
        fs::read_to_string(self.path.join(Project::MAIN)).unwrap()
    }

    pub const MAIN: &str = "src/main.rs";

    /// The files that Cargo made of macro crates.
    pub fn macro_files(&self) -> Vec<PathBuf> {
        let deps = fs::read_dir(self.path.join("target/debug/deps")).unwrap();
        let files = deps.map(|entry| entry.unwrap().path());
        let suffix = std::env::consts::DLL_EXTENSION;
        files.filter(|path| path.extension() == Some(OsStr::new(suffix))).collect()
    }

    pub fn start_analyzer(&self) -> Analyzer {
        Analyzer::start(&mut self.command(&self.analyzer), &self.path, &server())
    }

    /// What rust-analyzer puts out with an argument before that of the project.
    pub fn run_analyzer(&self, verb: &str) -> Output {
        let mut command = self.command(&self.analyzer);
        command.arg(verb).arg(&self.path).arg("--proc-macro-srv").arg(server());
        command.output().unwrap()
    }

    /// A command that finds the compiler as it would in an editor.
    fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.path);
        // Cargo's own library path has the libraries of the compiler that built these tests.
        for name in ["LD_LIBRARY_PATH", "RUSTC", "RUSTC_WRAPPER", "CARGO_TARGET_DIR", "CARGO"] {
            command.env_remove(name);
        }
        if self.macros == Macros::Dylibs {
            command.env("RUSTC", dist().join("bin/rustc"));
        }
        command
    }
}

fn run(command: &mut Command) {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Files keep their time if they are there already: Cargo goes by it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (source, target) = {
            let entry = entry.unwrap();
            (entry.path(), to.join(entry.file_name()))
        };
        if source.is_dir() {
            copy(&source, &target);
            continue;
        }
        let content = fs::read(&source).unwrap();
        if fs::read(&target).ok().as_ref() != Some(&content) {
            fs::write(&target, content).unwrap();
        }
    }
}
