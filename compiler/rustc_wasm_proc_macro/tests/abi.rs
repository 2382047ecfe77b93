//! The expansion that `docs/abi.md` shows byte by byte is one that happens.

mod host;

use rustc_wasm_proc_macro::Options;
use rustc_wasm_proc_macro::abi::Method;

use host::{Span, TestHost, load, parse, root, with_spans};

/// Some bytes and what they mean.
type Field = (Vec<u8>, &'static str);

/// A request and its reply.
struct Exchange {
    request: Vec<Field>,
    reply: Vec<Field>,
}

fn byte(byte: u8, meaning: &'static str) -> Field {
    (vec![byte], meaning)
}

fn number(number: u32, meaning: &'static str) -> Field {
    (number.to_le_bytes().to_vec(), meaning)
}

fn text(text: &str, meaning: &'static str) -> Field {
    (text.as_bytes().to_vec(), meaning)
}

/// A function-like macro that gets `x` and makes `x + 1u8`.
fn exchanges() -> [Exchange; 2] {
    [
        Exchange {
            request: vec![
                byte(Method::ts_into_trees as u8, "`ts_into_trees`"),
                number(1, "of the input, which the module gives up"),
            ],
            reply: vec![
                byte(0, "in every reply"),
                number(1, "a `Vec` of 1 `TokenTree`"),
                byte(2, "an `Ident`:"),
                number(1, "a `Symbol` of 1 byte"),
                text("x", "`x`"),
                byte(0, "not raw"),
                number(4, "a new `Span`, after the three that `run` was given"),
            ],
        },
        Exchange {
            request: vec![
                byte(Method::ts_concat_trees as u8, "`ts_concat_trees`"),
                byte(1, "to no base"),
                number(3, "a `Vec` of 3 `TokenTree`s"),
                byte(2, "an `Ident`:"),
                number(1, "a `Symbol` of 1 byte"),
                text("x", "`x`"),
                byte(0, "not raw"),
                number(4, "the `Span` that it had"),
                byte(1, "a `Punct`:"),
                text("+", "`+`"),
                byte(0, "not joint"),
                number(3, "the `Span` `mixed_site`"),
                byte(3, "a `Literal`:"),
                byte(2, "an integer"),
                number(1, "a `Symbol` of 1 byte"),
                text("1", "`1`"),
                byte(0, "with a suffix,"),
                number(2, "a `Symbol` of 2 bytes"),
                text("u8", "`u8`"),
                number(2, "the `Span` `call_site`"),
            ],
            reply: vec![
                byte(0, "in every reply"),
                number(2, "a new `TokenStream`, which `run` returns"),
            ],
        },
    ]
}

fn bytes(fields: &[Field]) -> Vec<u8> {
    fields.iter().flat_map(|(bytes, _)| bytes.clone()).collect()
}

/// A module that makes the requests one after another, prints each reply, and returns the last handle.
fn module(exchanges: &[Exchange]) -> String {
    let (mut data, mut calls, mut at) = (String::new(), String::new(), 0);
    for Exchange { request, .. } in exchanges {
        let request = bytes(request);
        let escaped: String = request.iter().map(|byte| format!("\\{byte:02x}")).collect();
        data += &format!("(data (i32.const {at}) \"{escaped}\")\n");
        calls += &format!(
            "(call $print (i32.const 1) (i32.const 4096)
               (call $call (i32.const {at}) (i32.const {}) (i32.const 4096) (i32.const 64)))\n",
            request.len()
        );
        at += request.len();
    }
    format!(
        r#"(module
          (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
          (import "wasm_proc_macro" "print" (func $print (param i32 i32 i32)))
          (memory (export "memory") 1)
          {data}
          (func (export "run") (param i32 i32 i32 i32) (result i32)
            {calls}
            (i32.load (i32.const 4097)))
          (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run"))"#
    )
}

/// As the document has it.
fn dump(exchanges: &[Exchange]) -> String {
    let mut out = String::from("run(1, 2, 3, 1)       def_site, call_site, mixed_site, input\n");
    for Exchange { request, reply } in exchanges {
        for (who, fields) in [("call", request), ("reply", reply)] {
            for (number, (bytes, meaning)) in fields.iter().enumerate() {
                let who = if number == 0 { who } else { "" };
                let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
                out += &format!("{who:<6}{:<16}{meaning}\n", hex.join(" "));
            }
        }
    }
    out + "run returns 2\n"
}

#[test]
fn the_expansion_in_the_document_happens() {
    let exchanges = exchanges();
    let krate = load(wat::parse_str(module(&exchanges)).unwrap(), Options::default()).unwrap();
    let mut host = TestHost::default();
    let decl = &krate.decls().macros[0];
    let input = parse("x", Span::INPUT).unwrap();
    let output = krate.expand(&mut host, decl, vec![input]).unwrap();
    assert_eq!(with_spans(&output), "x +@mixed_site 1u8@call_site");
    let replies = exchanges
        .iter()
        .map(|exchange| format!("Stdout: \"{}\"", bytes(&exchange.reply).escape_ascii()));
    assert_eq!(host.log, replies.collect::<Vec<_>>());

    let document = root().join("../../docs/abi.md");
    let document = std::fs::read_to_string(document).unwrap();
    let dump = dump(&exchanges);
    let shown = format!("```text\n{dump}```\n");
    assert!(document.contains(&shown), "docs/abi.md does not have this:\n{shown}");
}
