//! By what modules are told apart: their bytes, or what they say of them.

use rustc_wasm_proc_macro::{Limits, Module, abi};

const LIST: &str = "abi:3\nbang:name:function\n";
const CODE: &str =
    r#"(func (export "function") (param i32 i32 i32 i32) (result i32) (i32.const 0))"#;

/// A module with another section in its middle, and these behind all others.
fn module(list: &str, other: &str, last: &[(&str, &[u8])]) -> Vec<u8> {
    let text = format!(
        r#"(module {CODE} (@custom "{}" {list:?}) (@custom "other" {other:?}))"#,
        abi::SECTION
    );
    let mut module = wat::parse_str(text).unwrap();
    for (name, data) in last {
        let len = 1 + name.len() + data.len();
        module.extend([0, u8::try_from(len).unwrap(), u8::try_from(name.len()).unwrap()]);
        module.extend_from_slice(name.as_bytes());
        module.extend_from_slice(data);
    }
    module
}

fn identity(module: Vec<u8>) -> [u8; 32] {
    Module::new(module, &Limits::default()).unwrap().identity()
}

fn blake3(bytes: &[u8]) -> [u8; 32] {
    *blake3::hash(bytes).as_bytes()
}

#[test]
fn a_module_that_says_nothing_is_told_by_its_bytes() {
    let plain = module(LIST, "text", &[]);
    assert_eq!(identity(plain.clone()), blake3(&plain));
}

#[test]
fn a_module_is_told_by_what_it_says_and_by_its_list() {
    let digest = [7; 32];
    let claim: &[(&str, &[u8])] = &[(abi::DIGEST_SECTION, &digest)];
    let one = identity(module(LIST, "text", claim));
    assert_eq!(one, identity(module(LIST, "other text", claim)));
    let longer = format!("{LIST}bang:another:function\n");
    assert_ne!(one, identity(module(&longer, "text", claim)));
    assert_ne!(one, identity(module(LIST, "text", &[(abi::DIGEST_SECTION, &[8; 32])])));
    assert_ne!(one, identity(module(LIST, "text", &[])));
}

#[test]
fn what_is_not_last_or_no_digest_says_nothing() {
    let digest: &[u8] = &[7; 32];
    let sections: [&[(&str, &[u8])]; 4] = [
        &[(abi::DIGEST_SECTION, digest), ("name", &[])],
        &[(abi::DIGEST_SECTION, digest), (abi::DIGEST_SECTION, &[])],
        &[(abi::DIGEST_SECTION, &[7; 31])],
        &[(abi::DIGEST_SECTION, &[7; 33])],
    ];
    for last in sections {
        let module = module(LIST, "text", last);
        assert_eq!(identity(module.clone()), blake3(&module));
    }
}

#[test]
fn functions_are_not_read_but_must_be_there() {
    let whole = module(LIST, "text", &[]);
    let code =
        wasmparser::Parser::new(0).parse_all(&whole).find_map(|payload| match payload.unwrap() {
            wasmparser::Payload::CodeSectionStart { range, .. } => Some(range),
            _ => None,
        });
    let code = code.unwrap();
    let error = Module::new(whole[..code.end - 1].to_vec(), &Limits::default()).err().unwrap();
    assert!(error.to_string().contains("unexpected end"), "{error}");
    let mut invalid = whole.clone();
    invalid[code.end - 2] = 0xff;
    assert_ne!(identity(invalid), identity(whole));
}
