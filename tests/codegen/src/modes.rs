//! Who compiles programs, and how. Knows from the environment what there is; does not compile.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;
use std::{env, fs};

pub const TARGET: &str = "wasm32-wasip1";

/// What makes objects, and modules of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compiler {
    /// The native compiler with LLVM and LLD.
    Llvm,
    /// The native compiler with our backend.
    Backend,
    /// `rustc.wasm`.
    Wasm,
}

/// A way to compile a program and its libraries.
#[derive(Clone, Copy, Debug)]
pub struct Mode {
    pub name: &'static str,
    pub libraries: Compiler,
    pub program: Compiler,
    pub opt_level: &'static str,
}

const fn mode(
    name: &'static str,
    libraries: Compiler,
    program: Compiler,
    opt_level: &'static str,
) -> Mode {
    Mode { name, libraries, program, opt_level }
}

/// The mode that the others are compared with.
pub const REFERENCE: Mode = mode("llvm", Compiler::Llvm, Compiler::Llvm, "0");

/// The others. Those whose libraries are compiled by another compiler than the program need libraries.
pub const OTHERS: [Mode; 6] = [
    mode("llvm-O", Compiler::Llvm, Compiler::Llvm, "3"),
    mode("backend", Compiler::Backend, Compiler::Backend, "0"),
    mode("backend-O", Compiler::Backend, Compiler::Backend, "3"),
    mode("backend-libraries", Compiler::Backend, Compiler::Llvm, "0"),
    mode("backend-program", Compiler::Llvm, Compiler::Backend, "0"),
    mode("wasm", Compiler::Wasm, Compiler::Wasm, "0"),
];

impl Mode {
    pub fn uses(&self, compiler: Compiler) -> bool {
        self.libraries == compiler || self.program == compiler
    }

    pub fn is_mixed(&self) -> bool {
        self.libraries != self.program
    }

    /// Whether what it needs is there. The error says what is not.
    pub fn available(&self) -> Result<(), String> {
        rustc()?;
        wasmtime()?;
        if self.uses(Compiler::Backend) {
            backend()?;
        }
        if self.uses(Compiler::Wasm) {
            rustc_wasm()?;
        }
        Ok(())
    }
}

/// The modes that are there. Says loudly which are not.
pub fn available(modes: &[Mode]) -> Vec<Mode> {
    let available = |mode: &&Mode| match mode.available() {
        Ok(()) => true,
        Err(missing) => {
            println!("NOT RUN: {}: {missing}", mode.name);
            false
        }
    };
    modes.iter().filter(available).copied().collect()
}

fn file(variable: &str) -> Result<PathBuf, String> {
    match env::var_os(variable).map(PathBuf::from) {
        Some(path) if path.is_file() => Ok(path),
        Some(path) => panic!("`{variable}` names no file: `{}`", path.display()),
        None => Err(format!("`{variable}` is not set")),
    }
}

/// The native compiler.
pub fn rustc() -> Result<&'static Path, String> {
    static RUSTC: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    RUSTC.get_or_init(|| file("RUSTC_UNDER_TEST")).as_deref().map_err(Clone::clone)
}

/// The sysroot of the native compiler, which `rustc.wasm` uses too.
pub fn sysroot() -> Result<&'static Path, String> {
    Ok(rustc()?.ancestors().nth(2).expect("the compiler is in a sysroot"))
}

pub fn wasmtime() -> Result<&'static Path, String> {
    static WASMTIME: OnceLock<Result<PathBuf, String>> = OnceLock::new();
    WASMTIME.get_or_init(|| file("WASMTIME")).as_deref().map_err(Clone::clone)
}

/// The command that runs `rustc.wasm`, of at least two words.
pub fn rustc_wasm() -> Result<Vec<String>, String> {
    let command = env::var("RUSTC_WASM_UNDER_TEST")
        .map_err(|_| "`RUSTC_WASM_UNDER_TEST` is not set".to_owned())?;
    let words: Vec<_> = command.lines().map(str::to_owned).collect();
    assert!(words.len() >= 2, "`RUSTC_WASM_UNDER_TEST` has to name a runtime and a module");
    Ok(words)
}

/// The flags that choose our backend. It is an error if the native compiler does not have it.
pub fn backend() -> Result<&'static [String], String> {
    static FLAGS: OnceLock<Result<Vec<String>, String>> = OnceLock::new();
    FLAGS.get_or_init(find_backend).as_deref().map_err(Clone::clone)
}

fn find_backend() -> Result<Vec<String>, String> {
    let name = env::var("CODEGEN_BACKEND").unwrap_or_else(|_| "cranelift-wasm".to_owned());
    let mut flags = vec![format!("-Zcodegen-backend={name}")];
    let more = env::var("CODEGEN_BACKEND_FLAGS").unwrap_or_default();
    flags.extend(more.split_whitespace().map(str::to_owned));
    // It is loaded before the compiler says anything about itself for a target.
    let mut command = Command::new(rustc()?);
    command.args(&flags).args(["--target", TARGET, "--print", "cfg"]);
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        return Ok(flags);
    }
    let stderr = String::from_utf8_lossy(&output.stderr);
    Err(stderr.lines().next().unwrap_or("the compiler cannot use the backend").to_owned())
}

/// What identifies the native compiler, its standard library and the runtime: a line for each file.
pub fn identity() -> Result<&'static str, String> {
    static IDENTITY: OnceLock<Result<String, String>> = OnceLock::new();
    IDENTITY.get_or_init(find_identity).as_deref().map_err(Clone::clone)
}

fn find_identity() -> Result<String, String> {
    let library = sysroot()?.join("lib");
    let target = library.join("rustlib").join(TARGET).join("lib");
    let mut files = vec![rustc()?.to_owned(), wasmtime()?.to_owned()];
    for directory in [library, target] {
        let entries =
            fs::read_dir(&directory).map_err(|e| format!("{}: {e}", directory.display()))?;
        files.extend(entries.filter_map(|entry| Some(entry.ok()?.path())));
    }
    files.sort();
    // Size and time instead of contents, as Cargo does.
    let line = |path: &PathBuf| {
        let metadata = fs::metadata(path).ok()?;
        let modified = metadata.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
        metadata.is_file().then(|| format!("{path:?} {} {modified:?}\n", metadata.len()))
    };
    Ok(files.iter().filter_map(line).collect())
}
