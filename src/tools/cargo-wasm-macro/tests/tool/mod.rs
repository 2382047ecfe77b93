//! Runs `cargo wasm-macro` in a temporary directory. Knows nothing of what the tests expect.

#![allow(dead_code)]

use std::fmt;
use std::fs;
use std::io::{Seek, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The repository.
pub const CLONE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../..");

const PROGRAM: &str = env!("CARGO_BIN_EXE_cargo-wasm-macro");

/// What the program did.
pub struct Done {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl fmt::Display for Done {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "status {}\n{}--- stderr\n{}", self.status, self.stdout, self.stderr)
    }
}

impl Done {
    pub fn success(self) -> String {
        assert_eq!(self.status, 0, "{self}");
        self.stdout
    }

    /// The one line that there is to say.
    pub fn complaint(self) -> String {
        assert!(self.status != 0 && self.stdout.is_empty(), "{self}");
        assert_eq!(self.stderr.lines().count(), 1, "{self}");
        self.stderr.trim_end().to_owned()
    }
}

/// A directory in which the program runs.
pub struct Dir(TempDir);

impl Dir {
    pub fn new() -> Dir {
        Dir(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
    }

    /// Writes a module from its text.
    pub fn wat(&self, name: &str, text: &str) {
        self.write(name, wat::parse_str(text).unwrap());
    }

    /// Writes a module of the engine's tests.
    pub fn engine_module(&self, name: &str) {
        let directory = Path::new(CLONE).join("compiler/rustc_wasm_proc_macro/tests/modules");
        let module = wat::parse_file(directory.join(format!("{name}.wat"))).unwrap();
        self.write(&format!("{name}.wasm"), module);
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap()
    }

    /// The names of all files, sorted.
    pub fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    pub fn run<S: AsRef<str>>(&self, args: &[S]) -> Done {
        self.run_with(args, "")
    }

    /// The names of all files in a directory and below it, but for those that Cargo has built.
    pub fn tree(&self, name: &str) -> Vec<String> {
        let mut names = Vec::new();
        let root = self.path(name);
        let mut directories = vec![root.clone()];
        while let Some(directory) = directories.pop() {
            for entry in fs::read_dir(directory).unwrap() {
                let path = entry.unwrap().path();
                match path.is_dir() {
                    true if path == root.join("target") => {}
                    true => directories.push(path),
                    false => names.push(path.strip_prefix(&root).unwrap().display().to_string()),
                }
            }
        }
        names.sort();
        names
    }

    /// Runs the program in a directory below this one.
    pub fn run_in<S: AsRef<str>>(&self, directory: &str, args: &[S]) -> Done {
        self.run_at(&self.path(directory), args, "", &[])
    }

    /// The same with variables.
    pub fn run_in_with<S: AsRef<str>>(
        &self,
        directory: &str,
        args: &[S],
        variables: &[(&str, &str)],
    ) -> Done {
        self.run_at(&self.path(directory), args, "", variables)
    }

    /// Runs the program as Cargo does, with that standard input.
    pub fn run_with<S: AsRef<str>>(&self, args: &[S], input: &str) -> Done {
        self.run_at(self.0.path(), args, input, &[])
    }

    fn run_at<S: AsRef<str>>(
        &self,
        current: &Path,
        args: &[S],
        input: &str,
        variables: &[(&str, &str)],
    ) -> Done {
        let mut stdin = tempfile::tempfile().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        stdin.rewind().unwrap();
        let output = Command::new(PROGRAM)
            .arg("wasm-macro")
            .args(args.iter().map(AsRef::as_ref))
            .current_dir(current)
            .env_remove("RUSTC")
            .env_remove("RUSTC_WRAPPER")
            .env_remove("CARGO_TARGET_DIR")
            // Nothing of the user's.
            .env("RUSTC_WASM_PROC_MACRO_CODE_DIR", self.path("codes-by-default"))
            // Where the program has its work directory.
            .env("TMPDIR", self.0.path())
            .env("CARGO_TERM_QUIET", "true")
            .envs(variables.iter().copied())
            .stdin(Stdio::from(stdin))
            .output()
            .unwrap();
        let directory = self.0.path().canonicalize().unwrap();
        let text = |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            text.replace(PROGRAM, "PROGRAM").replace(directory.to_str().unwrap(), "DIR")
        };
        Done {
            status: output.status.code().unwrap_or(-1),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}
