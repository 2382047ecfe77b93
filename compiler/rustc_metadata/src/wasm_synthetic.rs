//! Crate metadata for procedural macro crates that come as a WebAssembly module.
//!
//! A dylib carries the metadata of the crate it was built from. A module carries a list of its
//! macros instead, which every compiler version can read. From it this file encodes the metadata of
//! a crate that has these macros and nothing else, with the encoder and the tables that every other
//! crate uses, so that the rest of the compiler (name resolution, rustdoc, dep-info, incremental
//! compilation, crates downstream) sees an ordinary procedural macro crate.
//!
//! The crate hash and the stable crate id follow from the module's bytes and the crate's name alone,
//! whatever the host is and wherever the file lies. If a module says what its digest is, they are made of that and of
//! the macro list, which all of the metadata is made of, and the rest of the module need not be read.
//!
//! Finding the file is `locator::wasm`'s job, and running it `rustc_expand::wasm_proc_macro`'s.
//!
//! This is a child of the encoder, whose fields are nobody else's business.

use std::fs::File;
use std::hash::Hasher;
use std::io::{self, Read};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

use rustc_ast::AttrStyle;
use rustc_data_structures::fingerprint::Fingerprint;
use rustc_data_structures::memmap::Mmap;
use rustc_data_structures::owned_slice::slice_owned;
use rustc_data_structures::regular_file;
use rustc_data_structures::stable_hasher::StableHasher;
use rustc_data_structures::svh::Svh;
use rustc_data_structures::sync::IntoDynSyncSend;
use rustc_expand::base::SyntaxExtensionKind;
use rustc_expand::proc_macro::{AttrProcMacro, BangProcMacro, DeriveProcMacro};
use rustc_expand::wasm_proc_macro::MacroClient;
use rustc_hir::attrs::{CfgEntry, StrippedCfgItem};
use rustc_hir::def::{DocLinkResMap, Namespace, Res};
use rustc_hir::def_id::CRATE_DEF_ID;
use rustc_hir::definitions::{Definitions, DisambiguatorState};
use rustc_middle::ty::tls;
use rustc_session::config::{Externs, WasmProcMacroOptions};
use rustc_session::utils::CanonicalizedPath;
use rustc_span::source_map::wasi;
use rustc_span::{
    BytePos, DUMMY_SP, MultiByteChar, NormalizedPos, RelativeBytePos, SourceFileHash,
    SourceFileHashAlgorithm,
};
use rustc_wasm_proc_macro::{
    ConfiguredOut, Decls, Description, Limits, MacroCrate, MacroDecl, MacroKind as DeclKind,
    MacroList, Place,
};

use self::attributes::Attributes;
use super::*;
use crate::creader::CStore;

#[path = "wasm_synthetic/attributes.rs"]
mod attributes;

impl CStore {
    /// Whether the crate came as a module, which knows nothing but its macros.
    pub fn is_wasm_proc_macro(&self, krate: CrateNum) -> bool {
        self.get_crate_data(krate).blob.is_wasm()
    }

    /// Whether the crate came as a module, and would be the same crate if it were looked for as `name`.
    pub(crate) fn is_module_known_as(&self, krate: CrateNum, name: Symbol) -> bool {
        let krate = self.get_crate_data(krate).blob.1;
        krate.is_some_and(|it| it.name == name || it.krate.decls().crate_info.is_some())
    }
}

/// A macro crate that has been read.
pub(crate) struct WasmCrate {
    krate: IntoDynSyncSend<MacroCrate>,
    options: WasmProcMacroOptions,
    name: Symbol,
    edition: Edition,
    hash: Svh,
}

