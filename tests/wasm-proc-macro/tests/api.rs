//! The whole of `proc_macro` gives a macro in a module what it gives one in a native crate: the same
//! program comes out, and the compiler prints the same, byte for byte.

use wasm_proc_macro_tests::{Dir, Form, compile_both, macro_crate, run_both};

#[test]
fn program_that_uses_everything() {
    let dir = Dir::new();
    let source = dir.fixture("api_program.rs");
    let ran = run_both(&dir, &source, "api", &[]);
    // That the macros did something is enough; what they should do is for rustc's own tests to say.
    let lines = [
        "\"größe\"",
        "open: ",
        "join Some",
        "  no tokens: ",
        "  literal 1u8 Literal { kind: Integer, symbol: \"1\", suffix: Some(\"u8\")",
        "  str Ok(\"raw\\\\n\")",
        "extended by itself: ",
        "(6, \"$ 1 + größe \\\"x\\\"\")",
        "(1, 1, 2, 3)",
        "statement with a semicolon",
        "[(\"a\", 2), (\"b\", 3), (\"größe\", 1)]",
        "1999000",
    ];
    for line in lines {
        assert!(ran.stdout.contains(line), "`{line}` is missing\n{ran}");
    }
}

/// Tokens by the hundred thousand, in and out.
#[test]
fn large_input_and_output() {
    let words = "word 12345 (nested, \"text\") ".repeat(7500);
    assert!(words.len() > 200_000);
    let dir = Dir::with_main(&format!(
        "fn main() {{ println!(\"{{}} {{}} {{}}\", api::words!({words}), api::many!(40000).len(), \
         stringify!({words}) == api::same!(stringify!({words}))) }}"
    ));
    let ran = run_both(&dir, "main.rs", "api", &[]);
    assert!(ran.stdout.contains("(\"word\", 7500)"), "{ran}");
    assert!(ran.stdout.ends_with(" 40000 true\n"), "{ran}");
}

/// Nesting close to what the compiler's own parser bears.
#[test]
fn deep_nesting() {
    let (open, close) = ("(".repeat(200), ")".repeat(200));
    let dir = Dir::with_main(&format!(
        "#![recursion_limit = \"256\"] #![allow(unused_parens)] fn main() {{ \
         print!(\"{{}} {{}} {{}}\", api::depth!({open}1{close}), api::deep!(200), api::nest!(120)) }}"
    ));
    let ran = run_both(&dir, "main.rs", "api", &[]);
    assert_eq!(ran.stdout, "200 1 120");
}

/// A macro of the same module is expanded while another one waits for it.
#[test]
fn expansion_inside_of_an_expansion() {
    let dir = Dir::with_main(
        "fn main() { print!(\"{}\", api::expand!(api::expand!(api::expand!(api::same!(\"inner\");););)) }",
    );
    let ran = run_both(&dir, "main.rs", "api", &[]);
    assert!(ran.stdout.contains("inner"), "{ran}");
}

