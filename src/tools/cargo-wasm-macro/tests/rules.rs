//! What a workspace says of its modules, and that no other ones are used: the policy's limits and hashes,
//! the lock, and modules that are there already. The compiler is the one that `RUSTC_UNDER_TEST` names.

#[path = "tool/mod.rs"]
mod tool;
#[path = "workspace/mod.rs"]
mod workspace;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};
use tool::{Dir, Done};
use workspace::*;

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The macro crates' modules, by the start of their names.
fn modules(dir: &Dir, profile: &str, name: &str) -> BTreeSet<String> {
    let directory = dir.path(HOME).join("target").join(profile).join("deps");
    let files = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    let prefix = format!("lib{name}-");
    let is_dylib = |path: &std::path::PathBuf| {
        let file = path.file_name().unwrap().to_str().unwrap();
        file.starts_with(&prefix) && file.ends_with(".so")
    };
    files.filter(is_dylib).map(|path| sha256(&fs::read(path).unwrap())).collect()
}

fn policy(dir: &Dir, text: &str) {
    dir.write(&format!("{HOME}/wasm-macros.toml"), text);
}

fn refused(done: Done, parts: &[&str]) {
    assert!(done.status != 0, "{done}");
    for part in parts {
        assert!(done.stderr.contains(part), "there is no `{part}` in {done}");
    }
}

#[test]
fn modules_are_the_same_in_another_directory_and_in_another_profile() {
    let (here, there) = (project(), project());
    run(&here, &["build", "--offline"]).success();
    run(&here, &["build", "--offline", "--release"]).success();
    // What a module may read is none of what it is made of.
    policy(&there, "[crates.macros]\nallow-env = [\"OF_THE_USER\"]\n");
    run(&there, &["build", "--offline"]).success();
    let expected = modules(&here, "debug", "macros");
    assert_eq!(expected.len(), 2);
    assert_eq!(modules(&here, "release", "macros"), expected);
    assert_eq!(modules(&there, "debug", "macros"), expected);
}

#[test]
fn a_pinned_module_is_the_only_one() {
    let dir = project();
    run(&dir, &["build", "--offline"]).success();
    let built = modules(&dir, "debug", "macros");
    let pins: Vec<String> = built.into_iter().collect();
    policy(&dir, &format!("[crates.macros]\nsha256 = {pins:?}\n"));
    run(&dir, &["build", "--offline"]).success();

    let none = "0".repeat(64);
    policy(&dir, &format!("[crates.macros]\nsha256 = {none:?}\n"));
    let done = run(&dir, &["build", "--offline"]);
    let says = format!("and `wasm-macros.toml` pins {none}");
    let found =
        pins.iter().find(|pin| done.stderr.contains(*pin)).expect("the hash of what was built");
    let advice =
        format!("write `sha256 = \"{found}\"` below `[crates.macros]` in `wasm-macros.toml`");
    refused(
        done,
        &["error: the macro crate `macros 0.", "is not the expected one", &says, &advice],
    );
    let said = enable(&dir, &[]);
    assert!(
        said.status == 1 && said.stdout.contains("is not the expected one: its module has"),
        "{said}"
    );
    assert!(!said.stdout.contains("[[native]]"), "{said}");
}

#[test]
fn limits_hold_for_all_modules() {
    let dir = project();
    policy(&dir, "[limits]\nfuel = 100\n");
    refused(run(&dir, &["build", "--offline"]), &["the limit `fuel` of 100 units is reached"]);
    policy(&dir, "statics = \"fresh\"\n[limits]\nfuel = \"1G\"\n");
    assert_eq!(run(&dir, &["run", "--offline"]).success(), OUTPUT);
}

