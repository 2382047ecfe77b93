//! Runs the compiler that `RUSTC_UNDER_TEST` names on the files in `fixtures`. Knows nothing of what
//! the tests expect.
//!
//! Every command runs in a temporary directory of its own and names its files relative to it, so that
//! what it prints is the same everywhere. `RUSTC_TEST_WASM_LINKER` names a linker for WebAssembly, for
//! a compiler whose sysroot has none. `EXPANSION_STORE` names a directory in which the compiler keeps
//! expansions, where a test says nothing of that.

pub mod hygiene;
pub mod published;
pub mod watt_guest;

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tempfile::TempDir;

const STORE_OPTION: &str = "--wasm-proc-macro-expansion-dir";

/// What a macro crate is built for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    Native,
    Unknown,
    Wasip1,
}

impl Form {
    /// The target to name on the command line; natively there is none to name.
    pub fn target(self) -> Option<&'static str> {
        match self {
            Form::Native => None,
            Form::Unknown => Some("wasm32-unknown-unknown"),
            Form::Wasip1 => Some("wasm32-wasip1"),
        }
    }

    fn file_name(self, name: &str) -> String {
        match self {
            Form::Native => {
                format!("{}{name}{}", std::env::consts::DLL_PREFIX, std::env::consts::DLL_SUFFIX)
            }
            Form::Unknown | Form::Wasip1 => format!("{name}.wasm"),
        }
    }
}

/// The macro crate in `fixtures/NAME.rs`, built once in each test process.
pub fn macro_crate(name: &str, form: Form) -> PathBuf {
    type Built = HashMap<(String, Form), Arc<OnceLock<PathBuf>>>;
    static BUILT: Mutex<Option<Built>> = Mutex::new(None);
    let built = {
        let mut map = BUILT.lock().unwrap_or_else(PoisonError::into_inner);
        let map = map.get_or_insert_default();
        Arc::clone(map.entry((name.to_owned(), form)).or_default())
    };
    built.get_or_init(|| build_macro_crate(crates_dir(), name, form, &[])).clone()
}

/// Builds `fixtures/NAME.rs` in a directory below `dir`, and says where the library or the module is.
pub fn build_macro_crate(dir: &Dir, name: &str, form: Form, args: &[&str]) -> PathBuf {
    let directory = format!("{name}-{form:?}");
    fs::create_dir_all(dir.path(&directory)).unwrap();
    let source = dir.fixture(&format!("{name}.rs"));
    let mut rustc = dir.rustc(&source).args(["--crate-type", "proc-macro", "--crate-name", name]);
    rustc = rustc.args(["--out-dir", &directory]).args(args);
    if let Some(target) = form.target() {
        rustc = rustc.target(target);
    }
    rustc.compile().success();
    let file = dir.path(&directory).join(form.file_name(name));
    assert!(file.is_file(), "the compiler wrote no `{}`", file.display());
    if form.target().is_some() {
        compile_module(&file);
    }
    file
}

/// Makes native code of a module, in the directory where the compiler looks for it, if `MODULE_COMPILER` names the
/// program that does so: then all tests run compiled code.
pub fn compile_module(module: &Path) {
    if let Some(program) = std::env::var_os("MODULE_COMPILER") {
        let mut command = Command::new(program);
        let output = command.args(["wasm-macro", "compile"]).arg(module).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }
}

/// Where `macro_crate` keeps what it built: beside the test program, which is not run twice at once.
fn crates_dir() -> &'static Dir {
    static DIR: OnceLock<Dir> = OnceLock::new();
    DIR.get_or_init(|| {
        let path = std::env::current_exe().unwrap().with_extension("crates");
        // What the last run left.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir(&path).unwrap();
        Dir { path: path.canonicalize().unwrap(), _temporary: None }
    })
}

/// A directory in which the compiler is run.
pub struct Dir {
    path: PathBuf,
    /// Removes the directory in the end.
    _temporary: Option<TempDir>,
}

