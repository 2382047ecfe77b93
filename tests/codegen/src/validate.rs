//! Validates modules, and objects with the tables that linkers read. Does not link.

use std::fs;
use std::path::Path;

use wasmparser::{
    CustomSectionReader, KnownCustom, Linking, Parser, Payload, RelocationType, Validator,
    WasmFeatures,
};

/// What rustc enables for the target, and `floats` and `gc-types`, without which wasmparser accepts
/// neither floats nor references.
const FEATURES: WasmFeatures = WasmFeatures::FLOATS
    .union(WasmFeatures::GC_TYPES)
    .union(WasmFeatures::BULK_MEMORY)
    .union(WasmFeatures::BULK_MEMORY_OPT)
    .union(WasmFeatures::CALL_INDIRECT_OVERLONG)
    .union(WasmFeatures::MULTI_VALUE)
    .union(WasmFeatures::MUTABLE_GLOBAL)
    .union(WasmFeatures::REFERENCE_TYPES)
    .union(WasmFeatures::SATURATING_FLOAT_TO_INT)
    .union(WasmFeatures::SIGN_EXTENSION);

/// The magic number of LLVM's bitcode, of which `-C linker-plugin-lto` makes objects.
const BITCODE: &[u8] = b"BC\xC0\xDE";

/// Validates each object and module in the directory, and says how many there were. Tail calls are valid
/// only if the program asks for them. Objects of bitcode are LLVM's own affair.
pub fn directory(dir: &Path, tail_calls: bool) -> Result<usize, String> {
    let wrong = |error: std::io::Error| format!("{}: {error}", dir.display());
    let mut count = 0;
    for entry in fs::read_dir(dir).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if matches!(extension, Some("wasm" | "o")) {
            let bytes = fs::read(&path).map_err(wrong)?;
            let is_object = extension == Some("o");
            if is_object && bytes.starts_with(BITCODE) {
                continue;
            }
            let more = if tail_calls { WasmFeatures::TAIL_CALL } else { WasmFeatures::empty() };
            validate(&bytes, is_object, FEATURES | more)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            count += 1;
        }
    }
    Ok(count)
}

/// Validates an object or a module.
pub fn bytes_of(bytes: &[u8], is_object: bool) -> Result<(), String> {
    validate(bytes, is_object, FEATURES)
}

fn validate(bytes: &[u8], is_object: bool, features: WasmFeatures) -> Result<(), String> {
    let invalid = |error: wasmparser::BinaryReaderError| error.to_string();
    Validator::new_with_features(features).validate_all(bytes).map_err(invalid)?;
    if is_object { object(bytes) } else { Ok(()) }
}

/// A section, as relocations see it: what follows its identifier and size.
struct Section {
    length: usize,
}

#[derive(Default)]
struct Object {
    sections: Vec<Section>,
    types: u32,
    symbols: Option<u32>,
    has_linking: bool,
}

/// Checks what the validator does not look at: the symbols, and that relocations are of a section's
/// bytes and name symbols and types that there are.
fn object(bytes: &[u8]) -> Result<(), String> {
    let invalid = |error: wasmparser::BinaryReaderError| error.to_string();
    let mut object = Object::default();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload.map_err(invalid)?;
        if let Some((_, range)) = payload.as_section() {
            object.sections.push(Section { length: range.len() });
        }
        match payload {
            Payload::TypeSection(types) => object.types = types.count(),
            Payload::CustomSection(custom) => object.custom(&custom)?,
            _ => {}
        }
    }
    if object.has_linking { Ok(()) } else { Err("the object has no section `linking`".to_owned()) }
}

impl Object {
    fn custom(&mut self, custom: &CustomSectionReader<'_>) -> Result<(), String> {
        let invalid = |error: wasmparser::BinaryReaderError| error.to_string();
        if custom.name() == "linking" || custom.name().starts_with("reloc.") {
            match custom.as_known() {
                KnownCustom::Linking(linking) => {
                    self.has_linking = true;
                    for subsection in linking {
                        if let Linking::SymbolTable(symbols) = subsection.map_err(invalid)? {
                            self.symbols = Some(symbols.count());
                            symbols.into_iter().try_for_each(|s| s.map(drop)).map_err(invalid)?;
                        }
                    }
                }
                KnownCustom::Reloc(relocations) => {
                    let index = relocations.section_index() as usize;
                    let length = self.sections.get(index).map(|section| section.length);
                    let length = length.ok_or_else(|| format!("relocations of section {index}"))?;
                    let mut last = 0;
                    for entry in relocations.entries() {
                        let entry = entry.map_err(invalid)?;
                        let range = entry.relocation_range();
                        let count = match entry.ty {
                            RelocationType::TypeIndexLeb => self.types,
                            _ => self.symbols.unwrap_or(0),
                        };
                        if range.end > length || entry.index >= count {
                            return Err(format!("a relocation out of bounds: {entry:?}"));
                        }
                        if entry.offset < last {
                            return Err(format!("relocations out of order: {entry:?}"));
                        }
                        last = entry.offset;
                    }
                }
                _ => return Err(format!("the section `{}` cannot be read", custom.name())),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::bytes_of;

    const EMPTY: &[u8] = b"\0asm\x01\0\0\0";

    #[test]
    fn empty_module_is_valid() {
        bytes_of(EMPTY, false).unwrap();
    }

    #[test]
    fn object_has_symbols() {
        let error = bytes_of(EMPTY, true).unwrap_err();
        assert_eq!(error, "the object has no section `linking`");
    }

    #[test]
    fn features_that_rust_does_not_enable_are_errors() {
        // A function type that returns a vector.
        let vector = [EMPTY, b"\x01\x05\x01\x60\0\x01\x7b"].concat();
        let error = bytes_of(&vector, false).unwrap_err();
        assert!(error.contains("SIMD support is not enabled"), "{error}");
    }
}
