//! `docs/hermetic.md` as it stands: its Ninja file builds a program with a module where nothing else is.

#[path = "tool/mod.rs"]
mod tool;

use std::fs;
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

#[test]
fn the_ninja_file_of_the_documents_builds_in_an_empty_directory() {
    let document = fs::read_to_string(format!("{CLONE}/docs/hermetic.md")).unwrap();
    let rustc = std::env::var("RUSTC_UNDER_TEST").expect("`./x.py test tools` sets it");
    let rustc = std::path::absolute(rustc).unwrap();
    let text = format!("rustc = {}\n{}", rustc.display(), block(&document, "ninja"));
    let build = |dir: &Dir| {
        let mut ninja = Command::new("ninja");
        ninja.current_dir(dir.path("")).env_clear().env("PATH", "/usr/bin:/bin").env("USER", "you");
        let output = ninja.output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{said}");
        said
    };
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
