//! One object file, as it is: its sections, its `linking` section and its relocations, with every
//! index checked. It does not know other objects, nor what names mean.

mod linking;
mod relocation;
mod symbol;

use wasmparser::{
    BinaryReader, BinaryReaderError, CodeSectionReader, DataKind, DataSectionReader,
    ExportSectionReader, ExternalKind, FuncType, FunctionSectionReader, GlobalSectionReader,
    GlobalType, ImportSectionReader, Operator, TableSectionReader, TableType, TagSectionReader,
    TypeRef, TypeSectionReader,
};

pub use self::linking::{Comdat, ComdatMember};
pub use self::relocation::Relocation;
pub use self::symbol::{Symbol, SymbolKind};
use crate::error::ErrorKind;

/// What is wrong with an object, and where. The file's name is added by who knows it.
#[derive(Debug)]
pub struct ObjectError {
    offset: usize,
    kind: ObjectErrorKind,
}

#[derive(Debug)]
enum ObjectErrorKind {
    Malformed(String),
    Version(u32),
    NotRelocatable,
    Memory64,
    Unsupported(&'static str),
}

impl ObjectError {
    fn malformed(offset: usize, message: impl Into<String>) -> ObjectError {
        ObjectError { offset, kind: ObjectErrorKind::Malformed(message.into()) }
    }

    pub fn in_file(self, file: &str) -> ErrorKind {
        let file = file.to_owned();
        match self.kind {
            ObjectErrorKind::Malformed(message) => {
                ErrorKind::Malformed { file, offset: self.offset, message }
            }
            ObjectErrorKind::Version(version) => ErrorKind::Version { file, version },
            ObjectErrorKind::NotRelocatable => ErrorKind::NotRelocatable { file },
            ObjectErrorKind::Memory64 => ErrorKind::Memory64 { file },
            ObjectErrorKind::Unsupported(what) => ErrorKind::Unsupported {
                what: format!("{what} at byte {:#x} of `{file}`", self.offset),
                instead: "compile it for the static model of one thread",
            },
        }
    }
}

impl From<BinaryReaderError> for ObjectError {
    fn from(error: BinaryReaderError) -> ObjectError {
        ObjectError::malformed(error.offset(), error.message())
    }
}

#[derive(Debug, Default)]
pub struct Object<'a> {
    pub types: Vec<FuncType>,
    pub function_imports: Vec<Import<'a, u32>>,
    pub global_imports: Vec<Import<'a, GlobalType>>,
    pub table_imports: Vec<Import<'a, TableType>>,
    pub tag_imports: Vec<Import<'a, u32>>,
    pub functions: Vec<Function<'a>>,
    pub globals: Vec<Global<'a>>,
    pub tables: Vec<TableType>,
    pub tags: Vec<u32>,
    pub segments: Vec<Segment<'a>>,
    pub customs: Vec<Custom<'a>>,
    /// In the order of offsets.
    pub code_relocations: Vec<Relocation>,
    /// In the order of offsets.
    pub data_relocations: Vec<Relocation>,
    pub symbols: Vec<Symbol<'a>>,
    /// Priorities and indices of symbols.
    pub constructors: Vec<(u32, u32)>,
    pub comdats: Vec<Comdat<'a>>,
    /// `+` or `-` or `=`, and the feature.
    pub features: Vec<(u8, &'a str)>,
    /// Of a `producers` section: the field, the name and the version.
    pub producers: Vec<(&'a str, &'a str, &'a str)>,
}

#[derive(Debug)]
pub struct Import<'a, T> {
    pub module: &'a str,
    pub name: &'a str,
    pub ty: T,
}

#[derive(Debug)]
pub struct Function<'a> {
    /// Checked: below `types.len()`.
    pub ty: u32,
    /// Locals and instructions.
    pub body: &'a [u8],
    /// Of the body in the content of its section, as relocations count.
    pub offset: u32,
    /// The name that an attribute asks to export it by.
    pub export: Option<&'a str>,
}

#[derive(Debug)]
pub struct Global<'a> {
    pub ty: GlobalType,
    /// A constant expression, its `end` included.
    pub init: &'a [u8],
}

#[derive(Debug)]
pub struct Segment<'a> {
    pub name: &'a str,
    pub alignment: u32,
    pub tls: bool,
    pub retain: bool,
    /// It has strings that end with a zero byte and may be merged with others.
    pub strings: bool,
    pub data: &'a [u8],
    /// Of the data in the content of its section, as relocations count.
    pub offset: u32,
}

