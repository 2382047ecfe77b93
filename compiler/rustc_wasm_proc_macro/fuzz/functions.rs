//! What is fuzzed: functions that take any bytes and must neither panic nor take long. They go
//! through the engine's public face alone. Modules are run in the interpreter, and where there is a compiler, again
//! as compiled code.

use rustc_wasm_proc_macro::{Limits, MacroCrate, MacroKind, Module, Options};
use wasm_encoder::{Encode, Instruction};

use crate::host::{Span, TestHost, in_each_engine, parse};

const HEADER: &[u8] = b"\0asm\x01\0\0\0";

/// Reading a module.
pub fn module(data: &[u8]) {
    let bytes = if data.starts_with(HEADER) { data.to_vec() } else { [HEADER, data].concat() };
    if let Err(error) = Module::new(bytes, &limits()) {
        assert!(!error.to_string().is_empty() && !error.help().is_empty());
    }
}

/// Parsing a macro list.
pub fn macro_list(data: &[u8]) {
    let mut bytes = HEADER.to_vec();
    section(&mut bytes, 0, &[&[23][..], b".rustc_proc_macro_decls", data].concat());
    if let Err(error) = Module::new(bytes, &limits()) {
        assert!(!error.to_string().is_empty());
    }
}

/// Decoding a request and answering it. The first byte is the number of times that it is sent.
pub fn wire(data: &[u8]) {
    let (times, request) = data.split_first().map_or((1, data), |(&times, data)| (times % 4, data));
    let request = &request[..request.len().min(0x4000)];
    run(sender(times.into(), request));
}

/// Decoding a stream of a module for watt, or parsing its text, and encoding it again. The first byte
/// says which, and for which version.
pub fn watt(data: &[u8]) {
    let (choice, sent) = data.split_first().map_or((0, data), |(&choice, data)| (choice, data));
    let sent = &sent[..sent.len().min(0x4000)];
    run(watt_sender(choice & 1 == 0, choice & 2 == 0, sent));
}

/// Reading a module and calling its macros, again after one of them has failed.
pub fn expansion(data: &[u8]) {
    run(data.to_vec());
}

fn run(bytes: Vec<u8>) {
    let options = Options { limits: limits(), backtrace: true, ..Options::default() };
    in_each_engine(&bytes, options, expand_all);
}

fn expand_all(krate: &MacroCrate) {
    for decl in krate.decls().macros.iter().take(4) {
        let input = || parse("a += [r#fn(1.5, \"c\")]", Span::INPUT).unwrap();
        let inputs = match decl.kind {
            MacroKind::Attr => vec![input(), input()],
            MacroKind::Derive { .. } | MacroKind::Bang => vec![input()],
        };
        match krate.expand_and_compare(&mut TestHost::default(), decl, inputs) {
            Ok(_) => {}
            Err(error) => assert!(!error.trace().to_string().contains("\0")),
        }
    }
}

/// Small enough that nothing takes a second.
fn limits() -> Limits {
    let mut limits = Limits::default();
    for option in ["fuel=200K", "memory=4M", "table=1K", "output=100K", "depth=500"] {
        limits.set(option).unwrap();
    }
    limits
}

