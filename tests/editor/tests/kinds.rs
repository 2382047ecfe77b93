//! Macros of modules expand to what those of dylibs expand to, in each of the protocols: the same tokens, with the
//! same spans, and the server asks its client the same.

use editor_tests::message::{Kind, SpanMode};
use editor_tests::{Call, Expansion, Server, WAYS};
use wasm_proc_macro_tests::{Form, macro_crate};

/// Makes the calls in all ways with both forms of a macro crate, and compares. Returns what came of the first way.
fn same(name: &str, calls: &[Call<'_>]) -> Vec<Expansion> {
    let forms = [Form::Unknown, Form::Wasip1, Form::Native];
    let [unknown, wasip1, native] = forms.map(|form| macro_crate(name, form));
    let mut first = None;
    for (format, mode) in WAYS {
        let mut server = Server::start(format, mode);
        let mut expand_all =
            |file| calls.iter().map(|call| server.expand(file, *call)).collect::<Vec<_>>();
        // One after another in one server: all have been loaded in the end.
        let expected = expand_all(&native);
        for module in [&unknown, &wasip1] {
            for ((call, module), native) in calls.iter().zip(expand_all(module)).zip(&expected) {
                assert_eq!(
                    module, *native,
                    "{format:?}, {mode:?}: {} of {}",
                    call.name, call.input
                );
            }
        }
        first.get_or_insert(expected);
    }
    first.unwrap()
}

#[test]
fn macros_are_listed() {
    let [module, native] = [Form::Unknown, Form::Native].map(|form| macro_crate("kinds", form));
    for (format, mode) in WAYS {
        let mut server = Server::start(format, mode);
        let mut macros = server.list(&module).unwrap();
        let mut expected = server.list(&native).unwrap();
        macros.sort();
        expected.sort();
        assert_eq!(macros, expected);
        assert!(macros.contains(&("Describe".to_owned(), Kind::CustomDerive)));
        assert!(macros.contains(&("renamed".to_owned(), Kind::Attr)));
        assert!(macros.contains(&("sum".to_owned(), Kind::Bang)));
    }
}

#[test]
fn a_macro_of_each_kind() {
    let expansions = same(
        "kinds",
        &[
            Call::new("sum", "1, 2, 3"),
            Call::new("twice", "x + [\"text\", 'c', b'd', 1.5f32, r#fn]"),
            Call::new("renamed", "fn old(x: u8) -> u8 { x }").with_attribute("new"),
            Call::new(
                "Describe",
                "struct S { #[describe(\"first\")] a: u8, #[describe(\"last\")] b: () }",
            ),
            Call::new("twice", ""),
        ],
    );
    assert_eq!(expansions[0].text(), "\u{27e8}6u64\u{27e9}");
    assert!(expansions[2].text().contains("fn new ("), "{}", expansions[2].text());
    assert!(expansions[3].text().contains("\"first\" , \"last\""), "{}", expansions[3].text());
}

/// Most of `proc_macro`, by the macros of the fixture that has all of it. Those that tell the text of an error of the
/// lexer or what a handle is called are left out, as rust-analyzer has other words than rustc; and the one that tells
/// what a panic leaves behind, which differs (docs/differences.md).
#[test]
fn the_api() {
    same(
        "api",
        &[
            Call::new("span_arithmetic", "a (b c) d"),
            Call::new("subspans", "\"a literal\""),
            Call::new("tokens", "a::b (1 + 2.5) [x] {} 'c' \"text\""),
            Call::new("literal_values", "\"text\" 1 b\"bytes\" 'c'"),
            Call::new("literals", ""),
            Call::new("literals_as_text", ""),
            Call::new("build", "x y"),
            Call::new("operators", ""),
            Call::new("quoted", "a + b"),
            Call::new("to_tokens", "x"),
            Call::new("hygiene", "x"),
            Call::new("words", "a b a (b c)"),
            Call::new("many", "500"),
            Call::new("depth", "((((1))))"),
            Call::new("deep", "100"),
            Call::new("same", "any { thing } [at] (all)"),
            Call::new("nothing", ""),
            Call::new("pass", "struct S;").with_attribute("x"),
            Call::new("keep", "struct S;").with_attribute("x"),
        ],
    );
}

/// The server can ask its client in postcard only, and for spans that mean something.
#[test]
fn spans_are_asked_of_the_client() {
    let calls = [Call::new("spans", "a (b)")];
    let text = same("api", &calls)[0].text();
    assert!(text.contains("a"), "{text}");
    let mut server = Server::start(editor_tests::Format::Postcard, SpanMode::RustAnalyzer);
    let expansion = server.expand(&macro_crate("api", Form::Unknown), calls[0]);
    assert!(expansion.asked.len() > 5, "{:?}", expansion.asked);
    assert!(expansion.text().contains("file7.rs"), "{}", expansion.text());
}

/// What a macro prints goes where nothing of the protocol is. A dylib's output is in the protocol's way.
#[test]
fn output_is_kept_out_of_the_protocol() {
    let module = macro_crate("kinds", Form::Unknown);
    for (format, mode) in WAYS {
        let mut server = Server::start(format, mode);
        assert_eq!(server.expand(&module, Call::new("say", "{}")).text(), "\u{27e8}\u{27e9}");
        assert_eq!(server.expand(&module, Call::new("sum", "2 3")).text(), "\u{27e8}5u64\u{27e9}");
    }
}
