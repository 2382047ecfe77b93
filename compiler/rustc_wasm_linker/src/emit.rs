//! Writes the output, section by section, so that it is never in memory as a whole. It does not
//! decide what is in it.

mod convert;
mod sections;

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use rustc_hash::FxHashMap;
use wasm_encoder::Encode;

use crate::args::Config;
use crate::custom;
use crate::error::{Error, Problem};
use crate::index::Index;
use crate::layout::{Layout, OutputSegment};
use crate::metadata;
use crate::program::{FunctionId, Program};
use crate::relocate::Place;

/// Numbers of sections, from the WebAssembly specification.
const CUSTOM: u8 = 0;
const CODE: u8 = 10;
const DATA: u8 = 11;

/// Everything that decides what the output is.
pub struct Output<'o, 'a> {
    pub config: &'o Config,
    pub program: &'o Program<'a>,
    pub layout: &'o Layout<'a>,
    pub index: &'o Index,
    /// Where bodies of functions start in the code section.
    code_offsets: FxHashMap<FunctionId, u32>,
    code_size: u32,
}

/// Writes the output, and the map if one is wanted. Returns what is to be printed.
pub fn write<'a>(
    config: &Config,
    program: &Program<'a>,
    layout: &Layout<'a>,
    index: &Index,
    features: &[String],
) -> Result<String, Error> {
    let (code_offsets, code_size) = place_code(program, index)?;
    let output = Output { config, program, layout, index, code_offsets, code_size };
    let path = &*config.output;
    let failed = |error| Problem::Write { path: path.to_owned(), error };
    let file = fs::File::create(path).map_err(failed)?;
    let mut writer = Writer { path, file: BufWriter::new(file) };
    let written = output.write(&mut writer, features).and_then(|()| {
        writer.file.flush().map_err(failed)?;
        make_executable(writer.file.get_ref()).map_err(failed)
    });
    if written.is_err() {
        drop(writer);
        // What is there is of no use; that it cannot be removed is less than what has happened.
        let _ = fs::remove_file(path);
    }
    written?;
    if let Some(map) = &config.map {
        let failed = |error| Problem::Write { path: map.clone(), error };
        fs::write(map, output.map()).map_err(failed)?;
    }
    Ok(if config.print_map { output.map() } else { String::new() })
}

/// As other linkers do it, within what the process lets new files be.
#[cfg(unix)]
fn make_executable(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Ok(());
    }
    let mut permissions = metadata.permissions();
    let mode = permissions.mode();
    // Whoever can read it can run it.
    permissions.set_mode(mode | (mode & 0o444) >> 2);
    file.set_permissions(permissions)
}

#[cfg(not(unix))]
fn make_executable(_: &fs::File) -> io::Result<()> {
    Ok(())
}

struct Writer<'p> {
    path: &'p Path,
    file: BufWriter<fs::File>,
}

impl Writer<'_> {
    fn bytes(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        let failed = |error| Problem::Write { path: self.path.to_owned(), error };
        self.file.write_all(bytes).map_err(failed)
    }

    /// The start of a section whose content will have a number of bytes.
    fn header(&mut self, id: u8, size: u32) -> Result<(), Problem> {
        let mut header = vec![id];
        size.encode(&mut header);
        self.bytes(&header)
    }
}

/// Finds where every function will start, counted from the start of the section's content.
fn place_code(
    program: &Program<'_>,
    index: &Index,
) -> Result<(FxHashMap<FunctionId, u32>, u32), Problem> {
    let mut offsets = FxHashMap::default();
    let mut position = leb_size(index.functions.len() as u32);
    for &id in &index.functions {
        let size = program.functions[id].body.bytes().len() as u32;
        let start = position.checked_add(leb_size(size));
        let end = start.and_then(|start| start.checked_add(size));
        let (Some(start), Some(end)) = (start, end) else {
            return Err(Problem::TooLarge("the code"));
        };
        offsets.insert(id, start);
        position = end;
    }
    Ok((offsets, position))
}

fn leb_size(value: u32) -> u32 {
    let mut bytes = Vec::new();
    value.encode(&mut bytes);
    bytes.len() as u32
}

