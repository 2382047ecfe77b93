//! Packages that are built by the compiler that `RUSTC_UNDER_TEST` names: the bytes depend on nothing
//! but the package, and the macros do what they should. `tests/real-crates` says which versions of
//! published packages are used.

#[path = "tool/mod.rs"]
mod tool;

use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use tool::{CLONE, Dir, Done};

/// Published macro crates, with features that are not their default ones. Two forms of `syn` are
/// enough for all of them: it is most of the work.
const PUBLISHED: [(&str, &str); 13] = [
    ("const_format_proc_macros", ""),
    ("displaydoc", ""),
    ("duplicate", ""),
    ("indoc", ""),
    ("nanoserde-derive", "json"),
    ("num-derive", ""),
    ("paste", ""),
    ("ref-cast-impl", ""),
    ("rustversion", ""),
    ("seq-macro", ""),
    ("serde_derive", "deserialize_in_place"),
    ("smart-default", ""),
    ("thiserror-impl", ""),
];

/// A macro crate whose features, build script and dependency decide what its macro says.
const MANIFEST: &str = r#"
[package]
name = "own-macros"
version.workspace = true
edition = "2024"

[lib]
name = "own"
proc-macro = true

[features]
default = ["polite"]
polite = []
loud = ["dep:shout"]

[dependencies]
shout = { path = "../shout", optional = true }
"#;
const SOURCE: &str = r#"
//! Macros.
use proc_macro::TokenStream;

/// Says hello.
#[proc_macro]
pub fn hello(_: TokenStream) -> TokenStream {
    let mut words = String::from(include_str!(concat!(env!("OUT_DIR"), "/words")));
    if cfg!(feature = "polite") { words += ", please"; }
    #[cfg(feature = "loud")]
    let words = shout::shout(&words);
    format!("{words:?}").parse().expect("a literal")
}
"#;
const BUILD_SCRIPT: &str = r#"
fn main() {
    let target = std::env::var("TARGET").unwrap();
    let is_native = !cfg!(target_family = "wasm");
    let words = format!("hello from {target}, {is_native}");
    std::fs::write(std::env::var("OUT_DIR").unwrap() + "/words", words).unwrap();
}
"#;

fn rustc() -> String {
    let path = std::env::var("RUSTC_UNDER_TEST");
    let path = path.expect("`RUSTC_UNDER_TEST` names the compiler; `./x.py test tools` sets it");
    std::path::absolute(path).unwrap().to_str().unwrap().to_owned()
}

fn published_lock() -> String {
    let path = Path::new(CLONE).join("tests/real-crates/Cargo.lock").canonicalize().unwrap();
    path.to_str().unwrap().to_owned()
}

/// Builds with more arguments. What was compiled stays in the directory. No native code is made of the module but for
/// `--code-dir`, as that takes a debug build of the tool long.
fn build(dir: &Dir, args: &[&str]) -> Done {
    let rustc = rustc();
    let common = ["build", "--rustc", &rustc, "--target-dir", "target", "-o", "out"];
    let code = if args.contains(&"--code-dir") { &[][..] } else { &["--no-compile"] };
    dir.run(&[&common[..], code, args].concat())
}

fn verify(dir: &Dir, args: &[&str]) -> Done {
    let rustc = rustc();
    dir.run(&[&["verify", "--rustc", &rustc, "--target-dir", "target"], args].concat())
}

fn build_published(dir: &Dir) -> Vec<String> {
    let lock = published_lock();
    let build = |(name, features): &(&str, &str)| {
        let target = ["--target", "wasm32-unknown-unknown"];
        let args = [name, "--lock", &lock, target[0], target[1], "--features", features];
        let args = if features.is_empty() { &args[..5] } else { &args[..] };
        build(dir, args).success().trim_end().to_owned()
    };
    PUBLISHED.iter().map(build).collect()
}

