//! Libraries that macros are made of, in a workspace that Cargo builds with modules: what only macros use is compiled
//! once, and for the host only if something needs that after all. The compiler is the one that `RUSTC_UNDER_TEST` names.

#[path = "tool/mod.rs"]
mod tool;
#[path = "workspace/mod.rs"]
mod workspace;

use std::fs;
use std::os::unix::fs::PermissionsExt;

use tool::{Dir, Done};
use workspace::{HOME, cargo_with, compiled, forms, rustc};

/// Two macro crates that are made of `tokens` and of `shared`, which the program uses too. Cargo does not know the
/// libraries as members, whose files are somebody's result.
const FILES: [(&str, &str); 11] = [
    (
        "Cargo.toml",
        "[workspace]\nmembers = [\"app\", \"one\", \"two\"]\nexclude = [\"lib\"]\nresolver = \"3\"\n",
    ),
    (
        "app/Cargo.toml",
        "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         one = { path = \"../one\" }\ntwo = { path = \"../two\" }\nshared = { path = \"../lib/shared\" }\n",
    ),
    (
        "app/src/main.rs",
        "fn main() { println!(\"{} {} {}\", one::it!(), two::it!(), shared::platform()); }\n",
    ),
    (
        "one/Cargo.toml",
        "[package]\nname = \"one\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\nproc-macro = true\n\n\
         [dependencies]\ntokens = { path = \"../lib/tokens\" }\nshared = { path = \"../lib/shared\" }\n",
    ),
    ("one/src/lib.rs", MACROS),
    (
        "two/Cargo.toml",
        "[package]\nname = \"two\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\nproc-macro = true\n\n\
         [dependencies]\ntokens = { path = \"../lib/tokens\" }\nshared = { path = \"../lib/shared\" }\n",
    ),
    ("two/src/lib.rs", MACROS),
    (
        "lib/tokens/Cargo.toml",
        "[package]\nname = \"tokens\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         base = { path = \"../base\" }\n\n[workspace]\n",
    ),
    ("lib/tokens/src/lib.rs", TOKENS),
    (
        "lib/base/Cargo.toml",
        "[package]\nname = \"base\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n",
    ),
    (
        "lib/shared/Cargo.toml",
        "[package]\nname = \"shared\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n",
    ),
];

/// A macro, tested by itself and in its documentation.
const MACROS: &str = r#"
//! A macro that says what it and its libraries run on.
use proc_macro::TokenStream;

/// ```
/// assert_eq!(CRATE::it!(), "EXPECTED");
/// ```
#[proc_macro]
pub fn it(_: TokenStream) -> TokenStream {
    format!("{:?}", text()).parse().expect("a literal")
}

fn text() -> String {
    format!("{}-{}", tokens::platform(), shared::platform())
}

#[test]
fn native_in_tests() {
    assert_eq!(text(), "native-native");
}
"#;

/// What a library is compiled for. Something in it is not used.
const TOKENS: &str = r#"
pub fn platform() -> &'static str { base::platform() }
fn forgotten() {}
"#;

const PLATFORM: &str = r#"
pub fn platform() -> &'static str {
    if cfg!(target_family = "wasm") { "wasm32" } else { "native" }
}
"#;

const OUTPUT: &str = "wasm32-wasm32 wasm32-wasm32 native\n";

/// Says what rustc is called with, in one piece, as several are called at once.
const WRAPPER: &str = "#!/bin/sh\nprintf '%s\\n' \"$*\" >> \"$LOG\"\nexec \"$@\"\n";

fn project() -> Dir {
    let dir = Dir::new();
    for (name, text) in FILES {
        let krate = name.split('/').next().unwrap();
        let text = text.replace("CRATE", krate).replace("EXPECTED", "wasm32-wasm32");
        dir.write(&format!("{HOME}/{name}"), text);
    }
    for name in ["base", "shared"] {
        dir.write(&format!("{HOME}/lib/{name}/src/lib.rs"), PLATFORM);
    }
    dir.write("wrapper", WRAPPER);
    fs::set_permissions(dir.path("wrapper"), fs::Permissions::from_mode(0o755)).unwrap();
    let config = format!("[build]\nrustc-wrapper = {:?}\n", dir.path("wrapper"));
    dir.write(&format!("{HOME}/.cargo/config.toml"), config);
    dir
}

fn enable(dir: &Dir, policy: &str) {
    dir.write(&format!("{HOME}/wasm-macros.toml"), policy);
    workspace::enable(dir, &["--no-build"]).success();
}

/// Plain Cargo, and for what a library has been compiled meanwhile, one after the other.
fn cargo(dir: &Dir, args: &[&str]) -> Done {
    dir.write("log", "");
    cargo_with(dir, args, "LOG", dir.path("log").to_str().unwrap())
}

