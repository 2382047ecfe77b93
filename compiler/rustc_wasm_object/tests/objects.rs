//! What an object says beyond its code: symbols, imports, exports, segments, and what a linker makes of
//! them.

mod common;

use common::{FEATURES, Instance, Outcome, link, scratch, target};
use cranelift_codegen::Context;
use cranelift_codegen::data_value::DataValue;
use cranelift_codegen::ir::{AbiParam, Function, Signature, UserFuncName, types};
use cranelift_codegen::isa::CallConv;
use cranelift_module::{
    DataDescription, DataId, FuncId, FuncOrDataId, Linkage, Module, ModuleError,
};
use cranelift_reader::parse_functions;
use rustc_wasm_object::{Options, WasmModule};
use wasmparser::{KnownCustom, Linking, Parser, Payload, SymbolFlags, SymbolInfo};

fn module() -> WasmModule {
    WasmModule::new(Options::new(target("speed"), FEATURES))
}

fn signature(params: usize, returns: usize) -> Signature {
    let mut signature = Signature::new(CallConv::Fast);
    signature.params.extend(vec![AbiParam::new(types::I32); params]);
    signature.returns.extend(vec![AbiParam::new(types::I32); returns]);
    signature
}

/// Defines a function whose text names others that are declared.
fn define(module: &mut WasmModule, linkage: Linkage, text: &str) -> FuncId {
    let function = parse_functions(text).unwrap().remove(0);
    let id =
        module.declare_function(&common::name(&function), linkage, &function.signature).unwrap();
    module.define_function(id, &mut Context::for_function(function)).unwrap();
    id
}

fn data(
    module: &mut WasmModule,
    name: &str,
    linkage: Linkage,
    writable: bool,
    bytes: &[u8],
) -> DataId {
    let id = module.declare_data(name, linkage, writable, false).unwrap();
    let mut description = DataDescription::new();
    description.define(bytes.into());
    description.set_align(4);
    module.define_data(id, &description).unwrap();
    id
}

/// A symbol's name, whether it is a function, and its flags.
fn symbols(object: &[u8]) -> Vec<(String, bool, SymbolFlags)> {
    let mut found = Vec::new();
    for payload in Parser::new(0).parse_all(object) {
        let Payload::CustomSection(section) = payload.unwrap() else { continue };
        let KnownCustom::Linking(linking) = section.as_known() else { continue };
        for subsection in linking.subsections() {
            let Linking::SymbolTable(symbols) = subsection.unwrap() else { continue };
            for symbol in symbols {
                match symbol.unwrap() {
                    SymbolInfo::Func { flags, name, .. } => {
                        found.push((name.unwrap_or("").to_owned(), true, flags))
                    }
                    SymbolInfo::Data { flags, name, .. } => {
                        found.push((name.to_owned(), false, flags))
                    }
                    _ => {}
                }
            }
        }
    }
    found
}

fn flags(object: &[u8], name: &str) -> SymbolFlags {
    symbols(object)
        .into_iter()
        .find(|symbol| symbol.0 == name)
        .unwrap_or_else(|| panic!("no symbol `{name}`"))
        .2
}

fn finish(module: WasmModule) -> Vec<u8> {
    let object = module.finish().unwrap();
    common::validate(&object);
    object
}

fn write(object: &[u8]) -> std::path::PathBuf {
    let path = scratch("object.o");
    std::fs::write(&path, object).unwrap();
    path
}

const ONE: &str = "{\nblock0:\n    v0 = iconst.i32 1\n    return v0\n}";

#[test]
fn linkage_becomes_flags() {
    let mut module = module();
    for (name, linkage) in [
        ("exported", Linkage::Export),
        ("hidden", Linkage::Hidden),
        ("weak", Linkage::Preemptible),
        ("local", Linkage::Local),
    ] {
        define(&mut module, linkage, &format!("function %{name}() -> i32 {ONE}"));
        data(&mut module, &format!("{name}_data"), linkage, true, &[1, 2, 3, 4]);
    }
    let kept = define(&mut module, Linkage::Hidden, &format!("function %kept() -> i32 {ONE}"));
    module.set_used(FuncOrDataId::Func(kept));
    let object = finish(module);
    for suffix in ["", "_data"] {
        let of = |name: &str| flags(&object, &format!("{name}{suffix}"));
        assert_eq!(of("exported"), SymbolFlags::empty());
        assert_eq!(of("hidden"), SymbolFlags::VISIBILITY_HIDDEN);
        assert_eq!(of("weak"), SymbolFlags::BINDING_WEAK);
        assert_eq!(of("local"), SymbolFlags::BINDING_LOCAL);
    }
    assert_eq!(flags(&object, "kept"), SymbolFlags::VISIBILITY_HIDDEN | SymbolFlags::NO_STRIP);
}

