//! Where stack, data and heap are in memory. Segments with like names are merged, in the order of
//! `wasm-ld`. It does not know what is in the data.

use rustc_hash::FxHashMap;

use crate::args::{Config, PAGE, STACK_ALIGNMENT};
use crate::error::{Error, ErrorKind};
use crate::program::{Address, Definition, Program, SegmentId, Symbol};
use crate::{startup, strings};

/// The heap starts at the alignment of `malloc`'s blocks in the C ABI.
const HEAP_ALIGNMENT: u64 = 16;

/// Bytes that 32-bit addresses reach.
const MAX_MEMORY: u64 = 1 << 32;

/// Prefixes of names of segments that are merged to one of the prefix's name.
const MERGED: [&str; 4] = [".text", ".data", ".bss", ".rodata"];

pub struct Layout<'a> {
    pub segments: Vec<OutputSegment<'a>>,
    pub pages: u64,
    pub max_pages: Option<u64>,
    stack_low: u64,
    stack_high: u64,
    global_base: u64,
    data_end: u64,
    heap_base: u64,
    heap_end: u64,
    tls_base: u64,
    table_base: u32,
}

pub struct OutputSegment<'a> {
    pub name: &'a str,
    pub start: u32,
    pub size: u32,
    /// The exponent of a power of two.
    pub alignment: u32,
    /// In the order of addresses; there are zeros between them.
    pub chunks: Vec<Chunk>,
    /// All that is in it.
    pub inputs: Vec<SegmentId>,
}

/// A part of a segment.
pub enum Chunk {
    Input(SegmentId),
    /// Strings of several inputs, from an offset in the segment.
    Strings {
        offset: u32,
        bytes: Vec<u8>,
    },
}

impl OutputSegment<'_> {
    /// Whether it is all zeros, which new memory is anyway.
    pub fn is_zero(&self) -> bool {
        startup::is_zero(self.name)
    }
}

impl Layout<'_> {
    pub fn address(&self, address: Address) -> u32 {
        let address = match address {
            Address::DataEnd => self.data_end,
            Address::DsoHandle | Address::GlobalBase => self.global_base,
            Address::FirstPageEnd => PAGE,
            Address::HeapBase => self.heap_base,
            Address::HeapEnd => self.heap_end,
            Address::MemoryBase => 0,
            Address::StackHigh => self.stack_high,
            Address::StackLow => self.stack_low,
            Address::TableBase => u64::from(self.table_base),
            Address::TlsBase => self.tls_base,
        };
        // A heap that ends with the last byte ends at 4 GiB, which is 0 in 32 bits.
        address as u32
    }

    /// What is exported of a symbol that is data.
    pub fn exported(&self, program: &Program<'_>, symbol: &Symbol<'_>) -> Option<u32> {
        let address = self.symbol(program, symbol)?;
        match symbol.definition {
            Definition::Data(segment, _) if program.segments[segment].tls => {
                Some(address.wrapping_sub(self.address(Address::TlsBase)))
            }
            _ => Some(address),
        }
    }

    /// The address of a symbol that is data; null if it is not defined.
    pub fn symbol(&self, program: &Program<'_>, symbol: &Symbol<'_>) -> Option<u32> {
        match symbol.definition {
            Definition::Data(segment, offset) => Some(program.segments[segment].address_of(offset)),
            Definition::Absolute(address) => Some(address),
            Definition::Address(address) => Some(self.address(address)),
            _ => None,
        }
    }
}

