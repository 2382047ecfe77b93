//! What tests share: where the tools are, and how to run one. It knows no test.

#![allow(dead_code, reason = "every test uses a part")]

pub mod dump;
pub mod object;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The compiler under test, from `RUSTC_UNDER_TEST`.
pub fn rustc() -> Option<PathBuf> {
    found("RUSTC_UNDER_TEST", std::env::var_os("RUSTC_UNDER_TEST").map(PathBuf::from))
}

/// `wasmtime`, from `WASMTIME` or where `x.py fetch` puts it.
pub fn wasmtime() -> Option<PathBuf> {
    let named = std::env::var_os("WASMTIME").map(PathBuf::from);
    let fetched = || {
        let cache = PathBuf::from(std::env::var_os("HOME")?).join(".cache/rustc-wasm");
        let versions = fs::read_dir(cache).ok()?.flatten();
        let tools = versions.filter_map(|version| fs::read_dir(version.path()).ok()).flatten();
        let name = |path: &Path| path.file_name()?.to_str().map(str::to_owned);
        tools
            .flatten()
            .map(|tool| tool.path())
            .filter(|path| name(path).is_some_and(|name| name.starts_with("wasmtime-")))
            .map(|path| path.join("bin/wasmtime"))
            .find(|path| path.is_file())
    };
    found("WASMTIME", named.or_else(fetched))
}

/// A tool of LLVM, as Debian and other systems call it.
pub fn llvm(tool: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let directories: Vec<PathBuf> = std::env::split_paths(&path).collect();
    let versions = (18..=25).rev();
    let names = versions.map(|version| (format!("{tool}-{version}"), version));
    let found_tool = names
        .flat_map(|(name, version)| {
            let own = PathBuf::from(format!("/usr/lib/llvm-{version}/bin")).join(tool);
            directories
                .iter()
                .map(move |directory| directory.join(&name))
                .chain([own])
                .collect::<Vec<_>>()
        })
        .find(|path| path.is_file());
    found(tool, found_tool)
}

fn found(what: &str, path: Option<PathBuf>) -> Option<PathBuf> {
    if path.is_none() {
        eprintln!("NOT TESTED: `{what}` is missing, so this test does nothing");
    }
    path
}

/// The linker as a program.
pub fn linker() -> PathBuf {
    env!("CARGO_BIN_EXE_rustc-wasm-ld").into()
}

/// A directory for what a test writes, empty at first.
pub fn scratch(test: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

/// Runs a command that has to succeed.
pub fn run(command: &mut Command) -> Output {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(
        output.status.success(),
        "{command:?}: {}\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    output
}

/// Checks that a module is valid, with all features that engines have.
pub fn validate(path: &Path) {
    let bytes = fs::read(path).unwrap();
    let mut features = wasmparser::WasmFeatures::default();
    features |= wasmparser::WasmFeatures::EXCEPTIONS;
    let mut validator = wasmparser::Validator::new_with_features(features);
    validator.validate_all(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// The contents of custom sections with a name.
pub fn custom_sections(module: &[u8], name: &str) -> Vec<Vec<u8>> {
    wasmparser::Parser::new(0)
        .parse_all(module)
        .filter_map(|payload| match payload.unwrap() {
            wasmparser::Payload::CustomSection(section) if section.name() == name => {
                Some(section.data().to_vec())
            }
            _ => None,
        })
        .collect()
}
