//! The command line of `wasm-ld`, as far as it applies here. It does not open inputs.

mod options;
mod response;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::vec::IntoIter;

use self::options::{Form, LONG, Opt, SHORT};
use crate::error::{Error, Problem};

/// Bytes of a page of memory, from the WebAssembly specification.
pub const PAGE: u64 = 65536;

/// Stack alignment of the C ABI of WebAssembly, in `BasicCABI.md` of tool-conventions.
pub const STACK_ALIGNMENT: u32 = 16;

/// Where data starts in a memory that does not start with the stack, so that a null pointer points
/// to nothing: `wasm-ld`'s default.
const DEFAULT_GLOBAL_BASE: u32 = 1024;

/// What the command line asks for.
pub enum Request {
    Link(Box<Config>),
    /// Only to print something.
    Print(String),
}

/// One input, in the order of the command line.
#[derive(Debug)]
pub struct Input {
    pub source: Source,
    /// All members of an archive are linked, not only those that are needed.
    pub whole_archive: bool,
    /// An object is only linked if it is needed, as members of archives are.
    pub lazy: bool,
}

#[derive(Debug)]
pub enum Source {
    Path(PathBuf),
    /// The value of `-l`.
    Library(String),
}

/// What happens to symbols that are used and not defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresolved {
    Error,
    Warn,
    Ignore,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strip {
    Nothing,
    Debug,
    All,
}

#[derive(Debug)]
pub struct Config {
    pub inputs: Vec<Input>,
    pub search: Vec<PathBuf>,
    pub output: PathBuf,
    pub map: Option<PathBuf>,
    pub print_map: bool,
    pub entry: Option<String>,
    pub exports: Vec<String>,
    pub exports_if_defined: Vec<String>,
    pub undefined: Vec<String>,
    pub export_all: bool,
    pub export_dynamic: bool,
    pub export_memory: Option<String>,
    pub import_memory: Option<(String, String)>,
    pub export_table: bool,
    pub import_table: bool,
    pub growable_table: bool,
    pub table_base: u32,
    pub stack_size: u32,
    pub stack_first: bool,
    pub global_base: Option<u32>,
    pub initial_heap: u64,
    pub initial_memory: Option<u64>,
    pub max_memory: Option<u64>,
    pub growable_memory: bool,
    pub gc: bool,
    pub strip: Strip,
    pub keep_sections: Vec<String>,
    pub merge_data: bool,
    /// Strings of debug information that are the same are written once.
    pub merge_strings: bool,
    pub unresolved: Unresolved,
    pub import_undefined: bool,
    pub allowed_undefined: Vec<String>,
    pub allow_multiple: bool,
    pub check_features: bool,
    pub features: Option<Vec<String>>,
    pub extra_features: Vec<String>,
    pub fatal_warnings: bool,
    pub error_limit: usize,
    pub soname: Option<String>,
}

impl Config {
    fn new() -> Config {
        Config {
            inputs: Vec::new(),
            search: Vec::new(),
            output: PathBuf::from("a.out"),
            map: None,
            print_map: false,
            entry: Some("_start".into()),
            exports: Vec::new(),
            exports_if_defined: Vec::new(),
            undefined: Vec::new(),
            export_all: false,
            export_dynamic: false,
            export_memory: None,
            import_memory: None,
            export_table: false,
            import_table: false,
            growable_table: false,
            table_base: 1,
            stack_size: PAGE as u32,
            stack_first: true,
            global_base: None,
            initial_heap: 0,
            initial_memory: None,
            max_memory: None,
            growable_memory: true,
            gc: true,
            strip: Strip::Nothing,
            keep_sections: Vec::new(),
            merge_data: true,
            // `wasm-ld`'s level is 1 if the command line has none.
            merge_strings: true,
            unresolved: Unresolved::Error,
            import_undefined: false,
            allowed_undefined: Vec::new(),
            allow_multiple: false,
            check_features: true,
            features: None,
            extra_features: Vec::new(),
            fatal_warnings: false,
            error_limit: 20,
            soname: None,
        }
    }

    /// Where data starts if the stack does not come first, or is to start at least.
    pub fn global_base(&self) -> u32 {
        self.global_base.unwrap_or(if self.stack_first { 0 } else { DEFAULT_GLOBAL_BASE })
    }
}