fn targets(dir: &Dir, library: &str) -> Vec<String> {
    let log = String::from_utf8(dir.read("log")).unwrap();
    let compiles = format!("--crate-name {library} ");
    let lines = log.lines().filter(|line| line.contains(&compiles));
    let target = |line: &str| match line.split_once("--target ") {
        Some((_, rest)) => rest.split(' ').next().unwrap().to_owned(),
        None => "host".to_owned(),
    };
    lines.map(target).collect()
}

const MODULE: [&str; 1] = ["wasm32-wasip1"];
const BOTH: [&str; 2] = ["host", "wasm32-wasip1"];
const NONE: [&str; 0] = [];

#[test]
fn what_only_macros_use_is_compiled_once_and_not_for_the_host() {
    let dir = project();
    enable(&dir, "");
    let done = cargo(&dir, &["run"]);
    let warnings = done.stderr.matches("function `forgotten` is never used").count();
    assert_eq!(warnings, 1, "{done}");
    assert_eq!(done.success(), OUTPUT);
    assert_eq!(targets(&dir, "tokens"), MODULE);
    assert_eq!(targets(&dir, "base"), MODULE);
    assert_eq!(targets(&dir, "shared"), BOTH);

    let again = cargo(&dir, &["run"]);
    assert_eq!(compiled(&again), NONE, "{again}");
    assert_eq!(dir.read("log"), b"");

    let source = TOKENS.replace("base::platform()", "\"new\"");
    dir.write(&format!("{HOME}/lib/tokens/src/lib.rs"), &source);
    let done = cargo(&dir, &["run"]);
    assert_eq!(done.success(), OUTPUT.replace("wasm32-w", "new-w"));
    assert_eq!(targets(&dir, "tokens"), MODULE);
    assert_eq!(targets(&dir, "base"), NONE);
    assert_eq!(compiled(&cargo(&dir, &["run"])), NONE);

    // Each command has files of its own, and all are Cargo's.
    for args in [["check", "--all-targets"], ["doc", "--no-deps"], ["build", "--release"]] {
        cargo(&dir, &args).success();
    }
    assert_eq!(targets(&dir, "tokens"), MODULE);
    let [source, messages] = [&["clean"][..], &["build", "--message-format", "json"]]
        .map(|args| cargo(&dir, args).success());
    assert_eq!(source, "");
    assert!(!dir.path(HOME).join("target/release").exists());
    assert_eq!(targets(&dir, "tokens"), MODULE);
    let messages: Vec<serde_json::Value> =
        messages.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of_tokens = |reason: &str| {
        let them = messages.iter().filter(|it| it["reason"] == reason);
        them.filter(|it| it["target"]["name"] == "tokens").count()
    };
    assert_eq!([of_tokens("compiler-artifact"), of_tokens("compiler-message")], [1, 1]);
}

/// Two crates of tests need the libraries at the same time.
#[test]
fn tests_of_macro_crates_have_the_libraries_of_the_host() {
    let dir = project();
    enable(&dir, "");
    cargo(&dir, &["build", "--workspace"]).success();
    assert_eq!(targets(&dir, "tokens"), MODULE);
    let done = cargo(&dir, &["test", "--workspace", "-j2"]);
    assert_eq!(done.stdout.matches("native_in_tests ... ok").count(), 2, "{done}");
    done.success();
    assert_eq!(targets(&dir, "tokens"), ["host"]);
    assert_eq!(targets(&dir, "base"), ["host"]);
    let again = cargo(&dir, &["test", "--workspace", "--no-run"]);
    assert_eq!(compiled(&again), NONE, "{again}");
    let again = cargo(&dir, &["build", "--workspace"]);
    assert_eq!(compiled(&again), NONE, "{again}");

    // What was there for the tests is not there any more once it is another library.
    let source = TOKENS.replace("base::platform()", "\"native\"");
    dir.write(&format!("{HOME}/lib/tokens/src/lib.rs"), &source);
    let done = cargo(&dir, &["test", "--workspace", "--lib", "-j2"]);
    assert_eq!(done.stdout.matches("native_in_tests ... ok").count(), 2, "{done}");
    let mut both = targets(&dir, "tokens");
    both.sort();
    assert_eq!(both, BOTH);
    assert_eq!(targets(&dir, "base"), NONE);
}

#[test]
fn rustdoc_has_the_libraries_that_it_reads() {
    let dir = project();
    enable(&dir, "");
    let done = cargo(&dir, &["test", "--workspace", "--doc"]);
    assert_eq!(done.stdout.matches("it (line 5) ... ok").count(), 2, "{done}");
    done.success();
    let mut both = targets(&dir, "tokens");
    both.sort();
    assert_eq!(both, BOTH);
    cargo(&dir, &["doc", "--workspace"]).success();
    assert!(dir.path(HOME).join("target/doc/one/macro.it.html").is_file());
}