#[test]
fn expansion_of_included_files() {
    let dir = Dir::with_main(
        r#"fn main() { print!("{}", api::expand!(include_str!("a.txt"); include_bytes!("a.txt");)) }"#,
    );
    dir.write("a.txt", "größe\n");
    let ran = run_both(&dir, "main.rs", "api", &[]);
    assert!(ran.stdout.contains(r#"("a.txt"): "gr\u{f6}"#), "{ran}");
    assert!(ran.stdout.contains(r#"("a.txt"): b"gr\xc3\xb6"#), "{ran}");
}

/// `static`s live as long as the compiler does.
#[test]
fn statics() {
    let dir = Dir::with_main(
        "fn main() { print!(\"{:?}\", [api::count!(), api::count!(), api::count!()]) }",
    );
    assert_eq!(run_both(&dir, "main.rs", "api", &[]).stdout, "[0, 1, 2]");
}

/// Compiles items that use `api`, after a `use` of all its macros; expects errors that contain `text`.
#[track_caller]
fn check_errors(items: &str, text: &str) {
    let dir = Dir::with_main(&format!("use api::*;\n\nfn main() {{}}\n\n{items}\n"));
    let error = compile_both(&dir, "main.rs", "api", &["-Aunused_imports"]).failure();
    assert!(error.stderr.contains(text), "no `{text}`\n{error}");
}

macro_rules! errors {
    ($($(#[$attr:meta])* $test:ident: $items:expr => $text:expr;)*) => {
        $(#[test] $(#[$attr])* fn $test() { check_errors($items, $text); })*
    };
}

errors! {
    diagnostics_of_every_level: "diagnose!(levels here);" => "error: an error";
    diagnostics_without_a_span: "diagnose!(bare);" => "error: no span Error";
    diagnostic_with_children: "diagnose!(children a\n   b größe\n);" => "noted here";
    diagnostic_with_several_spans: "diagnose!(many a b\n\nc); error!(to fail);" => "at all of these";
    diagnostic_that_was_changed: "diagnose!(changed a b); error!(to fail);" => "warning: new";
    diagnostics_at_made_up_spans: "diagnose!(subspan a\nb); error!(to fail);" => "at both";
    compile_error: "error!(größe is wrong);" => "error: größe is wrong";
    compile_error_at_the_call: "error!();" => "error: ";
    compile_error_in_a_nested_macro: "same!(same!(error!(inside);););" => "error: inside";
    compile_error_through_macro_rules:
        "macro_rules! outer { ($t:tt) => { error!($t); } } outer!(word);" => "error: word";
    type_error_in_what_came_out: "ill_typed!(here);" => "mismatched types";
    syntax_error_in_what_came_out: "no_item!(here);" => "error: macro expansion ignores `+`";
    unknown_name_in_what_went_through: "same!(fn f() { unknown() });" => "cannot find function `unknown`";
    error_in_an_item_of_an_attribute: "#[pass] fn f() -> u32 { \"text\" }" => "mismatched types";
    /// The compiler reports errors in literals, and also gives the macro an error or something made up.
    source_text_with_wrong_literals: r##"const _: &str = parse!(
        "0x1G" "0b2" "1e" "'ab'" "'a" "r#self" "\u{200b}" "\0" "\"\\u{110000}\"" "'\\x80'" "c\"\\0\"" "k#x"
        "0o8 'xy' 1" "😀"
    );"## => "invalid digit for a base 2 literal";
    input_with_an_unknown_token: "nothing!(a \u{1f600} b `);" => "unknown start of token";
    expansion_of_a_wrong_expression: "const _: &str = expand!(1 + ; ) ; 2);" => "error";
    expansion_that_reports_an_error: "const _: &str = expand!(compile_error!(\"inner\"););" => "error: inner";
    helper_attribute_without_its_derive: "#[text] struct S;" => "cannot find attribute `text`";
    endless_expansion: "macro_rules! again { () => { same!(again!();); } } again!();" => "recursion limit";
    one_error_after_another: "error!(first); error!(second); fail!(str); fail!(str); error!(last);"
        => "error: last";
}

macro_rules! panics {
    ($($(#[$attr:meta])* $test:ident: $how:literal => $text:literal;)*) => {
        $(#[test] $(#[$attr])* fn $test() {
            check_errors(&format!("fail!({});\n\n#[fail_attribute({0})]\nstruct S;", $how), $text);
        })*
    };
}

panics! {
    panic_with_a_text: "str" => "help: message: a plain text";
    panic_with_a_string: "string" => "help: message: a text for \"string\"";
    panic_with_an_empty_text: "empty" => "proc macro panicked";
    panic_with_a_payload: "payload" => "proc macro panicked";
    panic_with_a_string_as_payload: "string_payload" => "help: message: a string";
    panic_in_unwrap: "unwrap" => "InvalidDigit";
    panic_in_expect: "expect" => "help: message: something";
    panic_at_an_index: "index" => "index out of bounds";
    panic_in_a_division: "divide" => "attempt to divide by zero";
    panic_by_overflow: "overflow" => "attempt to subtract with overflow";
    panic_in_an_assertion: "assert" => "assertion `left == right` failed: as said";
    panic_at_what_is_unreachable: "unreachable" => "internal error: entered unreachable code";
    panic_at_what_is_to_be_done: "todo" => "not yet implemented";
    panic_over_an_ident: "ident" => "`\"not an ident\"` is not a valid identifier";
    panic_over_an_empty_ident: "empty_ident" => "is not a valid identifier";
    panic_over_an_ident_with_a_digit: "number_ident" => "`\"1x\"` is not a valid identifier";
    panic_over_a_raw_ident: "raw_ident" => "`self` cannot be a raw identifier";
    panic_over_a_raw_ident_with_its_prefix: "written_raw_ident" => "is not a valid identifier";
    panic_over_a_punct: "punct" => "unsupported character";
    panic_over_a_float: "float" => "Invalid float literal NaN";
    panic_over_an_infinite_float: "infinite_float" => "Invalid float literal inf";
    panic_over_a_lex_error: "lex" => "LexError";
    panic_over_a_literal: "literal" => "LexError";
}

#[test]
fn panic_in_a_derive() {
    check_errors("#[derive(Fail)]\nstruct S;", "proc-macro derive panicked");
}

#[test]
fn panic_in_a_nested_macro() {
    check_errors("same!(same!(fail!(str);););", "a plain text");
}

/// Natively a fatal error of the parser is a panic of the macro, and the compiler goes on.
#[test]
fn source_text_without_an_end() {
    for text in [r#""\"""#, r#""/*""#, r##""r#\"""##, r#""b\"""#] {
        let items = format!("const _: &str = parse!({text});\n\nerror!(another);");
        check_errors(&items, "error: proc macro panicked");
        check_errors(&items, "error: another");
    }
}

/// Not all of the lexer's errors are fatal.
#[test]
fn source_text_of_a_byte_that_is_none() {
    check_errors(r#"const _: &str = parse!("b'ß'");"#, "must be ASCII");
}

/// The same goes for a bug of the compiler that a macro runs into.
#[test]
fn source_text_that_crashes_the_parser() {
    let dir = Dir::with_main("const _: &str = api::parse!(\"(]\"); fn main() {}");
    let [native, wasm] = [Form::Native, Form::Unknown].map(|form| {
        let mut outcome = dir.rustc("main.rs").macros("api", &macro_crate("api", form)).compile();
        // The report on the crash has dates and addresses.
        if let Some((_, errors)) = outcome.stderr.split_once("end of query stack\n") {
            outcome.stderr = errors.to_owned();
        }
        outcome
    });
    assert!(native.stderr.contains("help: message: no diagnostic has a message"), "{native}");
    wasm.same_as(&native.failure());
}

#[test]
fn diagnostics_as_json() {
    let dir = Dir::with_main("api::diagnose!(children a\n   b größe\n); fn main() {}");
    compile_both(&dir, "main.rs", "api", &["--error-format", "json"]).failure();
}

/// `def_site` is a place in the source of the macro crate.
#[test]
fn place_of_the_definition() {
    let dir = Dir::with_main("fn main() { print!(\"{}\", api::def_site!()) }");
    run_both(&dir, "main.rs", "api", &[]);
}

/// Here the compiler shows that source.
#[test]
fn place_of_the_definition_in_a_macro_backtrace() {
    let dir = Dir::with_main("api::ill_typed!(here); fn main() {}");
    compile_both(&dir, "main.rs", "api", &["-Zmacro-backtrace"]).failure();
}

/// Every expansion in the spans of an error comes with the place of the macro.
#[test]
fn place_of_the_definition_in_json() {
    let dir = Dir::with_main("api::same!(static X: u32 = api::quoted_text!();); fn main() {}");
    compile_both(&dir, "main.rs", "api", &["--error-format", "json"]).failure();
}

/// What `quote!` makes is where it was quoted.
#[test]
fn place_of_quoted_tokens() {
    let dir = Dir::with_main("static X: u32 = api::quoted_text!(); fn main() {}");
    compile_both(&dir, "main.rs", "api", &[]).failure();
}

#[test]
fn wasip1_module_does_the_same() {
    let dir = Dir::new();
    let source = dir.fixture("api_program.rs");
    let [unknown, wasip1] = [Form::Unknown, Form::Wasip1].map(|form| {
        let rustc = dir.rustc(&source).macros("api", &macro_crate("api", form));
        (rustc.compile().success(), dir.run("api_program").success())
    });
    wasip1.0.same_as(&unknown.0);
    wasip1.1.same_as(&unknown.1);
}

/// The two ways rustc has to run native macros make no difference to a module.
#[test]
fn execution_strategies() {
    let dir = Dir::with_main("use api::*; error!(text); fail!(str); fn main() { nothing!(); }");
    for strategy in ["same-thread", "cross-thread"] {
        let option = format!("-Zproc-macro-execution-strategy={strategy}");
        compile_both(&dir, "main.rs", "api", &[&option]).failure();
    }
}

/// Incremental compilation with cached expansions: a second, unchanged run prints the same.
#[test]
fn incremental_compilation() {
    let dir = Dir::with_main(
        "#[derive(api::Text)] struct S; trait Text { const TEXT: &'static str; } \
         fn main() { print!(\"{}{}\", S::TEXT.len(), api::count!()) }",
    );
    for args in [&["-Cincremental=cache"][..], &["-Cincremental=cached", "-Zcache-proc-macros"]] {
        let first = run_both(&dir, "main.rs", "api", args);
        run_both(&dir, "main.rs", "api", args).same_as(&first);
    }
}