impl WasmCrate {
    /// Reads the module at `path`. The crate is called `default_name` if the module has no name.
    pub(crate) fn open(path: &Path, default_name: Symbol) -> Result<WasmCrate, OpenError> {
        let failed = |reason, help| OpenError { path: path.to_owned(), reason, help };
        let (mut options, list) = tls::with(|tcx| {
            let opts = &tcx.sess.opts;
            (opts.wasm_proc_macros.clone(), given_list(&opts.externs, path, default_name))
        });
        let bytes =
            read(path, &options.engine.limits).map_err(|error| failed(error.to_string(), None))?;
        let mut krate = MacroCrate::with_list(bytes, list.as_ref(), options.engine)
            .map_err(|error| failed(error.to_string(), Some(error.help())))?
            .counting_in(options.total.clone());
        if let Some(codes) = &options.codes {
            krate = krate.with_code_in(codes.clone());
        }
        let store = tls::with(|tcx| Some((tcx.sess.expansion_store()?, tcx.crate_name(LOCAL_CRATE))));
        if let Some((store, compiled)) = store {
            // What one crate makes use of is of no use to others.
            krate = krate.with_expansions_in(store, compiled.as_str());
        }
        let (name, edition) = match &krate.decls().crate_info {
            Some(info) => (
                Symbol::intern(&info.name),
                Edition::from_str(&info.edition).map_err(|()| {
                    let reason = format!("the macro crate's edition `{}` is unknown", info.edition);
                    failed(reason, Some("use a compiler that knows this edition"))
                })?,
            ),
            None => (default_name, tls::with(|tcx| tcx.sess.edition())),
        };
        let hash = crate_hash(name, krate.identity(), list.as_ref());
        tls::with(|tcx| {
            let externs = &tcx.sess.opts.externs;
            options.keep_crate(|given| given == name.as_str() || names(externs, given, path));
        });
        krate = krate.with_statics(options.engine.statics);
        if let Some(limit) = options.limits.last() {
            krate = krate.with_limits(options.engine.limits, &limit.krate);
        }
        Ok(WasmCrate { krate: IntoDynSyncSend(krate), options, name, edition, hash })
    }

    pub(crate) fn name(&self) -> Symbol {
        self.name
    }

    pub(crate) fn hash(&self) -> Svh {
        self.hash
    }

    fn stable_crate_id(&self, tcx: TyCtxt<'_>) -> StableCrateId {
        StableCrateId::new(self.name, false, vec![self.hash.to_hex()], tcx.sess.cfg_version)
    }

    /// Metadata of this crate, as if it had been compiled for `triple`.
    ///
    /// It leads back to this crate, which from then on lives as long as the process, like a dylib
    /// that was opened.
    pub(crate) fn into_metadata(self, triple: TargetTuple) -> MetadataBlob {
        let (encoder, root_position) = tls::with(|tcx| {
            tcx.sess.psess.wasm_files.add_macro_crate(self.stable_crate_id(tcx));
            encode_with_header(tcx, opaque::FileEncoder::in_memory(), |ecx| {
                // Not of the crate being compiled: spans and crate numbers stay local to this one.
                ecx.is_proc_macro = true;
                encode_root(ecx, &self, triple).position.get()
            })
        });
        let mut bytes = encoder.into_memory();
        let position = METADATA_HEADER.len()..METADATA_HEADER.len() + size_of::<u64>();
        bytes[position].copy_from_slice(&(root_position as u64).to_le_bytes());
        let mut blob = MetadataBlob::new(slice_owned(bytes, Deref::deref))
            .unwrap_or_else(|()| bug!("synthetic metadata is cut short"));
        blob.1 = Some(Box::leak(Box::new(self)));
        blob
    }

    /// The macro that `id` stands for in the metadata, ready to run.
    pub(crate) fn load(
        &'static self,
        id: DefIndex,
    ) -> (&'static str, SyntaxExtensionKind, Vec<Symbol>) {
        // The crate root is number 0, the macros follow in order.
        let decl = &self.krate.decls().macros[id.as_usize() - 1];
        let kind = match &decl.kind {
            DeclKind::Derive { .. } => {
                let client = MacroClient::wasm(&self.krate, decl, &self.options);
                SyntaxExtensionKind::Derive(Arc::new(DeriveProcMacro { client }))
            }
            DeclKind::Attr => {
                let client = MacroClient::wasm(&self.krate, decl, &self.options);
                SyntaxExtensionKind::Attr(Arc::new(AttrProcMacro { client }))
            }
            DeclKind::Bang => {
                let client = MacroClient::wasm(&self.krate, decl, &self.options);
                SyntaxExtensionKind::Bang(Arc::new(BangProcMacro { client }))
            }
        };
        let helper_attrs = match &decl.kind {
            DeclKind::Derive { helper_attrs } => {
                helper_attrs.iter().map(|attr| Symbol::intern(attr)).collect()
            }
            DeclKind::Attr | DeclKind::Bang => Vec::new(),
        };
        (&decl.name, kind, helper_attrs)
    }
}

