//! How much a module may use: the limits with their defaults, and the option text that changes one.
//! Knows neither the engine that keeps to them nor the option's name on a command line but one.

pub(crate) mod budget;
pub mod cost;
pub(crate) mod total;

use std::fmt;

/// The option of the compiler that sets a limit, for messages that say how to raise it.
const OPTION: &str = "--wasm-proc-macro-limit";

/// How deep groups of tokens may nest. A compiler walks through them by recursion.
pub(crate) const MAX_NESTING: u32 = 1_000;

/// How many diagnostics may be in one, which are shown before they are paid for.
pub(crate) const MAX_DIAGNOSTICS: u32 = 1_000;

/// How much of a panic's message is kept, in bytes. A diagnostic is not the place for more.
pub(crate) const MAX_PANIC_TEXT: u32 = 1 << 20;

/// How much is kept of the name of what a macro was refused, in bytes: as much as a path has on Linux.
pub(crate) const MAX_REFUSED_TEXT: u32 = 1 << 12;

/// What a module may use. Each number is the largest that is allowed, or [`Limits::UNLIMITED`].
///
/// `docs/security.md` says what published macro crates use of the defaults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// What one expansion may compute, with all expansions that it starts; the same again for setting
    /// up an instance. An instruction costs about 1, and the compiler's work for a macro has its
    /// price: see [`crate::limits::cost`].
    pub fuel: u64,
    /// Bytes of linear memory of an instance, with those of the expansions that wait for it.
    pub memory: u64,
    /// Elements of a table.
    pub table: u64,
    /// Calls inside of calls. Their locals may have 1 KiB on average.
    pub depth: u64,
    /// Bytes that one expansion sends to the compiler, prints or is answered with in one reply, and
    /// bytes of the token streams that it holds at a time, as [`crate::tree::Size`] counts them.
    pub output: u64,
    /// What all expansions of a compilation may compute together.
    pub total_fuel: u64,
    /// Bytes that all expansions of a compilation send, print and return together.
    pub total_output: u64,
    /// Bytes of a module's file.
    pub module_size: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            fuel: 35_000_000_000,
            memory: 1 << 30,
            table: 1 << 20,
            depth: 20_000,
            output: 512 << 20,
            // A hundred expansions that go to their limit.
            total_fuel: 3_500_000_000_000,
            total_output: 8 << 30,
            module_size: 256 << 20,
        }
    }
}

/// The name of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    Fuel,
    Memory,
    Table,
    Depth,
    Output,
    TotalFuel,
    TotalOutput,
    ModuleSize,
}

impl Limit {
    pub const ALL: [Limit; 8] = [
        Limit::Fuel,
        Limit::Memory,
        Limit::Table,
        Limit::Depth,
        Limit::Output,
        Limit::TotalFuel,
        Limit::TotalOutput,
        Limit::ModuleSize,
    ];

    /// As the option has it.
    pub fn name(self) -> &'static str {
        match self {
            Limit::Fuel => "fuel",
            Limit::Memory => "memory",
            Limit::Table => "table",
            Limit::Depth => "depth",
            Limit::Output => "output",
            Limit::TotalFuel => "total-fuel",
            Limit::TotalOutput => "total-output",
            Limit::ModuleSize => "module-size",
        }
    }

    /// What is counted.
    pub fn unit(self) -> &'static str {
        match self {
            Limit::Fuel | Limit::TotalFuel => "units",
            Limit::Memory | Limit::Output | Limit::TotalOutput | Limit::ModuleSize => "bytes",
            Limit::Table => "elements",
            Limit::Depth => "nested calls",
        }
    }

    /// Whether it is what one expansion may use, which can differ from one macro crate to another.
    fn is_of_expansions(self) -> bool {
        match self {
            Limit::Fuel | Limit::Memory | Limit::Table | Limit::Depth | Limit::Output => true,
            Limit::TotalFuel | Limit::TotalOutput | Limit::ModuleSize => false,
        }
    }

    /// Whether `K`, `M` and `G` are powers of 1024.
    fn is_binary(self) -> bool {
        self.unit() == "bytes"
    }
}