#[test]
fn what_is_declared_and_not_used_is_not_there() {
    let mut module = module();
    module.declare_function("nowhere", Linkage::Import, &signature(1, 1)).unwrap();
    module.declare_data("nothing", Linkage::Import, false, false).unwrap();
    define(&mut module, Linkage::Export, &format!("function %f() -> i32 {ONE}"));
    let object = finish(module);
    let names: Vec<String> = symbols(&object).into_iter().map(|symbol| symbol.0).collect();
    assert_eq!(names, ["f"]);
    let path = write(&object);
    assert!(
        link(&[&path], &["--unresolved-symbols=report-all", "--export-all"])
            .is_none_or(|module| !module.is_empty())
    );
}

#[test]
fn imports_and_exports_have_the_names_they_are_given() {
    let mut module = module();
    let import =
        module.declare_function("import_symbol", Linkage::Import, &signature(1, 1)).unwrap();
    module.set_import(import, "the module", "the name");
    let text = "function %f(i32) -> i32 {\n    fn0 = %import_symbol(i32) -> i32\nblock0(v0: i32):\n    v1 = call fn0(v0)\n    return v1\n}";
    let exported = define(&mut module, Linkage::Hidden, text);
    module.set_export(exported, "other name");
    let object = finish(module);
    assert!(
        flags(&object, "import_symbol")
            .contains(SymbolFlags::EXPLICIT_NAME | SymbolFlags::UNDEFINED)
    );
    let path = write(&object);
    let Some(linked) = link(&[&path], &["--gc-sections"]) else { return };
    let (mut imports, mut exports) = (Vec::new(), Vec::new());
    for payload in Parser::new(0).parse_all(&linked) {
        match payload.unwrap() {
            Payload::ImportSection(section) => {
                for import in section {
                    let import = import.unwrap();
                    imports.push((import.module.to_owned(), import.name.to_owned()));
                }
            }
            Payload::ExportSection(section) => {
                exports.extend(section.into_iter().map(|export| export.unwrap().name.to_owned()));
            }
            _ => {}
        }
    }
    assert_eq!(imports, [("the module".to_owned(), "the name".to_owned())]);
    assert!(exports.contains(&"other name".to_owned()), "{exports:?}");
}

#[test]
fn functions_and_data_that_nothing_needs_are_left_out() {
    let mut module = module();
    let text = "function %unused() -> i32 {\nblock0:\n    v0 = iconst.i32 99\n    return v0\n}";
    define(&mut module, Linkage::Hidden, text);
    data(&mut module, "big", Linkage::Hidden, false, &[7; 5000]);
    let kept = define(&mut module, Linkage::Hidden, &format!("function %kept() -> i32 {ONE}"));
    module.set_export(kept, "kept");
    let path = write(&finish(module));
    let Some(linked) = link(&[&path], &["--gc-sections"]) else { return };
    assert!(linked.len() < 1000, "{} bytes", linked.len());
}

