//! This program as the `rustc-wrapper` of a project: what Cargo asks of rustc goes to whoever knows what
//! is to be done with it.

use std::ffi::OsString;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, ExitStatus};

use anyhow::{Context, Result, bail};

use super::graph::{self, Use};
use super::invocation::{Invocation, is_dylib_file, stem};
use super::library::{self, Note, Target};
use super::macro_crate::{self, Outcome};
use super::notes;
use super::policy::{FILE, Rest};
use super::rules::{Locking, Rules};
use super::script;
use super::variables::{self, FINGERPRINT, LOCKED, POLICY, RUSTDOC, WRAPPER};
use super::{deferred, dep_info};
use crate::files;

/// The program that Cargo calls in place of rustc for members of the workspace, if it checks them with Clippy.
const CLIPPY: &str = "clippy-driver";

/// In every native macro crate, as the start of the name of a symbol.
const NATIVE_MACROS: &[u8] = b"rustc_proc_macro_decls_";

pub fn is_wanted() -> bool {
    let first = std::env::args_os().nth(1);
    std::env::var_os(POLICY).is_some()
        && first.is_some_and(|it| it != "wasm-macro" && (is_program(&it) || is_option(&it)))
}

/// Whether this is called as rustdoc, which gets options alone.
fn is_option(argument: &OsString) -> bool {
    let start = argument.as_encoded_bytes().first();
    std::env::var_os(RUSTDOC).is_some() && start.is_some_and(|byte| b"-@".contains(byte))
}

/// Whether it is a program rather than a subcommand of this one.
fn is_program(argument: &OsString) -> bool {
    let path = Path::new(argument);
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    path.components().count() > 1 || stem.contains("rustc") || stem.contains("clippy")
}