#[test]
fn expansions_are_kept_unless_the_policy_says_otherwise() {
    let dir = project();
    let stored = dir.path(HOME).join("target/debug/incremental/wasm-proc-macro-expansions");
    let count = || stored.read_dir().map_or(0, Iterator::count);
    policy(&dir, "keep-expansions = false\n");
    assert_eq!(run(&dir, &["run", "--offline"]).success(), OUTPUT);
    assert_eq!(count(), 0);
    policy(&dir, "");
    assert_eq!(run(&dir, &["run", "--offline"]).success(), OUTPUT);
    // Both versions of the macro crate, for the program; build scripts are programs too.
    let before = count();
    assert!(before >= 2, "{before} files");
    let main = format!("{HOME}/app/src/main.rs");
    dir.write(&main, format!("{APP_SOURCE}#[allow(dead_code)] fn edit() {{}}"));
    assert_eq!(run(&dir, &["run", "--offline"]).success(), OUTPUT);
    assert_eq!(count(), before);
    // It may be where expansions have been read from.
    dir.write(&main, APP_SOURCE.replace("{} {} {}", "again {} {} {}"));
    assert_eq!(run(&dir, &["run", "--offline"]).success(), format!("again {OUTPUT}"));
}

#[test]
fn native_code_of_modules_is_made_if_the_policy_says_so() {
    let dir = project();
    let codes = || match dir.path("codes-by-default").is_dir() {
        true => dir.tree("codes-by-default").len(),
        false => 0,
    };
    assert_eq!(run(&dir, &["run", "--offline"]).success(), OUTPUT);
    assert_eq!(codes(), 0);
    policy(&dir, "compile = true\n");
    let done = run(&dir, &["run", "--offline"]);
    assert!(!done.stderr.contains("there is no native code"), "{done}");
    assert_eq!(done.success(), OUTPUT);
    assert!(codes() >= modules(&dir, "debug", "macros").len(), "{} files", codes());
}

#[test]
fn a_locked_build_uses_what_is_locked_on_any_machine() {
    let dir = project();
    let locked = |args: &[&str]| {
        let rustc = rustc();
        dir.run_in(HOME, &[&["run", "--rustc", &rustc, "--locked", "--"], args].concat())
    };
    refused(
        locked(&["build", "--offline"]),
        &["there is no `DIR", "write it with `cargo wasm-macro lock`"],
    );
    let lock = |dir: &Dir| dir.run_in(HOME, &["lock", "--offline", "--rustc", &rustc()]).success();
    assert!(lock(&dir).contains("is written: 2 modules"));
    let text = dir.read(&format!("{HOME}/wasm-macros.lock"));
    assert!(lock(&dir).contains("has all of it already: 2 modules"));
    assert_eq!(locked(&["run", "--offline"]).success(), OUTPUT);

    let elsewhere = project();
    lock(&elsewhere);
    assert_eq!(elsewhere.read(&format!("{HOME}/wasm-macros.lock")), text);

    let source = MACROS_SOURCE.replace("OF_THE_USER", "ANOTHER");
    dir.write(&format!("{HOME}/macros/src/lib.rs"), source);
    let text = String::from_utf8(text).unwrap();
    let mut before = text.lines().filter_map(|line| line.strip_prefix("sha256 = "));
    let before = before.next_back().unwrap().trim_matches('"');
    refused(
        locked(&["build", "--offline"]),
        &[
            "error: the macro crate `macros 0.2.0` is not the expected one: its module has the SHA-256 ",
            &format!("and `wasm-macros.lock` has {before}\n"),
            "run `cargo wasm-macro lock`; the modules in `wasm-macros.lock` were made by `rustc 1.",
        ],
    );
    // The policy may say so, too, and a lock of something else does not hold.
    policy(&dir, "locked = true\n");
    refused(run(&dir, &["build", "--offline"]), &["is not the expected one"]);
    enable(&dir, &["--no-build"]).success();
    refused(cargo(&dir, &["build"]), &["is not the expected one"]);
    lock(&dir);
    refused(cargo(&dir, &["build"]), &["says something else now; run `cargo wasm-macro enable`"]);
    enable(&dir, &["--no-build"]).success();
    assert_eq!(cargo(&dir, &["run"]).success(), OUTPUT);
}