#[derive(Debug)]
pub struct Custom<'a> {
    /// Of the section among all of the file.
    section: u32,
    pub name: &'a str,
    pub data: &'a [u8],
    /// In the order of offsets.
    pub relocations: Vec<Relocation>,
}

/// Sections that have no place in the output, by where they are in the file.
#[derive(Default)]
struct Places<'a> {
    code: Option<(u32, u32)>,
    data: Option<(u32, u32)>,
    linking: Option<BinaryReader<'a>>,
    relocations: Vec<BinaryReader<'a>>,
}

/// Bytes of the magic number and the version.
const HEADER: usize = 8;

/// Alignments are exponents; more than a page makes no sense, and 32 would overflow an address.
const MAX_ALIGNMENT: u32 = 31;

pub fn parse(bytes: &[u8]) -> Result<Object<'_>, ObjectError> {
    let header = bytes.first_chunk::<HEADER>().ok_or_else(|| cut_off(bytes.len()))?;
    let [b'\0', b'a', b's', b'm', version @ ..] = *header else {
        return Err(ObjectError::malformed(0, "not the magic number of WebAssembly"));
    };
    let version = u32::from_le_bytes(version);
    if version != 1 {
        return Err(ObjectError { offset: 4, kind: ObjectErrorKind::Version(version) });
    }
    let mut object = Object::default();
    let mut places = Places::default();
    let mut reader = BinaryReader::new(bytes.get(HEADER..).unwrap_or_default(), HEADER);
    let mut section = 0u32;
    while !reader.eof() {
        let id = reader.read_u8()?;
        let content = reader.read_reader()?;
        object.section(id, section, content, &mut places)?;
        section = section.saturating_add(1);
    }
    if object.functions.iter().any(|function| function.body.is_empty()) {
        return Err(ObjectError::malformed(HEADER, "functions without code"));
    }
    let linking =
        places.linking.ok_or(ObjectError { offset: 0, kind: ObjectErrorKind::NotRelocatable })?;
    linking::read(&mut object, linking)?;
    for reader in places.relocations {
        relocation::read(&mut object, reader, places.code, places.data)?;
    }
    Ok(object)
}

fn cut_off(offset: usize) -> ObjectError {
    ObjectError::malformed(offset, "the file is cut off")
}

impl<'a> Object<'a> {
    fn section(
        &mut self,
        id: u8,
        section: u32,
        content: BinaryReader<'a>,
        places: &mut Places<'a>,
    ) -> Result<(), ObjectError> {
        let start = content.original_position();
        let size = content.bytes_remaining() as u32;
        match id {
            0 => self.custom(section, content, places)?,
            1 => {
                for ty in TypeSectionReader::new(content)?.into_iter_err_on_gc_types() {
                    self.types.push(ty?);
                }
            }
            2 => self.imports(content)?,
            3 => {
                for ty in FunctionSectionReader::new(content)? {
                    let ty = self.checked_type(ty?, start)?;
                    self.functions.push(Function { ty, body: &[], offset: 0, export: None });
                }
            }
            4 => {
                for table in TableSectionReader::new(content)? {
                    self.tables.push(checked_table(table?.ty, start)?);
                }
            }
            // Objects import their memory; one that is defined is not used.
            5 => {}
            6 => {
                for global in GlobalSectionReader::new(content)? {
                    let global = global?;
                    let mut operators = global.init_expr.get_operators_reader();
                    while !operators.eof() {
                        let offset = operators.original_position();
                        if let Operator::GlobalGet { .. } | Operator::RefFunc { .. } =
                            operators.read()?
                        {
                            let kind =
                                ObjectErrorKind::Unsupported("a global that uses another item");
                            return Err(ObjectError { offset, kind });
                        }
                    }
                    let init = rest(global.init_expr.get_binary_reader())?;
                    self.globals.push(Global { ty: global.ty, init });
                }
            }
            7 => self.exports(content)?,
            8 => {
                let kind = ObjectErrorKind::Unsupported("a start function");
                return Err(ObjectError { offset: start, kind });
            }
            // Elements and the number of segments are made anew from relocations.
            9 | 12 => {}
            10 => {
                places.code = Some((section, size));
                let bodies = CodeSectionReader::new(content)?;
                if bodies.count() as usize != self.functions.len() {
                    return Err(ObjectError::malformed(
                        start,
                        "numbers of functions and bodies differ",
                    ));
                }
                for (function, body) in self.functions.iter_mut().zip(bodies) {
                    let body = body?;
                    let range = body.range();
                    function.offset = range.start.saturating_sub(start) as u32;
                    function.body = rest(body.get_binary_reader())?;
                }
            }
            11 => {
                places.data = Some((section, size));
                self.data(content)?;
            }
            13 => {
                for tag in TagSectionReader::new(content)? {
                    let ty = self.checked_type(tag?.func_type_idx, start)?;
                    self.tags.push(ty);
                }
            }
            _ => return Err(ObjectError::malformed(start, format!("unknown section {id}"))),
        }
        Ok(())
    }