impl Dir {
    /// A temporary directory.
    #[expect(clippy::new_without_default, reason = "a directory has no default")]
    pub fn new() -> Dir {
        let dir = tempfile::Builder::new().prefix("wasm-proc-macro-").tempdir().unwrap();
        Dir { path: dir.path().canonicalize().unwrap(), _temporary: Some(dir) }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) {
        fs::write(self.path(name), contents).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Reads a file and removes it.
    pub fn take(&self, name: &str) -> String {
        let text = self.read(name);
        fs::remove_file(self.path(name)).unwrap();
        text
    }

    /// Copies a file from `fixtures` here; returns its name.
    pub fn fixture(&self, name: &str) -> String {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name);
        self.write(name, fs::read(&source).unwrap_or_else(|e| panic!("{}: {e}", source.display())));
        name.to_owned()
    }

    /// A directory with `main.rs` in it.
    pub fn with_main(source: &str) -> Dir {
        let dir = Dir::new();
        dir.write("main.rs", source);
        dir
    }

    /// A compilation of the file `source`, in edition 2021 unless the arguments say otherwise.
    pub fn rustc(&self, source: &str) -> Rustc<'_> {
        self.start(compiler(), source)
    }

    /// The same for the documentation of `source`. rustdoc is beside the compiler.
    pub fn rustdoc(&self, source: &str) -> Rustc<'_> {
        self.start(&compiler().with_file_name("rustdoc"), source)
    }

    /// The same by `rustc.wasm`, for which the directory is the root of all files, and its sysroot `/dist`.
    pub fn rustc_wasm(&self, source: &str) -> Rustc<'_> {
        self.rustc_wasm_alone().arg(source)
    }

    /// A call of the compiler that compiles nothing, unless the arguments do.
    pub fn rustc_alone(&self) -> Rustc<'_> {
        self.call(compiler())
    }

    /// The same of `rustc.wasm`. `RUSTC_WASM_UNDER_TEST` is the command that runs it: a word on each
    /// line.
    pub fn rustc_wasm_alone(&self) -> Rustc<'_> {
        let command = std::env::var("RUSTC_WASM_UNDER_TEST")
            .unwrap_or_else(|_| panic!("set `RUSTC_WASM_UNDER_TEST` to a command that runs it"));
        let mut words = command.lines().map(str::to_owned);
        let mut rustc = self.call(words.next().unwrap_or_default().as_ref());
        rustc.wasi = Some(Wasi { words: words.collect(), dirs: Vec::new() });
        rustc.dirs(&[(".", "/"), (dist().to_str().unwrap(), "/dist")])
    }

    fn start(&self, program: &Path, source: &str) -> Rustc<'_> {
        self.call(program).arg(source)
    }

    fn call(&self, program: &Path) -> Rustc<'_> {
        let command = self.command(program);
        let edition = "2021".to_owned();
        let store = std::env::var("EXPANSION_STORE").ok().filter(|_| program == compiler());
        let store = store.map(|store| format!("{STORE_OPTION}={store}"));
        Rustc { dir: self, command, wasi: None, env: Vec::new(), edition, args: Vec::new(), store }
    }

    /// Runs a program that was compiled here.
    pub fn run(&self, program: &str) -> Outcome {
        Outcome::of(self.command(&self.path(program)), self)
    }

    /// A command without what Cargo and the user set for other compilers and programs. Cargo's library
    /// path has the libraries of the compiler that built these tests.
    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.path);
        for name in [
            "LD_LIBRARY_PATH",
            "DYLD_FALLBACK_LIBRARY_PATH",
            "RUST_BACKTRACE",
            "RUSTC_LOG",
            "CARGO_MANIFEST_DIR",
        ] {
            command.env_remove(name);
        }
        command
    }
}

/// The compiler to test.
fn compiler() -> &'static Path {
    static COMPILER: OnceLock<PathBuf> = OnceLock::new();
    COMPILER.get_or_init(|| match std::env::var_os("RUSTC_UNDER_TEST") {
        Some(path) if Path::new(&path).is_file() => path.into(),
        Some(path) => panic!("`RUSTC_UNDER_TEST` names no file: `{}`", path.display()),
        None => panic!("set `RUSTC_UNDER_TEST` to the path of the compiler to test"),
    })
}

/// The sysroot of the compiler to test, in which `rustc.wasm` is too.
pub fn dist() -> &'static Path {
    compiler().ancestors().nth(2).expect("the compiler is in a sysroot")
}

