//! Custom sections of objects: those of one name become one section, in the order of objects, and
//! debug information is made to fit the output. Sections with rules of their own are in `metadata`
//! and `names`.

use rustc_hash::FxHashMap;

use crate::args::{Config, Strip};
use crate::error::ErrorKind;
use crate::program::{CustomId, Program};
use crate::strings::{self, Pieces};

/// What debug information says in place of an address that is not in the output: an address that
/// no code has. In these two sections all bits set mean something else.
const TOMBSTONE: u32 = u32::MAX;
const RANGE_TOMBSTONE: u32 = u32::MAX - 1;
const RANGE_SECTIONS: [&str; 2] = [".debug_loc", ".debug_ranges"];

/// The prefix of sections with debug information.
const DEBUG: &str = ".debug_";

/// Sections that say something about the module to people and tools.
const ABOUT: [&str; 3] = ["name", "producers", "target_features"];

/// The section with strings that others refer to.
const STRINGS: &str = ".debug_str";

pub struct Customs<'a> {
    /// In the order in which the names are first seen.
    pub sections: Vec<Section<'a>>,
    /// Where parts start in their sections.
    offsets: FxHashMap<CustomId, u32>,
    strings: FxHashMap<CustomId, Pieces>,
}

pub struct Section<'a> {
    pub name: &'a str,
    pub parts: Vec<CustomId>,
    /// The content, if it is not the parts one after the other.
    pub merged: Option<Vec<u8>>,
}

impl Customs<'_> {
    /// Where a byte of a part is in its section.
    pub fn offset(&self, custom: CustomId, byte: u32) -> Option<u32> {
        let Some(pieces) = self.strings.get(&custom) else {
            return self.offsets.get(&custom).map(|offset| offset.wrapping_add(byte));
        };
        strings::place(pieces, byte)
    }
}

pub fn collect<'a>(config: &Config, program: &Program<'a>) -> Result<Customs<'a>, ErrorKind> {
    let mut customs = Customs {
        sections: Vec::new(),
        offsets: FxHashMap::default(),
        strings: FxHashMap::default(),
    };
    let mut by_name: FxHashMap<&str, (usize, u32)> = FxHashMap::default();
    for id in program.sorted(program.customs.ids(), |id| program.customs[id].object) {
        let custom = &program.customs[id];
        if custom.discarded || !is_kept(config, custom.name) {
            continue;
        }
        let next = customs.sections.len();
        let (position, size) = by_name.entry(custom.name).or_insert((next, 0));
        if *position == next {
            let section = Section { name: custom.name, parts: Vec::new(), merged: None };
            customs.sections.push(section);
        }
        if let Some(section) = customs.sections.get_mut(*position) {
            section.parts.push(id);
        }
        customs.offsets.insert(id, *size);
        let length = u32::try_from(custom.data.len()).ok();
        let end = length.and_then(|length| size.checked_add(length));
        *size = end.ok_or(ErrorKind::TooLarge("a custom section"))?;
    }
    for section in &mut customs.sections {
        let plain = section.parts.iter().all(|&part| program.customs[part].relocations.is_empty());
        if config.merge_strings && section.name == STRINGS && plain {
            let parts = section.parts.iter().map(|&part| program.customs[part].data);
            let (merged, pieces) = strings::merge(&parts.collect::<Vec<_>>(), 1)?;
            section.merged = Some(merged);
            customs.strings.extend(section.parts.iter().copied().zip(pieces));
        }
    }
    Ok(customs)
}

/// Whether the command line leaves a section in. What programs put into sections of their own is
/// part of the program and always is.
pub fn is_kept(config: &Config, name: &str) -> bool {
    let stripped = match config.strip {
        Strip::Nothing => false,
        Strip::Debug => name.starts_with(DEBUG),
        Strip::All => name.starts_with(DEBUG) || ABOUT.contains(&name),
    };
    !stripped || config.keep_sections.iter().any(|kept| kept == name)
}

/// What a relocation in a section is if it refers to something that is not in the output.
pub fn tombstone(section: &str) -> u32 {
    match section.starts_with(DEBUG) {
        true if RANGE_SECTIONS.contains(&section) => RANGE_TOMBSTONE,
        true => TOMBSTONE,
        false => 0,
    }
}