pub fn place<'a>(config: &Config, program: &mut Program<'a>) -> Result<Layout<'a>, Error> {
    let mut segments = merge(config, program)?;
    let mut layout = Layout {
        segments: Vec::new(),
        pages: 0,
        max_pages: None,
        stack_low: 0,
        stack_high: 0,
        global_base: 0,
        data_end: 0,
        heap_base: 0,
        heap_end: 0,
        tls_base: 0,
        table_base: config.table_base,
    };
    let mut position = 0u64;
    if config.stack_first {
        position = layout.place_stack(config, position)?;
        if u64::from(config.global_base()) > position {
            position = u64::from(config.global_base());
        } else if config.global_base.is_some_and(|base| u64::from(base) < position) {
            return Err(memory(format!(
                "`--global-base` is below {position}, where the stack ends: raise it, or pass \
                 `--no-stack-first`"
            )));
        }
    } else {
        position = u64::from(config.global_base());
    }
    layout.global_base = position;
    for segment in &mut segments {
        position = align(position, 1u64.checked_shl(segment.alignment).unwrap_or(1))?;
        let (start, end) = (position, add(position, u64::from(segment.size))?);
        segment.start = u32::try_from(start).map_err(|_| ErrorKind::TooLarge("the memory"))?;
        for &input in &segment.inputs {
            program.segments[input].shift(segment.start);
        }
        if segment.name == ".tdata" {
            layout.tls_base = start;
        }
        position = end;
    }
    layout.segments = segments;
    layout.data_end = position;
    if !config.stack_first {
        position = layout.place_stack(config, position)?;
    }
    position = align(position, HEAP_ALIGNMENT)?;
    layout.heap_base = position;
    layout.size(config, add(position, config.initial_heap)?)?;
    Ok(layout)
}

impl Layout<'_> {
    fn place_stack(&mut self, config: &Config, position: u64) -> Result<u64, Error> {
        self.stack_low = align(position, u64::from(STACK_ALIGNMENT))?;
        self.stack_high = add(self.stack_low, u64::from(config.stack_size))?;
        Ok(self.stack_high)
    }

    /// Decides how large the memory is, which has to hold `needed` bytes.
    fn size(&mut self, config: &Config, needed: u64) -> Result<(), Error> {
        let whole_pages = |option: &str, size: u64| match size.checked_rem(PAGE) {
            Some(0) if size <= MAX_MEMORY => Ok(size),
            Some(0) => Err(memory(format!("`{option}` is above {MAX_MEMORY}: lower it"))),
            _ => Err(memory(format!("`{option}` has to be a multiple of {PAGE}"))),
        };
        whole_pages("--initial-heap", config.initial_heap)?;
        let mut size = align(needed, PAGE)?;
        if let Some(initial) = config.initial_memory {
            if initial < needed {
                return Err(memory(format!(
                    "`--initial-memory` is too small: {needed} bytes are needed"
                )));
            }
            size = whole_pages("--initial-memory", initial)?;
        }
        if size > MAX_MEMORY {
            return Err(ErrorKind::TooLarge("the memory").into());
        }
        self.heap_end = size;
        self.pages = size.checked_div(PAGE).unwrap_or_default();
        if let Some(maximum) = config.max_memory {
            if maximum < size {
                return Err(memory(format!(
                    "`--max-memory` is too small: {size} bytes are needed"
                )));
            }
            self.max_pages = whole_pages("--max-memory", maximum)?.checked_div(PAGE);
        } else if !config.growable_memory {
            self.max_pages = Some(self.pages);
        }
        Ok(())
    }
}

/// Makes the segments of the output. Addresses of inputs are within their segment so far.
fn merge<'a>(
    config: &Config,
    program: &mut Program<'a>,
) -> Result<Vec<OutputSegment<'a>>, ErrorKind> {
    let mut groups: Vec<(&'a str, Vec<SegmentId>)> = Vec::new();
    let mut by_name: FxHashMap<&'a str, usize> = FxHashMap::default();
    let live = program.segments.iter().filter(|(_, input)| input.live && !input.discarded);
    for id in program.sorted(live.map(|(id, _)| id), |id| program.segments[id].object) {
        let input = &program.segments[id];
        let name = output_name(config, input.name, input.tls);
        let next = groups.len();
        let position = *by_name.entry(name).or_insert(next);
        if position == next {
            groups.push((name, Vec::new()));
        }
        if let Some((_, group)) = groups.get_mut(position) {
            group.push(id);
        }
    }
    groups.sort_by_key(|&(name, _)| rank(name));
    groups.into_iter().map(|(name, group)| fill(config, program, name, group)).collect()
}

