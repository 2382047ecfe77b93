//! A module as a list of sections, to look at and to put together again. Knows nothing of what is in
//! a section but a custom one's name.

use std::ops::Range;

use anyhow::{Result, bail};
use rustc_wasm_proc_macro::abi;
use wasm_encoder::{CustomSection, Section as _};
use wasmparser::{BinaryReader, Encoding, Parser, Payload};

/// Magic number and version.
const HEADER_LEN: usize = 8;

/// The section of names, and the number of its part for the module.
const NAMES: &str = "name";
const MODULE_NAME: u8 = 0;

/// Custom sections that only a debugger or a linker reads.
const DEBUG_SECTIONS: &[&str] =
    &[NAMES, "external_debug_info", "sourceMappingURL", "build_id", "linking"];
const DEBUG_PREFIXES: &[&str] = &[".debug_", "reloc."];

#[derive(Clone, Debug)]
pub struct Section {
    /// The name of a custom section, and the specification's name of another.
    pub name: String,
    pub is_custom: bool,
    /// With id and length.
    pub whole: Range<usize>,
    /// What a custom section has behind its name.
    pub data: Range<usize>,
}

impl Section {
    pub fn is_debug(&self) -> bool {
        let name = self.name.as_str();
        self.is_custom
            && (DEBUG_SECTIONS.contains(&name)
                || DEBUG_PREFIXES.iter().any(|prefix| name.starts_with(prefix)))
    }

    pub fn is_named(&self, name: &str) -> bool {
        self.is_custom && self.name == name
    }
}

/// The sections of a core module, in order and without gaps.
pub fn read(bytes: &[u8]) -> Result<Vec<Section>> {
    if !rustc_wasm_proc_macro::is_wasm(bytes) {
        bail!("not a WebAssembly module");
    }
    let mut sections: Vec<Section> = Vec::new();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload.map_err(|error| {
            let (message, offset) = (error.message(), error.offset());
            anyhow::anyhow!("malformed WebAssembly module: {message} (at offset {offset:#x})")
        })?;
        if matches!(payload, Payload::Version { encoding: Encoding::Component, .. }) {
            bail!("a WebAssembly component, where a core module is expected");
        }
        let Some((id, contents)) = payload.as_section() else { continue };
        let start = sections.last().map_or(HEADER_LEN, |section| section.whole.end);
        let (name, data) = match &payload {
            Payload::CustomSection(custom) => (custom.name().to_owned(), custom.data_offset()),
            _ => (name(id), contents.start),
        };
        let is_custom = id == 0;
        let (whole, data) = (start..contents.end, data..contents.end);
        sections.push(Section { name, is_custom, whole, data });
    }
    Ok(sections)
}

/// The same module without some sections and with a custom section behind the others. If it said what its digest is, it
/// says so of the new one.
pub fn rewrite(
    bytes: &[u8],
    keep: impl Fn(&Section) -> bool,
    custom: Option<(&str, &[u8])>,
) -> Result<Vec<u8>> {
    let (digests, sections): (Vec<_>, Vec<_>) =
        read(bytes)?.into_iter().partition(|section| section.is_named(abi::DIGEST_SECTION));
    let mut out = bytes[..HEADER_LEN].to_vec();
    for section in sections.into_iter().filter(keep) {
        out.extend_from_slice(&bytes[section.whole]);
    }
    if let Some((name, data)) = custom {
        CustomSection { name: name.into(), data: data.into() }.append_to(&mut out);
    }
    Ok(if digests.is_empty() { out } else { with_digest(out) })
}

/// The same module, which then says what its digest is, so that compilers that only load it need not read all of it.
pub fn with_digest(mut module: Vec<u8>) -> Vec<u8> {
    let digest = *blake3::hash(&module).as_bytes();
    let (name, data) = (abi::DIGEST_SECTION.into(), (&digest[..]).into());
    CustomSection { name, data }.append_to(&mut module);
    module
}

/// The same module without its own name in the name section, which linkers make of the file's.
pub fn without_module_name(bytes: &[u8]) -> Result<Vec<u8>> {
    let Some(data) = custom(bytes, NAMES)? else { return Ok(bytes.to_vec()) };
    let mut kept = Vec::new();
    let mut reader = BinaryReader::new(data, 0);
    while !reader.eof() {
        let start = reader.original_position();
        let id = reader.read_u8()?;
        let length = reader.read_var_u32()?;
        reader.read_bytes(length as usize)?;
        if id != MODULE_NAME {
            kept.extend_from_slice(&data[start..reader.original_position()]);
        }
    }
    rewrite(bytes, |section| !section.is_named(NAMES), Some((NAMES, &kept)))
}

/// The data of the only custom section of that name.
pub fn custom<'a>(bytes: &'a [u8], name: &str) -> Result<Option<&'a [u8]>> {
    let mut found = read(bytes)?.into_iter().filter(|section| section.is_named(name));
    let section = found.next();
    if found.next().is_some() {
        bail!("the module has several sections `{name}`");
    }
    Ok(section.map(|section| &bytes[section.data]))
}

/// Names of the specification, by the number of the section.
fn name(id: u8) -> String {
    const SECTIONS: [&str; 14] = [
        "custom",
        "type",
        "import",
        "function",
        "table",
        "memory",
        "global",
        "export",
        "start",
        "element",
        "code",
        "data",
        "data count",
        "tag",
    ];
    SECTIONS.get(usize::from(id)).map_or_else(|| format!("section {id}"), |name| (*name).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_right(module: &[u8]) -> bool {
        let section = read(module).unwrap().pop().unwrap();
        assert!(section.is_named(abi::DIGEST_SECTION));
        module[section.data] == *blake3::hash(&module[..section.whole.start]).as_bytes()
    }

    #[test]
    fn the_digest_is_that_of_all_before_it_whatever_is_changed() {
        let module = wat::parse_str(r#"(module $m (func $f) (@custom "other" "text"))"#).unwrap();
        assert_eq!(rewrite(&module, |_| true, None).unwrap(), module);
        let module = with_digest(module);
        assert!(is_right(&module));
        assert_eq!(rewrite(&module, |_| true, None).unwrap(), module);
        for (without, custom) in [("other", None), (NAMES, None), ("", Some(("new", &b"data"[..])))]
        {
            let changed = rewrite(&module, |section| section.name != without, custom).unwrap();
            assert_ne!(changed, module);
            assert!(is_right(&changed), "{without}");
        }
        assert!(is_right(&without_module_name(&module).unwrap()));
    }

    #[test]
    fn only_the_modules_own_name_goes() {
        let named = wat::parse_str("(module $file-0123 (func $f (local $x i32)))").unwrap();
        let other = wat::parse_str("(module $another (func $f (local $x i32)))").unwrap();
        assert_ne!(named, other);
        let without = without_module_name(&named).unwrap();
        assert_eq!(without, without_module_name(&other).unwrap());
        assert_eq!(without, wat::parse_str("(module (func $f (local $x i32)))").unwrap());
        let nameless = wat::parse_str("(module (func))").unwrap();
        assert_eq!(without_module_name(&nameless).unwrap(), nameless);
    }
}
