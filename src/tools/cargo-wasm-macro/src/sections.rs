//! A module as a list of sections, to look at and to put together again. Knows nothing of what is in
//! a section but a custom one's name.

use std::ops::Range;

use anyhow::{Result, bail};
use wasm_encoder::{CustomSection, Section as _};
use wasmparser::{Encoding, Parser, Payload};

/// Magic number and version.
const HEADER_LEN: usize = 8;

/// Custom sections that only a debugger or a linker reads.
const DEBUG_SECTIONS: &[&str] =
    &["name", "external_debug_info", "sourceMappingURL", "build_id", "linking"];
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

/// The same module without some sections and with a custom section behind the others.
pub fn rewrite(
    bytes: &[u8],
    keep: impl Fn(&Section) -> bool,
    custom: Option<(&str, &[u8])>,
) -> Result<Vec<u8>> {
    let sections = read(bytes)?;
    let mut out = bytes[..HEADER_LEN].to_vec();
    for section in sections.into_iter().filter(keep) {
        out.extend_from_slice(&bytes[section.whole]);
    }
    if let Some((name, data)) = custom {
        CustomSection { name: name.into(), data: data.into() }.append_to(&mut out);
    }
    Ok(out)
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
    const NAMES: [&str; 14] = [
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
    NAMES.get(usize::from(id)).map_or_else(|| format!("section {id}"), |name| (*name).to_owned())
}
