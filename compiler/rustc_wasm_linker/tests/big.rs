//! A program of many crates behaves the same if we link it as if `wasm-ld` does.

mod support;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use support::{linker, run, rustc, validate, wasmtime};

#[test]
fn a_program_of_many_crates_behaves_the_same() {
    let (Some(rustc), Some(wasmtime)) = (rustc(), wasmtime()) else { return };
    // Not emptied: what the program depends on takes long to compile and does not change.
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("big");
    let link = |by: &str, flags: &[String]| {
        let mut command = Command::new(env!("CARGO"));
        command.args(["rustc", "--quiet", "--locked", "--target=wasm32-wasip1", "--"]);
        // The output has its name, and the file's depends on flags.
        command.arg("-Clink-arg=--soname=big").args(flags);
        command.current_dir("tests/big").env("RUSTC", &rustc).env("CARGO_TARGET_DIR", &directory);
        run(command.env_remove("RUSTFLAGS"));
        let (built, kept) = (directory.join("wasm32-wasip1/debug/big.wasm"), directory.join(by));
        fs::rename(built, &kept).unwrap();
        validate(&kept);
        kept
    };
    let theirs = link("theirs.wasm", &[]);
    let flags = [format!("-Clinker={}", linker().display()), "-Clinker-flavor=wasm-ld".into()];
    let ours = link("ours.wasm", &flags);
    let output = |module| run(Command::new(&wasmtime).args(["run", "-Wtimeout=20s"]).arg(module));
    let (theirs_says, ours_says) = (output(&theirs).stdout, output(&ours).stdout);
    let text = String::from_utf8(ours_says.clone()).unwrap();
    assert!(text.contains("all is well, naïve"), "{text}");
    assert_eq!(theirs_says, ours_says);
    assert!(fs::read(theirs).unwrap() == fs::read(ours).unwrap(), "modules are not the same");
}