impl Limits {
    /// The value of a limit that is not there.
    pub const UNLIMITED: u64 = u64::MAX;

    pub fn get(&self, limit: Limit) -> u64 {
        match limit {
            Limit::Fuel => self.fuel,
            Limit::Memory => self.memory,
            Limit::Table => self.table,
            Limit::Depth => self.depth,
            Limit::Output => self.output,
            Limit::TotalFuel => self.total_fuel,
            Limit::TotalOutput => self.total_output,
            Limit::ModuleSize => self.module_size,
        }
    }

    fn get_mut(&mut self, limit: Limit) -> &mut u64 {
        match limit {
            Limit::Fuel => &mut self.fuel,
            Limit::Memory => &mut self.memory,
            Limit::Table => &mut self.table,
            Limit::Depth => &mut self.depth,
            Limit::Output => &mut self.output,
            Limit::TotalFuel => &mut self.total_fuel,
            Limit::TotalOutput => &mut self.total_output,
            Limit::ModuleSize => &mut self.module_size,
        }
    }

    /// Sets a limit by the value of the option, `NAME=VALUE`. The value is a number, which `K`, `M`
    /// or `G` may follow, or `none`.
    pub fn set(&mut self, option: &str) -> Result<(), LimitOptionError> {
        let (limit, value) = parse(option)?;
        *self.get_mut(limit) = value;
        Ok(())
    }

    /// Whether a file of `len` bytes may be a module. To be asked before it is read.
    pub fn check_module_size(&self, len: u64) -> Result<(), LimitReached> {
        if len > self.module_size { Err(self.reached(Limit::ModuleSize)) } else { Ok(()) }
    }

    pub(crate) fn reached(&self, limit: Limit) -> LimitReached {
        LimitReached { limit, value: self.get(limit) }
    }
}

/// A limit of one macro crate, which has that in place of the one for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrateLimit {
    /// With underscores.
    pub krate: String,
    limit: Limit,
    value: u64,
}

impl CrateLimit {
    /// The value of the option, `CRATE=NAME=VALUE`; nothing if it names no crate.
    pub fn parse(option: &str) -> Result<Option<CrateLimit>, LimitOptionError> {
        let Some((krate, rest)) = option.split_once('=').filter(|(_, rest)| rest.contains('='))
        else {
            return Ok(None);
        };
        let (limit, value) = parse(rest)?;
        if !limit.is_of_expansions() {
            return Err(LimitOptionError::NotOfOneCrate(limit));
        }
        Ok(Some(CrateLimit { krate: krate.replace('-', "_"), limit, value }))
    }

    /// Puts it in place of the one for all.
    pub fn apply(&self, limits: &mut Limits) {
        *limits.get_mut(self.limit) = self.value;
    }
}

/// A limit and its value, from `NAME=VALUE`.
fn parse(option: &str) -> Result<(Limit, u64), LimitOptionError> {
    let (name, value) = option.split_once('=').ok_or(LimitOptionError::NoValue)?;
    let limit = Limit::ALL
        .into_iter()
        .find(|limit| limit.name() == name)
        .ok_or_else(|| LimitOptionError::UnknownName(name.to_owned()))?;
    let bad_value = || LimitOptionError::BadValue { limit, value: value.to_owned() };
    Ok((limit, parse_value(limit, value).ok_or_else(bad_value)?))
}

/// A positive number, which a suffix may multiply.
fn parse_value(limit: Limit, value: &str) -> Option<u64> {
    if value == "none" {
        return Some(Limits::UNLIMITED);
    }
    let unit: u64 = if limit.is_binary() { 1024 } else { 1000 };
    let suffixes = [("K", 1), ("M", 2), ("G", 3)];
    let (digits, power) = suffixes
        .into_iter()
        .find_map(|(suffix, power)| Some((value.strip_suffix(suffix)?, power)))
        .unwrap_or((value, 0));
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: u64 = digits.parse().ok()?;
    number.checked_mul(unit.checked_pow(power)?).filter(|&number| number != 0)
}

