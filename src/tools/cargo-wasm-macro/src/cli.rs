//! The command line. Knows neither what the subcommands do nor how their results look.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// Builds procedural macro crates as WebAssembly modules, and says what is in one.
///
/// A module is used with `rustc --wasm-proc-macro NAME=PATH`.
#[derive(Parser)]
#[command(name = "cargo wasm-macro", bin_name = "cargo wasm-macro", disable_version_flag = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    Build(Build),
    Inspect(Inspect),
    Annotate(Annotate),
    Strip(Strip),
    Check(Check),
    Verify(Verify),
    Expand(Expand),
    Compile(Compile),
    Cache(Cache),
    Run(Run),
    Enable(Enable),
    Disable(Disable),
    Pack(Pack),
    Lock(Lock),
    Vendor(Vendor),
    Report(Report),
}

/// How results are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

#[derive(Args)]
pub struct Printing {
    /// What the result is printed for
    #[arg(long, default_value = "text")]
    pub format: Format,
}

#[derive(Args, Clone)]
pub struct Compiler {
    /// The compiler [default: the `rustc` beside this program]
    #[arg(long, value_name = "PATH")]
    pub rustc: Option<PathBuf>,
}

#[derive(Args, Clone)]
pub struct Network {
    /// Do without the network
    #[arg(long)]
    pub offline: bool,
}

/// How a package is compiled, whatever it is.
#[derive(Args, Clone)]
pub struct Toolchain {
    #[command(flatten)]
    pub compiler: Compiler,
    /// Where Cargo builds, and finds what it has built before [default: a temporary directory]
    #[arg(long, value_name = "DIR")]
    pub target_dir: Option<PathBuf>,
    #[command(flatten)]
    pub network: Network,
}

#[derive(Args)]
pub struct Workspace {
    /// A manifest of the workspace [default: of the working directory]
    #[arg(long, value_name = "PATH")]
    pub manifest_path: Option<PathBuf>,
}

#[derive(Args)]
pub struct Locking {
    /// Refuse modules that `wasm-macros.lock` does not have
    #[arg(long)]
    pub locked: bool,
}

/// Where compiled code of modules is
#[derive(Args, Clone)]
pub struct Code {
    /// The directory for native code of modules [default: RUSTC_WASM_PROC_MACRO_CODE_DIR, or one in the user's cache directory]
    #[arg(long, value_name = "DIR", global = true)]
    pub code_dir: Option<PathBuf>,
}

/// Build a macro crate and its dependencies to one module
///
/// The module is compiled to native code as well, as `compile` does it.
///
/// The package is not modified. It comes from crates.io, from a directory, or from the last commit of
/// a git checkout. The module records what it was built from, so that `verify` can build it again.
/// Build scripts, and the macros that the crate itself uses, run natively, as in any build.
#[derive(Args)]
pub struct Build {
    /// A crate of crates.io; `1.2.3` is that version, `1.2` the newest that is compatible with it
    #[arg(value_name = "CRATE[@VERSION]", required_unless_present_any = ["path", "git_checkout"])]
    pub krate: Option<String>,
    /// The package in this directory, which may be a member of a workspace
    #[arg(long, value_name = "DIR", conflicts_with = "krate")]
    pub path: Option<PathBuf>,
    /// The package as it was last committed to the git checkout in this directory
    #[arg(long, value_name = "DIR", conflicts_with_all = ["krate", "path"])]
    pub git_checkout: Option<PathBuf>,
    /// Which package of the workspace in the directory
    #[arg(short, long, value_name = "NAME", conflicts_with = "krate")]
    pub package: Option<String>,
    /// Features to enable, with commas or spaces between them
    #[arg(short = 'F', long, value_name = "FEATURES", value_delimiter = ',')]
    pub features: Vec<String>,
    /// Do not enable the feature `default`
    #[arg(long)]
    pub no_default_features: bool,
    /// What to compile for [default: wasm32-wasip1, or the other one if the crate compiles for that only]
    #[arg(long, value_parser = crate::build::TARGETS)]
    pub target: Option<String>,
    /// The `Cargo.lock` that says which versions of the dependencies are used
    #[arg(long, value_name = "FILE")]
    pub lock: Option<PathBuf>,
    /// The directory for the module, which is named after the library; not one inside of the package
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
    #[command(flatten)]
    pub code: Code,
    /// Do not compile the module to native code, so that rustc interprets it
    #[arg(long, conflicts_with = "code_dir")]
    pub no_compile: bool,
    #[command(flatten)]
    pub toolchain: Toolchain,
    #[command(flatten)]
    pub printing: Printing,
}