#[test]
fn symbols_of_data_are_addresses() {
    let mut module = module();
    let table =
        data(&mut module, "table", Linkage::Hidden, true, &[1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0]);
    let zeros = module.declare_data("zeros", Linkage::Local, true, false).unwrap();
    let mut description = DataDescription::new();
    description.define_zeroinit(64);
    description.set_align(64);
    module.define_data(zeros, &description).unwrap();
    let mut function = Function::with_name_signature(UserFuncName::testcase("f"), signature(1, 1));
    let (table, zeros) = (
        module.declare_data_in_func(table, &mut function),
        module.declare_data_in_func(zeros, &mut function),
    );
    let text = format!("{function}");
    assert!(text.contains("gv0"), "{text}");
    let mut context = cranelift_frontend::FunctionBuilderContext::new();
    let mut builder = cranelift_frontend::FunctionBuilder::new(&mut function, &mut context);
    {
        use cranelift_codegen::ir::{InstBuilder, MemFlags};
        let block = builder.create_block();
        builder.append_block_params_for_function_params(block);
        builder.switch_to_block(block);
        let index = builder.block_params(block)[0];
        let table = builder.ins().symbol_value(types::I32, table);
        let third = builder.ins().load(types::I32, MemFlags::trusted(), table, 8);
        let offset = builder.ins().ishl_imm(index, 2);
        let address = builder.ins().iadd(table, offset);
        let chosen = builder.ins().load(types::I32, MemFlags::trusted(), address, 0);
        let zeros = builder.ins().symbol_value(types::I32, zeros);
        let in_zeros = builder.ins().iadd_imm(zeros, 16);
        builder.ins().store(MemFlags::trusted(), chosen, in_zeros, 4);
        let back = builder.ins().load(types::I32, MemFlags::trusted(), zeros, 20);
        let misaligned = builder.ins().band_imm(zeros, 63);
        let sum = builder.ins().imul_imm(third, 100);
        let sum = builder.ins().iadd(sum, back);
        let sum = builder.ins().iadd(sum, misaligned);
        builder.ins().return_(&[sum]);
        builder.seal_all_blocks();
        builder.finalize();
    }
    let id = module.declare_function("f", Linkage::Export, &function.signature).unwrap();
    module.define_function(id, &mut Context::for_function(function)).unwrap();
    let object = finish(module);
    let Some(linked) = common::link_object(&object) else { return };
    let Outcome::Values(values) =
        Instance::new(&linked).call("f", &signature(1, 1), &[DataValue::I32(1)])
    else {
        panic!("a trap")
    };
    assert_eq!(values, [DataValue::I32(302)]);
}

#[test]
fn constructors_run_in_order_and_sections_are_custom() {
    let mut module = module();
    let log = data(&mut module, "log", Linkage::Export, true, &[0; 4]);
    let mut ids = Vec::new();
    for digit in [1, 2, 3] {
        let name = format!("init{digit}");
        let mut function =
            Function::with_name_signature(UserFuncName::testcase(&name), signature(0, 0));
        let value = module.declare_data_in_func(log, &mut function);
        let mut context = cranelift_frontend::FunctionBuilderContext::new();
        let mut builder = cranelift_frontend::FunctionBuilder::new(&mut function, &mut context);
        use cranelift_codegen::ir::{InstBuilder, MemFlags};
        let block = builder.create_block();
        builder.switch_to_block(block);
        let address = builder.ins().symbol_value(types::I32, value);
        let old = builder.ins().load(types::I32, MemFlags::trusted(), address, 0);
        let shifted = builder.ins().imul_imm(old, 10);
        let new = builder.ins().iadd_imm(shifted, digit);
        builder.ins().store(MemFlags::trusted(), new, address, 0);
        builder.ins().return_(&[]);
        builder.seal_all_blocks();
        builder.finalize();
        let id = module.declare_function(&name, Linkage::Local, &function.signature).unwrap();
        module.define_function(id, &mut Context::for_function(function)).unwrap();
        ids.push(id);
    }
    // As `#[link_section = ".init_array"]` has it, and with a priority.
    let list = module.declare_data("list", Linkage::Local, false, false).unwrap();
    let mut description = DataDescription::new();
    description.define(Box::new([0; 4]));
    description.set_segment_section("", ".init_array");
    let last = module.declare_func_in_data(ids[2], &mut description);
    description.write_function_addr(0, last);
    module.define_data(list, &description).unwrap();
    module.add_init_function(ids[1], Some(200));
    module.add_init_function(ids[0], Some(100));
    let note = module.declare_data("note", Linkage::Local, false, false).unwrap();
    let mut description = DataDescription::new();
    description.define(b"hello".to_vec().into());
    description.set_segment_section("", "a note");
    module.define_data(note, &description).unwrap();
    let mut get = Function::with_name_signature(UserFuncName::testcase("get"), signature(0, 1));
    let value = module.declare_data_in_func(log, &mut get);
    {
        use cranelift_codegen::ir::{InstBuilder, MemFlags};
        let mut context = cranelift_frontend::FunctionBuilderContext::new();
        let mut builder = cranelift_frontend::FunctionBuilder::new(&mut get, &mut context);
        let block = builder.create_block();
        builder.switch_to_block(block);
        let address = builder.ins().symbol_value(types::I32, value);
        let value = builder.ins().load(types::I32, MemFlags::trusted(), address, 0);
        builder.ins().return_(&[value]);
        builder.seal_all_blocks();
        builder.finalize();
    }
    let id = module.declare_function("get", Linkage::Export, &get.signature).unwrap();
    module.define_function(id, &mut Context::for_function(get)).unwrap();
    let path = write(&finish(module));
    let Some(linked) = link(&[&path], &["--export-all"]) else { return };
    let mut instance = Instance::new(&linked);
    instance.call("__wasm_call_ctors", &signature(0, 0), &[]);
    let Outcome::Values(values) = instance.call("get", &signature(0, 1), &[]) else {
        panic!("a trap")
    };
    assert_eq!(values, [DataValue::I32(123)]);
    let has_note = Parser::new(0).parse_all(&linked).any(|payload| {
        matches!(payload.unwrap(), Payload::CustomSection(section) if section.name() == "a note" && section.data() == b"hello")
    });
    assert!(has_note);
}

