//! The command line of `wasm-ld`, as far as it applies here. It does not open inputs.

mod config;
mod options;
mod response;

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};
use std::vec::IntoIter;

pub use self::config::{Config, Input, PAGE, STACK_ALIGNMENT, Source, Strip, Unresolved};
use self::options::{Form, LONG, Opt, SHORT};
use crate::error::{Error, ErrorKind, Warning};

/// What the command line asks for.
pub enum Request {
    Link(Box<Config>),
    /// Only to print something.
    Print(String),
}

/// Reads a command line without a program's name.
pub fn parse(args: Vec<OsString>) -> Result<Request, Error> {
    let mut parser = Parser {
        args: response::expand(args)?.into_iter(),
        config: Config::new(),
        whole_archive: false,
        lazy: false,
        dynamic: false,
        version: false,
        help: false,
        allow_undefined: false,
        warn_unresolved: false,
        unresolved: None,
        symbolic: false,
        experimental: false,
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
    /// Libraries may be shared ones.
    dynamic: bool,
    version: bool,
    help: bool,
    allow_undefined: bool,
    warn_unresolved: bool,
    unresolved: Option<Unresolved>,
    symbolic: bool,
    experimental: bool,
}

/// What `--version` prints.
pub fn version() -> String {
    let (name, version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    format!("{name} {version} (compatible with wasm-ld)\n")
}

impl Parser {
    fn finish(self) -> Result<Request, Error> {
        let mut config = self.config;
        if self.help {
            return Ok(Request::Print(options::help()));
        }
        if self.version || config.print_version && config.inputs.is_empty() {
            return Ok(Request::Print(version()));
        }
        if self.lazy {
            return Err(bad_value("--start-lib", "an `--end-lib` after it"));
        }
        if config.inputs.is_empty() {
            return Err(ErrorKind::NoInput.into());
        }
        if config.output.as_os_str().is_empty() {
            return Err(ErrorKind::NoOutput.into());
        }
        if config.export_table && config.import_table {
            let expected = "a command line without `--import-table`";
            return Err(bad_value("--export-table", expected));
        }
        if config.max_memory.is_some() && !config.growable_memory {
            let expected = "a command line without `--no-growable-memory`";
            return Err(bad_value("--max-memory", expected));
        }
        if config.compress && config.strip == Strip::Nothing {
            let expected = "`--strip-debug`, as debug information counts bytes of code";
            return Err(bad_value("--compress-relocations", expected));
        }
        // The order of these does not matter.
        config.unresolved = match self.unresolved {
            _ if self.allow_undefined => Unresolved::Ignore,
            Some(asked_for) => asked_for,
            None if self.warn_unresolved => Unresolved::Warn,
            None => Unresolved::Error,
        };
        if config.unresolved == Unresolved::ImportDynamic && !self.experimental {
            config.warnings.push(Warning::Option(
                "`--unresolved-symbols=import-dynamic` makes modules of a form that may change; \
                 `--experimental-pic` says that this is known",
            ));
        }
        if self.symbolic {
            config.warnings.push(Warning::Option("`--Bsymbolic` is for shared libraries only"));
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
            None => Err(ErrorKind::UnknownOption(arg.into()).into()),
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
                self.allow_undefined = true;
            }
            Opt::AllowUndefinedFile => {
                let listed = read_list(&path())?;
                config.allowed_undefined.extend(listed);
            }
            Opt::BuildId if value.and_then(OsStr::to_str) == Some("none") => {}
            Opt::BuildId => return Err(unsupported(arg, "only `--build-id=none` is")),
            Opt::Bsymbolic => self.symbolic = true,
            Opt::CheckFeatures(yes) => config.check_features = yes,
            Opt::Color => {
                if value.is_some() {
                    one_of(arg, &text()?, &["auto", "always", "never"])?;
                }
            }
            Opt::Compress => config.compress = true,
            Opt::Dynamic(yes) => self.dynamic = yes,
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
            Opt::ExperimentalPic => self.experimental = true,
            Opt::ExportTable => config.export_table = true,
            Opt::ExtraFeatures => config.extra_features = list()?,
            Opt::FatalWarnings(yes) => config.fatal_warnings = yes,
            Opt::Features => config.features = Some(list()?),
            Opt::GcSections(yes) => config.gc = yes,
            Opt::GlobalBase => config.global_base = Some(small()?).filter(|&base| base > 0),
            Opt::GrowableTable => config.growable_table = true,
            Opt::Help => self.help = true,
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
            Opt::InitialMemory => config.initial_memory = Some(number()?).filter(|&size| size > 0),
            Opt::KeepSection => config.keep_sections.push(text()?),
            Opt::Lazy(true) if self.lazy => return Err(bad_value(arg, "an `--end-lib` before it")),
            Opt::Lazy(false) if !self.lazy => {
                return Err(bad_value(arg, "a `--start-lib` before it"));
            }
            Opt::Lazy(yes) => self.lazy = yes,
            Opt::Library => {
                let source = Source::Library(text()?, self.dynamic);
                self.input(source);
            }
            Opt::Map => config.map = Some(path()),
            Opt::MaxMemory => config.max_memory = Some(number()?).filter(|&size| size > 0),
            Opt::MergeData(yes) => config.merge_data = yes,
            Opt::NoEntry => config.entry = None,
            Opt::NoGrowableMemory => config.growable_memory = false,
            Opt::Optimize => config.merge_strings = number()? > 0,
            Opt::Output => config.output = path(),
            Opt::PageSize if number()? == PAGE => {}
            Opt::PageSize => {
                return Err(unsupported(arg, "all memories have pages of 65536 bytes"));
            }
            Opt::Positive if number()? == 0 => return Err(bad_value(arg, "a positive number")),
            Opt::Positive => {}
            Opt::PrintGc(yes) => config.print_gc = yes,
            Opt::PrintMap => config.print_map = true,
            Opt::Quoting => match one_of(arg, &text()?, &["posix", "windows"])? {
                "posix" => {}
                _ => return Err(unsupported(arg, "quote as POSIX does")),
            },
            Opt::Search => config.search.push(path()),
            Opt::Soname => config.soname = Some(text()?),
            Opt::StackFirst(yes) => config.stack_first = yes,
            Opt::StripAll => config.strip = Strip::All,
            Opt::StripDebug => config.strip = config.strip.max(Strip::Debug),
            Opt::TableBase => config.table_base = small()?.max(1),
            Opt::Target => match &*text()? {
                "wasm32" => {}
                "wasm64" => {
                    return Err(unsupported("-m wasm64", "compile for a wasm32 target"));
                }
                _ => return Err(bad_value(arg, "`wasm32`")),
            },
            Opt::Trace => config.trace = true,
            Opt::Undefined => config.undefined.push(text()?),
            Opt::Unresolved => {
                let values = ["report-all", "ignore-all", "import-dynamic"];
                self.unresolved = match one_of(arg, &text()?, &values)? {
                    "ignore-all" => Some(Unresolved::Ignore),
                    "import-dynamic" => Some(Unresolved::ImportDynamic),
                    _ => None,
                };
            }
            Opt::UnresolvedWarn(yes) => self.warn_unresolved = yes,
            Opt::Unsupported => return Err(unsupported(arg, "link with `wasm-ld` instead")),
            Opt::Version => self.version = true,
            Opt::VersionToo => config.print_version = true,
            Opt::WholeArchive(yes) => self.whole_archive = yes,
            Opt::Wrap => config.wrap.push(text()?),
            Opt::Extension => self.extension(arg, &text()?)?,
        }
        Ok(())
    }
}

impl Parser {
    /// A value of `-z`.
    fn extension(&mut self, arg: &str, value: &str) -> Result<(), Error> {
        if let Some(size) = value.strip_prefix("stack-size=") {
            let size = number_below_4_gib(arg, size)?;
            if size.checked_rem(STACK_ALIGNMENT) != Some(0) {
                return Err(bad_value("-z stack-size", "a multiple of 16"));
            }
            self.config.stack_size = size;
        } else if value == "muldefs" {
            self.config.allow_multiple = true;
        } else {
            // Other linkers have more of them, such as `relro`.
            self.config.warnings.push(Warning::Extension(value.into()));
        }
        Ok(())
    }
}

/// One of the values that an option takes.
fn one_of<'v>(arg: &str, value: &str, values: &[&'v str]) -> Result<&'v str, Error> {
    let known = values.iter().find(|known| **known == value);
    known.copied().ok_or_else(|| {
        ErrorKind::OptionChoice {
            option: arg.into(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        }
        .into()
    })
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
pub fn read_list(path: &Path) -> Result<Vec<String>, ErrorKind> {
    let text = fs::read_to_string(path)
        .map_err(|error| ErrorKind::Read { path: path.to_owned(), error })?;
    Ok(text
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect())
}

fn bad_value(option: &str, expected: &'static str) -> Error {
    ErrorKind::OptionValue { option: option.into(), expected }.into()
}

fn unsupported(option: &str, instead: &'static str) -> Error {
    ErrorKind::Unsupported { what: format!("linker option `{option}`"), instead }.into()
}