#[test]
fn a_native_macro_crate_has_the_libraries_of_the_host() {
    let dir = project();
    let native =
        |name| format!("[[native]]\nname = {name:?}\nversion = \"0.1\"\nwhy = \"a test\"\n");
    enable(&dir, &native("two"));
    let output = "wasm32-wasm32 native-native native\n";
    assert_eq!(cargo(&dir, &["run"]).success(), output);
    assert_eq!(targets(&dir, "tokens"), BOTH);
    enable(&dir, &(native("one") + &native("two")));
    assert_eq!(cargo(&dir, &["run"]).success(), "native-native native-native native\n");
    assert_eq!(targets(&dir, "tokens"), ["host"]);

    // Nobody knows before it is tried.
    let source = format!(
        "#[cfg(target_family = \"wasm\")]\ncompile_error!(\"needs a thread\");\n{}",
        MACROS.replace("CRATE", "two").replace("//! A", "// A")
    );
    dir.write(&format!("{HOME}/two/src/lib.rs"), source);
    enable(&dir, "default = \"allow-native\"\n");
    cargo(&dir, &["clean"]).success();
    assert_eq!(cargo(&dir, &["run"]).success(), output);
    let targets = targets(&dir, "tokens");
    assert_eq!([&targets[0], targets.last().unwrap()], ["wasm32-wasip1", "host"], "{targets:?}");
    assert_eq!(targets.iter().filter(|target| *target == "host").count(), 1);
    assert_eq!(compiled(&cargo(&dir, &["run"])), NONE);
}

#[test]
fn a_library_that_does_not_compile_for_modules_is_there_for_the_host() {
    let dir = project();
    let source = format!(
        "#[cfg(target_family = \"wasm\")]\ncompile_error!(\"needs a thread\");\n{PLATFORM}"
    );
    dir.write(&format!("{HOME}/lib/base/src/lib.rs"), source);
    enable(&dir, "default = \"allow-native\"\n");
    let done = cargo(&dir, &["run"]);
    assert!(!done.stderr.contains("needs a thread"), "{done}");
    assert_eq!(done.success(), "native-native native-native native\n");
    assert_eq!(targets(&dir, "tokens"), ["host"]);
    assert!(forms(&dir.path(HOME).join("target")).iter().all(|form| form == b"\x7fELF"));
    enable(&dir, "");
    let done = cargo(&dir, &["build"]);
    assert!(
        done.status != 0 && done.stderr.contains("`base 0.1.0`, which it needs, does not"),
        "{done}"
    );
}

#[test]
fn another_command_may_need_what_was_left_out() {
    let dir = project();
    let rustc = rustc();
    let args = ["run", "--rustc", &rustc, "--", "run", "--offline", "--target", &workspace::host()];
    let log = dir.path("log").to_str().unwrap().to_owned();
    let run = || {
        dir.write("log", "");
        dir.run_in_with(HOME, &args, &[("LOG", &log)])
    };
    assert_eq!(run().success(), OUTPUT);
    assert_eq!(targets(&dir, "tokens"), MODULE);
    // The program begins to use it.
    let manifest = String::from_utf8(dir.read(&format!("{HOME}/app/Cargo.toml"))).unwrap();
    let more = format!(
        "{manifest}tokens = {{ path = \"../lib/tokens\" }}\n\n[build-dependencies]\ntokens = {{ path = \"../lib/tokens\" }}\n"
    );
    dir.write(&format!("{HOME}/app/Cargo.toml"), more);
    dir.write(
        &format!("{HOME}/app/build.rs"),
        "fn main() { println!(\"cargo::rustc-env=OF_THE_SCRIPT={}\", tokens::platform()); }\n",
    );
    dir.write(
        &format!("{HOME}/app/src/main.rs"),
        "fn main() { println!(\"{} {} {}\", one::it!(), tokens::platform(), env!(\"OF_THE_SCRIPT\")); }\n",
    );
    assert_eq!(run().success(), "wasm32-wasm32 native native\n");
    let again = run();
    assert_eq!(compiled(&again), NONE, "{again}");
}