/// Maps the module into memory, like the metadata of other crates. Of what is longer than a module may be, not much
/// more than that is read. On hosts that map no files, all of it is.
fn read(path: &Path, limits: &Limits) -> io::Result<Bytes> {
    let read = |file: File| {
        let len = file.metadata()?.len();
        // Nothing cannot be mapped.
        if cfg!(target_family = "wasm") || len == 0 || len > limits.module_size {
            let mut bytes = Vec::new();
            file.take(limits.module_size.saturating_add(1)).read_to_end(&mut bytes)?;
            return Ok(Bytes::Read(bytes));
        }
        // SAFETY: the file must not be changed while the compiler runs, as the files of all other crates, which are
        // mapped in the same way.
        unsafe { Mmap::map(file) }.map(Bytes::Mapped)
    };
    regular_file::open(path).and_then(read).map_err(wasi::explain)
}

/// The bytes of a module.
enum Bytes {
    Mapped(Mmap),
    Read(Vec<u8>),
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Bytes::Mapped(bytes) => bytes,
            Bytes::Read(bytes) => bytes,
        }
    }
}

/// Why there is no crate in a file that was named as one.
#[derive(Debug)]
pub(crate) struct OpenError {
    pub(crate) path: PathBuf,
    pub(crate) reason: String,
    pub(crate) help: Option<&'static str>,
}

/// The macro list that the command line has for the module at `path`: where it names the crate, or
/// else where it names the file.
fn given_list(externs: &Externs, path: &Path, name: Symbol) -> Option<MacroList> {
    let named = externs.iter().filter(|(extern_name, _)| *extern_name == name.as_str());
    let mut entries = named.chain(externs.iter()).map(|(_, entry)| entry);
    entries.find_map(|entry| {
        let list = entry.wasm_macros.as_ref()?;
        entry.files()?.any(|file| is_at(file, path)).then(|| list.clone())
    })
}

/// Whether the command line gives the crate at `path` this name.
fn names(externs: &Externs, name: &str, path: &Path) -> bool {
    let named = externs.iter().filter(|(extern_name, _)| *extern_name == name);
    named.filter_map(|(_, entry)| entry.files()).flatten().any(|file| is_at(file, path))
}

fn is_at(file: &CanonicalizedPath, path: &Path) -> bool {
    file.original().as_path() == path || file.canonicalized().as_path() == path
}

/// A list from the command line is as much a part of the crate as one in the module.
fn crate_hash(name: Symbol, identity: [u8; 32], list: Option<&MacroList>) -> Svh {
    let mut hasher = StableHasher::new();
    hasher.write(b"wasm proc macro crate");
    hasher.write_usize(name.as_str().len());
    hasher.write(name.as_str().as_bytes());
    hasher.write(&identity);
    if let Some(list) = list {
        let list = list.to_string();
        hasher.write_usize(list.len());
        hasher.write(list.as_bytes());
    }
    Svh::new(hasher.finish::<Fingerprint>())
}

