//! A file of stored expansions: a header that says what they are of, with a hash of all that is in the file, and the
//! records of their tree, those that others begin in first.

use std::sync::Arc;

use super::tree::{Origin, Tree};
use crate::digest::xxh3;

const MAGIC: &[u8; 16] = b"wasm expansions\n";

/// Changes with everything that a file says, and with what steps mean.
const VERSION: u32 = 2;

/// Bytes of the hash, which is behind the magic number, and where it ends.
const HASH: usize = 8;
const HASHED: usize = MAGIC.len() + HASH;

/// Where the number of the day is, for whoever looks at nothing else.
const DAY: usize = HASHED + 4 + 32;

/// How much of a file says when it was used.
pub(super) const START: usize = DAY + 4;

/// In the place of the record that another one begins in, of one that starts a tree.
const ROOT: u32 = u32::MAX;

/// What a file has besides expansions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// What the expansions are of.
    pub(super) id: [u8; 32],
    /// The day on which they were used last, since 1970.
    pub(super) day: u32,
    /// How often there was something new to be written.
    pub(super) session: u32,
}

/// The hash of a file, by which it is known whether it was written again.
pub(super) fn hash(file: &[u8]) -> Option<[u8; HASH]> {
    file.get(MAGIC.len()..HASHED)?.try_into().ok()
}

/// The day on which a file was used that starts like this. `None` if it is no file of stored expansions.
pub(super) fn day(start: &[u8]) -> Option<u32> {
    start.strip_prefix(MAGIC)?;
    Some(u32::from_le_bytes(start.get(DAY..START)?.try_into().ok()?))
}

pub(super) fn write(header: &Header, tree: &Tree) -> Vec<u8> {
    let mut out = [&MAGIC[..], &[0; HASH]].concat();
    out.extend_from_slice(&VERSION.to_le_bytes());
    out.extend_from_slice(&header.id);
    for number in [header.day, header.session] {
        out.extend_from_slice(&number.to_le_bytes());
    }
    for record in tree.records() {
        let (from, step) = match record.origin {
            Origin::Root(_) => (ROOT, 0),
            Origin::Branch { record, step } => (record, step),
        };
        for number in [from, step, record.used] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        if let Origin::Root(key) = record.origin {
            out.extend_from_slice(&key);
        }
        let bytes = record.bytes();
        out.extend_from_slice(&u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_le_bytes());
        out.extend_from_slice(bytes);
    }
    let hash = xxh3(out.get(HASHED..).unwrap_or_default());
    if let Some(place) = out.get_mut(MAGIC.len()..HASHED) {
        place.copy_from_slice(&hash.to_le_bytes());
    }
    out
}

/// Reads a file with expansions of `id`. `None` if it is none, or not as it was written.
pub(super) fn read(file: Vec<u8>, id: &[u8; 32]) -> Option<(Header, Tree)> {
    let rest = file.strip_prefix(MAGIC)?;
    let (hash, rest) = rest.split_first_chunk::<HASH>()?;
    if u64::from_le_bytes(*hash) != xxh3(rest) {
        return None;
    }
    let file = Arc::new(file);
    let mut at = HASHED;
    let number = |at: &mut usize| {
        let (number, _) = file.get(*at..)?.split_first_chunk::<4>()?;
        *at = at.checked_add(4)?;
        Some(u32::from_le_bytes(*number))
    };
    let key = |at: &mut usize| {
        let (key, _) = file.get(*at..)?.split_first_chunk::<32>()?;
        *at = at.checked_add(32)?;
        Some(*key)
    };
    if number(&mut at)? != VERSION || key(&mut at)? != *id {
        return None;
    }
    let header = Header { id: *id, day: number(&mut at)?, session: number(&mut at)? };
    let mut tree = Tree::default();
    while at < file.len() {
        let (from, step, used) = (number(&mut at)?, number(&mut at)?, number(&mut at)?);
        let origin = match from {
            ROOT => Origin::Root(key(&mut at)?),
            record => Origin::Branch { record, step },
        };
        let (len, _) = file.get(at..)?.split_first_chunk::<8>()?;
        let start = at.checked_add(8)?;
        at = start.checked_add(usize::try_from(u64::from_le_bytes(*len)).ok()?)?;
        tree.add(origin, &file, start..at, used)?;
    }
    Some((header, tree))
}

#[cfg(test)]
mod tests {
    use super::super::step::{self, Tag};
    use super::*;

    fn file() -> Vec<u8> {
        let mut tree = Tree::default();
        for (key, answer) in [(1, 1), (1, 2), (2, 1)] {
            let mut bytes = Vec::new();
            step::write(&mut bytes, Tag::Request, 1, 0, &[b"?"]);
            step::write_answer(&mut bytes, &[answer]);
            tree.insert([key; 32], &Arc::new(bytes), 3);
        }
        write(&Header { id: [7; 32], day: 20_000, session: 3 }, &tree)
    }

    #[test]
    fn a_file_is_only_what_was_written() {
        let file = file();
        let (header, tree) = read(file.clone(), &[7; 32]).unwrap();
        assert_eq!((header.day, header.session, tree.records().len()), (20_000, 3, 3));
        assert_eq!(write(&header, &tree), file);
        assert_eq!(day(&file[..START]), Some(20_000));
        assert!(read(file.clone(), &[8; 32]).is_none());
        for len in 0..file.len() {
            assert!(read(file[..len].to_vec(), &[7; 32]).is_none(), "{len}");
        }
        for bit in 0..8 * file.len() {
            let mut changed = file.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(read(changed, &[7; 32]).is_none(), "{bit}");
        }
        assert!(read([&file[..], b" "].concat(), &[7; 32]).is_none());
    }

    /// Whatever has the right hash, as a file of another version of this compiler might.
    #[test]
    fn a_file_that_makes_no_sense_is_none() {
        let file = file();
        let records = START + 4;
        for at in HASHED..file.len() {
            for byte in [0, 1, 0x7f, 0xff] {
                let mut changed = file.clone();
                changed[at] = byte;
                let hash = xxh3(&changed[HASHED..]);
                changed[MAGIC.len()..HASHED].copy_from_slice(&hash.to_le_bytes());
                let read = read(changed, &[7; 32]);
                // The version and what it is of.
                assert!(read.is_none() || at >= DAY || byte == file[at], "{at}");
                // A tree in which nothing can be found that is not there.
                for number in 0..read.map_or(0, |(_, tree)| tree.records().len()) {
                    assert!(number < 3);
                }
            }
        }
        assert!(records < file.len());
    }
}