/// Show what is in a module: its ABI, macros, imports, sections, and what it was built from
#[derive(Args)]
pub struct Inspect {
    /// The module
    pub file: PathBuf,
    #[command(flatten)]
    pub printing: Printing,
}

/// Add a macro list to a module, or replace the macros in it
///
/// What else the list says, such as the version of the ABI, stays. A list that does not fit the
/// module's exports is refused.
#[derive(Args)]
pub struct Annotate {
    /// The module
    pub file: PathBuf,
    /// A derive macro, its function and its helper attributes, with commas between them
    #[arg(long, value_name = "TRAIT=FUNCTION[:ATTRS]")]
    pub derive: Vec<String>,
    /// An attribute macro and its function
    #[arg(long, value_name = "NAME=FUNCTION")]
    pub attr: Vec<String>,
    /// A function-like macro and its function
    #[arg(long, value_name = "NAME=FUNCTION")]
    pub bang: Vec<String>,
    /// The file to write; may be the one that is read
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
}

/// Remove names of functions and debug data from a module
#[derive(Args)]
pub struct Strip {
    /// The module
    pub file: PathBuf,
    /// The file to write; may be the one that is read
    #[arg(short, long, value_name = "OUT")]
    pub output: PathBuf,
}

/// Load a module, and list all that would be refused and why
///
/// The module is started, but none of its macros runs. Of published macro crates it also says whether fresh
/// `static`s give the same, as measured. Ends with an error code if anything would be refused.
#[derive(Args)]
pub struct Check {
    /// The module
    pub file: PathBuf,
    #[command(flatten)]
    pub printing: Printing,
}

/// Build the package that a module records again, and compare
///
/// Build scripts of that package and its dependencies run. Ends with an error code if the bytes
/// differ.
#[derive(Args)]
pub struct Verify {
    /// The module, or a directory that `vendor` has made [default: those that `wasm-macros.toml` names]
    pub file: Option<PathBuf>,
    /// Where the package is, if the module was built with `--path`
    #[arg(long, value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// Where the package is, if the module was built with `--git-checkout`
    #[arg(long, value_name = "DIR", conflicts_with = "path")]
    pub git_checkout: Option<PathBuf>,
    #[command(flatten)]
    pub toolchain: Toolchain,
    #[command(flatten)]
    pub printing: Printing,
}

/// Expand a macro once, without a compiler
///
/// Spans lead to the input, but there is no hygiene, and no other macro to expand. Output goes to
/// stdout, messages go to stderr.
#[derive(Args)]
pub struct Expand {
    /// The module
    pub file: PathBuf,
    /// Which macro of the module
    #[arg(long = "macro", value_name = "NAME")]
    pub name: String,
    /// The input: the item of a derive or an attribute, what is between the parentheses of `name!()`
    #[arg(value_name = "INPUT.rs", default_value = "-")]
    pub input: PathBuf,
    /// The arguments of an attribute, which are in parentheses behind its name
    #[arg(long, value_name = "TOKENS", default_value = "")]
    pub args: String,
    /// Print the tokens as they are, instead of as formatted source
    #[arg(long)]
    pub tokens: bool,
    #[command(flatten)]
    pub printing: Printing,
}