/// Puts inputs one after the other, and strings that may be merged where the first of them is.
fn fill<'a>(
    config: &Config,
    program: &mut Program<'a>,
    name: &'a str,
    inputs: Vec<SegmentId>,
) -> Result<OutputSegment<'a>, ErrorKind> {
    let mut output =
        OutputSegment { name, start: 0, size: 0, alignment: 0, chunks: Vec::new(), inputs };
    let mut groups: Vec<Vec<SegmentId>> = Vec::new();
    let mut by_kind: FxHashMap<(u32, bool, bool), usize> = FxHashMap::default();
    for &id in &output.inputs {
        let input = &program.segments[id];
        let next = groups.len();
        let position = match is_mergeable(config, program, id) {
            true => *by_kind.entry((input.alignment, input.tls, input.retain)).or_insert(next),
            false => next,
        };
        match groups.get_mut(position) {
            Some(group) => group.push(id),
            None => groups.push(vec![id]),
        }
    }
    let mut end = 0u64;
    for group in groups {
        let Some(&first) = group.first() else { continue };
        let input = &program.segments[first];
        output.alignment = output.alignment.max(input.alignment);
        let alignment = 1u64.checked_shl(input.alignment).unwrap_or(1);
        let start = align(end, alignment)?;
        let address = small(start)?;
        let size = if is_mergeable(config, program, first) {
            let data: Vec<_> = group.iter().map(|&id| program.segments[id].data).collect();
            let (bytes, pieces) = strings::merge(&data, alignment)?;
            for (id, pieces) in group.into_iter().zip(pieces) {
                program.segments[id].pieces = pieces;
                program.segments[id].shift(address);
            }
            let size = bytes.len();
            output.chunks.push(Chunk::Strings { offset: address, bytes });
            size
        } else {
            program.segments[first].shift(address);
            output.chunks.push(Chunk::Input(first));
            program.segments[first].data.len()
        };
        end = add(start, size as u64)?;
    }
    output.size = small(end)?;
    Ok(output)
}

/// Whether strings of a segment may be merged with others.
fn is_mergeable(config: &Config, program: &Program<'_>, id: SegmentId) -> bool {
    config.merge_strings && program.segments[id].strings && program.data_relocations(id).is_empty()
}

fn small(value: u64) -> Result<u32, ErrorKind> {
    u32::try_from(value).map_err(|_| ErrorKind::TooLarge("a segment"))
}

fn output_name<'a>(config: &Config, name: &'a str, tls: bool) -> &'a str {
    if tls {
        // Zeros among thread-local data are at the same distances from its base as the rest.
        return ".tdata";
    }
    let merged =
        |prefix: &&&str| name.strip_prefix(**prefix).is_some_and(|rest| rest.starts_with('.'));
    match MERGED.iter().find(merged) {
        Some(prefix) if config.merge_data => prefix,
        _ => name,
    }
}

/// The order of segments in memory: what has no data in the file is last.
fn rank(name: &str) -> u8 {
    let prefixes = [(".tdata", 0), (".rodata", 1), (".data", 2), (".bss", 4)];
    prefixes.iter().find(|(prefix, _)| name.starts_with(prefix)).map_or(3, |&(_, rank)| rank)
}

fn add(a: u64, b: u64) -> Result<u64, ErrorKind> {
    a.checked_add(b).ok_or(ErrorKind::TooLarge("the memory"))
}

/// Alignments are powers of two.
fn align(position: u64, alignment: u64) -> Result<u64, ErrorKind> {
    position.checked_next_multiple_of(alignment).ok_or(ErrorKind::TooLarge("the memory"))
}

fn memory(message: String) -> Error {
    ErrorKind::Memory(message).into()
}
