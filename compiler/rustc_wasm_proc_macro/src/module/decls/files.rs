//! Source files and places in them, as a macro list describes them for diagnostics.

use super::{number, unescape};

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

/// `None` if anything is missing, out of order or out of the file.
pub(super) fn parse_file(fields: &str) -> Option<SourceFile> {
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

pub(super) fn parse_place(fields: &str, files: &[SourceFile]) -> Option<Place> {
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
