//! What a manifest can say of a package and its dependencies: the module of each package says the same as
//! the native macro crate that Cargo makes of it. `RUSTC_UNDER_TEST` names the compiler.

#[path = "tool/mod.rs"]
mod tool;

use std::path::Path;
use std::process::Command;

use tool::{Dir, Done};

/// A macro that says an expression of the macro crate, and a program that prints it.
fn source(expression: &str) -> String {
    format!(
        "use proc_macro::TokenStream;\n\
         #[proc_macro]\n\
         pub fn facts(_: TokenStream) -> TokenStream {{\n\
             let facts: Vec<String> = vec![{expression}];\n\
             format!(\"{{:?}}\", facts.join(\" | \")).parse().unwrap()\n\
         }}\n"
    )
}
const PROGRAM: &str = "fn main() { println!(\"{}\", own::facts!()); }";

/// The head of a manifest whose macro crate is `own`.
const HEAD: &str = "[package]\nname = \"own\"\nversion = \"1.2.3-rc.4+build.5\"\nedition = \"2021\"\n\
                    [lib]\nproc-macro = true\n";

fn rustc() -> String {
    let path = std::env::var("RUSTC_UNDER_TEST");
    let path = path.expect("`RUSTC_UNDER_TEST` names the compiler; `./x.py test tools` sets it");
    std::path::absolute(path).unwrap().to_str().unwrap().to_owned()
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}\n{stderr}");
    String::from_utf8(output.stdout).unwrap()
}

fn git(directory: &Path, args: &[&str]) {
    let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
    let mut command = Command::new("git");
    command.args(identity).args(["-c", "commit.gpgsign=false"]).args(args);
    run(command.current_dir(directory));
}

/// A package that says its name, version and features, below the directory.
fn part(dir: &Dir, directory: &str, head: &str, rest: &str) {
    dir.write(&format!("{directory}/Cargo.toml"), format!("[package]\n{head}\n{rest}"));
    let source = "pub fn facts() -> String {\n\
                      let loud = if cfg!(feature = \"loud\") { \" loud\" } else { \"\" };\n\
                      concat!(env!(\"CARGO_PKG_NAME\"), \" \", env!(\"CARGO_PKG_VERSION\")).to_owned() + loud\n\
                  }";
    dir.write(&format!("{directory}/src/lib.rs"), source);
}

/// Builds the module of the package in the directory.
fn build(dir: &Dir, directory: &str, more: &[&str]) -> Done {
    let rustc = rustc();
    let common = [
        "build",
        "--rustc",
        &rustc,
        "--offline",
        "--no-compile",
        "--target-dir",
        "built",
        "-o",
        "out",
    ];
    dir.run(&[&common[..], &["--path", directory], more].concat())
}

/// What the program prints with the module.
fn said_by_module(dir: &Dir, directory: &str, more: &[&str]) -> String {
    build(dir, directory, more).success();
    said(dir, &["--wasm-proc-macro", "own=out/own.wasm"])
}