fn encode_root(
    ecx: &mut EncodeContext<'_, '_>,
    krate: &WasmCrate,
    triple: TargetTuple,
) -> LazyValue<CrateRoot> {
    let stable_crate_id = krate.stable_crate_id(ecx.tcx);
    let Decls { about, macros, files, quoted, configured_out, .. } = krate.krate.decls();
    let definitions = define(stable_crate_id, macros);
    let attributes = Attributes::new(ecx.tcx.sess, krate.name, about);

    encode_def(ecx, definitions, CRATE_DEF_INDEX, DefKind::Mod, about, attributes);
    if let Some(deprecation) = attributes.deprecation(about) {
        let deprecation = ecx.lazy(deprecation);
        ecx.tables.lookup_deprecation_entry.set_some(CRATE_DEF_INDEX, deprecation);
    }
    let root_expansion = ecx.lazy(ExpnId::root());
    ecx.tables.expn_that_defined.set_some(CRATE_DEF_INDEX, root_expansion);
    for (index, decl) in macros.iter().enumerate() {
        let id = DefIndex::from_usize(index + 1);
        encode_def(ecx, definitions, id, def_kind(decl), &decl.about, attributes);
        ecx.tables.proc_macro.set_some(id, macro_kind(decl));
    }
    let stability = attributes.stability(about);
    if let Some(stability) = stability {
        for index in 0..=macros.len() {
            let stability = ecx.lazy(stability);
            ecx.tables.lookup_stability.set_some(DefIndex::from_usize(index), stability);
        }
    }

    let links = ecx.lazy(doc_links(macros));
    ecx.tables.doc_link_resolutions.set_some(CRATE_DEF_INDEX, links);
    let traits = ecx.lazy_array::<DefId, [DefId; 0], _>([]);
    ecx.tables.doc_link_traits_in_scope.set_some(CRATE_DEF_INDEX, traits);

    for (number, &place) in quoted.iter().enumerate() {
        let span = encode_span(ecx, Some(place));
        ecx.tables.proc_macro_quoted_spans.set_some(number, span);
    }
    let mut source_map = TableBuilder::default();
    for (index, file) in files.iter().enumerate() {
        let file = encode_source_file(ecx, file, stable_crate_id);
        source_map.set_some(index as u32, file);
    }

    // From here on in the order of `CrateRoot`'s fields, which are relative to each other.
    let stripped_cfg_items = encode_stripped(ecx, configured_out);
    let macros = ecx.lazy_array((0..macros.len()).map(|index| DefIndex::from_usize(index + 1)));
    let tables = ecx.tables.encode(&mut ecx.opaque);
    let syntax_contexts = TableBuilder::default().encode(&mut ecx.opaque);
    let expn_data = TableBuilder::default().encode(&mut ecx.opaque);
    let expn_hashes = TableBuilder::default().encode(&mut ecx.opaque);
    let def_path_hash_map =
        ecx.lazy(DefPathHashMapRef::BorrowedFromTcx(definitions.def_path_hash_to_def_index_map()));
    let source_map = source_map.encode(&mut ecx.opaque);

    ecx.lazy(CrateRoot {
        header: CrateHeader {
            triple,
            hash: krate.hash,
            name: krate.name,
            is_proc_macro_crate: true,
            is_stub: false,
        },
        extra_filename: String::new(),
        stable_crate_id,
        required_panic_strategy: None,
        panic_in_drop_strategy: PanicStrategy::Unwind,
        edition: krate.edition,
        has_global_allocator: false,
        has_alloc_error_handler: false,
        has_panic_handler: false,
        has_default_lib_allocator: false,
        externally_implementable_items: LazyArray::default(),
        crate_deps: LazyArray::default(),
        dylib_dependency_formats: LazyArray::default(),
        lib_features: LazyArray::default(),
        stability_implications: LazyArray::default(),
        lang_items: LazyArray::default(),
        lang_items_missing: LazyArray::default(),
        stripped_cfg_items,
        diagnostic_items: LazyArray::default(),
        native_libraries: LazyArray::default(),
        foreign_modules: LazyArray::default(),
        traits: LazyArray::default(),
        impls: LazyArray::default(),
        incoherent_impls: LazyArray::default(),
        interpret_alloc_index: LazyArray::default(),
        proc_macro_data: Some(ProcMacroData {
            // There is none. The crate itself is as good as any other definition.
            proc_macro_decls_static: CRATE_DEF_INDEX,
            stability,
            macros,
        }),
        tables,
        debugger_visualizers: LazyArray::default(),
        exportable_items: LazyArray::default(),
        stable_order_of_exportable_impls: LazyArray::default(),
        exported_non_generic_symbols: LazyArray::default(),
        exported_generic_symbols: LazyArray::default(),
        syntax_contexts,
        expn_data,
        expn_hashes,
        def_path_hash_map,
        source_map,
        target_modifiers: LazyArray::default(),
        compiler_builtins: false,
        needs_allocator: false,
        needs_panic_runtime: false,
        no_builtins: false,
        panic_runtime: false,
        profiler_runtime: false,
        symbol_mangling_version: ecx.tcx.sess.opts.get_symbol_mangling_version(),
        specialization_enabled_in: false,
    })
}

