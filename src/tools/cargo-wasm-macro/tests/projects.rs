//! Workspaces that Cargo builds with modules in place of native macro crates, by the compiler that
//! `RUSTC_UNDER_TEST` names. Every macro of theirs says what it runs on.

#[path = "tool/mod.rs"]
mod tool;

use std::fs;
use std::path::Path;
use std::process::Command;

use tool::{Dir, Done};

const ROOT: &str = r#"
[workspace]
members = ["app", "macros", "part"]
exclude = ["old"]
resolver = "3"
"#;

/// A program that uses two versions of a macro crate, one of them renamed and re-exported, in its build
/// script too.
const APP: &str = r#"
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
const APP_SOURCE: &str = r#"
fn main() {
    println!("{} {} {}", macros::platform!(), before::platform!(), env!("OF_THE_SCRIPT"));
}

#[test]
fn in_a_test() {
    assert_eq!(macros::platform!(), "wasm32 via wasm32, wasm32 loud");
}
"#;
const APP_SCRIPT: &str = r#"
fn main() {
    println!("cargo::rustc-env=OF_THE_SCRIPT={}", macros::platform!());
    println!("cargo::rerun-if-changed=build.rs");
}
"#;

/// A macro crate that uses another one, and a library with a build script.
const MACROS: &str = r#"
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
const MACROS_SOURCE: &str = r#"
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

const OLD: &str = r#"
[package]
name = "macros"
version = "0.1.0"
edition = "2024"

[lib]
proc-macro = true
"#;
const OLD_SOURCE: &str = r#"
//! Macros.
use proc_macro::TokenStream;

/// What this runs on.
#[proc_macro]
pub fn platform(_: TokenStream) -> TokenStream {
    let here = if cfg!(target_family = "wasm") { "wasm32" } else { "native" };
    format!("{here:?}").parse().expect("a literal")
}
"#;

const PART: &str = r#"
[package]
name = "part"
version = "0.1.0"
edition = "2024"

[features]
loud = []
"#;
const PART_SOURCE: &str = r#"
//! A library.
pub fn platform() -> &'static str { concat!(env!("ARCH"), " ", env!("HOW")) }
#[cfg(all(target_family = "wasm", not(for_wasm32)))]
compile_error!("the build script has chosen the host's `cfg`");
"#;
const PART_SCRIPT: &str = r#"
fn main() {
    let arch = std::env::var("CARGO_CFG_TARGET_ARCH").unwrap();
    println!("cargo::rustc-check-cfg=cfg(for_wasm32, for_x86_64, for_aarch64)");
    println!("cargo::rustc-cfg=for_{arch}");
    println!("cargo::rustc-env=ARCH={arch}");
    let how = if std::env::var_os("CARGO_FEATURE_LOUD").is_some() { "loud" } else { "quiet" };
    println!("cargo::rustc-env=HOW={how}");
}
"#;

const OUTPUT: &str = "wasm32 via wasm32, wasm32 loud wasm32 wasm32 via wasm32, wasm32 loud\n";

/// The directory has a space in its name, as those of people have.
const HOME: &str = "a project";