pub fn main() -> ExitCode {
    let is_rustdoc = std::env::args_os().nth(1).is_some_and(|it| is_option(&it));
    match if is_rustdoc { document() } else { run() } {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// What one call of the wrapper has to do with.
struct Call {
    /// The program and, before it, those that wrap it.
    rustc: Vec<String>,
    invocation: Invocation,
    rules: Rules,
    /// What the rules have for rustc.
    options: Vec<String>,
    /// Whether what is compiled may be taken from elsewhere.
    is_cached: bool,
}

/// Runs rustdoc, which Cargo tells of libraries that it may never read.
fn document() -> Result<ExitCode> {
    let rustdoc = std::env::var(RUSTDOC).context("the path of rustdoc is not valid UTF-8")?;
    let words = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    let invocation = Invocation { words: words.collect() };
    if invocation.crate_name().is_empty() {
        return Ok(code(execute(&[rustdoc], &invocation.words)?));
    }
    deferred::compile_externs(&invocation)?;
    let options = options(&invocation, &rules()?)?;
    Ok(code(execute(&[rustdoc], &[invocation.words, options].concat())?))
}

/// The rules that Cargo knows.
fn rules() -> Result<Rules> {
    let policy_file = PathBuf::from(std::env::var_os(POLICY).unwrap_or_default());
    let root = policy_file.parent().unwrap_or(Path::new("."));
    let rules = Rules::read(root, Locking::of(&std::env::var(LOCKED).unwrap_or_default()))?;
    if rules.fingerprint()? != std::env::var(FINGERPRINT).unwrap_or_default() {
        bail!(
            "`{}`, or a file that counts because of it, says something else now; run `cargo wasm-macro enable`, \
             so that Cargo builds again what that changes",
            policy_file.display()
        );
    }
    Ok(rules)
}

/// What the rules have for rustc and rustdoc.
fn options(invocation: &Invocation, rules: &Rules) -> Result<Vec<String>> {
    let mut options = rules.policy.options(&rules.root);
    if rules.policy.default == Rest::DenyNative {
        options.push("--wasm-proc-macro-deny-native".to_owned());
        for name in notes::native(invocation, &rules.policy)? {
            options.push(format!("--wasm-proc-macro-allow-native={name}"));
        }
    }
    Ok(options)
}

/// Has Clippy's program be that of the compiler: the one of Cargo's toolchain can read nothing that this compiler wrote.
fn choose_clippy(rustc: &mut [String]) -> Result<()> {
    let [driver, compiler] = rustc else { return Ok(()) };
    if Path::new(driver).file_stem().is_none_or(|stem| stem != CLIPPY) {
        return Ok(());
    }
    let of_compiler = Path::new(compiler).with_file_name(CLIPPY);
    if !of_compiler.is_file() {
        bail!(
            "Clippy cannot check this project: `{driver}` is made for another compiler than `{compiler}`; \
             `./x.py dist --clippy` adds one that is made for it"
        );
    }
    *driver = of_compiler.display().to_string();
    Ok(())
}

fn run() -> Result<ExitCode> {
    let mut rustc = Vec::new();
    let mut words = Vec::new();
    for word in std::env::args_os().skip(1) {
        let word = word.into_string();
        let word = word.map_err(|word| anyhow::anyhow!("{word:?} is not valid UTF-8"))?;
        // Of clippy's, the program's path comes before rustc's.
        let is_program = words.is_empty() && rustc.len() < 2 && !word.starts_with(['-', '@']);
        let is_program = is_program && (rustc.is_empty() || word.ends_with("rustc"));
        if is_program { rustc.push(word) } else { words.push(word) }
    }
    choose_clippy(&mut rustc)?;
    let invocation = Invocation { words };
    if invocation.words == ["-vV"] {
        return version(&rustc);
    }
    if !invocation.is_compilation() {
        return Ok(code(execute(&rustc, &invocation.words)?));
    }
    let rules = rules()?;
    let mut is_cached = false;
    if let Some(wrapper) = std::env::var(WRAPPER).ok().filter(|wrapper| !wrapper.is_empty()) {
        is_cached = is_cache(&wrapper);
        // As Cargo does, which looks for a name in `PATH`.
        let is_path = Path::new(&wrapper).components().count() > 1;
        let wrapper =
            if is_path { rules.root.join(wrapper).display().to_string() } else { wrapper };
        rustc.insert(0, wrapper);
    }
    let mut options = options(&invocation, &rules)?;
    options.extend(rules.policy.store().map(str::to_owned));
    Call { rustc, invocation, rules, options, is_cached }.run()
}

impl Call {
    fn run(&self) -> Result<ExitCode> {
        let invocation = &self.invocation;
        self.check_externs()?;
        let state = library::state(invocation.out_dir()?);
        // A path that is another one elsewhere, for a file that a cache knows nothing of.
        let report = Some(notes::report(invocation, &state)?).filter(|_| !self.is_cached);
        let target = |name: &str| Target {
            name: name.to_owned(),
            opt_level: self.rules.policy.opt_level(),
            rustc: &self.rustc,
            options: &self.options,
            state: &state,
            root: &self.rules.root,
        };
        if invocation.is_build_script() {
            let variables = ["CARGO_PKG_NAME", "CARGO_PKG_VERSION"].into_iter();
            let variables =
                variables.filter_map(|name| Some((name.to_owned(), std::env::var(name).ok()?)));
            script::remember(invocation, &state, &library::package(&variables.collect()))?;
        } else if invocation.is_library() {
            let note = Note::write(&self.rustc, invocation, &self.options, &state)?;
            let targets = self.rules.policy.targets(invocation.crate_name());
            let is_done = match self.needed_for(&note, &state)? {
                Use::Host => false,
                Use::Modules => {
                    let target = target(targets[0]);
                    deferred::compile_for_modules(invocation, &note, &target, report.as_deref())?
                }
                Use::Nothing => {
                    deferred::leave_out(invocation)?;
                    true
                }
            };
            if is_done {
                return self.finish();
            }
        } else if invocation.is_macro_crate() {
            match macro_crate::compile(invocation, &self.rules, &state, report.as_deref(), target)?
            {
                Outcome::Module => return self.finish(),
                Outcome::Failed => return Ok(ExitCode::FAILURE),
                Outcome::Native => {}
            }
        }
        deferred::compile_externs(invocation)?;
        let words = [&invocation.words[..], &self.options, report.as_slice()].concat();
        let status = execute(&self.rustc, &words)?;
        if !status.success() {
            return Ok(code(status));
        }
        self.finish()
    }

    /// What a library is needed for, as far as is known now. One that Cargo was asked for is somebody's result.
    fn needed_for(&self, note: &Note, state: &Path) -> Result<Use> {
        let is_result = std::env::var_os("CARGO_PRIMARY_PACKAGE").is_some();
        if is_result || !self.invocation.is_only_library() {
            return Ok(Use::Host);
        }
        let rustc = self.rustc.last().context("there is no compiler")?;
        graph::use_of(&note.package(), &self.rules, state, rustc)
    }

    /// No mistake of this program or of Cargo's goes unnoticed.
    fn check_externs(&self) -> Result<()> {
        for path in self.invocation.externs().filter(|path| is_dylib_file(path)) {
            let (Some(stem), Some(directory)) = (stem(path), path.parent()) else { continue };
            let may_be_native = notes::is_native(&library::state(directory), stem);
            if !may_be_native && is_native_macro_crate(path)? {
                let name = stem.rsplit_once('-').map_or(stem, |(name, _)| name);
                bail!(
                    "the macro crate `{name}` is native, which `{FILE}` does not allow; run `cargo clean`"
                );
            }
        }
        Ok(())
    }

    /// What the rules say is a part of what the crate was compiled from.
    fn finish(&self) -> Result<ExitCode> {
        let path = dep_info::path(&self.invocation)?;
        if path.is_file() {
            let mut text = files::read_text(&path)?;
            for file in self.rules.files().filter(|file| file.is_file()) {
                text = dep_info::with_input(&text, &file);
            }
            files::write(&path, text.as_bytes())?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Whether a wrapper is one of those that keep what was compiled, such as sccache.
fn is_cache(wrapper: &str) -> bool {
    let stem = Path::new(wrapper).file_stem().unwrap_or_default();
    stem.to_string_lossy().contains("cache")
}

fn is_native_macro_crate(path: &Path) -> Result<bool> {
    let Ok(mut file) = File::open(path) else { return Ok(false) };
    let mut bytes = vec![0; 4];
    if file.read_exact(&mut bytes).is_err() || bytes == b"\0asm" {
        return Ok(false);
    }
    file.read_to_end(&mut bytes)?;
    Ok(bytes.windows(NATIVE_MACROS.len()).any(|window| window == NATIVE_MACROS))
}

/// What rustc says of itself, and what modules are compiled and run with: Cargo builds everything again
/// when that changes.
fn version(rustc: &[String]) -> Result<ExitCode> {
    let mut command = Command::new(&rustc[0]);
    let output = command.args(&rustc[1..]).arg("-vV").output();
    let output = output.with_context(|| format!("`{}` cannot be run", rustc[0]))?;
    let mut stdout = std::io::stdout();
    stdout.write_all(&output.stdout)?;
    let fingerprint = std::env::var(FINGERPRINT).unwrap_or_default();
    writeln!(stdout, "wasm-macros: {fingerprint}")?;
    std::io::stderr().write_all(&output.stderr)?;
    Ok(code(output.status))
}

fn execute(program: &[String], words: &[String]) -> Result<ExitStatus> {
    let mut command = Command::new(&program[0]);
    let status = variables::hide(&mut command).args(&program[1..]).args(words).status();
    status.with_context(|| format!("`{}` cannot be run", program[0]))
}

fn code(status: ExitStatus) -> ExitCode {
    status.code().map_or(ExitCode::FAILURE, |code| ExitCode::from(code as u8))
}