/// A module whose macro sends `request` some times. In text:
///
/// ```text
/// (import "wasm_proc_macro" "call" (func (param i32 i32 i32 i32) (result i32)))
/// (memory (export "memory") 1)
/// (data (i32.const 0) REQUEST)
/// (func (export "run") (param i32 i32 i32 i32) (result i32)
///   (drop (call 0 (i32.const 0) LENGTH (i32.const 0x8000) (i32.const 0x1000))) ...
///   (i32.const 0))
/// ```
fn sender(times: usize, request: &[u8]) -> Vec<u8> {
    const I32: u8 = 0x7f;
    let mut bytes = HEADER.to_vec();
    section(&mut bytes, 1, &[1, 0x60, 4, I32, I32, I32, I32, 1, I32]);
    section(&mut bytes, 2, b"\x01\x0fwasm_proc_macro\x04call\x00\x00");
    section(&mut bytes, 3, &[1, 0]);
    section(&mut bytes, 5, &[1, 0, 1]);
    section(&mut bytes, 7, b"\x02\x06memory\x02\x00\x03run\x00\x01");
    let mut body = vec![0];
    for _ in 0..times {
        for value in [0, request.len(), 0x8000, 0x1000] {
            Instruction::I32Const(value as i32).encode(&mut body);
        }
        body.extend([0x10, 0, 0x1a]);
    }
    body.extend([0x41, 0, 0x0b]);
    let mut code = vec![1];
    body.encode(&mut code);
    section(&mut bytes, 10, &code);
    memory_at_0(&mut bytes, request);
    section(&mut bytes, 0, b"\x17.rustc_proc_macro_declsabi:2\nbang:run:run");
    bytes
}

/// A module for watt whose macro sends bytes once. In text:
///
/// ```text
/// (import VERSION "token_stream_serialize" (func (param i32) (result i32)))
/// (import VERSION "token_stream_deserialize" or "token_stream_parse" (func (param i32 i32) (result i32)))
/// (import VERSION "literal_to_string" (func (param i32) (result i32)))
/// (memory (export "memory") 1)
/// (data (i32.const 0) SENT)
/// (func (export "run") (param i32) (result i32)
///   (drop (call 0 (local.get 0)))
///   (drop (call 0 (local.tee 0 (call 1 (i32.const 0) LENGTH))))
///   (drop (call 2 (i32.const 0)))
///   (local.get 0))
/// (func (export "raw_to_token_stream") (export "token_stream_into_raw") (param i32) (result i32)
///   (local.get 0))
/// ```
fn watt_sender(is_new: bool, is_stream: bool, sent: &[u8]) -> Vec<u8> {
    const I32: u8 = 0x7f;
    let version = if is_new { "watt-0.5" } else { "watt-0.4" };
    let send = if is_stream { "token_stream_deserialize" } else { "token_stream_parse" };
    let mut bytes = HEADER.to_vec();
    section(&mut bytes, 1, &[2, 0x60, 1, I32, 1, I32, 0x60, 2, I32, I32, 1, I32]);
    let mut imports = vec![3];
    for (name, ty) in [("token_stream_serialize", 0), (send, 1), ("literal_to_string", 0)] {
        for text in [version, name] {
            text.encode(&mut imports);
        }
        imports.extend([0, ty]);
    }
    section(&mut bytes, 2, &imports);
    section(&mut bytes, 3, &[2, 0, 0]);
    section(&mut bytes, 5, &[1, 0, 1]);
    let exports = b"\x04\x06memory\x02\x00\x03run\x00\x03\
        \x13raw_to_token_stream\x00\x04\x15token_stream_into_raw\x00\x04";
    section(&mut bytes, 7, exports);
    let mut body = vec![0, 0x20, 0, 0x10, 0, 0x1a];
    for value in [0, sent.len()] {
        Instruction::I32Const(value as i32).encode(&mut body);
    }
    body.extend([0x10, 1, 0x22, 0, 0x10, 0, 0x1a, 0x41, 0, 0x10, 2, 0x1a, 0x20, 0, 0x0b]);
    let mut code = vec![2];
    body.encode(&mut code);
    code.extend([4, 0, 0x20, 0, 0x0b]);
    section(&mut bytes, 10, &code);
    memory_at_0(&mut bytes, sent);
    section(&mut bytes, 0, b"\x17.rustc_proc_macro_declsbang:run:run");
    bytes
}

fn memory_at_0(bytes: &mut Vec<u8>, content: &[u8]) {
    let mut data = vec![1, 0, 0x41, 0, 0x0b];
    content.encode(&mut data);
    section(bytes, 11, &data);
}

fn section(bytes: &mut Vec<u8>, id: u8, content: &[u8]) {
    bytes.push(id);
    content.encode(bytes);
}
