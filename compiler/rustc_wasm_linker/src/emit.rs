//! Writes the output, section by section, so that it is never in memory as a whole. It does not
//! decide what is in it.

mod convert;
mod sections;

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use rustc_hash::FxHashMap;
use wasm_encoder::Encode;

use crate::args::{Config, Unresolved};
use crate::custom;
use crate::error::{Error, ErrorKind};
use crate::index::Index;
use crate::layout::{Chunk, Layout};
use crate::metadata;
use crate::output::Output;
use crate::program::{FunctionId, Program};
use crate::relocate::Place;

/// Numbers of sections, from the WebAssembly specification.
const CUSTOM: u8 = 0;
const CODE: u8 = 10;
const DATA: u8 = 11;

/// `WASM_DYLINK_MEM_INFO`, from tool-conventions' `DynamicLinking.md`.
const DYLINK_MEM_INFO: u8 = 1;

/// Writes the output, and the map if one is wanted. Returns what is to be printed.
pub fn write<'a>(
    config: &Config,
    program: &Program<'a>,
    layout: &Layout<'a>,
    index: &Index,
) -> Result<String, Error> {
    let mut output = Output {
        config,
        program,
        layout,
        index,
        code_offsets: FxHashMap::default(),
        code_size: 0,
        compressed: FxHashMap::default(),
    };
    if config.compress {
        output.compressed = output.compress()?;
    }
    (output.code_offsets, output.code_size) = output.place_code()?;
    let path = &*config.output;
    let failed = |error| ErrorKind::Write { path: path.to_owned(), error };
    let file = fs::File::create(path).map_err(failed)?;
    let mut writer = Writer { path, file: BufWriter::new(file) };
    let written = output.write(&mut writer).and_then(|()| {
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
        let failed = |error| ErrorKind::Write { path: map.clone(), error };
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
    fn bytes(&mut self, bytes: &[u8]) -> Result<(), ErrorKind> {
        let failed = |error| ErrorKind::Write { path: self.path.to_owned(), error };
        self.file.write_all(bytes).map_err(failed)
    }

    /// The start of a section whose content will have a number of bytes.
    fn header(&mut self, id: u8, size: u32) -> Result<(), ErrorKind> {
        let mut header = vec![id];
        size.encode(&mut header);
        self.bytes(&header)
    }
}

fn leb_size(value: u32) -> u32 {
    let mut bytes = Vec::new();
    value.encode(&mut bytes);
    bytes.len() as u32
}

impl<'a> Output<'_, 'a> {
    /// Finds where every function will start, counted from the start of the section's content.
    fn place_code(&self) -> Result<(FxHashMap<FunctionId, u32>, u32), ErrorKind> {
        let mut offsets = FxHashMap::default();
        let mut position = leb_size(self.index.functions.len() as u32);
        for &id in &self.index.functions {
            let body = self.compressed.get(&id).map(Vec::as_slice);
            let size = body.unwrap_or(self.program.functions[id].body.bytes()).len() as u32;
            let start = position.checked_add(leb_size(size));
            let end = start.and_then(|start| start.checked_add(size));
            let (Some(start), Some(end)) = (start, end) else {
                return Err(ErrorKind::TooLarge("the code"));
            };
            offsets.insert(id, start);
            position = end;
        }
        Ok((offsets, position))
    }

    /// Bodies in which no number takes more bytes than it must.
    fn compress(&self) -> Result<FxHashMap<FunctionId, Vec<u8>>, ErrorKind> {
        let mut compressed = FxHashMap::default();
        for &id in &self.index.functions {
            let function = &self.program.functions[id];
            let Some(object) = function.object else { continue };
            let relocations = self.program.relocations(id);
            let body =
                self.compress_body(object, function.body.bytes(), function.offset, relocations)?;
            compressed.insert(id, body);
        }
        Ok(compressed)
    }

    fn write(&self, writer: &mut Writer<'_>) -> Result<(), ErrorKind> {
        writer.bytes(b"\0asm\x01\0\0\0")?;
        if self.config.unresolved == Unresolved::ImportDynamic {
            let content = self.dynamic_linking();
            self.custom(writer, "dylink.0", content.len())?;
            writer.bytes(&content)?;
        }
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
        let features = &self.program.features;
        if kept("target_features") && !features.is_empty() {
            let content = metadata::feature_section(features);
            self.custom(writer, "target_features", content.len())?;
            writer.bytes(&content)?;
        }
        Ok(())
    }

    /// What whoever loads the module has to know before: how much memory and table it wants, which is
    /// none but its own table's, and how data is aligned.
    fn dynamic_linking(&self) -> Vec<u8> {
        let alignment = self.layout.segments.iter().map(|segment| segment.alignment).max();
        let mut info = Vec::new();
        for number in [0, alignment.unwrap_or(0), self.index.elements.len() as u32, 0] {
            number.encode(&mut info);
        }
        let mut content = vec![DYLINK_MEM_INFO];
        info.encode(&mut content);
        content
    }

    fn code(&self, writer: &mut Writer<'_>) -> Result<(), ErrorKind> {
        if self.index.functions.is_empty() {
            return Ok(());
        }
        writer.header(CODE, self.code_size)?;
        let mut bytes = Vec::new();
        (self.index.functions.len() as u32).encode(&mut bytes);
        writer.bytes(&bytes)?;
        for &id in &self.index.functions {
            let function = &self.program.functions[id];
            let compressed = self.compressed.get(&id);
            let body = compressed.map_or(function.body.bytes(), Vec::as_slice);
            bytes.clear();
            (body.len() as u32).encode(&mut bytes);
            writer.bytes(&bytes)?;
            let Some(object) = function.object.filter(|_| compressed.is_none()) else {
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

    fn data(&self, writer: &mut Writer<'_>) -> Result<(), ErrorKind> {
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
        let size = u32::try_from(size).map_err(|_| ErrorKind::TooLarge("the data"))?;
        writer.header(DATA, size)?;
        let mut bytes = Vec::new();
        count.encode(&mut bytes);
        writer.bytes(&bytes)?;
        for (segment, header) in self.written_segments().zip(headers) {
            writer.bytes(&header)?;
            let mut position = segment.start;
            for chunk in &segment.chunks {
                let (address, size) = match chunk {
                    Chunk::Input(id) => {
                        let input = &self.program.segments[*id];
                        (input.address, input.data.len())
                    }
                    Chunk::Strings { offset, bytes } => {
                        (segment.start.saturating_add(*offset), bytes.len())
                    }
                };
                bytes.clear();
                bytes.resize(address.saturating_sub(position) as usize, 0);
                writer.bytes(&bytes)?;
                position = address.saturating_add(size as u32);
                let id = match chunk {
                    Chunk::Input(id) => *id,
                    Chunk::Strings { bytes, .. } => {
                        writer.bytes(bytes)?;
                        continue;
                    }
                };
                let input = &self.program.segments[id];
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
            }
        }
        Ok(())
    }

    fn customs(&self, writer: &mut Writer<'_>) -> Result<(), ErrorKind> {
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
    fn custom(&self, writer: &mut Writer<'_>, name: &str, size: usize) -> Result<(), ErrorKind> {
        let mut header = Vec::new();
        name.encode(&mut header);
        let size = u32::try_from(size.saturating_add(header.len()));
        writer.header(CUSTOM, size.map_err(|_| ErrorKind::TooLarge("a custom section"))?)?;
        writer.bytes(&header)
    }
}