/// The published crates in two directories, compiled apart and at the same time.
fn published() -> &'static (Dir, Dir, Vec<String>) {
    static BUILT: OnceLock<(Dir, Dir, Vec<String>)> = OnceLock::new();
    BUILT.get_or_init(|| {
        let (one, other) = (Dir::new(), Dir::new());
        let names = std::thread::scope(|scope| {
            let thread = scope.spawn(|| build_published(&other));
            let names = build_published(&one);
            assert_eq!(names, thread.join().unwrap());
            names
        });
        (one, other, names)
    })
}

/// A workspace with the macro crate above, with which nothing has been done.
fn workspace() -> Dir {
    let dir = Dir::new();
    let root = "[workspace]\nmembers = [\"own\", \"shout\"]\nresolver = \"3\"\n\
                [workspace.package]\nversion = \"1.2.3\"\n";
    dir.write("ws/Cargo.toml", root);
    dir.write("ws/own/Cargo.toml", MANIFEST);
    dir.write("ws/own/src/lib.rs", SOURCE);
    dir.write("ws/own/build.rs", BUILD_SCRIPT);
    let shout = "[package]\nname = \"shout\"\nversion.workspace = true\nedition = \"2024\"\n";
    dir.write("ws/shout/Cargo.toml", shout);
    let source = "pub fn shout(text: &str) -> String { text.to_uppercase() }";
    dir.write("ws/shout/src/lib.rs", source);
    dir
}

fn hello(dir: &Dir) -> String {
    dir.run(&["expand", "out/own.wasm", "--macro", "hello"]).success()
}

#[test]
fn published_crates_have_the_same_bytes_in_two_directories() {
    let (one, other, names) = published();
    assert_eq!(names.len(), PUBLISHED.len());
    for name in names {
        assert!(one.read(name) == other.read(name), "{name} differs");
        one.run(&["check", name]).success();
    }
}

#[test]
fn published_crates_name_no_directory_of_the_build() {
    let (one, _, names) = published();
    let directory = one.path("").canonicalize().unwrap();
    for name in names {
        let bytes = one.read(name);
        let directory = directory.to_str().unwrap().trim_end_matches('/').as_bytes();
        assert!(!bytes.windows(directory.len()).any(|window| window == directory), "{name}");
    }
}

#[test]
fn what_was_built_is_compiled_to_native_code_unless_told_otherwise() {
    let dir = workspace();
    let own = ["--path", "ws/own", "--format", "json"];
    let code = |args: &[&str]| {
        let said: serde_json::Value = serde_json::from_str(&build(&dir, args).success()).unwrap();
        said["code"].as_str().map(str::to_owned)
    };
    assert_eq!(code(&own), None);
    let shown = |codes: &str| dir.run(&["cache", "--code-dir", codes]).success();
    assert!(shown("codes-by-default").ends_with(" in 0 files\n"));
    let file = code(&[&own[..], &["--code-dir", "codes"]].concat()).unwrap();
    assert!(dir.path(&file).is_file(), "{file}");
    assert!(shown("codes").ends_with(" in 1 file\n"));
    let compiled = dir.run(&["compile", "out/own.wasm", "--code-dir", "codes"]).success();
    assert!(compiled.contains("has been compiled before"), "{compiled}");
    // It is no fault of the module.
    dir.write("file", "");
    let done = build(&dir, &[&own[..2], &["--code-dir", "file"]].concat());
    assert!(done.stderr.starts_with("warning: there is no native code of the module"), "{done}");
    done.success();
}

#[test]
fn published_crates_are_verified() {
    let (_, dir, names) = published();
    for name in names {
        let said = verify(dir, &[name]).success();
        assert!(said.starts_with(&format!("{name}: same as ")), "{said}");
    }
}

#[test]
fn tampered_modules_are_not_verified() {
    let (_, dir, _) = published();
    for name in ["out/paste.wasm", "out/num_derive.wasm"] {
        let mut bytes = dir.read(name);
        // In the middle of the code, which is most of the module.
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        dir.write("tampered.wasm", bytes);
        let done = verify(dir, &["tampered.wasm"]);
        let at = format!("it differs first in the section `code`, at {middle:#x}\n");
        assert!(done.status == 1 && done.stdout.ends_with(&at), "{done}");
    }
}