/// What a runtime is told that runs the compiler.
struct Wasi {
    /// Its options, then the module.
    words: Vec<String>,
    /// Each directory that is opened, and the compiler's name for it.
    dirs: Vec<(String, String)>,
}

impl Wasi {
    fn args(&self, env: &[(String, String)]) -> Vec<String> {
        // The last word is the module, what follows is for the compiler.
        let (module, options) = self.words.split_last().expect("a command names a module");
        let dirs = self.dirs.iter().map(|(host, guest)| format!("--dir={host}::{guest}"));
        let env = env.iter().map(|(name, value)| format!("--env={name}={value}"));
        options.iter().cloned().chain(dirs).chain(env).chain([module.clone()]).collect()
    }
}

/// A compilation about to be started.
pub struct Rustc<'a> {
    dir: &'a Dir,
    command: Command,
    wasi: Option<Wasi>,
    env: Vec<(String, String)>,
    edition: String,
    args: Vec<OsString>,
    /// The option that names a store of expansions, for a test that has none of its own.
    store: Option<String>,
}

impl Rustc<'_> {
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    pub fn args(self, args: impl IntoIterator<Item: AsRef<OsStr>>) -> Self {
        args.into_iter().fold(self, Rustc::arg)
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What `rustc.wasm` sees of the file system: directories, each with the compiler's name for it.
    pub fn dirs(mut self, dirs: &[(&str, &str)]) -> Self {
        let wasi = self.wasi.as_mut().expect("a native compiler sees every directory");
        wasi.dirs =
            dirs.iter().map(|(host, guest)| (host.to_string(), guest.to_string())).collect();
        self
    }

    /// More options for the runtime of `rustc.wasm`.
    pub fn runtime_args(mut self, args: &[&str]) -> Self {
        let wasi = self.wasi.as_mut().expect("a native compiler has no runtime");
        wasi.words.splice(1..1, args.iter().map(|arg| arg.to_string()));
        self
    }

    /// Ends the compiler after a minute, and if it wants more than 4 GB of memory.
    pub fn limited(mut self) -> Self {
        assert!(self.wasi.is_none(), "a runtime needs more address space than this");
        let limited = "ulimit -v 4000000 && exec timeout 60 \"$0\" \"$@\"";
        let mut command = self.dir.command("sh".as_ref());
        command.args(["-c", limited]).arg(self.command.get_program()).args(self.command.get_args());
        self.command = command;
        self
    }

    pub fn edition(mut self, edition: &str) -> Self {
        edition.clone_into(&mut self.edition);
        self
    }

    /// Compiles for one of the WebAssembly targets.
    pub fn target(self, target: &str) -> Self {
        let this = self.args(["--target", target]);
        match std::env::var("RUSTC_TEST_WASM_LINKER") {
            Ok(linker) => this.arg(format!("-Clinker={linker}")),
            Err(_) => this,
        }
    }

    /// Makes the macro crate at `path` known as `name`, with the option for its form.
    pub fn macros(self, name: &str, path: &Path) -> Self {
        let is_module = path.extension() == Some("wasm".as_ref());
        self.with_path(if is_module { "--wasm-proc-macro" } else { "--extern" }, name, path)
    }

    /// Adds `OPTION NAME=PATH`.
    pub fn with_path(self, option: &str, name: &str, path: &Path) -> Self {
        let mut value = OsString::from(format!("{name}="));
        value.push(path);
        self.arg(option).arg(value)
    }

    /// For a test of what runs: a store would have that known.
    pub fn without_store(mut self) -> Self {
        self.store = None;
        self
    }

    pub fn compile(mut self) -> Outcome {
        match &self.wasi {
            None => drop(self.command.envs(self.env)),
            Some(wasi) => drop(self.command.args(wasi.args(&self.env))),
        }
        let has_store = |arg: &OsString| arg.to_string_lossy().starts_with(STORE_OPTION);
        let store = self.store.filter(|_| !self.args.iter().any(has_store));
        self.command.args(store).args(["--edition", &self.edition]).args(self.args);
        Outcome::of(self.command, self.dir)
    }
}

