//! Compiled code of a module is run where there is some, as rustc does; where there is none, or none that can be
//! trusted, the module is interpreted.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use editor_tests::{Call, Server, WAYS};
use tempfile::TempDir;
use wasm_proc_macro_tests::{Form, dist, macro_crate};

const VARIABLE: &str = "RUSTC_WASM_PROC_MACRO_CODE_DIR";

/// A directory with the code of a module, and the file that has it.
fn compiled(module: &Path) -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let mut command = Command::new(dist().join("bin/cargo-wasm-macro"));
    command.args(["wasm-macro", "compile", "--code-dir"]).arg(dir.path()).arg(module);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let mut files = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().path());
    let file = files.find(|path| path.extension().is_some_and(|it| it == "code")).unwrap();
    (dir, file)
}

fn start(codes: &Path, log: Stdio) -> Server {
    Server::start_with(WAYS[3].0, WAYS[3].1, |it| it.env(VARIABLE, codes).stderr(log))
}

/// Whether the process has mapped the file, and so runs what is in it.
fn runs(server: &Server, code: &Path) -> bool {
    let maps = fs::read_to_string(format!("/proc/{}/maps", server.id())).unwrap();
    let path = code.canonicalize().unwrap();
    maps.lines().any(|line| line.ends_with(path.to_str().unwrap()))
}

const SUM: &str = "\u{27e8}6u64\u{27e9}";

#[test]
#[cfg(target_os = "linux")]
fn code_is_run_where_there_is_some() {
    let module = macro_crate("kinds", Form::Wasip1);
    let (codes, code) = compiled(&module);
    let mut server = start(codes.path(), Stdio::inherit());
    assert_eq!(server.expand(&module, Call::new("sum", "1 2 3")).text(), SUM);
    assert!(runs(&server, &code));
    // A module of which there is none.
    let other = macro_crate("kinds", Form::Unknown);
    assert_eq!(server.expand(&other, Call::new("sum", "1 2 3")).text(), SUM);

    let none = tempfile::tempdir().unwrap();
    let mut server = start(none.path(), Stdio::inherit());
    assert_eq!(server.expand(&module, Call::new("sum", "1 2 3")).text(), SUM);
    assert!(!runs(&server, &code));
}

#[test]
#[cfg(target_os = "linux")]
fn code_that_others_may_write_is_not_run_and_the_log_says_so() {
    let module = macro_crate("kinds", Form::Wasip1);
    let (codes, code) = compiled(&module);
    fs::set_permissions(&code, fs::Permissions::from_mode(0o666)).unwrap();
    let log = codes.path().join("log");
    let mut server = start(codes.path(), fs::File::create(&log).unwrap().into());
    assert_eq!(server.expand(&module, Call::new("sum", "1 2 3")).text(), SUM);
    assert!(!runs(&server, &code));
    let log = fs::read_to_string(log).unwrap();
    assert!(log.contains(code.to_str().unwrap()), "{log}");
}
