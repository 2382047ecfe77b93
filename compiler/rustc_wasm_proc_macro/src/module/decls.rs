//! The macro list of a module: parsing the lines of `abi::SECTION`. Knows neither the module around
//! the list nor whether the functions it names exist.
//!
//! ```text
//! abi:2
//! crate:serde_derive:2021
//! file:src/lib.rs:md5=0123...:812:812:18,22,1,...::
//! derive:Serialize:__wasm_proc_macro_derive_serialize:serde
//! at:0:401:533
//! doc: Derives `Serialize`.
//! deprecated:1.2.0:use something else
//! meta:doc(alias = "serialise")
//! attr:name:function
//! bang:name:function
//! configured_out:other:feature:0:590:595:0:566:585
//! ```
//!
//! `at`, `doc`, `deprecated` and `meta` belong to the macro above them, and to the crate before the first
//! one. `file` lines describe source files by what diagnostics need of them; `at` and `quoted` lines
//! are places in these files. In a text, `\\`, `\n`, `\r` and `\c` stand for a backslash, a line feed,
//! a carriage return and a colon. Lists of nothing but macros exist in the wild and are read too.

use std::fmt;
use std::str::FromStr;

pub use self::files::{Place, SourceFile};
use self::files::{parse_file, parse_place};
pub use self::meta::{Meta, MetaItem, MetaLiteral, MetaValue};

mod files;
mod meta;
#[cfg(test)]
mod tests;

/// How long all source files of a module may be, in bytes: a sixteenth of what rustc's source map has
/// for those of all crates, since it ends the compiler when that is used up.
const MAX_FILES_LEN: u64 = 256 << 20;

/// What a module says of itself and its macros.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decls {
    /// `None` if the list has no `abi` line.
    pub abi_version: Option<u32>,
    /// Name and edition of the crate, if the list has a `crate` line.
    pub crate_info: Option<CrateInfo>,
    /// Source files that places refer to.
    pub files: Vec<SourceFile>,
    /// What is said of the crate as of a macro.
    pub about: Description,
    pub macros: Vec<MacroDecl>,
    /// Places of the tokens in `quote!`, which a module asks for by their number here.
    pub quoted: Vec<Place>,
    /// What would be in the crate if it had been compiled otherwise.
    pub configured_out: Vec<ConfiguredOut>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrateInfo {
    pub name: String,
    /// As in `--edition`: `2015`, `2018`, ...
    pub edition: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MacroDecl {
    pub kind: MacroKind,
    /// What a program calls the macro; the trait's name for a derive.
    pub name: String,
    /// Name of the module's export that runs the macro.
    pub function: String,
    pub about: Description,
}

/// What is said of a macro or of the crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// The item that defines it.
    pub place: Option<Place>,
    /// Documentation, one entry for each attribute or comment of the source.
    pub docs: Vec<String>,
    pub deprecation: Option<Deprecation>,
    /// Other attributes that mean something to those who use it.
    pub attributes: Vec<Meta>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MacroKind {
    Derive { helper_attrs: Vec<String> },
    Attr,
    Bang,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deprecation {
    pub since: Option<String>,
    pub note: Option<String>,
}

/// An item in the crate's root that a `cfg` attribute took away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfiguredOut {
    pub name: String,
    /// The `VALUE` of a `cfg(NAME = "VALUE")` that did not hold; `None` for any other.
    pub value: Option<String>,
    /// Where the item's name is, and where the condition.
    pub place: Option<Place>,
    pub condition: Option<Place>,
}

/// A line that is not understood. The offset is in bytes from the start of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclError {
    pub offset: usize,
    pub kind: DeclErrorKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeclErrorKind {
    NotUtf8,
    /// The word before the first colon is not one of ours.
    UnknownLine(String),
    /// A field is missing or there is one too many.
    Malformed(&'static str),
    /// A name that a program could not write.
    NotAnIdentifier(String),
    /// `at` or `quoted` with anything but `FILE:START:END` within a file above.
    BadPlace,
    /// The source files are longer than `MAX_FILES_LEN` together.
    FilesTooLong,
    /// Two macros of one name.
    Duplicate(String),
    /// Two different `abi` or `crate` lines.
    Contradiction(&'static str),
}

impl fmt::Display for DeclError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, at byte {}", self.kind, self.offset)
    }
}

impl fmt::Display for DeclErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DeclErrorKind::NotUtf8 => write!(f, "text that is not UTF-8"),
            DeclErrorKind::UnknownLine(word) => write!(f, "unknown kind of line `{word}`"),
            DeclErrorKind::Malformed(form) => write!(f, "expected `{form}`"),
            DeclErrorKind::NotAnIdentifier(name) => write!(f, "`{name}` is not an identifier"),
            DeclErrorKind::BadPlace => {
                write!(f, "expected `FILE:START:END`, a range of bytes in a file listed above")
            }
            DeclErrorKind::FilesTooLong => write!(f, "source files of more than 256 MiB"),
            DeclErrorKind::Duplicate(name) => write!(f, "the macro `{name}` is listed twice"),
            DeclErrorKind::Contradiction(word) => write!(f, "a second, different `{word}` line"),
        }
    }
}