fn project() -> Dir {
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

fn rustc() -> String {
    let path = std::env::var("RUSTC_UNDER_TEST");
    let path = path.expect("`RUSTC_UNDER_TEST` names the compiler; `./x.py test tools` sets it");
    std::path::absolute(path).unwrap().to_str().unwrap().to_owned()
}

fn host() -> String {
    let output = Command::new(rustc()).arg("-vV").output().unwrap();
    let version = String::from_utf8(output.stdout).unwrap();
    version.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

/// `cargo wasm-macro run -- ARGS...`
fn run(dir: &Dir, args: &[&str]) -> Done {
    let rustc = rustc();
    dir.run_in(HOME, &[&["run", "--rustc", &rustc, "--"], args].concat())
}

fn enable(dir: &Dir, args: &[&str]) -> Done {
    let rustc = rustc();
    dir.run_in(HOME, &[&["enable", "--offline", "--rustc", &rustc], args].concat())
}

/// Plain Cargo.
fn cargo(dir: &Dir, args: &[&str]) -> Done {
    cargo_with(dir, args, "NO_VARIABLE", "")
}

/// Plain Cargo with a variable.
fn cargo_with(dir: &Dir, args: &[&str], variable: &str, value: &str) -> Done {
    let mut command = Command::new("cargo");
    command.args(args).current_dir(dir.path(HOME)).env("CARGO_NET_OFFLINE", "true");
    command.env_remove("RUSTC").env_remove("RUSTC_WRAPPER").env_remove("CARGO_TARGET_DIR");
    command.env(variable, value);
    let output = command.output().unwrap();
    Done {
        status: output.status.code().unwrap_or(-1),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The first bytes of what Cargo has for the macro crates.
fn forms(target: &Path) -> Vec<Vec<u8>> {
    let files = fs::read_dir(target.join("debug/deps")).unwrap().map(|entry| entry.unwrap().path());
    let dylibs = files.filter(|path| path.extension().is_some_and(|it| it == "so"));
    dylibs.map(|path| fs::read(path).unwrap()[..4].to_vec()).collect()
}

fn compiled(done: &Done) -> Vec<&str> {
    let lines = done.stderr.lines().filter_map(|line| line.trim().strip_prefix("Compiling "));
    let mut names: Vec<&str> = lines.map(|line| line.split(" (").next().unwrap()).collect();
    names.sort_unstable();
    names
}

#[test]
fn one_command_makes_modules_of_all_macro_crates_and_changes_no_file() {
    let dir = project();
    let before = dir.tree(HOME);
    let done = run(&dir, &["run", "--offline", "-v"]);
    assert_eq!(done.success(), OUTPUT);
    assert_eq!(forms(&dir.path(HOME).join("target")), [b"\0asm", b"\0asm"]);
    let after = dir.tree(HOME);
    assert_eq!(after.into_iter().filter(|it| it != "Cargo.lock").collect::<Vec<_>>(), before);
}

#[test]
fn it_works_with_a_target_and_in_another_target_directory() {
    let dir = project();
    let host = host();
    let args = ["run", "--offline", "--target", &host, "--target-dir", "else where"];
    assert_eq!(run(&dir, &args).success(), OUTPUT);
    assert_eq!(forms(&dir.path(HOME).join("else where")), [b"\0asm", b"\0asm"]);
}

#[test]
fn cargo_does_it_once_it_is_enabled_and_no_longer_when_it_is_disabled() {
    let dir = project();
    let config = "# Ours.\n[build]\njobs = 2\n";
    dir.write(&format!("{HOME}/.cargo/config.toml"), config);
    let said = enable(&dir, &[]).success();
    for krate in ["macros 0.1.0", "macros 0.2.0"] {
        let is_there = |line: &str| line.starts_with(krate) && line.ends_with(" module");
        assert!(said.lines().any(is_there), "{said}");
    }
    assert_eq!(cargo(&dir, &["run"]).success(), OUTPUT);
    cargo(&dir, &["test"]).success();
    cargo(&dir, &["check", "--all-targets"]).success();
    cargo(&dir, &["doc", "--no-deps"]).success();

    let again = cargo(&dir, &["build", "-v"]);
    assert_eq!(compiled(&again), <[&str; 0]>::default(), "{again}");
    dir.write(&format!("{HOME}/part/src/lib.rs"), PART_SOURCE.to_owned() + "pub fn new() {}");
    let touched = cargo(&dir, &["build"]);
    assert_eq!(compiled(&touched), ["app v0.1.0", "macros v0.2.0", "part v0.1.0"], "{touched}");
    cargo(&dir, &["clean", "-p", "macros@0.2.0"]).success();
    assert_eq!(cargo(&dir, &["run"]).success(), OUTPUT);

    dir.run_in(HOME, &["disable"]).success();
    assert_eq!(dir.read(&format!("{HOME}/.cargo/config.toml")), config.as_bytes());
    let native = OUTPUT.replace("wasm32", "native");
    let native = native.replace("native loud", &format!("{} loud", std::env::consts::ARCH));
    assert_eq!(cargo(&dir, &["run"]).success(), native);
}

#[test]
fn the_policy_grants_and_allows_and_is_an_input() {
    let dir = project();
    let source = APP_SOURCE.replace("macros::platform!(), before", "macros::variable!(), before");
    dir.write(&format!("{HOME}/app/src/main.rs"), source);
    let allowed = "[crates.macros]\nallow-env = [\"OF_THE_USER\"]\n";
    dir.write(&format!("{HOME}/wasm-macros.toml"), allowed);
    enable(&dir, &["--no-build"]).success();
    let run = || cargo_with(&dir, &["run"], "OF_THE_USER", "seen");
    let done = run();
    assert!(done.stdout.starts_with("seen wasm32 "), "{done}");

    let native = "[[native]]\nname = \"macros\"\nversion = \"0.2\"\nwhy = \"a test\"\n";
    dir.write(&format!("{HOME}/wasm-macros.toml"), native);
    let done = run();
    let says = "says something else now; run `cargo wasm-macro enable`";
    assert!(done.status != 0 && done.stderr.contains(says), "{done}");
    enable(&dir, &["--no-build"]).success();
    let done = run();
    assert!(done.stdout.starts_with("seen wasm32 native via wasm32, "), "{done}");
    assert!(forms(&dir.path(HOME).join("target")).contains(&b"\x7fELF".to_vec()));

    dir.write(&format!("{HOME}/wasm-macros.toml"), "nativ = []\n");
    let complaint = enable(&dir, &["--no-build"]).complaint();
    assert!(complaint.contains("wasm-macros.toml` is not valid") && complaint.contains("`nativ`"));
}

#[test]
fn a_crate_that_cannot_be_a_module_is_named_with_what_would_let_it_stay_native() {
    let dir = project();
    let source = "#[cfg(target_family = \"wasm\")]\ncompile_error!(\"needs a thread\");\n";
    dir.write(
        &format!("{HOME}/part/src/lib.rs"),
        format!("//! A library.\n{source}{PART_SOURCE}").replace("\n//! A library.", ""),
    );
    let done = run(&dir, &["build", "--offline"]);
    assert!(done.status != 0, "{done}");
    assert!(
        done.stderr.contains(
            "error: the macro crate `macros 0.2.0` cannot be a WebAssembly module: `part 0.1.0`, which it \
             needs, does not compile for wasm32-wasip1: needs a thread\n"
        ),
        "{done}"
    );
    let lines = "[[native]]\nname = \"macros\"\nversion = \"0.2.0\"\n";
    assert!(done.stderr.contains(lines), "{done}");

    let said = enable(&dir, &[]);
    assert_eq!(said.status, 1, "{said}");
    assert!(
        said.stdout.contains("cannot be a module: `part 0.1.0`, which it needs, does not"),
        "{said}"
    );
    let policy = String::from_utf8(dir.read(&format!("{HOME}/wasm-macros.toml"))).unwrap();
    assert!(
        policy.contains("# [[native]]\n# name = \"macros\"\n# version = \"0.2.0\"\n"),
        "{policy}"
    );
    let without_signs: String = policy
        .lines()
        .skip_while(|line| !line.contains("[[native]]"))
        .map(|line| format!("{}\n", line.trim_start_matches("# ")))
        .collect();
    dir.write(&format!("{HOME}/wasm-macros.toml"), without_signs);
    enable(&dir, &[]).success();
    cargo(&dir, &["build"]).success();
}

#[test]
fn another_wrapper_is_called_too() {
    let dir = project();
    let script = "#!/bin/sh\necho \"$2 $3\" >> \"$LOG\"\nexec \"$@\"\n";
    dir.write("wrapper", script);
    let mut permissions = fs::metadata(dir.path("wrapper")).unwrap().permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o755);
    fs::set_permissions(dir.path("wrapper"), permissions).unwrap();
    let config = format!("[build]\nrustc-wrapper = {:?}\n", dir.path("wrapper"));
    dir.write(&format!("{HOME}/.cargo/config.toml"), &config);
    enable(&dir, &["--no-build"]).success();
    let log = dir.path("log");
    cargo_with(&dir, &["build"], "LOG", log.to_str().unwrap()).success();
    let log = String::from_utf8(dir.read("log")).unwrap();
    assert!(log.contains("--crate-name app") && log.contains("--target wasm32-wasip1"), "{log}");
    dir.run_in(HOME, &["disable"]).success();
    assert_eq!(dir.read(&format!("{HOME}/.cargo/config.toml")), config.as_bytes());
}

#[test]
fn published_macro_crates_are_modules() {
    let dir = Dir::new();
    let manifest = "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
                    serde = { version = \"1\", features = [\"derive\"] }\nthiserror = \"2\"\n\
                    own = { path = \"own\" }\n\n[workspace]\n";
    dir.write(&format!("{HOME}/Cargo.toml"), manifest);
    let own = "[package]\nname = \"own\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\nproc-macro = true\n";
    dir.write(&format!("{HOME}/own/Cargo.toml"), own);
    dir.write(
        &format!("{HOME}/own/src/lib.rs"),
        "#[proc_macro]\npub fn two(input: proc_macro::TokenStream) -> proc_macro::TokenStream { input }\n",
    );
    let source = "#[derive(serde::Serialize)]\npub struct Point { pub x: i32 }\n\
                  #[derive(Debug, thiserror::Error)]\n#[error(\"no {0}\")]\npub struct Error(u8);\n\
                  fn main() { let _ = Point { x: 1 }.x; println!(\"{}\", Error(own::two!(2))); }\n";
    dir.write(&format!("{HOME}/src/main.rs"), source);
    assert_eq!(run(&dir, &["run"]).success(), "no 2\n");
    assert_eq!(forms(&dir.path(HOME).join("target")), [b"\0asm", b"\0asm", b"\0asm"]);
    // Cargo knows the one that is a member by another command.
    let said = enable(&dir, &[]).success();
    assert_eq!(said.lines().filter(|line| line.ends_with(" module")).count(), 3, "{said}");
}