fn macro_kind(decl: &MacroDecl) -> MacroKind {
    match decl.kind {
        DeclKind::Derive { .. } => MacroKind::Derive,
        DeclKind::Attr => MacroKind::Attr,
        DeclKind::Bang => MacroKind::Bang,
    }
}

fn def_kind(decl: &MacroDecl) -> DefKind {
    DefKind::Macro(macro_kind(decl).into())
}

/// The definitions of a crate with these macros, in order after its root.
fn define(stable_crate_id: StableCrateId, macros: &[MacroDecl]) -> &'static Definitions {
    let mut definitions = Definitions::new(stable_crate_id);
    let mut disambiguators = DisambiguatorState::new();
    for decl in macros {
        let name = DefPathData::MacroNs(Symbol::intern(&decl.name));
        definitions.create_def(CRATE_DEF_ID, name, &mut disambiguators);
    }
    // As long-lived as the crate itself.
    Box::leak(Box::new(definitions))
}

/// What links in the documentation of the macros lead to: each other. To whatever else they name there
/// is no way from a module, and rustdoc leaves it as text.
fn doc_links(macros: &[MacroDecl]) -> DocLinkResMap {
    let link = |(index, decl): (usize, &MacroDecl)| {
        let id = DefId::local(DefIndex::from_usize(index + 1));
        let target = Res::Def(def_kind(decl), id);
        ((Symbol::intern(&decl.name), Namespace::MacroNS), Some(target))
    };
    macros.iter().enumerate().map(link).collect()
}

/// Fills the tables for one definition.
fn encode_def(
    ecx: &mut EncodeContext<'_, '_>,
    definitions: &Definitions,
    id: DefIndex,
    kind: DefKind,
    about: &Description,
    attributes: Attributes<'_>,
) {
    let table = definitions.def_path_table();
    let key = ecx.lazy(table.def_key(id));
    let span = encode_span(ecx, about.place);
    let visibility = ecx.lazy(ty::Visibility::<DefIndex>::Public);
    let style = if id == CRATE_DEF_INDEX { AttrStyle::Inner } else { AttrStyle::Outer };
    let (attributes, is_hidden) = attributes.of(about, style);
    let attributes = ecx.lazy_array(attributes);
    let flags = if is_hidden { AttrFlags::IS_DOC_HIDDEN } else { AttrFlags::empty() };
    ecx.tables.def_keys.set_some(id, key);
    ecx.tables.def_path_hashes.set(id, table.def_path_hash(id).local_hash().as_u64());
    ecx.tables.def_kind.set_some(id, kind);
    ecx.tables.def_span.set_some(id, span);
    ecx.tables.def_ident_span.set_some(id, span);
    ecx.tables.visibility.set_some(id, visibility);
    ecx.tables.attributes.set_some(id, attributes);
    ecx.tables.attr_flags.set(id, flags);
}

fn encode_span(ecx: &mut EncodeContext<'_, '_>, place: Option<Place>) -> LazyValue<Span> {
    let position = NonZero::new(ecx.position()).unwrap();
    write_span(ecx, place);
    LazyValue::from_position(position)
}

/// Spans of the crate being compiled are places in its source map. Ours are places in files that only
/// the metadata knows.
fn write_span(ecx: &mut EncodeContext<'_, '_>, place: Option<Place>) {
    let Some(Place { file, start, end }) = place else { return DUMMY_SP.encode(ecx) };
    let len = BytePos(end - start);
    let tag = SpanTag::new(SpanKind::Local, SyntaxContext::root(), len.0 as usize);
    tag.encode(ecx);
    BytePos(start).encode(ecx);
    if tag.length().is_none() {
        len.encode(ecx);
    }
    (file as u32).encode(ecx);
}

