//! Literals are read in the same way by the engine, by `cargo wasm-macro expand` and by the tests' host.

use rustc_wasm_proc_macro::tree::{LitKind, TokenTree};
use rustc_wasm_standalone_host::{Stream, literal};

#[test]
fn numbers_are_read_as_rustc_reads_them() {
    for (source, kind, symbol, suffix) in [
        ("1e5", LitKind::Float, "1e5", None),
        ("1e5f32", LitKind::Float, "1e5", Some("f32")),
        ("0xE5_u32", LitKind::Integer, "0xE5_", Some("u32")),
        ("1f32", LitKind::Integer, "1", Some("f32")),
        ("-1_000u8", LitKind::Integer, "-1_000", Some("u8")),
    ] {
        let found = literal(source, ()).unwrap();
        let parts = (found.kind, &*found.symbol, found.suffix.as_deref());
        assert_eq!(parts, (kind, symbol, suffix), "{source}");
    }
    for source in ["1em", "1e", "0b2", "x", "1 2"] {
        assert!(literal(source, ()).is_err(), "{source}");
    }
}

#[test]
fn streams_have_only_literals_that_rustc_would_read() {
    assert_eq!(Stream::parse("[1em]", |_| ()).unwrap_err(), "`1em` is not a valid literal");
    // Line ends are what a compiler makes of them when it opens a file.
    let stream = Stream::parse("\"a\r\nb\"", |_| ()).unwrap();
    let [TokenTree::Literal(literal)] = stream.trees() else { panic!("{stream:?}") };
    assert_eq!(&*literal.symbol, "a\nb");
}