/// As getrandom 0.2 needs `wasi`, which Cargo does not compile, as macros are for the host.
#[test]
fn what_a_library_needs_for_modules_alone_is_compiled() {
    let dir = project();
    for (name, rest) in [("only-wasi", "[dependencies]\ndeeper = \"1\"\n"), ("deeper", "")] {
        let vendored = format!("{HOME}/vendor/{name}");
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"1.0.0\"\nedition = \"2024\"\n\n{rest}"
        );
        dir.write(&format!("{vendored}/Cargo.toml"), manifest);
        let checksum = format!("{{\"files\":{{}},\"package\":\"{}\"}}", "0".repeat(64));
        dir.write(&format!("{vendored}/.cargo-checksum.json"), checksum);
    }
    dir.write(
        &format!("{HOME}/vendor/only-wasi/src/lib.rs"),
        "pub fn platform() -> &'static str { deeper::platform() }\n",
    );
    dir.write(
        &format!("{HOME}/vendor/deeper/src/lib.rs"),
        "pub fn platform() -> &'static str { env!(\"CARGO_PKG_VERSION\") }\n",
    );
    let config = format!("{HOME}/.cargo/config.toml");
    let text = String::from_utf8(dir.read(&config)).unwrap();
    let sources = "[source.crates-io]\nreplace-with = \"vendored\"\n\n\
                   [source.vendored]\ndirectory = \"vendor\"\n";
    dir.write(&config, format!("{text}\n{sources}"));
    let manifest = format!("{HOME}/lib/tokens/Cargo.toml");
    let text = String::from_utf8(dir.read(&manifest)).unwrap();
    let needed =
        "[target.'cfg(target_os = \"wasi\")'.dependencies]\nonly-wasi = \"1\"\n\n[workspace]";
    dir.write(&manifest, text.replace("[workspace]", needed));
    dir.write(
        &format!("{HOME}/lib/tokens/src/lib.rs"),
        "#[cfg(target_os = \"wasi\")]\npub use only_wasi::platform;\n\
         #[cfg(not(target_os = \"wasi\"))]\npub use base::platform;\n",
    );
    enable(&dir, "");
    let done = cargo(&dir, &["run"]);
    assert_eq!(done.success(), OUTPUT.replace("wasm32-w", "1.0.0-w"));
    assert_eq!(targets(&dir, "only_wasi").last(), Some(&"wasm32-wasip1".to_owned()));
    assert_eq!(compiled(&cargo(&dir, &["run"])), NONE);

    // It is not compiled again for another crate's sake.
    cargo(&dir, &["clean", "-p", "one"]).success();
    assert_eq!(cargo(&dir, &["run"]).success(), OUTPUT.replace("wasm32-w", "1.0.0-w"));
    assert_eq!(targets(&dir, "only_wasi"), NONE);
}

#[test]
fn debug_assertions_of_a_macro_crate_are_what_the_policy_says() {
    let dir = project();
    for name in ["one", "two"] {
        let source =
            MACROS.replace("CRATE", name).replace("tokens::platform()", "cfg!(debug_assertions)");
        dir.write(&format!("{HOME}/{name}/src/lib.rs"), source);
    }
    enable(&dir, "[crates.one]\ndebug-assertions = true\n");
    assert_eq!(cargo(&dir, &["run"]).success(), "true-wasm32 false-wasm32 native\n");
    assert_eq!(cargo(&dir, &["run", "--release"]).success(), "true-wasm32 false-wasm32 native\n");
    enable(&dir, "");
    assert_eq!(cargo(&dir, &["run"]).success(), "false-wasm32 false-wasm32 native\n");
}

/// As sha2 needs `cpufeatures`, which does not compile for WebAssembly and is not needed there.
#[test]
fn what_a_library_needs_for_the_host_alone_is_left_out() {
    let dir = project();
    dir.write(
        &format!("{HOME}/lib/base/src/lib.rs"),
        "#[cfg(target_family = \"wasm\")]\ncompile_error!(\"only for processors\");\n\
         pub fn platform() -> &'static str { \"native\" }\n",
    );
    enable(&dir, "");
    let needed = cargo(&dir, &["run"]);
    assert!(needed.stderr.contains("`base 0.1.0`, which it needs, does not compile"), "{needed}");

    let manifest = format!("{HOME}/lib/tokens/Cargo.toml");
    let text = String::from_utf8(dir.read(&manifest)).unwrap();
    let for_host = "[target.'cfg(not(target_family = \"wasm\"))'.dependencies]";
    dir.write(&manifest, text.replace("[dependencies]", for_host));
    dir.write(
        &format!("{HOME}/lib/tokens/src/lib.rs"),
        "#[cfg(target_family = \"wasm\")]\npub fn platform() -> &'static str { \"wasm32\" }\n\
         #[cfg(not(target_family = \"wasm\"))]\npub use base::platform;\n",
    );
    assert_eq!(cargo(&dir, &["run"]).success(), OUTPUT);
    assert_eq!(compiled(&cargo(&dir, &["run"])), NONE);
}