/// Compile modules to native code, which rustc runs instead of interpreting the module
///
/// The code is for this machine's processor. It is found by what is in the module, wherever that is, and is
/// taken only from files and a directory that nobody else may write to. What has been compiled is not
/// compiled again. Ends with an error code if a module cannot be compiled.
#[derive(Args)]
pub struct Compile {
    /// The modules
    #[arg(value_name = "MODULE", required = true)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub code: Code,
    /// Compile again what has been compiled
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub printing: Printing,
}

/// Show or remove the code that `compile` has made
///
/// Without an action, shows it: the size of each file, the days since it was last used, and what it is for.
#[derive(Args)]
pub struct Cache {
    #[command(flatten)]
    pub code: Code,
    #[command(subcommand)]
    pub action: Option<CacheAction>,
}

#[derive(Subcommand)]
pub enum CacheAction {
    /// List the files, the one that was used last first
    Show {
        /// What the result is printed for
        #[arg(long, default_value = "text")]
        format: Format,
    },
    /// Remove what was used longest ago, until the rest fits
    Prune {
        /// Bytes to keep; K, M or G may follow the number
        #[arg(long, value_name = "BYTES", default_value = "512M", value_parser = crate::commands::cache::size)]
        max_size: u64,
    },
    /// Remove all files
    Clear,
}

/// Run a command of Cargo's in which every macro crate of the project is a module
///
/// `cargo wasm-macro run -- build --release` is `cargo build --release` but for that. No file is
/// changed outside of Cargo's target directory. `wasm-macros.toml` at the workspace's root says which
/// macro crates may be native, and what modules may read.
#[derive(Args)]
pub struct Run {
    #[command(flatten)]
    pub compiler: Compiler,
    #[command(flatten)]
    pub locking: Locking,
    /// What Cargo is to do
    #[arg(value_name = "ARGS", required = true, last = true)]
    pub args: Vec<String>,
}

/// Where a project is, and what it is built with
#[derive(Args)]
pub struct Project {
    #[command(flatten)]
    pub workspace: Workspace,
    #[command(flatten)]
    pub compiler: Compiler,
    #[command(flatten)]
    pub network: Network,
}

/// Write into `wasm-macros.lock` which bytes the modules of a workspace are
///
/// The modules are those that a check of the whole workspace needs, and one of all its targets, such as
/// tests. With ARGS, those of that command of Cargo's are added to the file: what Cargo enables of a
/// dependency, and so a module, can depend on which packages are built.
#[derive(Args)]
pub struct Lock {
    #[command(flatten)]
    pub project: Project,
    /// What Cargo is to do
    #[arg(value_name = "ARGS", last = true)]
    pub args: Vec<String>,
}

/// Build the macro crates that a workspace has from crates.io, and keep the modules in a directory
///
/// With `prebuilt = ["DIR"]` in `wasm-macros.toml`, they are taken from there instead of being compiled, as
/// long as `Cargo.lock` says that they would be made of the same. `cargo wasm-macro verify DIR` builds them
/// again and compares.
#[derive(Args)]
pub struct Vendor {
    /// The directory, which is made if it is not there
    #[arg(value_name = "DIR")]
    pub directory: PathBuf,
    #[command(flatten)]
    pub project: Project,
}

/// Make modules of all macro crates of a workspace, whichever command of Cargo's is run
///
/// First builds every macro crate of the lock file, and says which cannot be modules and why. Then adds
/// to `.cargo/config.toml` what Cargo has to know, and writes `wasm-macros.toml` if there is none. When
/// that file has changed, run this again. Build scripts run natively, as ever. Ends with an error code if
/// a macro crate cannot be a module and may not be native.
#[derive(Args)]
pub struct Enable {
    #[command(flatten)]
    pub project: Project,
    #[command(flatten)]
    pub locking: Locking,
    /// Do not build the macro crates first, nor say anything of them
    #[arg(long)]
    pub no_build: bool,
}