#[test]
fn objects_can_be_joined_into_one() {
    let functions = parse_functions(include_str!("clif/basic.clif")).unwrap();
    let object = common::emit(&functions, "speed", &FEATURES).unwrap();
    let path = write(&object);
    let Some(linker) = common::linker() else { return };
    let joined = scratch("joined.o");
    let status = std::process::Command::new(linker)
        .args(["-r", "-o"])
        .arg(&joined)
        .arg(&path)
        .status()
        .unwrap();
    assert!(status.success());
    let Some(linked) = link(&[&joined], &["--export-all", "--gc-sections"]) else { return };
    let signature = &functions[0].signature;
    let outcome =
        Instance::new(&linked).call("add", signature, &[DataValue::I32(2), DataValue::I32(3)]);
    assert!(common::agree(&outcome, &Outcome::Values(vec![DataValue::I32(5)])), "{outcome:?}");
}

#[test]
fn what_cannot_be_translated_is_named() {
    for (text, expected) in [
        (
            "function %f(i8x16, i8x16) -> i8x16 {\nblock0(v0: i8x16, v1: i8x16):\n    v2 = iadd v0, v1\n    return v2\n}",
            "i8x16",
        ),
        (
            "function %f(i32) -> i32 {\nblock0(v0: i32):\n    v1 = splat.i32x4 v0\n    v2 = extractlane v1, 0\n    return v2\n}",
            "splat",
        ),
        (
            "function %f(f16) -> f16 {\nblock0(v0: f16):\n    v1 = fadd v0, v0\n    return v1\n}",
            "fadd",
        ),
        (
            "function %f() -> i32 tail {\n    fn0 = %f() -> i32 tail\nblock0:\n    return_call fn0()\n}",
            "return_call",
        ),
        (
            "function %f(i128) -> f64 {\nblock0(v0: i128):\n    v1 = fcvt_from_sint.f64 v0\n    return v1\n}",
            "fcvt_from_sint",
        ),
    ] {
        let function = parse_functions(text).unwrap().remove(0);
        let mut module = WasmModule::new(Options::new(target("none"), FEATURES));
        let id = module.declare_function("f", Linkage::Export, &function.signature).unwrap();
        let error = module.define_function(id, &mut Context::for_function(function)).unwrap_err();
        assert!(matches!(error, ModuleError::Backend(_)), "{error:?}");
        assert!(error.to_string().contains(expected), "{error}");
        assert!(
            error.to_string().contains(if expected == "i8x16" { "type" } else { "`f`" }),
            "{error}"
        );
    }
}

#[test]
fn definitions_are_checked() {
    let mut module = module();
    let import = module.declare_function("import", Linkage::Import, &signature(0, 1)).unwrap();
    let one = parse_functions(&format!("function %import() -> i32 {ONE}")).unwrap().remove(0);
    let error =
        module.define_function(import, &mut Context::for_function(one.clone())).unwrap_err();
    assert!(matches!(error, ModuleError::InvalidImportDefinition(_)), "{error}");
    let twice = module.declare_function("twice", Linkage::Export, &signature(0, 1)).unwrap();
    module.define_function(twice, &mut Context::for_function(one.clone())).unwrap();
    let error = module.define_function(twice, &mut Context::for_function(one)).unwrap_err();
    assert!(matches!(error, ModuleError::DuplicateDefinition(_)), "{error}");
    assert!(module.define_function_bytes(twice, 1, &[], &[]).is_err());
}