/// What it prints with the library that Cargo makes of the same package.
fn said_natively(dir: &Dir, directory: &str, more: &[&str]) -> String {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--offline", "--lib", "--target-dir", "native"]).args(more);
    cargo.arg("--manifest-path").arg(format!("{directory}/Cargo.toml"));
    let lock = dir.path(directory).join("Cargo.lock");
    let had_lock = lock.exists();
    run(cargo.env("RUSTC", rustc()).current_dir(dir.path("")));
    if !had_lock {
        let _ = std::fs::remove_file(lock);
    }
    let library =
        format!("native/debug/{}own{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX);
    said(dir, &["--extern", &format!("own={library}")])
}

fn said(dir: &Dir, args: &[&str]) -> String {
    dir.write("main.rs", PROGRAM);
    run(Command::new(rustc())
        .args(args)
        .args(["--edition", "2021", "main.rs"])
        .current_dir(dir.path("")));
    run(&mut Command::new(dir.path("main")))
}

/// Both say this.
fn assert_said(dir: &Dir, directory: &str, more: &[&str], expected: &str) {
    let expected = format!("{expected}\n");
    assert_eq!(said_natively(dir, directory, more), expected, "natively");
    assert_eq!(said_by_module(dir, directory, more), expected, "by the module");
}

#[test]
fn dependencies_are_found_whatever_their_versions_names_and_places_are() {
    let dir = Dir::new();
    part(
        &dir,
        "a pre",
        "name = \"pre\"\nversion = \"0.3.1-beta.2+build.5\"\nedition = \"2021\"",
        "",
    );
    part(
        &dir,
        "required",
        "name = \"required\"\nversion = \"1.0.0-rc.1+build.5\"\nedition = \"2018\"",
        "",
    );
    part(
        &dir,
        "with-dash",
        "name = \"some-dashes_too\"\nversion = \"2.0.0+build.5\"\nedition = \"2021\"",
        "",
    );
    part(&dir, "none", "name = \"none\"\nedition = \"2021\"", "");
    part(
        &dir,
        "somewhere",
        "name = \"somewhere\"\nversion = \"0.1.0-pre\"\nedition = \"2021\"",
        "",
    );
    part(
        &dir,
        "größe",
        "name = \"deep\"\nversion = \"7.0.0-x.7.z.92\"\nedition = \"2021\"",
        "[features]\nloud = []\n",
    );
    let above = "[dependencies]\ndeep = { path = \"../größe\", features = [\"loud\"] }\n";
    part(&dir, "above", "name = \"above\"\nversion = \"0.0.0-0\"\nedition = \"2021\"", above);
    dir.write("above/src/lib.rs", "pub use deep::facts;");
    let dependencies = "[dependencies]\n\
        pre = { path = \"../a pre\" }\n\
        required = { path = \"../required\", version = \"=1.0.0-rc.1\" }\n\
        other-name = { path = \"../with-dash\", package = \"some-dashes_too\", version = \"2\" }\n\
        none.path = \"../none\"\n\
        above.path = \"../above\"\n\
        [build-dependencies]\n\
        pre = { path = \"../a pre\" }\n\
        [target.'cfg(not(windows))'.dependencies]\n\
        on-some = { package = \"somewhere\", path = \"../somewhere\" }\n";
    dir.write("own/Cargo.toml", format!("{HEAD}{dependencies}"));
    let script = "fn main() { println!(\"cargo::rustc-env=SCRIPT={}\", pre::facts()); }";
    dir.write("own/build.rs", script);
    let facts = "pre::facts(), required::facts(), other_name::facts(), none::facts(), above::facts(), \
                 env!(\"SCRIPT\").into(), on_some::facts(), env!(\"CARGO_PKG_VERSION\").into()";
    dir.write("own/src/lib.rs", source(facts));
    let expected = "pre 0.3.1-beta.2+build.5 | required 1.0.0-rc.1+build.5 | some-dashes_too 2.0.0+build.5 | \
                    none 0.0.0 | deep 7.0.0-x.7.z.92 loud | pre 0.3.1-beta.2+build.5 | somewhere 0.1.0-pre | \
                    1.2.3-rc.4+build.5";
    assert_said(&dir, "own", &[], expected);
    // The lock file that is recorded has the same versions in it.
    let rustc = rustc();
    dir.run(&["verify", "out/own.wasm", "--path", "own", "--rustc", &rustc, "--offline"]).success();
}

#[test]
fn repositories_are_found_by_branch_tag_and_commit() {
    let dir = Dir::new();
    let repository = dir.path("a repo");
    let commit = |version: &str| {
        part(
            &dir,
            "a repo",
            &format!("name = \"part\"\nversion = \"{version}\"\nedition = \"2021\""),
            "",
        );
        git(&repository, &["add", "."]);
        git(&repository, &["commit", "--quiet", "--message", version]);
    };
    std::fs::create_dir_all(&repository).unwrap();
    git(&repository, &["init", "--quiet", "--initial-branch", "main"]);
    commit("1.0.0-rc.1+build.5");
    git(&repository, &["tag", "v1.0.0-rc.1+build.5"]);
    commit("2.0.0-rc.1");
    git(&repository, &["branch", "next/2#1&x=y"]);
    commit("3.0.0");
    git(&repository, &["branch", "stable"]);
    commit("4.0.0-alpha");
    let url = format!("file://{}", repository.canonicalize().unwrap().display());
    let (plain, encoded) = (&url, url.replace(' ', "%20"));
    let dependencies = format!(
        "[dependencies]\n\
         tagged = {{ package = \"part\", git = \"{encoded}\", tag = \"v1.0.0-rc.1+build.5\" }}\n\
         branch = {{ package = \"part\", git = \"{plain}\", branch = \"next/2#1&x=y\", version = \"2.0.0-rc\" }}\n\
         rev = {{ package = \"part\", git = \"{encoded}\", rev = \"refs/heads/stable\" }}\n\
         part.workspace = true\n\
         [workspace]\n\
         dependencies.part.git = \"{encoded}\"\n"
    );
    dir.write("own/Cargo.toml", format!("{HEAD}{dependencies}"));
    dir.write(
        "own/src/lib.rs",
        source("tagged::facts(), branch::facts(), rev::facts(), part::facts()"),
    );
    let expected = "part 1.0.0-rc.1+build.5 | part 2.0.0-rc.1 | part 3.0.0 | part 4.0.0-alpha";
    // Cargo only uses repositories offline that it has seen.
    run(Command::new("cargo")
        .args(["fetch", "--manifest-path", "own/Cargo.toml"])
        .current_dir(dir.path("")));
    std::fs::remove_file(dir.path("own/Cargo.lock")).unwrap();
    assert_said(&dir, "own", &[], expected);
}

#[test]
fn crates_of_one_name_and_version_are_told_apart() {
    let dir = Dir::new();
    for (directory, text) in [("one", "one"), ("two", "two")] {
        part(&dir, directory, "name = \"part\"\nversion = \"1.0.0\"\nedition = \"2021\"", "");
        dir.write(
            &format!("{directory}/src/lib.rs"),
            format!("pub fn facts() -> String {{ \"{text}\".into() }}"),
        );
    }
    git(&dir.path("two"), &["init", "--quiet"]);
    git(&dir.path("two"), &["add", "."]);
    git(&dir.path("two"), &["commit", "--quiet", "--message", "First"]);
    let url = format!("file://{}", dir.path("two").canonicalize().unwrap().display());
    let dependencies = format!(
        "[dependencies]\none = {{ package = \"part\", path = \"../one\" }}\n\
         two = {{ package = \"part\", git = \"{url}\" }}\n"
    );
    dir.write("own/Cargo.toml", format!("{HEAD}{dependencies}"));
    dir.write("own/src/lib.rs", source("one::facts(), two::facts()"));
    run(Command::new("cargo")
        .args(["fetch", "--manifest-path", "own/Cargo.toml"])
        .current_dir(dir.path("")));
    assert_said(&dir, "own", &[], "one | two");
}

#[test]
fn features_reach_what_they_name() {
    let dir = Dir::new();
    let features = "[features]\nloud = []\n";
    for (directory, name) in
        [("part", "part"), ("tests", "for-tests"), ("twice", "twice"), ("more", "more")]
    {
        let head = format!("name = \"{name}\"\nversion = \"1.0.0-rc.1\"\nedition = \"2021\"");
        part(&dir, directory, &head, features);
    }
    let manifest = "[features]\n\
        default = [\"quiet\"]\n\
        quiet = []\n\
        with-dash = [\"part?/loud\", \"for-tests/loud\", \"both/loud\"]\n\
        all = [\"dep:part\", \"with-dash\", \"quiet\"]\n\
        [dependencies]\n\
        part = { path = \"../part\", optional = true }\n\
        both = { package = \"twice\", path = \"../twice\", default-features = false }\n\
        implicit = { package = \"more\", path = \"../more\", optional = true }\n\
        [dev-dependencies]\n\
        for-tests.path = \"../tests\"\n\
        both = { package = \"twice\", path = \"../twice\" }\n";
    dir.write("own/Cargo.toml", format!("{HEAD}{manifest}"));
    let facts = "both::facts(), cfg!(feature = \"quiet\").to_string(), cfg!(feature = \"with-dash\").to_string(), \
                 cfg!(feature = \"implicit\").to_string(), cfg!(feature = \"all\").to_string()";
    dir.write("own/src/lib.rs", source(facts));
    let sets: [(&[&str], &str); 4] = [
        (&[], "twice 1.0.0-rc.1 | true | false | false | false"),
        (&["--no-default-features"], "twice 1.0.0-rc.1 | false | false | false | false"),
        (
            &["--features", "with-dash,implicit"],
            "twice 1.0.0-rc.1 loud | true | true | true | false",
        ),
        (
            &["--no-default-features", "--features", "all"],
            "twice 1.0.0-rc.1 loud | true | true | false | true",
        ),
    ];
    for (set, expected) in sets {
        assert_said(&dir, "own", set, expected);
    }
}

#[test]
fn what_a_manifest_says_of_the_package_is_seen_by_it() {
    let dir = Dir::new();
    let manifest = "[package]\n\
        name = \"own-macros\"\n\
        version.workspace = true\n\
        edition = \"2021\"\n\
        authors = [\"One <one@example.com>\", \"Two\"]\n\
        description = \"Says \\\"facts\\\"\\nof two lines\"\n\
        license-file = \"the license\"\n\
        repository = \"https://example.com/repository\"\n\
        homepage = \"https://example.com\"\n\
        readme = \"docs/read me.md\"\n\
        rust-version = \"1.80\"\n\
        links = \"everything\"\n\
        build = \"make/build.rs\"\n\
        default-run = \"tool\"\n\
        [lib]\nname = \"own\"\npath = \"source/macros.rs\"\nproc-macro = true\nedition = \"2018\"\n\
        [[bin]]\nname = \"tool\"\npath = \"source/tool.rs\"\n\
        [lints]\nworkspace = true\n\
        [profile.release]\npanic = \"abort\"\nopt-level = \"z\"\n\
        [workspace]\n\
        package.version = \"0.3.1-beta.2+build.5\"\n\
        lints.rust.unsafe_code = \"forbid\"\n\
        lints.rust.unexpected_cfgs = { level = \"deny\", check-cfg = [\"cfg(known)\"] }\n";
    dir.write("own/Cargo.toml", manifest);
    dir.write("own/docs/read me.md", "");
    dir.write("own/the license", "");
    dir.write("own/data files/größe.txt", "a text");
    dir.write("own/source/tool.rs", "fn main() {}");
    // An array by value is an iterator of values in 2021 only, and the library is of 2018.
    let script = "fn main() {\n\
                      println!(\"cargo::rustc-cfg=made\");\n\
                      println!(\"cargo::rustc-check-cfg=cfg(made)\");\n\
                      let texts: Vec<String> = [\"2021\".to_owned()].into_iter().collect();\n\
                      let links = std::env::var(\"CARGO_MANIFEST_LINKS\").unwrap();\n\
                      println!(\"cargo::rustc-env=SCRIPT={} {links}\", texts[0]);\n\
                  }";
    dir.write("own/make/build.rs", script);
    let variables = [
        ("CARGO_PKG_NAME", "own-macros"),
        ("CARGO_PKG_VERSION", "0.3.1-beta.2+build.5"),
        ("CARGO_PKG_VERSION_PATCH", "1"),
        ("CARGO_PKG_VERSION_PRE", "beta.2"),
        ("CARGO_PKG_AUTHORS", "One <one@example.com>:Two"),
        ("CARGO_PKG_DESCRIPTION", "Says \"facts\"\nof two lines"),
        ("CARGO_PKG_LICENSE", ""),
        ("CARGO_PKG_LICENSE_FILE", "the license"),
        ("CARGO_PKG_REPOSITORY", "https://example.com/repository"),
        ("CARGO_PKG_HOMEPAGE", "https://example.com"),
        ("CARGO_PKG_README", "docs/read me.md"),
        ("CARGO_PKG_RUST_VERSION", "1.80"),
        ("CARGO_CRATE_NAME", "own"),
        ("CARGO_PRIMARY_PACKAGE", "1"),
        ("SCRIPT", "2021 everything"),
    ];
    let others = [
        ("include_str!(\"../data files/größe.txt\").into()", "a text"),
        ("cfg!(made).to_string()", "true"),
        ("cfg!(known).to_string()", "false"),
        (
            "{ macro_rules! two { ($one:tt $two:tt) => { \"2018\" } } two!(z\"\").to_owned() }",
            "2018",
        ),
    ];
    let variables = variables.map(|(name, text)| (format!("env!(\"{name}\").into()"), text));
    let others = others.map(|(expression, text)| (expression.to_owned(), text));
    let (facts, expected): (Vec<_>, Vec<_>) = variables.into_iter().chain(others).unzip();
    let source = source(&facts.join(", "));
    dir.write("own/source/macros.rs", format!("extern crate proc_macro;\n{source}"));
    assert_said(&dir, "own", &[], &expected.join(" | "));
}

#[test]
fn a_package_is_its_files_and_no_others() {
    let dir = Dir::new();
    dir.write("own/Cargo.toml", HEAD);
    let modules = "mod target;\nmod built { pub mod target; }\n";
    dir.write(
        "own/src/lib.rs",
        source("target::FACT.into(), built::target::FACT.into()") + modules,
    );
    dir.write("own/src/target/mod.rs", "pub const FACT: &str = \"a module\";");
    dir.write("own/src/built/target.rs", "pub const FACT: &str = \"a file\";");
    assert_said(&dir, "own", &[], "a module | a file");
    let bytes = dir.read("out/own.wasm");
    // What Cargo builds, what git says of a worktree, and what configures Cargo are not of the package.
    dir.write("own/target/debug/file", "built");
    dir.write("own/elsewhere/CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55");
    dir.write("own/.git", "gitdir: /elsewhere");
    let configuration = "[env]\nSEEN = \"1\"\n[build]\nrustflags = [\"--cfg\", \"seen\"]\n\
                         target = \"x86_64-unknown-linux-gnu\"\n[profile.release]\nopt-level = 0\n";
    dir.write("own/.cargo/config.toml", configuration);
    build(&dir, "own", &[]).success();
    assert!(dir.read("out/own.wasm") == bytes);
    let facts = "option_env!(\"SEEN\").is_some().to_string(), cfg!(seen).to_string()";
    dir.write("own/src/lib.rs", source(facts));
    assert_eq!(said_by_module(&dir, "own", &[]), "false | false\n");
}