#[test]
fn a_module_is_verified_without_anything_that_was_built_before() {
    let (dir, _, _) = published();
    let rustc = rustc();
    let args = ["verify", "out/paste.wasm", "--rustc", &rustc, "--format", "json"];
    insta::assert_snapshot!(dir.run(&args).success());
}

#[test]
fn a_difference_outside_of_the_code_is_named() {
    let (_, dir, _) = published();
    let said = |change: fn(&mut Vec<u8>)| {
        let mut bytes = dir.read("out/indoc.wasm");
        change(&mut bytes);
        dir.write("changed.wasm", bytes);
        let done = verify(dir, &["changed.wasm"]);
        assert_eq!(done.status, 1, "{done}");
        done.stdout
    };
    let more = said(|bytes| bytes.extend_from_slice(b"\0\x05\x04more"));
    let version = said(|bytes| {
        let at = bytes.windows(6).position(|window| window == b"\x05rustc").unwrap();
        bytes[at + 1] = b'R';
    });
    // Where the section is depends on the compiler.
    let version = version.split(", at ").next().unwrap();
    insta::assert_snapshot!(format!("{more}{version}"));
}

#[test]
fn what_a_module_was_built_from_is_shown() {
    let (dir, _, _) = published();
    let shown = dir.run(&["inspect", "out/serde_derive.wasm", "--format", "json"]).success();
    let report: serde_json::Value = serde_json::from_str(&shown).unwrap();
    let mut package = report["package"].clone();
    let lock = package["lock"].take().as_str().unwrap().to_owned();
    assert!(lock.contains("name = \"syn\""), "{lock}");
    assert!(package["compiler"].take().as_str().unwrap().starts_with("rustc "));
    let macros: Vec<_> = report["macros"].as_array().unwrap().iter().map(|m| &m["name"]).collect();
    insta::assert_snapshot!(format!("{package:#}\n{macros:?}\n{}", report["imports"]));
}

#[test]
fn published_macros_expand_outside_of_a_compiler() {
    let (dir, _, _) = published();
    dir.write("point.rs", "struct Point<'a> { x: u8, #[serde(rename = \"why\")] y: &'a str }");
    let derive = ["expand", "out/serde_derive.wasm", "--macro", "Serialize", "point.rs"];
    insta::assert_snapshot!("serialize", dir.run(&derive).success());
    let text = ["expand", "out/indoc.wasm", "--macro", "indoc"];
    insta::assert_snapshot!("indoc", dir.run_with(&text, "\"\n    one\n      two\n\"").success());
    let done =
        dir.run_with(&["expand", "out/seq_macro.wasm", "--macro", "seq"], "N in 0..=2 { f~N; }");
    assert_eq!(done.success(), "f0; f1; f2;\n");
}

#[test]
fn a_member_of_a_workspace_is_built_with_its_features() {
    let dir = workspace();
    let sets: [&[&str]; 3] = [&[], &["--features", "loud"], &["--no-default-features"]];
    let said = sets.map(|set| {
        build(&dir, &[&["--path", "ws/own"], set].concat()).success();
        hello(&dir)
    });
    insta::assert_snapshot!(said.concat());
    // Nothing was written to the workspace.
    let written = ["ws/Cargo.lock", "ws/target", "ws/own/target"];
    assert!(written.iter().all(|name| !dir.path(name).exists()));
}

#[test]
fn a_workspace_whose_only_macro_crate_is_meant_is_named_as_a_whole() {
    let dir = workspace();
    build(&dir, &["--path", "ws", "--target", "wasm32-wasip1"]).success();
    assert_eq!(hello(&dir), "\"hello from wasm32-wasip1, true, please\"\n");
    let complaints = [
        build(&dir, &["--path", "ws", "-p", "shout"]),
        build(&dir, &["--path", "ws", "-p", "other"]),
        build(&dir, &["--path", "ws/other"]),
    ];
    insta::assert_snapshot!(complaints.map(|done| done.complaint()).join("\n"));
}

