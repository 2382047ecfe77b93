//! An object made by hand, with everything that the format has, for tests that need no compiler.

use wasm_encoder::*;

/// Two functions, one of them imported, data with a relocation, a group, a constructor, debug
/// information, features and producers.
pub fn object() -> Vec<u8> {
    let mut module = Module::new();
    let mut types = TypeSection::new();
    types.ty().function([], []);
    types.ty().function([ValType::I32], [ValType::I32]);
    module.section(&types);
    let mut imports = ImportSection::new();
    let memory = MemoryType {
        minimum: 1,
        maximum: None,
        memory64: false,
        shared: false,
        page_size_log2: None,
    };
    imports.import("env", "__linear_memory", memory);
    imports.import("env", "callee", EntityType::Function(1));
    let pointer = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
    imports.import("env", "__stack_pointer", pointer);
    module.section(&imports);
    let mut functions = FunctionSection::new();
    functions.function(0).function(0);
    module.section(&functions);
    let mut exports = ExportSection::new();
    exports.export("renamed", ExportKind::Func, 1);
    module.section(&exports);
    // call 0, with places of five bytes for the linker.
    let start = [&[0, 0x41][..], &PLACE, &[0x10], &PLACE, &[0x1a, 0x0b]].concat();
    let call =
        [&[0, 0x41][..], &PLACE, &[0x41], &PLACE, &[0x11], &PLACE, &[0, 0x1a, 0x0b]].concat();
    let mut code = CodeSection::new();
    code.raw(&start).raw(&call);
    module.section(&code);
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(0), *b"text\0\0\0\0");
    data.active(0, &ConstExpr::i32_const(8), *b"group");
    module.section(&data);
    custom(&mut module, ".debug_info", b"\0\0\0\0\0\0\0\0");
    custom(&mut module, "linking", &linking());
    // From here on: type, offset, index, and an addend for data and offsets.
    let first = 2 + start.len() as u8 + 1;
    let code = [
        [4, 5].as_slice(),
        &[4, 4, 2, 0],
        &[0, 10, 1],
        &[4, first + 2, 3, 4],
        &[1, first + 8, 0],
        &[6, first + 14, 1],
    ];
    custom(&mut module, "reloc.CODE", &code.concat());
    custom(&mut module, "reloc.DATA", &[5, 1, 5, 10, 3, 1]);
    custom(&mut module, "reloc..debug_info", &[6, 2, 8, 0, 0, 2, 9, 4, 5, 1]);
    custom(&mut module, "producers", b"\x01\x08language\x01\x04hand\x011");
    custom(&mut module, "target_features", b"\x01+\x0bbulk-memory");
    module.finish()
}

/// The longest form of zero, which a linker can replace by any number.
const PLACE: [u8; 5] = [0x80, 0x80, 0x80, 0x80, 0];

fn linking() -> Vec<u8> {
    let mut bytes = vec![2];
    let mut part = |id: u8, content: &[u8]| {
        bytes.push(id);
        content.len().encode(&mut bytes);
        bytes.extend_from_slice(content);
    };
    part(5, b"\x02\x0a.data.text\x02\0\x0b.data.group\x00\x00");
    part(6, b"\x01\x07\x04");
    part(7, b"\x01\x05group\x00\x01\x00\x01");
    let symbols = [
        // 0: the function that is defined first, `_start`.
        &b"\x00\x00\x01\x06_start"[..],
        // 1: the function that is imported.
        b"\x00\x10\x00",
        b"\x01\x00\x04text\x00\x00\x08",
        b"\x01\x01\x05group\x01\x01\x04",
        // 4: a constructor, local.
        b"\x00\x02\x02\x04init",
        // 5: the section with debug information.
        b"\x03\x02\x06",
        b"\x02\x10\x00",
    ];
    part(8, &[&[symbols.len() as u8][..], &symbols.concat()].concat());
    bytes
}

fn custom(module: &mut Module, name: &str, data: &[u8]) {
    module.section(&CustomSection { name: name.into(), data: data.into() });
}
