//! What `rustc.wasm` wants of a runtime: preview 1 of WASI and nothing else, no threads, no shared
//! memory, and few of the newer instructions.

use std::fs;

use wasm_proc_macro_tests::dist;
use wasmparser::{Parser, Payload, Validator, WasmFeatures};

fn module() -> Vec<u8> {
    fs::read(dist().join("bin/rustc.wasm")).unwrap()
}

#[test]
fn imports_are_those_of_wasi_preview_1() {
    let module = module();
    let mut imports = 0;
    for payload in Parser::new(0).parse_all(&module) {
        if let Payload::ImportSection(section) = payload.unwrap() {
            for import in section {
                let import = import.unwrap();
                assert_eq!(import.module, "wasi_snapshot_preview1", "{import:?}");
                imports += 1;
            }
        }
    }
    assert!(imports > 0);
}

#[test]
fn instructions_are_those_of_every_current_runtime() {
    // What all browsers, Node and all WASI runtimes have had for years. No threads, no shared memory.
    let features = WasmFeatures::WASM1
        | WasmFeatures::MUTABLE_GLOBAL
        | WasmFeatures::SATURATING_FLOAT_TO_INT
        | WasmFeatures::SIGN_EXTENSION
        | WasmFeatures::REFERENCE_TYPES
        | WasmFeatures::MULTI_VALUE
        | WasmFeatures::BULK_MEMORY;
    Validator::new_with_features(features).validate_all(&module()).unwrap();
}

#[test]
fn names_of_functions_are_left_out() {
    let module = module();
    for payload in Parser::new(0).parse_all(&module) {
        if let Payload::CustomSection(section) = payload.unwrap() {
            assert_ne!(section.name(), "name");
            assert!(!section.name().starts_with(".debug"), "{}", section.name());
        }
    }
}