#[test]
fn a_package_in_two_directories_has_the_same_bytes_until_it_changes() {
    let (one, other) = (workspace(), workspace());
    for dir in [&one, &other] {
        build(dir, &["--path", "ws/own"]).success();
    }
    assert!(one.read("out/own.wasm") == other.read("out/own.wasm"));
    verify(&one, &["out/own.wasm", "--path", "ws/own"]).success();
    other.write("ws/own/src/lib.rs", SOURCE.replace("Says", "Said"));
    let complaints =
        [verify(&other, &["out/own.wasm", "--path", "ws/own"]), verify(&other, &["out/own.wasm"])];
    let said = complaints.map(|done| done.complaint()).join("\n");
    let hash = said.split("sha256 ").nth(2).unwrap().lines().next().unwrap();
    insta::assert_snapshot!(said.replace(hash, "HASH"));
}

#[test]
fn a_git_checkout_is_built_as_it_was_committed() {
    let dir = workspace();
    let git = |args: &[&str]| {
        let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
        let identity = identity.into_iter().chain(["-c", "commit.gpgsign=false"]);
        let status =
            Command::new("git").args(identity).args(args).current_dir(dir.path("ws")).status();
        assert!(status.unwrap().success());
    };
    git(&["init", "--quiet"]);
    let failure = build(&dir, &["--git-checkout", "ws/own"]).complaint();
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "First"]);
    // Not committed, and so not seen.
    dir.write("ws/own/src/lib.rs", "nonsense");
    build(&dir, &["--git-checkout", "ws/own"]).success();
    assert!(hello(&dir).contains("hello"));
    let shown = dir.run(&["inspect", "out/own.wasm"]).success();
    let from = shown.lines().find(|line| line.contains("from")).unwrap();
    let said = verify(&dir, &["out/own.wasm", "--git-checkout", "ws"]).success();
    let commit = from.rsplit(' ').next().unwrap();
    assert_eq!(commit.len(), 40);
    insta::assert_snapshot!(format!("{failure}\n{from}\n{said}").replace(commit, "COMMIT"));
}

#[test]
fn what_cannot_be_built_leaves_no_file() {
    let dir = workspace();
    dir.write("ws/own/src/lib.rs", "nonsense");
    let done = build(&dir, &["--path", "ws/own"]);
    let reason = "error: `own-macros` 1.2.3 does not compile for WebAssembly: expected one of `!` or `::`, found `<eof>`\n";
    assert!(done.status == 1 && done.stderr.ends_with(reason), "{done}");
    // What the compiler said is shown once.
    assert_eq!(done.stderr.matches("-->").count(), 1, "{done}");
    let lock = published_lock();
    let args: [&[&str]; 3] = [
        &["itoa", "--lock", &lock],
        &["indoc@999", "--lock", &lock],
        &["derive_more-impl", "--lock", &lock],
    ];
    let complaints = args.map(|args| build(&dir, args).complaint());
    insta::assert_snapshot!(complaints.join("\n"));
    assert!(
        !dir.path("out").exists() || std::fs::read_dir(dir.path("out")).unwrap().next().is_none()
    );
}

/// Its build script makes a library of machine code for the host, unless it is told of another target.
const SHOUT_BUILD_SCRIPT: &str = r#"
fn main() {
    println!("cargo::rustc-check-cfg=cfg(on_host)");
    if std::env::var("TARGET") == std::env::var("HOST") {
        println!("cargo::rustc-cfg=on_host");
    }
    println!("cargo::rustc-env=BUILT_FOR={}", std::env::var("TARGET").unwrap());
}
"#;

#[test]
fn build_scripts_of_dependencies_run_for_the_target() {
    let dir = workspace();
    dir.write("ws/shout/build.rs", SHOUT_BUILD_SCRIPT);
    let source = "pub fn shout(_: &str) -> String { format!(\"{} {}\", cfg!(on_host), env!(\"BUILT_FOR\")) }";
    dir.write("ws/shout/src/lib.rs", source);
    for target in ["wasm32-wasip1", "wasm32-unknown-unknown"] {
        build(&dir, &["--path", "ws/own", "--features", "loud", "--target", target]).success();
        assert_eq!(hello(&dir), format!("\"false {target}\"\n"));
    }
}

