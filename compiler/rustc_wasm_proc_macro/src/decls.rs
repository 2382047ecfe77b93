//! The macro list of a module: parsing the lines of `abi::SECTION`. Knows neither the module around
//! the list nor whether the functions it names exist.
//!
//! ```text
//! abi:1
//! crate:serde_derive:2021
//! file:src/lib.rs:md5=0123...:812:812:18,22,1,...::
//! derive:Serialize:__wasm_proc_macro_derive_serialize:serde
//! at:0:401:533
//! doc: Derives `Serialize`.
//! deprecated:1.2.0:use something else
//! attr:name:function
//! bang:name:function
//! ```
//!
//! `at`, `doc` and `deprecated` belong to the macro above them. `file` lines describe source files by
//! what diagnostics need of them; `at` and `quoted` lines are places in these files. In a text,
//! `\\`, `\n`, `\r` and `\c` stand for a backslash, a line feed, a carriage return and a colon. Lists
//! of nothing but macros exist in the wild and are read too.

use std::fmt;
use std::str::FromStr;

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
    pub macros: Vec<MacroDecl>,
    /// Places of the tokens in `quote!`, which a module asks for by their number here.
    pub quoted: Vec<Place>,
}

/// What a diagnostic needs to know of a source file. Positions are in bytes from its start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// As the compiler was given it.
    pub name: String,
    /// `md5`, `sha1`, `sha256` or `blake3`, and up to 32 bytes.
    pub hash: (String, Vec<u8>),
    /// Length after line ends and a byte order mark were normalized, and before.
    pub len: u32,
    pub unnormalized_len: u32,
    /// Where the lines start; the first one at 0.
    pub lines: Vec<u32>,
    /// Position and length of each character of several bytes.
    pub multibyte_chars: Vec<(u32, u8)>,
    /// Positions from which on the unnormalized file is this number of bytes ahead.
    pub normalized: Vec<(u32, u32)>,
}

/// A range of bytes in one of the source files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index in `Decls::files`.
    pub file: usize,
    pub start: u32,
    pub end: u32,
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
    /// The item that defines it.
    pub place: Option<Place>,
    /// Documentation, one entry for each attribute or comment of the source.
    pub docs: Vec<String>,
    pub deprecation: Option<Deprecation>,
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

/// A line that is not understood. The offset is in bytes from the start of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclError {
    pub offset: usize,
    pub kind: DeclErrorKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeclErrorKind {
    NotUtf8,
    /// The word before the first colon is none of ours.
    UnknownLine(String),
    /// A field is missing or there is one too many.
    Malformed(&'static str),
    /// A name that a program could not write.
    NotAnIdentifier(String),
    /// `at`, `doc` or `deprecated` before the first macro.
    NothingToDescribe,
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
            DeclErrorKind::NothingToDescribe => write!(f, "no macro above this line"),
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
            last_macro(decls)?.place = Some(place.ok_or(DeclErrorKind::BadPlace)?);
        }
        "quoted" => {
            let place = parse_place(rest, &decls.files);
            decls.quoted.push(place.ok_or(DeclErrorKind::BadPlace)?);
        }
        "doc" => {
            let text = unescape(rest).ok_or(DeclErrorKind::Malformed("doc:TEXT"))?;
            last_macro(decls)?.docs.push(text);
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
            last_macro(decls)?.deprecation = Some(deprecation);
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
    let (place, docs, deprecation) = Default::default();
    decls.macros.push(MacroDecl { kind, name, function, place, docs, deprecation });
    Ok(())
}

/// `None` if anything is missing, out of order or out of the file.
fn parse_file(fields: &str) -> Option<SourceFile> {
    let fields: Vec<&str> = fields.split(':').collect();
    let [name, hash, len, unnormalized_len, lines, chars, normalized] = *fields else {
        return None;
    };
    let (kind, hash) = hash.split_once('=')?;
    let len = number(len)?;
    let mut line_starts = vec![0u32];
    for line_len in numbers(lines) {
        let start = line_starts.last()?.checked_add(line_len?)?;
        line_starts.push(start);
    }
    let file = SourceFile {
        name: unescape(name)?,
        hash: (kind.to_owned(), parse_hex(hash)?),
        len,
        unnormalized_len: number(unnormalized_len)?,
        lines: line_starts,
        multibyte_chars: pairs(chars)?
            .into_iter()
            .map(|(at, len)| Some((at, u8::try_from(len).ok()?)))
            .collect::<Option<_>>()?,
        normalized: pairs(normalized)?,
    };
    let end = |&(at, len): &(u32, u8)| at.saturating_add(len.into());
    let is_sound = file.lines.iter().all(|&at| file.is_boundary(at))
        && file.multibyte_chars.iter().all(|(_, len)| (2..=4).contains(len))
        && file.multibyte_chars.is_sorted_by(|one, next| end(one) <= next.0)
        && file.multibyte_chars.last().is_none_or(|last| end(last) <= len)
        && file.normalized.is_sorted_by_key(|pair| pair.0)
        && file.normalized.iter().all(|&(at, ahead)| {
            at <= len && at.checked_add(ahead).is_some_and(|at| at <= file.unnormalized_len)
        });
    is_sound.then_some(file)
}

impl SourceFile {
    /// Whether `at` is in the file and not within a character: a compiler that counts characters may
    /// rely on that.
    fn is_boundary(&self, at: u32) -> bool {
        let before = self.multibyte_chars.partition_point(|&(start, _)| start < at);
        let last = before.checked_sub(1).and_then(|last| self.multibyte_chars.get(last));
        at <= self.len && last.is_none_or(|&(start, len)| start.saturating_add(len.into()) <= at)
    }
}

fn parse_place(fields: &str, files: &[SourceFile]) -> Option<Place> {
    let (file, range) = fields.split_once(':')?;
    let (start, end) = range.split_once(':')?;
    let (index, start, end) = (number::<usize>(file)?, number(start)?, number(end)?);
    let file = files.get(index)?;
    let is_sound = start <= end && file.is_boundary(start) && file.is_boundary(end);
    is_sound.then_some(Place { file: index, start, end })
}

/// Numbers with commas between them; nothing is no numbers.
fn numbers(list: &str) -> impl Iterator<Item = Option<u32>> {
    list.split(',').filter(|text| !text.is_empty()).map(number)
}

/// `NUMBER/NUMBER` with commas between them.
fn pairs(list: &str) -> Option<Vec<(u32, u32)>> {
    list.split(',')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (left, right) = pair.split_once('/')?;
            Some((number(left)?, number(right)?))
        })
        .collect()
}

/// Up to 32 bytes, the most that a file's hash has.
fn parse_hex(hex: &str) -> Option<Vec<u8>> {
    let is_hex = hex.bytes().all(|b| b.is_ascii_hexdigit());
    if hex.len() > 64 || !hex.len().is_multiple_of(2) || !is_hex {
        return None;
    }
    hex.as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

fn last_macro(decls: &mut Decls) -> Result<&mut MacroDecl, DeclErrorKind> {
    decls.macros.last_mut().ok_or(DeclErrorKind::NothingToDescribe)
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
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next()? {
                '\\' => '\\',
                'n' => '\n',
                'r' => '\r',
                'c' => ':',
                _ => return None,
            },
            c => c,
        });
    }
    Some(out)
}