    fn imports(&mut self, content: BinaryReader<'a>) -> Result<(), ObjectError> {
        for import in ImportSectionReader::new(content)?.into_iter_with_offsets() {
            let (offset, import) = import?;
            let (module, name) = (import.module, import.name);
            match import.ty {
                TypeRef::Func(ty) => {
                    let ty = self.checked_type(ty, offset)?;
                    self.function_imports.push(Import { module, name, ty });
                }
                TypeRef::Global(ty) => self.global_imports.push(Import { module, name, ty }),
                TypeRef::Table(ty) => {
                    let ty = checked_table(ty, offset)?;
                    self.table_imports.push(Import { module, name, ty });
                }
                TypeRef::Tag(tag) => {
                    let ty = self.checked_type(tag.func_type_idx, offset)?;
                    self.tag_imports.push(Import { module, name, ty });
                }
                TypeRef::Memory(memory) if memory.memory64 => {
                    return Err(ObjectError { offset, kind: ObjectErrorKind::Memory64 });
                }
                TypeRef::Memory(_) => {}
            }
        }
        Ok(())
    }

    fn exports(&mut self, content: BinaryReader<'a>) -> Result<(), ObjectError> {
        let imports = self.function_imports.len();
        for export in ExportSectionReader::new(content)? {
            let export = export?;
            if export.kind == ExternalKind::Func {
                let defined = (export.index as usize).checked_sub(imports);
                if let Some(function) = defined.and_then(|index| self.functions.get_mut(index)) {
                    function.export = Some(export.name);
                }
            }
        }
        Ok(())
    }

    fn data(&mut self, content: BinaryReader<'a>) -> Result<(), ObjectError> {
        let start = content.original_position();
        for segment in DataSectionReader::new(content)? {
            let segment = segment?;
            if let DataKind::Active { offset_expr, .. } = &segment.kind {
                let mut operators = offset_expr.get_operators_reader();
                let offset = operators.original_position();
                if let Operator::I64Const { .. } = operators.read()? {
                    return Err(ObjectError { offset, kind: ObjectErrorKind::Memory64 });
                }
            }
            let offset = segment.range.end.saturating_sub(segment.data.len());
            self.segments.push(Segment {
                // Until the `linking` section names it.
                name: "",
                alignment: 0,
                tls: false,
                retain: false,
                strings: false,
                data: segment.data,
                offset: offset.saturating_sub(start) as u32,
            });
        }
        Ok(())
    }

    fn custom(
        &mut self,
        section: u32,
        mut content: BinaryReader<'a>,
        places: &mut Places<'a>,
    ) -> Result<(), ObjectError> {
        let offset = content.original_position();
        let name = content.read_string()?;
        match name {
            "linking" => places.linking = Some(content),
            "producers" => linking::producers(self, content)?,
            "target_features" => linking::features(self, content)?,
            // Names come from symbols. Bitcode is for linking with optimization by the linker, and
            // comes with the standard library.
            "name" | ".llvmbc" | ".llvmcmd" => {}
            "dylink" | "dylink.0" => {
                let kind = ObjectErrorKind::Unsupported("a shared library");
                return Err(ObjectError { offset, kind });
            }
            _ if name.starts_with("reloc.") => places.relocations.push(content),
            _ => {
                let data = rest(content)?;
                self.customs.push(Custom { section, name, data, relocations: Vec::new() });
            }
        }
        Ok(())
    }

    /// The custom section that is the file's section of a number.
    fn custom_at(&self, section: u32) -> Option<usize> {
        self.customs.binary_search_by_key(&section, |custom| custom.section).ok()
    }

    fn checked_type(&self, ty: u32, offset: usize) -> Result<u32, ObjectError> {
        match (ty as usize) < self.types.len() {
            true => Ok(ty),
            false => Err(ObjectError::malformed(offset, format!("there is no type {ty}"))),
        }
    }
}

fn rest<'a>(mut reader: BinaryReader<'a>) -> Result<&'a [u8], ObjectError> {
    Ok(reader.read_bytes(reader.bytes_remaining())?)
}

fn checked_table(table: TableType, offset: usize) -> Result<TableType, ObjectError> {
    match table.table64 {
        true => Err(ObjectError { offset, kind: ObjectErrorKind::Memory64 }),
        false => Ok(table),
    }
}
