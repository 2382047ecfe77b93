//! Custom sections of objects: those of one name become one section, in the order of objects, and
//! debug information is made to fit the output. Sections with rules of their own are in `metadata`
//! and `names`.

use rustc_hash::FxHashMap;

use crate::args::{Config, Strip};
use crate::error::Problem;
use crate::program::{CustomId, Program};

/// What debug information says in place of an address that is not in the output: an address that
/// no code has. In these two sections all bits set mean something else.
const TOMBSTONE: u32 = u32::MAX;
const RANGE_TOMBSTONE: u32 = u32::MAX - 1;
const RANGE_SECTIONS: [&str; 2] = [".debug_loc", ".debug_ranges"];

/// The prefix of sections with debug information.
const DEBUG: &str = ".debug_";

/// Sections that say something about the module to people and tools.
const ABOUT: [&str; 3] = ["name", "producers", "target_features"];

pub struct Customs<'a> {
    /// Names and parts, in the order in which the names are first seen.
    pub sections: Vec<(&'a str, Vec<CustomId>)>,
    offsets: FxHashMap<CustomId, u32>,
}

impl Customs<'_> {
    /// Where a part starts in its section.
    pub fn offset(&self, custom: CustomId) -> Option<u32> {
        self.offsets.get(&custom).copied()
    }
}

pub fn collect<'a>(config: &Config, program: &Program<'a>) -> Result<Customs<'a>, Problem> {
    let mut customs = Customs { sections: Vec::new(), offsets: FxHashMap::default() };
    let mut by_name: FxHashMap<&str, (usize, u32)> = FxHashMap::default();
    for id in program.sorted(program.customs.ids(), |id| program.customs[id].object) {
        let custom = &program.customs[id];
        if custom.discarded || !is_kept(config, custom.name) {
            continue;
        }
        let next = customs.sections.len();
        let (position, size) = by_name.entry(custom.name).or_insert((next, 0));
        if *position == next {
            customs.sections.push((custom.name, Vec::new()));
        }
        if let Some((_, parts)) = customs.sections.get_mut(*position) {
            parts.push(id);
        }
        customs.offsets.insert(id, *size);
        let length = u32::try_from(custom.data.len()).ok();
        let end = length.and_then(|length| size.checked_add(length));
        *size = end.ok_or(Problem::TooLarge("a custom section"))?;
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
