//! `docs/hermetic.md` as it stands: its Ninja file, and one that is made from what Cargo says of a workspace, build
//! programs with modules where nothing else is.

mod ninja;
#[path = "tool/mod.rs"]
mod tool;

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tool::{CLONE, Dir};

const MACROS: &str = "\
use proc_macro::TokenStream;

#[proc_macro]
pub fn hello(_: TokenStream) -> TokenStream {
    let user = std::env::var(\"USER\").unwrap_or(\"nobody\".to_owned());
    let here = if cfg!(target_family = \"wasm\") { \"a module\" } else { \"a dylib\" };
    format!(\"\\\"hello {user}, from {here}\\\"\").parse().unwrap()
}
";
const PROGRAM: &str = "fn main() { println!(\"{}\", hello_macros::hello!()); }\n";

/// The first block of code that is marked so.
fn block<'a>(document: &'a str, language: &str) -> &'a str {
    let start = format!("```{language}\n");
    document.split_once(&start).unwrap().1.split("```").next().unwrap()
}

fn rustc() -> PathBuf {
    let rustc = std::env::var("RUSTC_UNDER_TEST").expect("`./x.py test tools` sets it");
    std::path::absolute(rustc).unwrap()
}

/// What Ninja says, which sees nothing of the machine but its tools.
fn build(dir: &Dir) -> String {
    let mut ninja = Command::new("ninja");
    ninja.current_dir(dir.path("")).env_clear().env("PATH", "/usr/bin:/bin").env("USER", "you");
    let output = ninja.output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    said
}

#[test]
fn the_ninja_file_of_the_documents_builds_in_an_empty_directory() {
    let document = fs::read_to_string(format!("{CLONE}/docs/hermetic.md")).unwrap();
    let text = format!("rustc = {}\n{}", rustc().display(), block(&document, "ninja"));
    let dirs = [Dir::new(), Dir::new()];
    for dir in &dirs {
        dir.write("build.ninja", &text);
        dir.write("hello_macros.rs", MACROS);
        dir.write("hello.rs", PROGRAM);
        let said = build(dir);
        for line in block(&document, "console").lines().skip(1) {
            assert!(said.contains(line), "{said}");
        }
        let output = Command::new(dir.path("hello")).output().unwrap();
        assert_eq!(output.stdout, b"hello nobody, from a module\n");
        assert!(build(dir).contains("no work to do"));
    }
    assert_eq!(dirs[0].read("hello_macros.wasm"), dirs[1].read("hello_macros.wasm"));
    dirs[0].write("hello_macros.rs", MACROS.replace("hello {", "bye {"));
    assert!(build(&dirs[0]).contains("[2/2]"));
}

/// A program with a macro crate that a library re-exports, that uses another macro crate and a library, and that has
/// a feature of the library which the program has not.
const WORKSPACE: [(&str, &str); 11] = [
    (
        "Cargo.toml",
        "[workspace]\nmembers = [\"app\", \"face\", \"macros\", \"older\", \"shared\"]\nresolver = \"3\"\n",
    ),
    (
        "app/Cargo.toml",
        "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nface = { path = \"../face\" }\nshared = { path = \"../shared\" }\n",
    ),
    ("app/src/main.rs", "fn main() { println!(\"{} {}\", face::told!(), shared::name()); }\n"),
    (
        "face/Cargo.toml",
        "[package]\nname = \"face\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nmacros = { path = \"../macros\" }\n",
    ),
    ("face/src/lib.rs", "pub use macros::what as told;\n"),
    (
        "macros/Cargo.toml",
        "[package]\nname = \"macros\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\nproc-macro = true\n\n\
         [dependencies]\nolder = { path = \"../older\", package = \"older-macros\" }\n\
         shared = { path = \"../shared\", features = [\"loud\"] }\n",
    ),
    (
        "macros/src/lib.rs",
        "use proc_macro::TokenStream;\n\n#[proc_macro]\npub fn what(_: TokenStream) -> TokenStream {\n    \
         let user = std::env::var(\"USER\").unwrap_or(\"nobody\".to_owned());\n    \
         let text = format!(\"{} {} for {user}\", older::here!(), shared::name());\n    \
         format!(\"{text:?}\").parse().unwrap()\n}\n",
    ),
    (
        "older/Cargo.toml",
        "[package]\nname = \"older-macros\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[lib]\nproc-macro = true\n",
    ),
    (
        "older/src/lib.rs",
        "use proc_macro::TokenStream;\n\n#[proc_macro]\npub fn here(_: TokenStream) -> TokenStream {\n    \
         if cfg!(target_family = \"wasm\") { \"\\\"module\\\"\" } else { \"\\\"dylib\\\"\" }.parse().unwrap()\n}\n",
    ),
    (
        "shared/Cargo.toml",
        "[package]\nname = \"shared\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[features]\nloud = []\n",
    ),
    (
        "shared/src/lib.rs",
        "pub fn name() -> &'static str { if cfg!(feature = \"loud\") { \"LOUD\" } else { \"quiet\" } }\n",
    ),
];

#[test]
fn a_ninja_file_of_what_cargo_would_do_builds_in_an_empty_directory() {
    let dirs = [Dir::new(), Dir::new()];
    for dir in &dirs {
        for (name, text) in WORKSPACE {
            dir.write(name, text);
        }
    }
    let root = dirs[0].path("").canonicalize().unwrap();
    let mut cargo = Command::new("cargo");
    // The option is not a stable one.
    cargo.args(["build", "-p", "app", "--offline", "--unit-graph", "-Zunstable-options"]);
    let output = cargo.env("RUSTC_BOOTSTRAP", "1").current_dir(&root).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let graph = serde_json::from_slice(&output.stdout).unwrap();
    let text = ninja::file(&graph, &root, &rustc());
    for dir in &dirs {
        dir.write("build.ninja", &text);
        // Six crates, of which the library with and without its feature are two.
        assert!(build(dir).contains("[6/6] program app"), "{text}");
        let output = Command::new(dir.path("host/app")).output().unwrap();
        assert_eq!(output.stdout, b"module LOUD for nobody quiet\n");
        assert!(build(dir).contains("no work to do"));
    }
    let modules = fs::read_dir(dirs[0].path("macros")).unwrap().map(|entry| entry.unwrap());
    let modules: Vec<_> = modules.map(|it| it.file_name().into_string().unwrap()).collect();
    let modules: Vec<_> = modules.into_iter().filter(|name| name.ends_with(".wasm")).collect();
    assert_eq!(modules.len(), 2, "{modules:?}");
    for name in modules {
        let [one, other] = [0, 1].map(|index| dirs[index].read(&format!("macros/{name}")));
        assert!(one.starts_with(b"\0asm") && one == other, "{name}");
    }
    // What the library is without its feature is no part of the modules.
    dirs[0].write("older/src/lib.rs", WORKSPACE[8].1.replace("module", "MODULE"));
    assert!(build(&dirs[0]).contains("[4/4] program app"));
}
