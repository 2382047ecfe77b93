//! Builds a program that uses serde_json with all that it needs by one compiler and nothing native: libraries,
//! build scripts, which the runtime runs, and serde's derive macros, which the compiler then runs itself.
//!
//! Cargo is not there. What it would find out is written down here; it only says where packages are.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::build::command;
use crate::directives::Directives;
use crate::modes::{self, Compiler, TARGET};
use crate::process::{self, Finished};
use crate::{packages, run, validate};

/// How long a compilation may take. In `rustc.wasm` and without optimisation syn takes 10 seconds.
const COMPILE_LIMIT: Duration = Duration::from_secs(300);

/// How long a program may run.
const RUN_LIMIT: Duration = Duration::from_secs(60);

/// The program of `real-crates` that is built.
const PROGRAM: &str = "serde_json";

/// A published crate, as Cargo would have it compiled.
struct Crate {
    package: &'static str,
    crate_type: &'static str,
    features: &'static [&'static str],
    uses: &'static [&'static str],
}

const fn library(
    package: &'static str,
    features: &'static [&'static str],
    uses: &'static [&'static str],
) -> Crate {
    Crate { package, crate_type: "rlib", features, uses }
}

/// What the program needs, each after what it uses itself.
const CRATES: [Crate; 10] = [
    library("unicode-ident", &[], &[]),
    library("proc-macro2", &["default", "proc-macro"], &["unicode_ident"]),
    library("quote", &["default", "proc-macro"], &["proc_macro2"]),
    library(
        "syn",
        &["clone-impls", "derive", "parsing", "printing", "proc-macro"],
        &["proc_macro2", "quote", "unicode_ident"],
    ),
    Crate {
        package: "serde_derive",
        crate_type: "proc-macro",
        features: &["default"],
        uses: &["proc_macro2", "quote", "syn"],
    },
    library("serde_core", &["default", "result", "std"], &[]),
    library(
        "serde",
        &["default", "derive", "serde_derive", "std"],
        &["serde_core", "serde_derive"],
    ),
    library("itoa", &[], &[]),
    library("memchr", &["alloc", "std"], &[]),
    library("zmij", &[], &[]),
];

const SERDE_JSON: Crate =
    library("serde_json", &["default", "std"], &["itoa", "memchr", "serde_core", "zmij"]);

/// A compiler and the directory it works in, which has all that it may see.
struct Place<'a> {
    compiler: Compiler,
    dir: &'a Path,
}