/// How a command ended and what it printed, with `$DIR` and `$CRATES` for our directories.
#[derive(Clone)]
pub struct Outcome {
    pub command: String,
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    fn of(mut command: Command, dir: &Dir) -> Outcome {
        let shown = format!("{command:?}");
        let output = command.output().unwrap_or_else(|e| panic!("could not run {shown}: {e}"));
        let normalise = |bytes: Vec<u8>| {
            let text = String::from_utf8(bytes).expect("output is UTF-8");
            let text = text.replace(dir.path.to_str().unwrap(), "$DIR");
            text.replace(crates_dir().path.to_str().unwrap(), "$CRATES")
        };
        Outcome {
            command: shown,
            code: output.status.code(),
            stdout: normalise(output.stdout),
            stderr: normalise(output.stderr),
        }
    }

    #[track_caller]
    pub fn success(self) -> Outcome {
        assert!(self.code == Some(0), "the command failed\n{self}");
        self
    }

    /// Expects the compiler to have reported errors, and not to have crashed.
    #[track_caller]
    pub fn failure(self) -> Outcome {
        let crashed = self.code != Some(1) || self.stderr.contains("This is a bug");
        assert!(!crashed, "the command did not fail as a compiler does\n{self}");
        self
    }

    /// Expects a success without warnings.
    #[track_caller]
    pub fn silent_success(self) -> Outcome {
        let this = self.success();
        assert!(this.stderr.is_empty(), "the command had something to say\n{this}");
        this
    }

    /// Expects the code and every byte of output to be those of `other`.
    #[track_caller]
    pub fn same_as(self, other: &Outcome) -> Outcome {
        assert!(self.code == other.code, "the exit codes differ\n{other}\n{self}");
        for (what, ours, theirs) in [
            ("standard error", &self.stderr, &other.stderr),
            ("standard output", &self.stdout, &other.stdout),
        ] {
            if let Some((line, theirs, ours)) = first_difference(theirs, ours) {
                panic!(
                    "{what} differs in line {line}\nexpected: {theirs}\n   found: {ours}\n\n\
                     expected of\n{other}\nfound with\n{self}"
                );
            }
        }
        self
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Outcome { command, code, stdout, stderr } = self;
        write!(f, "command: {command}\nexit code: {code:?}\n")?;
        write!(f, "---- stdout\n{stdout}\n---- stderr\n{stderr}\n----")
    }
}

/// What was printed, without the number of the system's error for a missing file, which is another one
/// on WASI.
pub fn without_number_of_error(text: &str) -> String {
    text.replace("(os error 2)", "(os error)").replace("(os error 44)", "(os error)")
}

fn first_difference<'a>(a: &'a str, b: &'a str) -> Option<(usize, &'a str, &'a str)> {
    let (mut a, mut b) = (a.split('\n'), b.split('\n'));
    for line in 1.. {
        match (a.next(), b.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => return Some((line, a.unwrap_or("<the end>"), b.unwrap_or("<the end>"))),
        }
    }
    None
}

/// Compiles `source`, which uses the macro crate `fixtures/NAME.rs` as `NAME`, with the crate in both
/// forms; expects the same outcome, and returns it.
#[track_caller]
pub fn compile_both(dir: &Dir, source: &str, name: &str, args: &[&str]) -> Outcome {
    let compile =
        |form| dir.rustc(source).macros(name, &macro_crate(name, form)).args(args).compile();
    let native = compile(Form::Native);
    compile(Form::Unknown).same_as(&native)
}

/// Like `compile_both`, for a program that is fine: expects it to print the same when run.
#[track_caller]
pub fn run_both(dir: &Dir, source: &str, name: &str, args: &[&str]) -> Outcome {
    let run = |form| {
        let file = format!("program-{form:?}");
        let module = macro_crate(name, form);
        let compiled = dir.rustc(source).macros(name, &module).args(["-o", &file]).args(args);
        (compiled.compile().success(), dir.run(&file).success())
    };
    let native = run(Form::Native);
    let wasm = run(Form::Unknown);
    wasm.0.same_as(&native.0);
    wasm.1.same_as(&native.1)
}