/// Writes a value as the option takes it.
fn show_value(limit: Limit, value: u64) -> String {
    if value == Limits::UNLIMITED {
        return "none".to_owned();
    }
    let unit: u64 = if limit.is_binary() { 1024 } else { 1000 };
    for (suffix, power) in [("G", 3), ("M", 2), ("K", 1)] {
        let factor = unit.saturating_pow(power);
        if value.is_multiple_of(factor) {
            return format!("{}{suffix}", value.checked_div(factor).unwrap_or(value));
        }
    }
    value.to_string()
}

/// A limit that a module has reached, and how to raise it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LimitReached {
    pub limit: Limit,
    /// What is allowed.
    pub value: u64,
}

impl LimitReached {
    /// What to do about it. A macro crate that has limits of its own is named.
    pub fn help(&self, limited: Option<&str>) -> String {
        let raised = show_value(self.limit, self.value.saturating_mul(2));
        let of_crate = match limited {
            Some(krate) if self.limit.is_of_expansions() => format!("{krate}="),
            _ => String::new(),
        };
        format!("raise it with `{OPTION} {of_crate}{}={raised}`", self.limit.name())
    }
}

impl fmt::Display for LimitReached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LimitReached { limit, value } = *self;
        let (name, value, unit) = (limit.name(), show_value(limit, value), limit.unit());
        write!(f, "the limit `{name}` of {value} {unit} is reached")
    }
}

impl std::error::Error for LimitReached {}

/// A value of the option that means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LimitOptionError {
    NoValue,
    UnknownName(String),
    BadValue {
        limit: Limit,
        value: String,
    },
    /// It is no limit of what one expansion may use.
    NotOfOneCrate(Limit),
}

impl fmt::Display for LimitOptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LimitOptionError::NoValue => {
                write!(
                    f,
                    "`{OPTION}` takes `NAME=VALUE` or, for one macro crate, `CRATE=NAME=VALUE`"
                )
            }
            LimitOptionError::UnknownName(name) => {
                let names = Limit::ALL.map(|limit| format!("`{}`", limit.name())).join(", ");
                write!(f, "unknown limit `{name}` in `{OPTION}`; there are {names}")
            }
            LimitOptionError::BadValue { limit, value } => write!(
                f,
                "`{value}` is not a valid value for the limit `{}` of `{OPTION}`; it takes a number of {} \
                 above 0, which `K`, `M` or `G` may follow, or `none`",
                limit.name(),
                limit.unit(),
            ),
            LimitOptionError::NotOfOneCrate(limit) => write!(
                f,
                "the limit `{}` of `{OPTION}` is for all macro crates, and takes no `CRATE=`",
                limit.name(),
            ),
        }
    }
}

