//! A module for watt that somebody else has built and published: `wa-serde-derive` 0.1.137 is
//! serde_derive 1.0.137. What it does is compared with what that does natively.
//!
//! Cargo fetches both, as `published/Cargo.lock` has them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use wasm_proc_macro_tests::published::{self, LIST};
use wasm_proc_macro_tests::{Dir, Outcome, Rustc};

/// What Cargo has fetched and built.
struct Published {
    /// Where the libraries are.
    deps: PathBuf,
    module: PathBuf,
}

fn published() -> &'static Published {
    static PUBLISHED: OnceLock<Published> = OnceLock::new();
    PUBLISHED.get_or_init(|| {
        let target_dir = std::env::current_exe().unwrap().with_extension("published");
        // What the last run left may be another compiler's, which Cargo would not see.
        let _ = fs::remove_dir_all(&target_dir);
        let dir = target_dir.to_str().unwrap();
        published::cargo(&["build", "--locked", "--target-dir", dir]);
        Published { deps: target_dir.join("debug/deps"), module: published::module() }
    })
}

impl Published {
    /// The library that Cargo has built of a package.
    fn library(&self, name: &str, extension: &str) -> PathBuf {
        published::library(&self.deps, name, extension)
    }

    /// A compilation of a file of the package, with the macros natively or from the module.
    fn rustc<'a>(&self, dir: &'a Dir, file: &str, is_native: bool) -> Rustc<'a> {
        let rustc = self.rustc_without_macros(dir, file);
        if is_native {
            let library = self.library("serde_derive", std::env::consts::DLL_SUFFIX);
            return rustc.with_path("--extern", "serde_derive", &library);
        }
        let module = format!("serde_derive={};{LIST}", self.module.display());
        rustc.args(["--wasm-proc-macro", &module])
    }

    fn rustc_without_macros<'a>(&self, dir: &'a Dir, file: &str) -> Rustc<'a> {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("published").join(file);
        dir.write("program.rs", fs::read(source).unwrap());
        let mut rustc =
            dir.rustc("program.rs").arg("-L").arg(format!("dependency={}", self.deps.display()));
        for name in ["serde", "serde_json"] {
            rustc = rustc.with_path("--extern", name, &self.library(name, ".rlib"));
        }
        rustc
    }

    /// Compiles a file in both ways, and expects the same.
    fn compile_both(&self, dir: &Dir, file: &str, args: &[&str]) -> Outcome {
        let native = self.rustc(dir, file, true).args(args).compile();
        self.rustc(dir, file, false).args(args).compile().same_as(&native)
    }
}

#[test]
fn the_program_does_the_same_and_so_do_its_macros() {
    let (published, dir) = (published(), Dir::new());
    let run = |is_native, name: &str| {
        let rustc = published.rustc(&dir, "src/main.rs", is_native).args(["-o", name]);
        rustc.compile().silent_success();
        dir.run(name).success()
    };
    let native = run(true, "native");
    assert_eq!(native.stdout.lines().count(), 28, "{native}");
    run(false, "watt").same_as(&native);
    // Without an edition, too.
    let (_, macros) = LIST.split_once(';').unwrap();
    let module = format!("serde_derive={};{macros}", published.module.display());
    let rustc = published.rustc_without_macros(&dir, "src/main.rs");
    rustc.args(["-o", "plain", "--wasm-proc-macro", &module]).compile().silent_success();
    dir.run("plain").success().same_as(&native);
    // Where lines are broken depends on where the tokens come from.
    let expand = |is_native| {
        let rustc = published.rustc(&dir, "src/main.rs", is_native);
        let text = rustc.arg("-Zunpretty=expanded").compile().success().stdout;
        text.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let (native, watt) = (expand(true), expand(false));
    let at = native.iter().zip(&watt).position(|(native, watt)| native != watt);
    let near =
        |words: &[String]| words[at.unwrap_or(0)..].iter().take(20).cloned().collect::<Vec<_>>();
    assert!(native == watt, "{:?}\n{:?}", near(&native), near(&watt));
    assert!(native.len() > 5000, "{}", native.len());
}

#[test]
fn errors_of_the_macros_are_the_same() {
    let (published, dir) = (published(), Dir::new());
    let outcome = published.compile_both(&dir, "errors/attribute.rs", &[]).failure();
    for message in [
        "unknown serde container attribute `renamed_all`",
        "duplicate serde attribute `rename`",
        "unknown rename rule `rename_all = \"camelcase\"`",
    ] {
        assert!(outcome.stderr.contains(message), "no {message}\n{outcome}");
    }
}

/// The compiler says what is wrong with a field at its place, and the macro what is with an item. A
/// place from one token to another is not known to a module for watt, which has the first token.
#[test]
fn errors_in_what_the_macros_return_are_at_the_same_places() {
    let (published, dir) = (published(), Dir::new());
    let compile = |is_native| published.rustc(&dir, "errors/types.rs", is_native).compile();
    let mut native = compile(true).failure();
    assert!(native.stderr.contains("Serde does not support derive for unions"), "{native}");
    let label = "required by a bound introduced by this call";
    let [field, name] = ["inner: Opaque", "inner"].map(|text| text.replace(|_| true, "-"));
    let (from, to) = (format!(" {field} {label}"), format!(" {name} {label}"));
    assert!(native.stderr.contains(&from), "{native}");
    native.stderr = native.stderr.replace(&from, &to);
    compile(false).same_as(&native);
}
