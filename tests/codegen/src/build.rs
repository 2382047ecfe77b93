//! Compiles and links a program with its libraries in one mode. Does not run it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::corpus::{Program, Source};
use crate::modes::{self, Compiler, Mode, TARGET};
use crate::process;

/// How long one compilation may take. The largest take seconds.
const LIMIT: Duration = Duration::from_secs(300);

/// For each compilation. Lints would only hide what matters, as programs do what lints warn of.
const FLAGS: [&str; 9] = [
    "--edition=2024",
    "--target",
    TARGET,
    "-Cpanic=abort",
    "-Cstrip=debuginfo",
    // Keeps the objects, which are validated.
    "-Csave-temps",
    "--cap-lints=allow",
    "--color=never",
    // Where the libraries are that libraries use.
    "-Ldependency=.",
];

/// Compiles the program in `dir`, which is empty. The module's path is returned, and the objects are
/// beside it. The error is what the compiler says.
pub fn build(program: &Program, mode: &Mode, dir: &Path) -> Result<PathBuf, String> {
    let wrong = |error: std::io::Error| format!("{}: {error}", dir.display());
    fs::create_dir_all(dir.join("auxiliary")).map_err(wrong)?;
    let mut externs = Vec::new();
    for library in &program.libraries {
        let file = format!("auxiliary/{}.rs", library.stem);
        fs::write(dir.join(&file), &library.text).map_err(wrong)?;
        let args = [&["--crate-type=rlib".to_owned()], externs.as_slice()].concat();
        compile(mode.libraries, mode, library, &file, &args, dir)?;
        externs.push("--extern".to_owned());
        externs.push(format!("{0}=lib{0}.rlib", library.stem));
    }
    let file = format!("{}.rs", program.main.stem);
    fs::write(dir.join(&file), &program.main.text).map_err(wrong)?;
    compile(mode.program, mode, &program.main, &file, &externs, dir)?;
    let module = dir.join(format!("{}.wasm", program.main.stem));
    if module.is_file() { Ok(module) } else { Err("the compiler wrote no module".to_owned()) }
}

/// All that a build depends on but for files: the text and the flags.
pub fn description(program: &Program, mode: &Mode) -> String {
    format!("{mode:?} {FLAGS:?} {program:?}")
}

fn compile(
    compiler: Compiler,
    mode: &Mode,
    source: &Source,
    file: &str,
    args: &[String],
    dir: &Path,
) -> Result<(), String> {
    let mut command = command(compiler, dir)?;
    command.current_dir(dir).arg(file).args(FLAGS).arg(format!("-Copt-level={}", mode.opt_level));
    command.args(args).args(&source.directives.compile_flags);
    if compiler == Compiler::Backend {
        command.args(modes::backend()?);
    }
    let done = process::finish(command, "", LIMIT)?;
    if done.code == Some(0) {
        return Ok(());
    }
    let code = done.code;
    Err(format!("`{file}` does not compile, code {code:?}\n{}{}", done.stdout, done.stderr))
}

/// The compiler, without arguments for a compilation. For `rustc.wasm` the directory is the root of all.
pub(crate) fn command(compiler: Compiler, dir: &Path) -> Result<Command, String> {
    let mut command;
    if compiler == Compiler::Wasm {
        let words = modes::rustc_wasm()?;
        let (module, words) = words.split_last().expect("there are two words");
        let mount = |host: &Path, guest: &str| {
            let mut option = OsString::from("--dir=");
            option.push(host);
            option.push(guest);
            option
        };
        command = Command::new(&words[0]);
        command.args(&words[1..]);
        command.arg(mount(dir, "::/")).arg(mount(modes::sysroot()?, "::/dist")).arg(module);
    } else {
        command = Command::new(modes::rustc()?);
    }
    // What Cargo and the user set is for other compilers.
    for name in ["LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "RUSTC_LOG", "RUST_BACKTRACE"] {
        command.env_remove(name);
    }
    Ok(command)
}