/// Reads a command line without a program's name.
pub fn parse(args: Vec<OsString>) -> Result<Request, Error> {
    let mut parser = Parser {
        args: response::expand(args)?.into_iter(),
        config: Config::new(),
        whole_archive: false,
        lazy: false,
        version: false,
    };
    let mut first = true;
    let mut only_paths = false;
    while let Some(arg) = parser.args.next() {
        match arg.to_str() {
            Some("-flavor") if first => {
                parser.args.next();
            }
            Some("--") if !only_paths => only_paths = true,
            Some(text) if !only_paths && text.len() > 1 && text.starts_with('-') => {
                parser.option(text)?;
            }
            _ => parser.input(Source::Path(arg.into())),
        }
        first = false;
    }
    parser.finish()
}

struct Parser {
    args: IntoIter<OsString>,
    config: Config,
    whole_archive: bool,
    lazy: bool,
    version: bool,
}

impl Parser {
    fn finish(self) -> Result<Request, Error> {
        let config = self.config;
        if config.inputs.is_empty() {
            return match self.version {
                true => Ok(Request::Print(format!(
                    "{} {} (compatible with wasm-ld)\n",
                    env!("CARGO_PKG_NAME"),
                    env!("CARGO_PKG_VERSION")
                ))),
                false => Err(Problem::NoInput.into()),
            };
        }
        if config.export_table && config.import_table {
            return Err(Problem::OptionValue {
                option: "--export-table".into(),
                expected: "a command line without `--import-table`",
            }
            .into());
        }
        Ok(Request::Link(Box::new(config)))
    }

    fn input(&mut self, source: Source) {
        let (whole_archive, lazy) = (self.whole_archive, self.lazy);
        self.config.inputs.push(Input { source, whole_archive, lazy });
    }