/// Does what `StrippedCfgItem`'s own `encode` does, but for spans as they are here.
fn encode_stripped(
    ecx: &mut EncodeContext<'_, '_>,
    items: &[ConfiguredOut],
) -> LazyArray<StrippedCfgItem<DefIndex>> {
    let position = NonZero::new(ecx.position()).unwrap();
    for ConfiguredOut { name, value, place, condition } in items {
        CRATE_DEF_INDEX.encode(ecx);
        Symbol::intern(name).encode(ecx);
        write_span(ecx, *place);
        let cfg = match value {
            Some(value) => CfgEntry::NameValue {
                name: sym::feature,
                value: Some(Symbol::intern(value)),
                span: DUMMY_SP,
            },
            None => CfgEntry::Bool(false, DUMMY_SP),
        };
        cfg.encode(ecx);
        write_span(ecx, *condition);
    }
    LazyArray::from_position_and_num_elems(position, items.len())
}

/// Does what `SourceFile`'s own `encode` does, which cannot be called: a file's hash is computed or
/// decoded, but never made of its bytes.
fn encode_source_file(
    ecx: &mut EncodeContext<'_, '_>,
    file: &rustc_wasm_proc_macro::SourceFile,
    stable_crate_id: StableCrateId,
) -> LazyValue<SourceFile> {
    let position = NonZero::new(ecx.position()).unwrap();
    let source_map = ecx.tcx.sess.source_map();
    let name = if may_be_opened(&file.name) {
        let mapping = source_map.path_mapping();
        let mut name = mapping.to_real_filename(source_map.working_dir(), Path::new(&file.name));
        name.update_for_crate_metadata();
        FileName::Real(name)
    } else {
        FileName::Custom(file.name.clone())
    };
    name.encode(ecx);
    encode_source_file_hash(ecx, &file.hash.0, &file.hash.1);
    None::<SourceFileHash>.encode(ecx);
    RelativeBytePos(file.len).encode(ecx);
    file.unnormalized_len.encode(ecx);
    ecx.emit_u32(file.lines.len() as u32);
    ecx.emit_u8(size_of::<u32>() as u8);
    for &[start, next] in file.lines.array_windows() {
        ecx.emit_raw_bytes(&(next - start).to_le_bytes());
    }
    let chars = file.multibyte_chars.iter();
    chars
        .map(|&(pos, bytes)| MultiByteChar { pos: RelativeBytePos(pos), bytes })
        .collect::<Vec<_>>()
        .encode(ecx);
    StableSourceFileId::from_filename_for_export(&name, stable_crate_id).encode(ecx);
    let normalized = file.normalized.iter();
    normalized
        .map(|&(pos, diff)| NormalizedPos { pos: RelativeBytePos(pos), diff })
        .collect::<Vec<_>>()
        .encode(ecx);
    LOCAL_CRATE.encode(ecx);
    LazyValue::from_position(position)
}

/// Whether the file of this name may be looked for, to show its text. Two slashes at the start are
/// Windows's way to another machine, or to a device.
fn may_be_opened(name: &str) -> bool {
    let is_slash = |c: char| c == '/' || c == '\\';
    !name.strip_prefix(is_slash).is_some_and(|rest| rest.starts_with(is_slash))
}

/// A kind that is unknown, or bytes that are too few, make a hash that no file has, so that its text
/// is not shown.
fn encode_source_file_hash(ecx: &mut EncodeContext<'_, '_>, kind: &str, bytes: &[u8]) {
    let kind = SourceFileHashAlgorithm::from_str(kind).unwrap_or(SourceFileHashAlgorithm::Md5);
    let mut value = [0u8; 32];
    let len = bytes.len().min(value.len());
    value[..len].copy_from_slice(&bytes[..len]);
    kind.encode(ecx);
    value.encode(ecx);
}