/// Builds the program in `dir`, which is made anew, and runs it.
pub fn outcome(compiler: Compiler, dir: &Path) -> Result<Finished, String> {
    let _ = fs::remove_dir_all(dir);
    fs::create_dir_all(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    let place = Place { compiler, dir };
    for krate in CRATES.iter().chain([&SERDE_JSON]) {
        place.build(krate)?;
    }
    let source = packages::project().join("src/bin").join(format!("{PROGRAM}.rs"));
    let main = dir.join("main.rs");
    fs::copy(&source, main).map_err(|error| format!("{}: {error}", source.display()))?;
    let externs = ["--extern=serde=libserde.rlib", "--extern=serde_json=libserde_json.rlib"];
    place.compile(&["main.rs", "--edition=2024", "-omain.wasm"], &externs.map(String::from))?;
    let module = dir.join("main.wasm");
    let bytes = fs::read(&module).map_err(|error| format!("{}: {error}", module.display()))?;
    validate::bytes_of(&bytes, false)?;
    run::run(&module, &Directives::parse(PROGRAM, "//! A program.")?, RUN_LIMIT)
}

impl Place<'_> {
    fn build(&self, krate: &Crate) -> Result<(), String> {
        let package = packages::unpack(krate.package, &self.dir.join("packages"))?;
        let version = version(&package)?;
        let features = krate.features.iter().map(|name| format!("--cfg=feature=\"{name}\""));
        let mut args: Vec<String> = features.collect();
        if package.join("build.rs").is_file() {
            args.extend(self.run_build_script(krate.package, &version, &args)?);
        }
        args.extend(env(&self.cargo_env(krate.package, &version)));
        args.extend(krate.uses.iter().map(|name| {
            let (prefix, extension) =
                if *name == "serde_derive" { ("", "wasm") } else { ("lib", "rlib") };
            format!("--extern={name}={prefix}{name}.{extension}")
        }));
        if krate.crate_type == "proc-macro" {
            args.push("--extern=proc_macro".to_owned());
        }
        let source = format!("packages/{}/src/lib.rs", krate.package);
        let name = format!("--crate-name={}", krate.package.replace('-', "_"));
        let crate_type = format!("--crate-type={}", krate.crate_type);
        self.compile(&[&source, "--edition=2021", &name, &crate_type], &args)
    }

    /// Compiles and runs a build script, and returns the flags that it asks for.
    fn run_build_script(
        &self,
        package: &str,
        version: &str,
        features: &[String],
    ) -> Result<Vec<String>, String> {
        let source = format!("packages/{package}/build.rs");
        let module = format!("{package}-build.wasm");
        let output = format!("-o{module}");
        fs::create_dir_all(self.dir.join("out").join(package)).map_err(|e| e.to_string())?;
        let variables = self.cargo_env(package, version);
        let args = [features, &env(&variables)].concat();
        self.compile(&[&source, "--edition=2021", "--crate-name=build", &output], &args)?;
        let mut command = Command::new(modes::wasmtime()?);
        command.args(["run", "-Ccache=n"]).arg(format!("--dir={}::/", self.dir.display()));
        for (name, value) in variables {
            // The script sees the same directory, as its root.
            let value = value.replace(&format!("{}/", self.dir.display()), "/");
            command.arg(format!("--env={name}={value}"));
        }
        command.arg(self.dir.join(module));
        let done = process::finish(command, "", RUN_LIMIT)?;
        if done.code != Some(0) {
            return Err(format!("the build script of {package}: {done:#?}"));
        }
        let cfgs = done.stdout.lines().filter_map(|line| {
            let line = line.strip_prefix("cargo::").or_else(|| line.strip_prefix("cargo:"))?;
            line.strip_prefix("rustc-cfg=").map(|cfg| format!("--cfg={cfg}"))
        });
        Ok(cfgs.collect())
    }

    /// The variables that packages read when they are compiled or built.
    fn cargo_env(&self, package: &str, version: &str) -> Vec<(&'static str, String)> {
        let root = match self.compiler {
            Compiler::Wasm => String::new(),
            Compiler::Llvm | Compiler::Backend => self.dir.display().to_string(),
        };
        let patch = version.rsplit('.').next().unwrap_or_default();
        vec![
            ("CARGO_PKG_VERSION", version.to_owned()),
            ("CARGO_PKG_VERSION_PATCH", patch.to_owned()),
            ("CARGO_CFG_TARGET_ARCH", "wasm32".to_owned()),
            ("CARGO_CFG_TARGET_POINTER_WIDTH", "32".to_owned()),
            ("OPT_LEVEL", "0".to_owned()),
            ("OUT_DIR", format!("{root}/out/{package}")),
            ("RUSTC", "rustc".to_owned()),
            ("TARGET", TARGET.to_owned()),
        ]
    }

    fn compile(&self, args: &[&str], more: &[String]) -> Result<(), String> {
        let mut rustc = command(self.compiler, self.dir)?;
        rustc.current_dir(self.dir).args(args).args(more);
        rustc.args(["--target", TARGET, "-Ldependency=.", "--cap-lints=allow", "--color=never"]);
        if self.compiler == Compiler::Backend {
            rustc.args(modes::backend()?);
        }
        let done = process::finish(rustc, "", COMPILE_LIMIT)?;
        let ended = (done.code == Some(0)).then_some(());
        ended.ok_or_else(|| format!("`{}`: code {:?}\n{}", args[0], done.code, done.stderr))
    }
}

/// The flags that make variables visible to `env!`.
fn env(variables: &[(&str, String)]) -> Vec<String> {
    let set = variables.iter().map(|(name, value)| format!("--env-set={name}={value}"));
    ["-Zunstable-options".to_owned()].into_iter().chain(set).collect()
}

/// The version that a package has in its manifest.
fn version(package: &Path) -> Result<String, String> {
    let manifest = package.join("Cargo.toml");
    let text = fs::read_to_string(&manifest)
        .map_err(|error| format!("{}: {error}", manifest.display()))?;
    let version = text.lines().find_map(|line| line.strip_prefix("version = \""));
    let version = version.and_then(|rest| rest.strip_suffix('"'));
    version.map(str::to_owned).ok_or_else(|| format!("{}: no version", manifest.display()))
}
