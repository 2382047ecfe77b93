//! Strings that end with a zero byte, written once each, and inside of others that end with them, as
//! `wasm-ld` does it. It does not know where strings are from, nor where they will be.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::error::ErrorKind;

/// Where the strings of a part are: offsets in it and in what is written, in the order of the first.
pub type Pieces = Vec<(u32, u32)>;

/// Where a byte of a part is in what is written.
pub fn place(pieces: &[(u32, u32)], byte: u32) -> Option<u32> {
    let after = pieces.partition_point(|&(start, _)| start <= byte);
    let &(start, offset) = pieces.get(after.checked_sub(1)?)?;
    Some(offset.wrapping_add(byte.wrapping_sub(start)))
}

/// What is written for all parts, and the pieces of each.
pub fn merge(parts: &[&[u8]], alignment: u64) -> Result<(Vec<u8>, Vec<Pieces>), ErrorKind> {
    let parts: Vec<Vec<&[u8]>> = parts.iter().map(|part| split(part)).collect();
    let mut strings: Vec<&[u8]> =
        parts.iter().flatten().copied().collect::<FxHashSet<_>>().into_iter().collect();
    // A string comes after those that end with it.
    strings.sort_by(|a, b| b.iter().rev().cmp(a.iter().rev()));
    let mut bytes: Vec<u8> = Vec::new();
    let mut offsets: FxHashMap<&[u8], u32> = FxHashMap::default();
    let mut last: &[u8] = &[];
    for string in strings {
        let inside = bytes.len().saturating_sub(string.len());
        let is_inside = last.ends_with(string)
            && (inside as u64).checked_rem(alignment).is_none_or(|rest| rest == 0);
        let offset = if is_inside {
            inside
        } else {
            let start = (bytes.len() as u64).next_multiple_of(alignment.max(1)) as usize;
            bytes.resize(start, 0);
            bytes.extend_from_slice(string);
            last = string;
            start
        };
        let offset =
            u32::try_from(offset).map_err(|_| ErrorKind::TooLarge("a section of strings"))?;
        offsets.insert(string, offset);
    }
    let pieces = parts.iter().map(|part| {
        let mut start = 0u32;
        let piece = |string: &&[u8]| {
            let piece = (start, offsets.get(string).copied().unwrap_or(0));
            start = start.saturating_add(string.len() as u32);
            piece
        };
        part.iter().map(piece).collect()
    });
    let pieces = pieces.collect();
    Ok((bytes, pieces))
}

/// Strings with their ends.
fn split(part: &[u8]) -> Vec<&[u8]> {
    part.split_inclusive(|&byte| byte == 0).collect()
}

#[cfg(test)]
mod tests {
    use super::{merge, place};

    #[test]
    fn a_string_is_written_once_and_in_another_that_ends_with_it() {
        let (bytes, pieces) = merge(&[b"some text\0a\0", b"text\0some text\0"], 1).unwrap();
        assert_eq!(bytes, b"some text\0a\0");
        assert_eq!(pieces, [vec![(0, 0), (10, 10)], vec![(0, 5), (5, 0)]]);
        assert_eq!(place(&pieces[1], 2), Some(7));
        assert_eq!(place(&pieces[1], 6), Some(1));
        assert_eq!(place(&[], 6), None);
    }

    #[test]
    fn alignment_is_kept() {
        let (bytes, pieces) = merge(&[b"xab\0", b"ab\0", b"xyab\0"], 2).unwrap();
        assert_eq!(bytes, b"xyab\0\0xab\0ab\0");
        assert_eq!(pieces, [[(0, 6)], [(0, 10)], [(0, 0)]]);
    }

    #[test]
    fn what_has_no_end_is_a_string_too() {
        let (bytes, pieces) = merge(&[b"abc", b""], 1).unwrap();
        assert_eq!(bytes, b"abc");
        assert_eq!(pieces, [vec![(0, 0)], vec![]]);
    }
}