impl<'a> Output<'_, 'a> {
    /// Where a function's body starts in the code section.
    pub fn code_offset(&self, function: FunctionId) -> u32 {
        self.code_offsets.get(&function).copied().unwrap_or(0)
    }

    /// The segments that have bytes in the file. New memory is zero, but not memory that comes
    /// from elsewhere.
    pub fn written_segments(&self) -> impl Iterator<Item = &OutputSegment<'a>> {
        let all = self.config.import_memory.is_some();
        self.layout.segments.iter().filter(move |segment| all || !segment.is_zero())
    }

    fn write(&self, writer: &mut Writer<'_>, features: &[String]) -> Result<(), Problem> {
        writer.bytes(b"\0asm\x01\0\0\0")?;
        writer.bytes(&self.small_sections()?)?;
        self.code(writer)?;
        self.data(writer)?;
        self.customs(writer)?;
        let kept = |name| custom::is_kept(self.config, name);
        if kept("name") {
            writer.bytes(&self.names().unwrap_or_default())?;
        }
        if kept("producers") {
            writer.bytes(&metadata::producers(self.program).unwrap_or_default())?;
        }
        if kept("target_features") && !features.is_empty() {
            let content = metadata::feature_section(features);
            self.custom(writer, "target_features", content.len())?;
            writer.bytes(&content)?;
        }
        Ok(())
    }

    fn code(&self, writer: &mut Writer<'_>) -> Result<(), Problem> {
        if self.index.functions.is_empty() {
            return Ok(());
        }
        writer.header(CODE, self.code_size)?;
        let mut bytes = Vec::new();
        (self.index.functions.len() as u32).encode(&mut bytes);
        writer.bytes(&bytes)?;
        for &id in &self.index.functions {
            let function = &self.program.functions[id];
            let body = function.body.bytes();
            bytes.clear();
            (body.len() as u32).encode(&mut bytes);
            writer.bytes(&bytes)?;
            let Some(object) = function.object else {
                writer.bytes(body)?;
                continue;
            };
            bytes.clear();
            bytes.extend_from_slice(body);
            let offset = function.offset;
            let place = Place { object, bytes: &mut bytes, offset, address: 0, tombstone: None };
            self.apply(place, self.program.relocations(id), None)?;
            writer.bytes(&bytes)?;
        }
        Ok(())
    }

    fn data(&self, writer: &mut Writer<'_>) -> Result<(), Problem> {
        let count = self.written_segments().count() as u32;
        if count == 0 {
            return Ok(());
        }
        let mut headers = Vec::new();
        let mut size = u64::from(leb_size(count));
        for segment in self.written_segments() {
            // Active, in memory 0.
            let mut header = vec![0];
            wasm_encoder::ConstExpr::i32_const(segment.start as i32).encode(&mut header);
            segment.size.encode(&mut header);
            size = size.saturating_add(header.len() as u64).saturating_add(u64::from(segment.size));
            headers.push(header);
        }
        let size = u32::try_from(size).map_err(|_| Problem::TooLarge("the data"))?;
        writer.header(DATA, size)?;
        let mut bytes = Vec::new();
        count.encode(&mut bytes);
        writer.bytes(&bytes)?;
        for (segment, header) in self.written_segments().zip(headers) {
            writer.bytes(&header)?;
            let mut position = segment.start;
            for &id in &segment.inputs {
                let input = &self.program.segments[id];
                bytes.clear();
                bytes.resize(input.address.saturating_sub(position) as usize, 0);
                writer.bytes(&bytes)?;
                bytes.clear();
                bytes.extend_from_slice(input.data);
                let place = Place {
                    object: input.object,
                    bytes: &mut bytes,
                    offset: input.offset,
                    address: input.address,
                    tombstone: None,
                };
                self.apply(place, self.program.data_relocations(id), None)?;
                writer.bytes(&bytes)?;
                position = input.address.saturating_add(input.data.len() as u32);
            }
        }
        Ok(())
    }

    fn customs(&self, writer: &mut Writer<'_>) -> Result<(), Problem> {
        let customs = custom::collect(self.config, self.program)?;
        let mut bytes = Vec::new();
        for section in &customs.sections {
            let (name, parts) = (section.name, &section.parts);
            if let Some(merged) = &section.merged {
                self.custom(writer, name, merged.len())?;
                writer.bytes(merged)?;
                continue;
            }
            let size = parts.iter().map(|&part| self.program.customs[part].data.len());
            self.custom(writer, name, size.fold(0, usize::saturating_add))?;
            for &part in parts {
                let part = &self.program.customs[part];
                bytes.clear();
                bytes.extend_from_slice(part.data);
                let place = Place {
                    object: part.object,
                    bytes: &mut bytes,
                    offset: 0,
                    address: 0,
                    tombstone: Some(custom::tombstone(name)),
                };
                self.apply(place, &part.relocations, Some(&customs))?;
                writer.bytes(&bytes)?;
            }
        }
        Ok(())
    }

    /// The start of a custom section with a number of bytes after the name.
    fn custom(&self, writer: &mut Writer<'_>, name: &str, size: usize) -> Result<(), Problem> {
        let mut header = Vec::new();
        name.encode(&mut header);
        let size = u32::try_from(size.saturating_add(header.len()));
        writer.header(CUSTOM, size.map_err(|_| Problem::TooLarge("a custom section"))?)?;
        writer.bytes(&header)
    }
}
