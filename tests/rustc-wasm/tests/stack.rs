//! Deep recursion ends in an error and never in a trap: rustc's own limits are reached before the
//! stack is, and what has no limit ends when the stack is almost full.

use rustc_wasm_tests::{TARGET, check_same};
use wasm_proc_macro_tests::{Dir, Outcome};

const LARGE: &str = "67108864";

/// A program for each way of nesting, `depth` deep.
fn nested(depth: usize) -> Vec<(&'static str, String)> {
    let nest = |before: &str, open: &str, middle: &str, close: &str, after: &str| {
        format!("{before}{}{middle}{}{after}", open.repeat(depth), close.repeat(depth))
    };
    let expression = |open: &str, middle: &str, close: &str| {
        nest("fn g(x: u32) -> u32 { x } fn main() { let _ = ", open, middle, close, "; }")
    };
    vec![
        ("parentheses", expression("(", "1", ")")),
        ("blocks", expression("{", "1", "}")),
        ("negations", expression("-", "1", "")),
        ("sums", expression("1 + ", "1", "")),
        ("calls", expression("g(", "1", ")")),
        ("method calls", expression("", "1u32", ".wrapping_add(1)")),
        ("closures", expression("|| ", "1", "")),
        ("matches", expression("match 1 { _ => ", "()", "}")),
        ("arrays", expression("[", "1", "]")),
        ("references", expression("& ", "1", "")),
        ("ifs", nest("fn main() {", "if true {", "", "}", "}")),
        ("else ifs", nest("fn main() {", "if false {} else ", "{}", "", "}")),
        ("functions", nest("fn main() {", "fn f() {", "", "}", "}")),
        ("modules", nest("", "mod a {", "", "}", " fn main() {}")),
        ("types", nest("fn f(_: ", "Option<", "u8", ">", ") {} fn main() {}")),
        ("patterns", nest("fn main() { let ", "(", "_a", ",)", " = loop {}; }")),
        (
            "tokens",
            nest("macro_rules! m { ($($t:tt)*) => {} } m! {", "[", "", "]", "} fn main() {}"),
        ),
        ("imports", nest("use ", "std::{", "", "}", "; fn main() {}")),
    ]
}

fn check(dir: &Dir, stack: Option<&str>) -> Outcome {
    let rustc = dir.rustc_wasm("main.rs").args(["--target", TARGET, "--emit", "metadata"]);
    let rustc = rustc.args(["-Awarnings"]);
    let rustc = match stack {
        Some(size) => rustc
            .env("RUST_MIN_STACK", size)
            .runtime_args(&["-W", &format!("max-wasm-stack={size}")]),
        None => rustc,
    };
    rustc.compile()
}

#[track_caller]
fn expect_no_trap(what: &str, outcome: &Outcome) {
    let ended = matches!(outcome.code, Some(0 | 1));
    let is_trap = outcome.stderr.contains("wasm trap") || outcome.stderr.contains("wasm backtrace");
    assert!(ended && !is_trap, "nested {what} end in a trap\n{outcome}");
}

const TOO_SMALL: &str = "error: the compiler's stack is too small for this program";

/// From what is always possible to what never is, with the stack that runtimes give.
#[test]
fn nesting_ends_in_an_error() {
    let mut too_deep = 0;
    for depth in [100, 200, 300, 500, 1000, 3000] {
        for (what, source) in nested(depth) {
            let outcome = check(&Dir::with_main(&source), None);
            expect_no_trap(what, &outcome);
            let is_too_deep = outcome.stderr.contains(TOO_SMALL);
            assert!(!is_too_deep || depth > 100, "100 nested {what} are too many\n{outcome}");
            assert!(!is_too_deep || outcome.stderr.contains("RUST_MIN_STACK"), "{outcome}");
            too_deep += usize::from(is_too_deep);
        }
    }
    assert!(too_deep > 10, "{too_deep}");
}

/// With a stack as large as the compiler can use, and told of it.
#[test]
fn large_stack_is_enough_for_much_more() {
    for (what, source) in nested(1000) {
        let dir = Dir::with_main(&source);
        let outcome = check(&dir, Some(LARGE));
        expect_no_trap(what, &outcome);
        assert!(!outcome.stderr.contains(TOO_SMALL), "1,000 nested {what} are too many\n{outcome}");
    }
}

#[test]
fn limits_of_the_language_are_reached_before_the_stack() {
    let sources = [
        "macro_rules! m { ($($t:tt)*) => { m!(x $($t)*) } } m!(); fn main() {}",
        "trait T {} struct S<X>(X); impl<X> T for S<X> where S<S<X>>: T {} \
         fn need<X: T>() {} fn main() { need::<S<u8>>() }",
        "const fn f(n: u32) -> u32 { f(n + 1) } const X: u32 = f(0); fn main() { let _ = X; }",
        "struct S<X>(X); impl<X> std::ops::Deref for S<X> { type Target = S<S<X>>; \
         fn deref(&self) -> &S<S<X>> { loop {} } } fn main() { S(1).missing(); }",
        "type A = [A; 1]; fn main() {}",
        "struct S(S); fn main() {}",
        "fn f() -> impl Sized { (f(), 1) } fn main() { f(); }",
    ];
    for source in sources {
        let outcome = check_same(&Dir::with_main(source), &["-Zwrite-long-types-to-disk=no"]);
        assert_eq!(outcome.code, Some(1), "{outcome}");
    }
}

#[test]
fn size_of_the_stack_must_be_a_number() {
    let dir = Dir::with_main("fn main() {}");
    let outcome = dir.rustc_wasm("main.rs").env("RUST_MIN_STACK", "64 megabytes").compile();
    assert!(outcome.stderr.contains("`RUST_MIN_STACK` should be a number of bytes"), "{outcome}");
    outcome.failure();
}