impl std::error::Error for DeclError {}

impl Decls {
    /// Parses a macro list, of a module that need not be one that can be loaded.
    pub fn parse(list: &[u8]) -> Result<Decls, DeclError> {
        parse(list)
    }
}

/// Parses a macro list.
pub(crate) fn parse(list: &[u8]) -> Result<Decls, DeclError> {
    let text = std::str::from_utf8(list)
        .map_err(|e| DeclError { offset: e.valid_up_to(), kind: DeclErrorKind::NotUtf8 })?;
    let mut decls = Decls::default();
    let mut offset = 0usize;
    for line in text.split('\n') {
        if !line.is_empty() {
            parse_line(line, &mut decls).map_err(|kind| DeclError { offset, kind })?;
        }
        // The line and its line feed.
        offset = offset.saturating_add(line.len()).saturating_add(1);
    }
    Ok(decls)
}

fn parse_line(line: &str, decls: &mut Decls) -> Result<(), DeclErrorKind> {
    let (word, rest) = line.split_once(':').unwrap_or((line, ""));
    match word {
        "abi" => {
            let form = DeclErrorKind::Malformed("abi:VERSION");
            let version = number(rest).ok_or(form)?;
            if decls.abi_version.replace(version).is_some_and(|earlier| earlier != version) {
                return Err(DeclErrorKind::Contradiction("abi"));
            }
        }
        "crate" => parse_crate(line, decls)?,
        "file" => {
            let form = "file:NAME:KIND=HASH:LENGTH:LENGTH:LINES:CHARS:NORMALIZED";
            decls.files.push(parse_file(rest).ok_or(DeclErrorKind::Malformed(form))?);
            if decls.files.iter().map(|file| u64::from(file.len)).sum::<u64>() > MAX_FILES_LEN {
                return Err(DeclErrorKind::FilesTooLong);
            }
        }
        "at" => {
            let place = parse_place(rest, &decls.files);
            described(decls).place = Some(place.ok_or(DeclErrorKind::BadPlace)?);
        }
        "quoted" => {
            let place = parse_place(rest, &decls.files);
            decls.quoted.push(place.ok_or(DeclErrorKind::BadPlace)?);
        }
        "doc" => {
            let text = unescape(rest).ok_or(DeclErrorKind::Malformed("doc:TEXT"))?;
            described(decls).docs.push(text);
        }
        "meta" => {
            let meta = unescape(rest).and_then(|text| Meta::parse(&text));
            let meta = meta.ok_or(DeclErrorKind::Malformed("meta:META"))?;
            described(decls).attributes.push(meta);
        }
        "configured_out" => {
            let item = parse_configured_out(rest, &decls.files);
            let form = "configured_out:NAME:VALUE:FILE:START:END:FILE:START:END";
            decls.configured_out.push(item.ok_or(DeclErrorKind::Malformed(form))?);
        }
        "deprecated" => {
            let form = DeclErrorKind::Malformed("deprecated:SINCE:NOTE");
            let (since, note) = rest.split_once(':').ok_or(form.clone())?;
            let field = |text: &str| match unescape(text) {
                Some(text) if text.is_empty() => Ok(None),
                Some(text) => Ok(Some(text)),
                None => Err(form.clone()),
            };
            let deprecation = Deprecation { since: field(since)?, note: field(note)? };
            described(decls).deprecation = Some(deprecation);
        }
        _ => parse_macro(line, decls)?,
    }
    Ok(())
}