#[test]
fn tail_calls_are_written_if_they_may_be() {
    let text = "function %count(i32, i32) -> i32 tail {
    fn0 = %count(i32, i32) -> i32 tail
    ss0 = explicit_slot 256
block0(v0: i32, v1: i32):
    v9 = stack_addr.i32 ss0
    store v1, v9
    v8 = load.i32 v9
    brif v0, block1, block2
block1:
    v2 = iadd_imm v0, -1
    v3 = iadd_imm v8, 3
    return_call fn0(v2, v3)
block2:
    return v8
}";
    let functions = parse_functions(text).unwrap();
    let mut features = FEATURES.to_vec();
    features.push("tail-call");
    let object = common::emit(&functions, "speed", &features).unwrap();
    let Some(linked) = common::link_object(&object) else { return };
    let arguments = [DataValue::I32(100_000), DataValue::I32(1)];
    let outcome = Instance::new(&linked).call("count", &functions[0].signature, &arguments);
    assert!(
        common::agree(&outcome, &Outcome::Values(vec![DataValue::I32(300_001)])),
        "{outcome:?}"
    );
}

/// What the C library's entry does: calls `main` with two arguments.
const CALLER: &str = "function %caller() -> i32 {\n    fn0 = %main(i32, i32) -> i32\nblock0:\n    v0 = iconst.i32 3\n    v1 = iconst.i32 4\n    v2 = call fn0(v0, v1)\n    return v2\n}";

fn caller() -> Vec<u8> {
    let mut module = module();
    module.declare_function("main", Linkage::Import, &signature(2, 1)).unwrap();
    define(&mut module, Linkage::Export, CALLER);
    finish(module)
}

/// What the caller gets from the `main` of an object.
fn call_main(main: &[u8]) -> Option<Outcome> {
    let (caller, main) = (write(&caller()), write(main));
    let linked = link(&[&caller, &main], &["--fatal-warnings"])?;
    Some(Instance::new(&linked).call("caller", &signature(0, 1), &[]))
}

#[track_caller]
fn check_value(outcome: Option<Outcome>, expected: i32) {
    let Some(outcome) = outcome else { return };
    let Outcome::Values(values) = outcome else { panic!("{outcome:?}") };
    assert_eq!(values, [DataValue::I32(expected)]);
}

fn names(object: &[u8]) -> Vec<String> {
    symbols(object).into_iter().map(|symbol| symbol.0).collect()
}

#[test]
fn main_without_parameters_can_be_called_with_two() {
    for linkage in [Linkage::Export, Linkage::Hidden, Linkage::Preemptible] {
        let mut module = module();
        define(&mut module, linkage, &format!("function %main() -> i32 {ONE}"));
        let object = finish(module);
        assert_eq!(names(&object), ["__original_main", "main"]);
        assert_eq!(flags(&object, "main"), flags(&object, "__original_main"));
        check_value(call_main(&object), 1);
    }
}

#[test]
fn main_without_parameters_calls_itself_without() {
    let mut module = module();
    let text = "function %main() -> i32 {\n    fn0 = %main() -> i32\nblock0:\n    v0 = iconst.i32 7\n    brif v0, block1, block2\nblock1:\n    return v0\nblock2:\n    v1 = call fn0()\n    return v1\n}";
    module.declare_function("main", Linkage::Import, &signature(0, 1)).unwrap();
    define(&mut module, Linkage::Export, text);
    check_value(call_main(&finish(module)), 7);
}

#[test]
fn main_is_called_as_its_own_object_declares_it() {
    let mut module = module();
    module.declare_function("main", Linkage::Import, &signature(2, 1)).unwrap();
    define(&mut module, Linkage::Export, CALLER);
    define(&mut module, Linkage::Export, &format!("function %main() -> i32 {ONE}"));
    let path = write(&finish(module));
    let Some(linked) = link(&[&path], &["--fatal-warnings"]) else { return };
    check_value(Some(Instance::new(&linked).call("caller", &signature(0, 1), &[])), 1);
}

#[test]
fn main_of_another_object_that_is_declared_without_parameters_is_the_original() {
    let mut module = module();
    module.declare_function("main", Linkage::Import, &signature(0, 1)).unwrap();
    let text = "function %f() -> i32 {\n    fn0 = %main() -> i32\nblock0:\n    v0 = call fn0()\n    return v0\n}";
    define(&mut module, Linkage::Export, text);
    let object = finish(module);
    assert!(flags(&object, "").contains(SymbolFlags::UNDEFINED), "{:?}", names(&object));
    let mut main = self::module();
    define(&mut main, Linkage::Export, &format!("function %main() -> i32 {ONE}"));
    let (path, main) = (write(&object), write(&finish(main)));
    let Some(linked) = link(&[&path, &main], &["--fatal-warnings"]) else { return };
    check_value(Some(Instance::new(&linked).call("f", &signature(0, 1), &[])), 1);
}