/// Take back what `enable` has added to `.cargo/config.toml`
///
/// `wasm-macros.toml` stays.
#[derive(Args)]
pub struct Disable {
    #[command(flatten)]
    pub workspace: Workspace,
}

/// Compile crates for programs that rustc.wasm compiles, where there is no Cargo
///
/// A pack is a directory with the libraries, the modules of macro crates, an index of both, and the
/// `Cargo.lock` that says which versions they have. It is for wasm32-wasip1, and for this compiler.
/// Build scripts run natively.
#[derive(Args)]
pub struct Pack {
    /// Crates of crates.io; `1.2.3` is that version, `1.2` the newest that is compatible with it
    #[arg(value_name = "CRATE[@VERSION]", required = true)]
    pub crates: Vec<String>,
    /// Features to enable, with commas or spaces between them
    #[arg(short = 'F', long, value_name = "CRATE/FEATURE", value_delimiter = ',')]
    pub features: Vec<String>,
    /// The `Cargo.lock` that says which versions are used
    #[arg(long, value_name = "FILE")]
    pub lock: Option<PathBuf>,
    /// The directory for the pack, empty or with another pack
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
    #[command(flatten)]
    pub toolchain: Toolchain,
}

/// Show what the macro crates of a project are, and what their macros have cost in the last build
///
/// Of each macro crate it shows the form and why, the `static`s that it had and whether fresh ones would do,
/// the module's size, expansions, time, fuel, memory and requests; then the slowest macros, and the places that
/// call them. What Cargo did not have to compile again counts as it was compiled last. Of native macros, only
/// the time is known.
#[derive(Args)]
pub struct Report {
    #[command(flatten)]
    pub workspace: Workspace,
    /// The profile that was built with
    #[arg(long, value_name = "NAME", default_value = "dev")]
    pub profile: String,
    /// Write the report as a page with a chart, too
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    #[command(flatten)]
    pub printing: Printing,
}

/// Reads the command line. The error is the program's status; what there is to say has been said.
pub fn parse(args: impl Iterator<Item = OsString>) -> Result<Cli, ExitCode> {
    let mut args: Vec<OsString> = args.collect();
    // Cargo names the subcommand.
    if args.get(1).is_some_and(|arg| arg == "wasm-macro") {
        args.remove(1);
    }
    Cli::try_parse_from(&args).map_err(|error| {
        if !error.use_stderr() {
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
        match for_cargo(&args, &error) {
            Some(words) => eprintln!(
                "error: what Cargo is to do comes behind `--`: `cargo wasm-macro {words}`"
            ),
            None => eprintln!("{}", usage_error(&error.to_string())),
        }
        ExitCode::from(2)
    })
}

/// The command line as it would have to be, if words for Cargo are not behind `--`.
fn for_cargo(args: &[OsString], error: &clap::Error) -> Option<String> {
    let ContextValue::String(unexpected) = error.get(ContextKind::InvalidArg)? else { return None };
    let words: Vec<_> = args.iter().skip(1).map(|arg| arg.to_string_lossy()).collect();
    let place = words.iter().position(|word| word == unexpected)?;
    let is_for_cargo = error.kind() == ErrorKind::UnknownArgument
        && matches!(&*words[0], "run" | "lock")
        && !unexpected.starts_with('-');
    let (before, behind) = words.split_at(place);
    is_for_cargo
        .then(|| crate::output::plain(&format!("{} -- {}", before.join(" "), behind.join(" "))))
}

/// The error without what the help says better, on one line.
fn usage_error(text: &str) -> String {
    let message = text.split("Usage:").next().unwrap_or_default();
    let message = message.split("For more information").next().unwrap_or_default();
    match crate::output::one_line(message) {
        // The whole text was the help.
        message if !message.starts_with("error:") => {
            "error: no subcommand; `cargo wasm-macro --help` lists them".to_owned()
        }
        message => format!("{message}; see `--help`"),
    }
}
