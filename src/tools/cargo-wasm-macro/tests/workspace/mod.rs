//! A workspace that Cargo builds with modules in place of native macro crates, by the compiler that
//! `RUSTC_UNDER_TEST` names. Every macro of it says what it runs on.

#![allow(dead_code)]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::tool::{Dir, Done};

pub const ROOT: &str = r#"
[workspace]
members = ["app", "macros", "part"]
exclude = ["old"]
resolver = "3"
"#;

/// A program that uses two versions of a macro crate, one of them renamed and re-exported, in its build
/// script too.
pub const APP: &str = r#"
[package]
name = "app"
version = "0.1.0"
edition = "2024"

[dependencies]
macros = { path = "../macros" }
before = { path = "../old", package = "macros" }

[build-dependencies]
macros = { path = "../macros" }
"#;
pub const APP_SOURCE: &str = r#"
pub fn main() {
    println!("{} {} {}", macros::platform!(), before::platform!(), env!("OF_THE_SCRIPT"));
}

#[test]
pub fn in_a_test() {
    assert_eq!(macros::platform!(), "wasm32 via wasm32, wasm32 loud");
}
"#;
pub const APP_SCRIPT: &str = r#"
pub fn main() {
    println!("cargo::rustc-env=OF_THE_SCRIPT={}", macros::platform!());
    println!("cargo::rerun-if-changed=build.rs");
}
"#;

/// A macro crate that uses another one, and a library with a build script.
pub const MACROS: &str = r#"
[package]
name = "macros"
version = "0.2.0"
edition = "2024"

[lib]
proc-macro = true

[dependencies]
before = { path = "../old", package = "macros" }
part = { path = "../part", features = ["loud"] }
"#;
pub const MACROS_SOURCE: &str = r#"
//! Macros.
use proc_macro::TokenStream;

/// What this, the macro that it uses, and its library's build script run on or for.
#[proc_macro]
pub fn platform(_: TokenStream) -> TokenStream {
    let here = if cfg!(target_family = "wasm") { "wasm32" } else { "native" };
    let text = format!("{here} via {}, {}", before::platform!(), part::platform());
    format!("{text:?}").parse().expect("a literal")
}

/// A variable.
#[proc_macro]
pub fn variable(_: TokenStream) -> TokenStream {
    format!("{:?}", std::env::var("OF_THE_USER").unwrap_or_default()).parse().expect("a literal")
}
"#;

pub const OLD: &str = r#"
[package]
name = "macros"
version = "0.1.0"
edition = "2024"

[lib]
proc-macro = true
"#;
pub const OLD_SOURCE: &str = r#"
//! Macros.
use proc_macro::TokenStream;

/// What this runs on.
#[proc_macro]
pub fn platform(_: TokenStream) -> TokenStream {
    let here = if cfg!(target_family = "wasm") { "wasm32" } else { "native" };
    format!("{here:?}").parse().expect("a literal")
}
"#;

pub const PART: &str = r#"
[package]
name = "part"
version = "0.1.0"
edition = "2024"

[features]
loud = []
"#;
pub const PART_SOURCE: &str = r#"
//! A library.
pub fn platform() -> &'static str { concat!(env!("ARCH"), " ", env!("HOW")) }
#[cfg(all(target_family = "wasm", not(for_wasm32)))]
compile_error!("the build script has chosen the host's `cfg`");
"#;
pub const PART_SCRIPT: &str = r#"
pub fn main() {
    let arch = std::env::var("CARGO_CFG_TARGET_ARCH").unwrap();
    println!("cargo::rustc-check-cfg=cfg(for_wasm32, for_x86_64, for_aarch64)");
    println!("cargo::rustc-cfg=for_{arch}");
    println!("cargo::rustc-env=ARCH={arch}");
    let how = if std::env::var_os("CARGO_FEATURE_LOUD").is_some() { "loud" } else { "quiet" };
    println!("cargo::rustc-env=HOW={how}");
}
"#;

pub const OUTPUT: &str = "wasm32 via wasm32, wasm32 loud wasm32 wasm32 via wasm32, wasm32 loud\n";

/// The directory has a space in its name, as those of people have.
pub const HOME: &str = "a project";

pub fn project() -> Dir {
    let dir = Dir::new();
    for (name, text) in [
        ("Cargo.toml", ROOT),
        ("app/Cargo.toml", APP),
        ("app/src/main.rs", APP_SOURCE),
        ("app/build.rs", APP_SCRIPT),
        ("macros/Cargo.toml", MACROS),
        ("macros/src/lib.rs", MACROS_SOURCE),
        ("old/Cargo.toml", OLD),
        ("old/src/lib.rs", OLD_SOURCE),
        ("part/Cargo.toml", PART),
        ("part/src/lib.rs", PART_SOURCE),
        ("part/build.rs", PART_SCRIPT),
    ] {
        dir.write(&format!("{HOME}/{name}"), text);
    }
    dir
}

pub fn rustc() -> String {
    let path = std::env::var("RUSTC_UNDER_TEST");
    let path = path.expect("`RUSTC_UNDER_TEST` names the compiler; `./x.py test tools` sets it");
    std::path::absolute(path).unwrap().to_str().unwrap().to_owned()
}

pub fn host() -> String {
    let output = Command::new(rustc()).arg("-vV").output().unwrap();
    let version = String::from_utf8(output.stdout).unwrap();
    version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

/// `cargo wasm-macro run -- ARGS...`
pub fn run(dir: &Dir, args: &[&str]) -> Done {
    let rustc = rustc();
    dir.run_in(HOME, &[&["run", "--rustc", &rustc, "--"], args].concat())
}

pub fn enable(dir: &Dir, args: &[&str]) -> Done {
    let rustc = rustc();
    dir.run_in(HOME, &[&["enable", "--offline", "--rustc", &rustc], args].concat())
}

/// Plain Cargo.
pub fn cargo(dir: &Dir, args: &[&str]) -> Done {
    cargo_with(dir, args, "NO_VARIABLE", "")
}

/// Plain Cargo with a variable.
pub fn cargo_with(dir: &Dir, args: &[&str], variable: &str, value: &str) -> Done {
    plain_cargo(dir, HOME, args, variable, value)
}

/// Plain Cargo in a directory.
pub fn cargo_in(dir: &Dir, place: &str, args: &[&str]) -> Done {
    plain_cargo(dir, place, args, "NO_VARIABLE", "")
}

fn plain_cargo(dir: &Dir, place: &str, args: &[&str], variable: &str, value: &str) -> Done {
    let mut command = Command::new("cargo");
    command.args(args).current_dir(dir.path(place)).env("CARGO_NET_OFFLINE", "true");
    for name in ["RUSTC", "RUSTC_WRAPPER", "CARGO_TARGET_DIR", "RUSTUP_TOOLCHAIN"] {
        command.env_remove(name);
    }
    command.env(variable, value);
    let output = command.output().unwrap();
    Done {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The first bytes of what Cargo has for the macro crates.
pub fn forms(target: &Path) -> Vec<Vec<u8>> {
    let files = fs::read_dir(target.join("debug/deps")).unwrap().map(|entry| entry.unwrap().path());
    let dylibs = files.filter(|path| path.extension().is_some_and(|it| it == "so"));
    dylibs.map(|path| fs::read(path).unwrap()[..4].to_vec()).collect()
}

pub fn compiled(done: &Done) -> Vec<&str> {
    let lines = done.stderr.lines().filter_map(|line| line.trim().strip_prefix("Compiling "));
    let mut names: Vec<&str> = lines.map(|line| line.split(" (").next().unwrap()).collect();
    names.sort_unstable();
    names
}