/// A dependency that does not compile for one of the targets, or for neither.
fn with_dependency(condition: &str) -> Dir {
    let dir = workspace();
    let error = "compile_error!(\"there is no such system here\");";
    let source = format!(
        "pub fn shout(text: &str) -> String {{ text.to_uppercase() }} #[cfg({condition})] {error}"
    );
    dir.write("ws/shout/src/lib.rs", source);
    dir
}

const LOUD: [&str; 4] = ["--path", "ws/own", "--features", "loud"];
const SHOUT: &str = "`shout` 1.2.3, which `own-macros` needs, does not compile for";
const REASON: &str = "there is no such system here";

#[test]
fn the_target_is_the_one_that_the_package_compiles_for() {
    let dir = with_dependency("target_os = \"unknown\"");
    build(&dir, &LOUD).success();
    assert_eq!(hello(&dir), "\"HELLO FROM WASM32-WASIP1, TRUE, PLEASE\"\n");
    let dir = with_dependency("target_os = \"wasi\"");
    let done = build(&dir, &LOUD);
    let note = format!(
        "note: the module is built for wasm32-unknown-unknown: {SHOUT} wasm32-wasip1: {REASON}\n"
    );
    assert!(done.stderr.ends_with(&note), "{done}");
    done.success();
    assert_eq!(hello(&dir), "\"HELLO FROM WASM32-UNKNOWN-UNKNOWN, TRUE, PLEASE\"\n");
    // Whoever names a target gets that.
    let done = build(&dir, &[&LOUD[..], &["--target", "wasm32-wasip1"]].concat());
    assert!(done.stderr.ends_with(&format!("error: {SHOUT} wasm32-wasip1: {REASON}\n")), "{done}");
    assert_eq!(done.status, 1);
}

#[test]
fn the_crate_that_compiles_for_no_target_is_named() {
    let dir = with_dependency("target_family = \"wasm\"");
    let done = build(&dir, &LOUD);
    assert!(done.stderr.ends_with(&format!("error: {SHOUT} WebAssembly: {REASON}\n")), "{done}");
    assert_eq!(done.status, 1);
    let dir = workspace();
    let source = "#[cfg(target_os = \"wasi\")] compile_error!(\"one\"); #[cfg(target_os = \"unknown\")] compile_error!(\"other\");";
    dir.write("ws/shout/src/lib.rs", source);
    let done = build(&dir, &LOUD);
    let both =
        format!("error: {SHOUT} wasm32-wasip1: one; {SHOUT} wasm32-unknown-unknown: other\n");
    assert!(done.stderr.ends_with(&both), "{done}");
}

/// The macros of the compiler's tests, which use all of `proc_macro` and tell what they saw.
#[test]
fn the_whole_interface_is_answered() {
    let dir = Dir::new();
    let source = Path::new(CLONE).join("tests/wasm-proc-macro/fixtures/api.rs");
    dir.write("api.rs", std::fs::read(source).unwrap());
    let mut rustc = Command::new(rustc());
    rustc.args(["--crate-type", "proc-macro", "--target", "wasm32-unknown-unknown", "api.rs"]);
    let status = rustc.args(["--edition", "2021", "-Awarnings"]).current_dir(dir.path("")).status();
    assert!(status.unwrap().success());
    let cases = [
        ("spans", "a (b\n  'c' \"ä\") d"),
        ("global_spans", "input"),
        ("span_arithmetic", "one\n two"),
        ("subspans", "\"text\" 12345"),
        ("tokens", "a.b::<c>(&self, -1.5e3f32, r#\"x\"#)[0] => 'd"),
        ("parse", "\"a b\" \"'c'\" \"(\" \"-1\" \"\""),
        ("literal_values", "\"a\\n\" b'x' 'y' c\"z\" br#\"q\"# 1"),
    ];
    for (name, input) in cases {
        let done = dir.run_with(&["expand", "api.wasm", "--macro", name], input);
        // A string literal of several lines.
        let shown = done.success().replace("\\n", "\n");
        insta::assert_snapshot!(format!("api_{name}"), shown);
    }
}