/// Parses a line that is one of the crate.
pub(crate) fn parse_crate(line: &str, decls: &mut Decls) -> Result<(), DeclErrorKind> {
    let form = DeclErrorKind::Malformed("crate:NAME:EDITION");
    let fields = line.strip_prefix("crate:").and_then(|fields| fields.split_once(':'));
    let (name, edition) = fields.ok_or(form.clone())?;
    if number::<u32>(edition).is_none() {
        return Err(form);
    }
    let info = CrateInfo { name: identifier(name)?, edition: edition.to_owned() };
    if decls.crate_info.as_ref().is_some_and(|earlier| *earlier != info) {
        return Err(DeclErrorKind::Contradiction("crate"));
    }
    decls.crate_info = Some(info);
    Ok(())
}

/// Parses a line that is one of a macro.
pub(crate) fn parse_macro(line: &str, decls: &mut Decls) -> Result<(), DeclErrorKind> {
    let (word, rest) = line.split_once(':').unwrap_or((line, ""));
    match word {
        "derive" => {
            let form = DeclErrorKind::Malformed("derive:TRAIT:FUNCTION[:ATTRIBUTE,...]");
            let (name, rest) = rest.split_once(':').ok_or(form.clone())?;
            let (function, attrs) = rest.split_once(':').unwrap_or((rest, ""));
            let helper_attrs = match attrs {
                "" => Vec::new(),
                attrs => attrs.split(',').map(identifier).collect::<Result<_, _>>()?,
            };
            push_macro(decls, MacroKind::Derive { helper_attrs }, name, function, form)
        }
        "attr" | "bang" => {
            let (kind, form) = match word {
                "attr" => (MacroKind::Attr, "attr:NAME:FUNCTION"),
                _ => (MacroKind::Bang, "bang:NAME:FUNCTION"),
            };
            let form = DeclErrorKind::Malformed(form);
            let (name, function) = rest.split_once(':').ok_or(form.clone())?;
            push_macro(decls, kind, name, function, form)
        }
        word => Err(DeclErrorKind::UnknownLine(word.to_owned())),
    }
}

fn push_macro(
    decls: &mut Decls,
    kind: MacroKind,
    name: &str,
    function: &str,
    form: DeclErrorKind,
) -> Result<(), DeclErrorKind> {
    if function.is_empty() || function.contains(':') {
        return Err(form);
    }
    let name = identifier(name)?;
    // All macros are in one name space.
    if decls.macros.iter().any(|m| m.name == name) {
        return Err(DeclErrorKind::Duplicate(name));
    }
    let function = function.to_owned();
    decls.macros.push(MacroDecl { kind, name, function, about: Description::default() });
    Ok(())
}

/// What a line on a macro or the crate adds to.
fn described(decls: &mut Decls) -> &mut Description {
    match decls.macros.last_mut() {
        Some(decl) => &mut decl.about,
        None => &mut decls.about,
    }
}

/// Either place may be three empty fields.
fn parse_configured_out(fields: &str, files: &[SourceFile]) -> Option<ConfiguredOut> {
    let mut parts = fields.splitn(3, ':');
    let (name, value) = (unescape(parts.next()?)?, unescape(parts.next()?)?);
    let places = parts.next()?;
    let (middle, _) = places.match_indices(':').nth(2)?;
    let (place, condition) = (places.get(..middle)?, places.get(middle..)?.strip_prefix(':')?);
    let parse = |fields| match fields {
        "::" => Some(None),
        fields => parse_place(fields, files).map(Some),
    };
    if name.is_empty() {
        return None;
    }
    let value = (!value.is_empty()).then_some(value);
    Some(ConfiguredOut { name, value, place: parse(place)?, condition: parse(condition)? })
}

/// A decimal number, without the sign that `parse` allows.
fn number<T: FromStr>(text: &str) -> Option<T> {
    if text.starts_with('+') { None } else { text.parse().ok() }
}

/// Identifiers here are not raw ones: `try`, not `r#try`.
fn identifier(name: &str) -> Result<String, DeclErrorKind> {
    let mut chars = name.chars();
    let is_start = |c: char| c == '_' || c.is_alphabetic();
    let is_continue = |c: char| c == '_' || c.is_alphanumeric();
    if chars.next().is_some_and(is_start) && chars.all(is_continue) && name != "_" {
        Ok(name.to_owned())
    } else {
        Err(DeclErrorKind::NotAnIdentifier(name.to_owned()))
    }
}

/// Undoes the escapes described above. `None` if there is an unknown one.
fn unescape(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        let mut chars = after.chars();
        out.push_str(before);
        out.push(match chars.next()? {
            '\\' => '\\',
            'n' => '\n',
            'r' => '\r',
            'c' => ':',
            _ => return None,
        });
        rest = chars.as_str();
    }
    out.push_str(rest);
    Some(out)
}