    fn option(&mut self, arg: &str) -> Result<(), Error> {
        let name = arg.strip_prefix("--").or(arg.strip_prefix('-')).unwrap_or(arg);
        let (name, value) = match name.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (name, None),
        };
        let short = || {
            let letters = arg.strip_prefix('-')?;
            let letter = letters.chars().next()?;
            let rest = letters.get(letter.len_utf8()..)?;
            let known = SHORT.iter().find(|known| known.0 == letter)?;
            (known.1 == Form::Value || rest.is_empty()).then_some((known, rest))
        };
        if let Some(&(_, form, opt)) = LONG.iter().find(|known| known.0 == name) {
            return match (form, value) {
                (Form::Flag, None) | (Form::Optional, None) => self.apply(opt, arg, None),
                (Form::Flag, Some(_)) => Err(bad_value(arg, "no value")),
                (_, Some(value)) => self.apply(opt, arg, Some(OsStr::new(value))),
                (Form::Value, None) => {
                    let value = self.args.next().ok_or_else(|| bad_value(arg, "a value"))?;
                    self.apply(opt, arg, Some(&value))
                }
            };
        }
        match short() {
            Some((&(_, Form::Value, opt), "")) => {
                let value = self.args.next().ok_or_else(|| bad_value(arg, "a value"))?;
                self.apply(opt, arg, Some(&value))
            }
            Some((&(_, Form::Value, opt), rest)) => self.apply(opt, arg, Some(OsStr::new(rest))),
            Some((&(_, _, opt), _)) => self.apply(opt, arg, None),
            None => Err(Problem::UnknownOption(arg.into()).into()),
        }
    }

    fn apply(&mut self, opt: Opt, arg: &str, value: Option<&OsStr>) -> Result<(), Error> {
        let text = || {
            value.and_then(OsStr::to_str).map(str::to_owned).ok_or_else(|| bad_value(arg, "text"))
        };
        let path = || PathBuf::from(value.unwrap_or_default());
        let number = || text().and_then(|text| number(arg, &text));
        let small = || {
            number().and_then(|number| {
                u32::try_from(number).map_err(|_| bad_value(arg, "a number below 4 GiB"))
            })
        };
        let list = || text().map(|text| text.split(',').map(str::to_owned).collect::<Vec<_>>());
        let config = &mut self.config;
        match opt {
            Opt::AllowMultiple(yes) => config.allow_multiple = yes,
            Opt::AllowUndefined => {
                config.import_undefined = true;
                config.unresolved = Unresolved::Ignore;
            }
            Opt::AllowUndefinedFile => {
                let listed = read_list(&path())?;
                config.allowed_undefined.extend(listed);
            }
            Opt::CheckFeatures(yes) => config.check_features = yes,
            Opt::Entry => config.entry = Some(text()?),
            Opt::ErrorLimit => config.error_limit = small()? as usize,
            Opt::Export => config.exports.push(text()?),
            Opt::ExportAll => config.export_all = true,
            Opt::ExportDynamic(yes) => config.export_dynamic = yes,
            Opt::ExportIfDefined => config.exports_if_defined.push(text()?),
            Opt::ExportMemory => {
                config.export_memory = Some(match value {
                    Some(_) => text()?,
                    None => "memory".into(),
                });
            }
            Opt::ExportTable => config.export_table = true,
            Opt::ExtraFeatures => config.extra_features.extend(list()?),
            Opt::FatalWarnings(yes) => config.fatal_warnings = yes,
            Opt::Features => config.features.get_or_insert_default().extend(list()?),
            Opt::GcSections(yes) => config.gc = yes,
            Opt::GlobalBase => config.global_base = Some(small()?),
            Opt::GrowableTable => config.growable_table = true,
            Opt::Ignored => {}
            Opt::ImportMemory => {
                config.import_memory = Some(match value {
                    None => ("env".into(), "memory".into()),
                    Some(_) => {
                        let text = text()?;
                        let (module, name) = text
                            .split_once(',')
                            .ok_or_else(|| bad_value(arg, "a module, a comma and a name"))?;
                        (module.into(), name.into())
                    }
                });
            }
            Opt::ImportTable => config.import_table = true,
            Opt::ImportUndefined => config.import_undefined = true,
            Opt::InitialHeap => config.initial_heap = number()?,
            Opt::InitialMemory => config.initial_memory = Some(number()?),
            Opt::KeepSection => config.keep_sections.push(text()?),
            Opt::Lazy(yes) => self.lazy = yes,
            Opt::Library => {
                let name = text()?;
                self.input(Source::Library(name));
            }
            Opt::Map => config.map = Some(path()),
            Opt::MaxMemory => config.max_memory = Some(number()?),
            Opt::MergeData(yes) => config.merge_data = yes,
            Opt::NoEntry => config.entry = None,
            Opt::NoGrowableMemory => config.growable_memory = false,
            Opt::Optimize => config.merge_strings = number()? > 0,
            Opt::Output => config.output = path(),
            Opt::PrintMap => config.print_map = true,
            Opt::Search => config.search.push(path()),
            Opt::Soname => config.soname = Some(text()?),
            Opt::StackFirst(yes) => config.stack_first = yes,
            Opt::StripAll => config.strip = Strip::All,
            Opt::StripDebug => config.strip = config.strip.max(Strip::Debug),
            Opt::TableBase => config.table_base = small()?,
            Opt::Target => match &*text()? {
                "wasm32" => {}
                "wasm64" => {
                    return Err(unsupported("-m wasm64", "compile for a wasm32 target"));
                }
                _ => return Err(bad_value(arg, "`wasm32`")),
            },
            Opt::Undefined => config.undefined.push(text()?),
            Opt::Unresolved => match &*text()? {
                "report-all" => config.unresolved = Unresolved::Error,
                "ignore-all" => config.unresolved = Unresolved::Ignore,
                _ => return Err(bad_value(arg, "`report-all` or `ignore-all`")),
            },
            Opt::UnresolvedError => config.unresolved = Unresolved::Error,
            Opt::UnresolvedWarn => config.unresolved = Unresolved::Warn,
            Opt::Unsupported => return Err(unsupported(arg, "link with `wasm-ld` instead")),
            Opt::Version => self.version = true,
            Opt::WholeArchive(yes) => self.whole_archive = yes,
            Opt::Extension => {
                // `wasm-ld` takes no notice of the others either, such as `-z relro`.
                if let Some(size) = text()?.strip_prefix("stack-size=") {
                    let size = number_below_4_gib(arg, size)?;
                    if size.checked_rem(STACK_ALIGNMENT) != Some(0) {
                        return Err(bad_value("-z stack-size", "a multiple of 16"));
                    }
                    config.stack_size = size;
                }
            }
        }
        Ok(())
    }
}

fn number(arg: &str, text: &str) -> Result<u64, Error> {
    let parsed = match text.strip_prefix("0x").or(text.strip_prefix("0X")) {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => text.parse(),
    };
    parsed.map_err(|_| bad_value(arg, "a number"))
}

fn number_below_4_gib(arg: &str, text: &str) -> Result<u32, Error> {
    u32::try_from(number(arg, text)?).map_err(|_| bad_value(arg, "a number below 4 GiB"))
}

/// Names in a file, one a line; `#` starts a comment.
fn read_list(path: &Path) -> Result<Vec<String>, Error> {
    let text =
        fs::read_to_string(path).map_err(|error| Problem::Read { path: path.to_owned(), error })?;
    Ok(text
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect())
}

fn bad_value(option: &str, expected: &'static str) -> Error {
    Problem::OptionValue { option: option.into(), expected }.into()
}

fn unsupported(option: &str, instead: &'static str) -> Error {
    Problem::Unsupported { what: format!("linker option `{option}`"), instead }.into()
}
