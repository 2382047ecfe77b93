//! The package in `published`, a dependency of which is a module for watt that somebody else has built.
//! Cargo fetches and builds it, as its `Cargo.lock` has it.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The macros of the module, which lists none, and the edition of the crate that it was made from.
pub const LIST: &str = "crate:serde_derive:2015;derive:Serialize:derive_serialize:serde;\
                    derive:Deserialize:derive_deserialize:serde";

/// Runs Cargo on the package, with the compiler to test, and returns what it prints.
pub fn cargo(args: &[&str]) -> String {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    command.args(args).current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("published"));
    command.env("RUSTC", std::env::var_os("RUSTC_UNDER_TEST").expect("a compiler to test"));
    let of_others = ["RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER", "RUSTFLAGS"];
    for name in of_others.into_iter().chain(["CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"]) {
        command.env_remove(name);
    }
    let output = command.output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?} failed\n{stderr}");
    String::from_utf8(output.stdout).unwrap()
}

/// The module, which is fetched if it is not there.
pub fn module() -> PathBuf {
    let metadata = cargo(&["metadata", "--locked", "--format-version", "1"]);
    let mut manifests = metadata.split('"').map(Path::new);
    let manifest = manifests.find(|path| path.ends_with("wa-serde-derive-0.1.137/Cargo.toml"));
    manifest.expect("the package was fetched").with_file_name("src").join("serde_derive.wasm")
}

/// The library that Cargo has built of a package, among those in a directory.
pub fn library(deps: &Path, name: &str, extension: &str) -> PathBuf {
    let files = deps.read_dir().unwrap().map(|file| file.unwrap().path());
    let is_it = |path: &PathBuf| {
        let file = path.file_name().unwrap().to_str().unwrap();
        file.starts_with(&format!("lib{name}-")) && file.ends_with(extension)
    };
    let found: Vec<_> = files.filter(is_it).collect();
    assert_eq!(found.len(), 1, "{name}: {found:?}");
    found[0].clone()
}