/// Published macro crates. There is another one that `indoc` might need, and that is not built for the program.
const PUBLISHED: &str = "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
    [dependencies]\nindoc = \"2\"\nseq-macro = \"0.3\"\n\n[workspace]\n";
const PUBLISHED_SOURCE: &str = "fn main() {\n    seq_macro::seq!(N in 1..=2 { print!(\"{}\", N); });\n    \
    print!(\"{}\", indoc::indoc!(\"\n        indented\n    \"));\n}\n";

#[test]
fn vendored_modules_are_taken_while_they_fit() {
    let dir = Dir::new();
    dir.write(&format!("{HOME}/Cargo.toml"), PUBLISHED);
    dir.write(&format!("{HOME}/src/main.rs"), PUBLISHED_SOURCE);
    let rustc = rustc();
    let said = dir.run_in(HOME, &["vendor", "vendor ed", "--rustc", &rustc]).success();
    assert!(said.contains("add to `wasm-macros.toml`: prebuilt = [\"vendor ed\"]"), "{said}");
    assert_eq!(run(&dir, &["run"]).success(), "12indented\n");
    let crates = ["indoc", "seq_macro"];
    let all = || -> BTreeSet<String> {
        crates.into_iter().flat_map(|name| modules(&dir, "debug", name)).collect()
    };
    let compiled = all();

    policy(&dir, "prebuilt = [\"vendor ed\"]\n");
    assert_eq!(run(&dir, &["run"]).success(), "12indented\n");
    let both = all();
    let index = String::from_utf8(dir.read(&format!("{HOME}/vendor ed/modules.toml"))).unwrap();
    let names = index.lines().filter_map(|line| line.strip_prefix("file = "));
    let names: Vec<&str> = names.map(|name| name.trim_matches('"')).collect();
    let is_used = |name: &&&str| name.starts_with("indoc-") || name.starts_with("seq-macro-");
    let files: Vec<_> = names
        .iter()
        .filter(is_used)
        .map(|name| dir.path(HOME).join("vendor ed").join(name))
        .collect();
    assert_eq!(files.len(), crates.len(), "{index}");
    for file in &files {
        let hash = sha256(&fs::read(file).unwrap());
        assert!(both.contains(&hash) && !compiled.contains(&hash), "{}", file.display());
    }

    let said = dir.run_in(HOME, &["verify", "--rustc", &rustc]).success();
    assert_eq!(
        said.lines().filter(|line| line.contains(": same as ")).count(),
        names.len(),
        "{said}"
    );

    // Made of something else, they do not fit, and are compiled.
    let other = index.replace("checksum = \"", "checksum = \"00");
    dir.write(&format!("{HOME}/vendor ed/modules.toml"), &other);
    fs::remove_dir_all(dir.path(HOME).join("target")).unwrap();
    assert_eq!(run(&dir, &["run"]).success(), "12indented\n");
    assert_eq!(all(), compiled);
    let said = dir.run_in(HOME, &["verify", "--rustc", &rustc]);
    assert!(said.status == 1 && said.stdout.contains("has another `checksum`"), "{said}");

    // Changed, they are refused.
    dir.write(&format!("{HOME}/vendor ed/modules.toml"), &index);
    fs::remove_dir_all(dir.path(HOME).join("target")).unwrap();
    let changed = [fs::read(&files[0]).unwrap(), b"\0\x02\x01x".to_vec()].concat();
    fs::write(&files[0], &changed).unwrap();
    let name = files[0].file_name().unwrap().to_str().unwrap();
    refused(
        run(&dir, &["build"]),
        &[name, &sha256(&changed), "run `cargo wasm-macro vendor` again"],
    );
    assert!(!Path::new(&dir.path(HOME).join("target/debug/app")).exists());
}
