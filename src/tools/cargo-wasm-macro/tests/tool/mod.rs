//! Runs `cargo wasm-macro` in a temporary folder. Knows nothing of what the tests expect.

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

/// A folder in which the program runs.
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
        let folder = Path::new(CLONE).join("compiler/rustc_wasm_proc_macro/tests/modules");
        let module = wat::parse_file(folder.join(format!("{name}.wat"))).unwrap();
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

    /// Runs the program as Cargo does, with that standard input.
    pub fn run_with<S: AsRef<str>>(&self, args: &[S], input: &str) -> Done {
        let mut stdin = tempfile::tempfile().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        stdin.rewind().unwrap();
        let output = Command::new(PROGRAM)
            .arg("wasm-macro")
            .args(args.iter().map(AsRef::as_ref))
            .current_dir(self.0.path())
            // Where the program has its work folder.
            .env("TMPDIR", self.0.path())
            .env("CARGO_TERM_QUIET", "true")
            .stdin(Stdio::from(stdin))
            .output()
            .unwrap();
        let folder = self.0.path().canonicalize().unwrap();
        let text = |bytes| {
            let text = String::from_utf8(bytes).unwrap();
            text.replace(PROGRAM, "PROGRAM").replace(folder.to_str().unwrap(), "DIR")
        };
        Done {
            status: output.status.code().unwrap_or(-1),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}