#[test]
fn main_of_any_other_type_stays_as_it_is() {
    let mut module = module();
    let text = "function %main(i32, i32) -> i32 {\nblock0(v0: i32, v1: i32):\n    v2 = iadd v0, v1\n    return v2\n}";
    define(&mut module, Linkage::Export, text);
    let object = finish(module);
    assert_eq!(names(&object), ["main"]);
    check_value(call_main(&object), 7);

    for text in [
        "function %main() {\nblock0:\n    return\n}",
        "function %main() -> i64 {\nblock0:\n    v0 = iconst.i64 1\n    return v0\n}",
        "function %main(i32) -> i32 {\nblock0(v0: i32):\n    return v0\n}",
    ] {
        let mut module = self::module();
        define(&mut module, Linkage::Export, text);
        assert_eq!(names(&finish(module)), ["main"]);
    }
}

/// What comes of a call of a function that adds one to an `i32`, by another signature that its name has in
/// the calling object. Arguments are 41, whatever their types are.
fn call_by(second: Signature) -> Option<Outcome> {
    let mut other = module();
    let text = "function %target(i32) -> i32 {\nblock0(v0: i32):\n    v1 = iadd_imm v0, 1\n    return v1\n}";
    define(&mut other, Linkage::Export, text);
    let mut module = module();
    module.declare_function("target", Linkage::Import, &signature(1, 1)).unwrap();
    let target = module.declare_function("target", Linkage::Import, &second).unwrap();
    assert_eq!(module.declare_function("target", Linkage::Import, &second).unwrap(), target);
    let mut function = Function::with_name_signature(UserFuncName::testcase("f"), signature(0, 1));
    let target = module.declare_func_in_func(target, &mut function);
    let mut context = cranelift_frontend::FunctionBuilderContext::new();
    let mut builder = cranelift_frontend::FunctionBuilder::new(&mut function, &mut context);
    {
        use cranelift_codegen::ir::InstBuilder;
        let block = builder.create_block();
        builder.switch_to_block(block);
        let argument = |param: &AbiParam| builder.ins().iconst(param.value_type, 41);
        let arguments: Vec<_> = second.params.iter().map(argument).collect();
        let call = builder.ins().call(target, &arguments);
        let result = match builder.inst_results(call).first() {
            Some(&result) => result,
            None => builder.ins().iconst(types::I32, 5),
        };
        builder.ins().return_(&[result]);
        builder.seal_all_blocks();
        builder.finalize();
    }
    let id = module.declare_function("f", Linkage::Export, &function.signature).unwrap();
    module.define_function(id, &mut Context::for_function(function)).unwrap();
    let (path, other) = (write(&finish(module)), write(&finish(other)));
    let linked = link(&[&path, &other], &["--fatal-warnings"])?;
    Some(Instance::new(&linked).call("f", &signature(0, 1), &[]))
}

#[test]
fn function_that_is_declared_twice_is_called_as_well_as_it_can_be() {
    check_value(call_by(signature(1, 0)), 5);
    check_value(call_by(signature(2, 1)), 42);
    check_value(call_by(signature(0, 1)), 1);
    let mut narrow = signature(1, 1);
    narrow.params[0] = AbiParam::new(types::I8).uext();
    check_value(call_by(narrow), 42);
    let mut wide = signature(1, 1);
    wide.params[0] = AbiParam::new(types::I64);
    if let Some(outcome) = call_by(wide) {
        assert!(matches!(outcome, Outcome::Trap(_)), "{outcome:?}");
    }
}

#[test]
fn function_that_is_declared_twice_and_not_called_is_not_there() {
    let mut module = module();
    module.declare_function("target", Linkage::Import, &signature(1, 1)).unwrap();
    module.declare_function("target", Linkage::Import, &signature(2, 1)).unwrap();
    define(&mut module, Linkage::Export, &format!("function %f() -> i32 {ONE}"));
    assert_eq!(names(&finish(module)), ["f"]);
}

#[test]
fn definition_by_another_signature_is_an_error() {
    let mut module = module();
    module.declare_function("f", Linkage::Import, &signature(1, 1)).unwrap();
    let error = module.declare_function("f", Linkage::Export, &signature(2, 1)).unwrap_err();
    assert!(matches!(error, ModuleError::IncompatibleSignature(..)), "{error}");
}