impl std::error::Error for LimitOptionError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(option: &str) -> Result<Limits, String> {
        let mut limits = Limits::default();
        limits.set(option).map(|()| limits).map_err(|error| error.to_string())
    }

    #[test]
    fn values_have_suffixes() {
        assert_eq!(set("fuel=7").unwrap().fuel, 7);
        assert_eq!(set("fuel=7K").unwrap().fuel, 7_000);
        assert_eq!(set("fuel=7G").unwrap().fuel, 7_000_000_000);
        assert_eq!(set("memory=7K").unwrap().memory, 7 << 10);
        assert_eq!(set("memory=7M").unwrap().memory, 7 << 20);
        assert_eq!(set("module-size=7G").unwrap().module_size, 7 << 30);
        assert_eq!(set("depth=none").unwrap().depth, Limits::UNLIMITED);
        assert_eq!(set("table=1").unwrap().table, 1);
        assert_eq!(set("output=1K").unwrap().output, 1024);
        assert_eq!(set("total-fuel=1K").unwrap().total_fuel, 1_000);
        assert_eq!(set("total-output=1K").unwrap().total_output, 1024);
    }

    #[test]
    fn a_limit_may_be_of_one_crate() {
        let parse = |option: &str| CrateLimit::parse(option).map_err(|error| error.to_string());
        let limit = parse("my-macros=fuel=2K").unwrap().unwrap();
        assert_eq!(limit.krate, "my_macros");
        let mut limits = Limits::default();
        limit.apply(&mut limits);
        assert_eq!(limits, Limits { fuel: 2_000, ..Limits::default() });
        let reached = limits.reached(Limit::Fuel);
        let help = "raise it with `--wasm-proc-macro-limit my_macros=fuel=4K`";
        assert_eq!(reached.help(Some(&limit.krate)), help);

        assert_eq!(parse("fuel=2K"), Ok(None));
        assert_eq!(parse("fuel"), Ok(None));
        assert!(parse("a=speed=1").unwrap_err().starts_with("unknown limit `speed`"));
        assert!(parse("a=fuel=much").unwrap_err().starts_with("`much` is not a valid value"));
        for limit in Limit::ALL {
            let is_of_one = !limit.name().starts_with("total") && limit != Limit::ModuleSize;
            assert_eq!(parse(&format!("a={}=1", limit.name())).is_ok(), is_of_one);
            let help = limits.reached(limit).help(Some("a"));
            assert_eq!(help.contains("limit a="), is_of_one, "{help}");
        }
        let not_of_one = "the limit `total-fuel` of `--wasm-proc-macro-limit` is for all macro crates, and takes no \
                          `CRATE=`";
        assert_eq!(parse("a=total-fuel=1"), Err(not_of_one.to_owned()));
    }

    #[test]
    fn bad_values_are_explained() {
        let bad = |value| {
            format!(
                "`{value}` is not a valid value for the limit `fuel` of `--wasm-proc-macro-limit`; it takes \
                 a number of units above 0, which `K`, `M` or `G` may follow, or `none`"
            )
        };
        for value in ["", "K", "0", "0G", "-1", "+1", "1k", "1.5G", " 1", "None", "99999999999G"] {
            assert_eq!(set(&format!("fuel={value}")), Err(bad(value)));
        }
        assert_eq!(set("fuel=20000000000G"), Err(bad("20000000000G")));
    }

    #[test]
    fn bad_names_are_explained() {
        let takes = "`--wasm-proc-macro-limit` takes `NAME=VALUE` or, for one macro crate, `CRATE=NAME=VALUE`";
        assert_eq!(set("fuel"), Err(takes.to_owned()));
        assert_eq!(
            set("time=5"),
            Err("unknown limit `time` in `--wasm-proc-macro-limit`; there are `fuel`, `memory`, \
                 `table`, `depth`, `output`, `total-fuel`, `total-output`, `module-size`"
                .to_owned())
        );
    }

    #[test]
    fn a_limit_says_how_to_raise_it() {
        let reached = Limits::default().reached(Limit::Fuel);
        assert_eq!(reached.to_string(), "the limit `fuel` of 35G units is reached");
        assert_eq!(reached.help(None), "raise it with `--wasm-proc-macro-limit fuel=70G`");
        let odd = set("memory=1000").unwrap().reached(Limit::Memory);
        assert_eq!(odd.help(None), "raise it with `--wasm-proc-macro-limit memory=2000`");
        assert_eq!(
            Limits::default().check_module_size(u64::MAX).unwrap_err().help(None),
            "raise it with `--wasm-proc-macro-limit module-size=512M`"
        );
    }

    #[test]
    fn every_raised_value_is_a_value() {
        for limit in Limit::ALL {
            let help = Limits::default().reached(limit).help(None);
            let option = help.trim_end_matches('`').rsplit_once(' ').unwrap().1;
            assert_eq!(set(option).unwrap().get(limit), 2 * Limits::default().get(limit));
        }
    }
}
