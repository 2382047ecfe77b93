//! Functions of this crate and of LLVM call each other. `RUSTC_UNDER_TEST` names a compiler that knows
//! `wasm32-unknown-unknown`; without it, nothing here is tested.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::{FEATURES, Instance, Outcome, link, name, scratch, target};
use cranelift_codegen::Context;
use cranelift_codegen::data_value::DataValue;
use cranelift_codegen::ir::{AbiParam, ExternalName, Signature, types};
use cranelift_codegen::isa::CallConv;
use cranelift_module::{DataDescription, Linkage, Module};
use cranelift_reader::parse_functions;
use rustc_wasm_object::{Options, WasmModule};

/// LLVM's side, at an optimisation level.
fn llvm(opt_level: &str) -> Option<PathBuf> {
    let Some(rustc) = std::env::var_os("RUSTC_UNDER_TEST") else {
        eprintln!("NOT TESTED: `RUSTC_UNDER_TEST` names no compiler to make LLVM's side with");
        return None;
    };
    let object = scratch("llvm.o");
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/abi/shapes.rs");
    let status = Command::new(rustc)
        .args([
            "--target",
            "wasm32-unknown-unknown",
            "--emit",
            "obj",
            "-C",
            "panic=abort",
            "-C",
            "debug-assertions=no",
        ])
        .args(["-C", &format!("opt-level={opt_level}"), "-C", "codegen-units=1"])
        .arg("-o")
        .arg(&object)
        .arg(source)
        .status()
        .unwrap();
    assert!(status.success());
    Some(object)
}

/// This crate's side.
fn clif(opt_level: &str) -> PathBuf {
    let functions = parse_functions(include_str!("abi/shapes.clif")).unwrap();
    let mut module = WasmModule::new(Options::new(target(opt_level), FEATURES));
    for function in &functions {
        module.declare_function(&name(function), Linkage::Export, &function.signature).unwrap();
    }
    let mut hundred = None;
    for function in functions {
        for callee in function.dfg.ext_funcs.values() {
            let ExternalName::TestCase(callee_name) = &callee.name else { unreachable!() };
            let signature = &function.dfg.signatures[callee.signature];
            let callee_name = std::str::from_utf8(callee_name.raw()).unwrap();
            module.declare_function(callee_name, Linkage::Import, signature).unwrap();
        }
        let id = module
            .declare_function(&name(&function), Linkage::Export, &function.signature)
            .unwrap();
        if name(&function) == "hundred" {
            hundred = Some(id);
        }
        module.define_function(id, &mut Context::for_function(function)).unwrap();
    }
    let table = module.declare_data("CLIF_TABLE", Linkage::Export, false, false).unwrap();
    let mut data = DataDescription::new();
    data.define(Box::new([0; 8]));
    data.set_align(4);
    let hundred = module.declare_func_in_data(hundred.unwrap(), &mut data);
    data.write_function_addr(0, hundred);
    module.define_data(table, &data).unwrap();

    let zeros = module.declare_data("CLIF_ZEROS", Linkage::Export, true, false).unwrap();
    let mut data = DataDescription::new();
    data.define_zeroinit(32);
    data.set_align(8);
    module.define_data(zeros, &data).unwrap();

    let theirs = module.declare_data("LLVM_STATIC", Linkage::Import, true, false).unwrap();
    let pointer = module.declare_data("CLIF_POINTER", Linkage::Export, false, false).unwrap();
    let mut data = DataDescription::new();
    data.define(Box::new([0; 4]));
    data.set_align(4);
    let theirs = module.declare_data_in_data(theirs, &mut data);
    data.write_data_addr(0, theirs, 8);
    module.define_data(pointer, &data).unwrap();

    let object = module.finish().unwrap();
    common::validate(&object);
    let path = scratch("clif.o");
    std::fs::write(&path, object).unwrap();
    path
}

fn signature(params: &[types::Type], returns: &[types::Type]) -> Signature {
    let mut signature = Signature::new(CallConv::Fast);
    signature.params.extend(params.iter().map(|&ty| AbiParam::new(ty)));
    signature.returns.extend(returns.iter().map(|&ty| AbiParam::new(ty)));
    signature
}

/// The compiler's functions for what WebAssembly has no instructions for.
fn runtime() -> PathBuf {
    let rustc = std::env::var_os("RUSTC_UNDER_TEST").unwrap();
    let output = Command::new(rustc)
        .args(["--print", "target-libdir", "--target", "wasm32-unknown-unknown"])
        .output()
        .unwrap();
    let dir = PathBuf::from(String::from_utf8(output.stdout).unwrap().trim());
    let mut libraries = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path());
    libraries
        .find(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            name.starts_with("libcompiler_builtins") && name.ends_with(".rlib")
        })
        .unwrap()
}

fn linked(llvm_level: &str, clif_level: &str) -> Option<Instance> {
    let llvm = llvm(llvm_level)?;
    let clif = clif(clif_level);
    let module = link(
        &[&llvm, &clif, &runtime()],
        &["--gc-sections", "--export-all", "--stack-first", "--fatal-warnings"],
    )?;
    Some(Instance::new(&module))
}

fn result(outcome: Outcome) -> DataValue {
    match outcome {
        Outcome::Values(values) => values[0].clone(),
        Outcome::Trap(reason) => panic!("{reason}"),
    }
}

#[test]
fn shapes_are_passed_and_returned_alike() {
    for (llvm_level, clif_level) in [("0", "none"), ("3", "speed")] {
        let Some(mut instance) = linked(llvm_level, clif_level) else { return };
        let check = signature(&[], &[types::I32]);
        assert_eq!(
            result(instance.call("check", &check, &[])),
            DataValue::I32(0),
            "the shape of this number is wrong"
        );
    }
}

#[test]
fn data_is_seen_alike() {
    for (llvm_level, clif_level) in [("0", "none"), ("3", "speed")] {
        let Some(mut instance) = linked(llvm_level, clif_level) else { return };
        let check = signature(&[], &[types::I32]);
        assert_eq!(result(instance.call("check_data", &check, &[])), DataValue::I32(0));
    }
}

#[test]
fn callers_extend_and_tables_are_shared() {
    let Some(mut instance) = linked("3", "speed") else { return };
    let narrow = signature(&[types::I32, types::I32], &[types::I16]);
    let arguments = [DataValue::I32(0x12_0001), DataValue::I32(0x34_ffff)];
    assert_eq!(result(instance.call("narrow", &narrow, &arguments)), DataValue::I16(0));
    let indirect = signature(&[types::I32], &[types::I64]);
    assert_eq!(
        result(instance.call("indirect", &indirect, &[DataValue::I32(7)])),
        DataValue::I64(321)
    );
}
