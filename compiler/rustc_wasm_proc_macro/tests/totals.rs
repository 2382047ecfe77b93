//! What all expansions of a compilation may use together, in one macro crate or in several.

mod host;

use rustc_wasm_proc_macro::{Limits, MacroCrate, Options, Total};

use host::{Span, Stream, TestHost, load, parse};

/// `spin` computes for a while, `same` does not; both return what they are given.
const MODULE: &str = r#"
(module
  (memory (export "memory") 1)
  (func (export "spin") (param i32 i32 i32 i32) (result i32)
    (local $left i32)
    (local.set $left (i32.const 100000))
    (loop
      (br_if 0 (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))
    (local.get 3))
  (func (export "same") (param i32 i32 i32 i32) (result i32)
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:2\nbang:spin:spin\nbang:same:same"))
"#;

fn krate(limit: &str) -> MacroCrate {
    let mut limits = Limits::default();
    limits.set(limit).unwrap();
    let options = Options { limits, ..Options::default() };
    load(wat::parse_str(MODULE).unwrap(), options).unwrap()
}

fn input() -> Stream {
    parse("a b c", Span::INPUT).unwrap()
}

fn expand(krate: &MacroCrate, name: &str) -> String {
    TestHost::default().expand(krate, name, vec![input()])
}

/// How often a macro can be expanded, and what is said then.
fn exhaust(krate: &MacroCrate, name: &str) -> (usize, String) {
    let mut outcomes = (0..1000).map(|count| (count, expand(krate, name)));
    outcomes.find(|(_, outcome)| outcome.contains(" failed: ")).expect("there is no limit")
}

#[test]
fn fuel_of_all_expansions_is_limited() {
    let krate = krate("total-fuel=3M");
    let (mut used, mut largest) = (0, 0);
    let outcome = loop {
        let outcome = expand(&krate, "spin");
        // What the one that fails has used is what was left.
        let fuel = krate.usage().unwrap().fuel;
        used += fuel;
        if outcome.contains(" failed: ") {
            break outcome;
        }
        assert!(used <= 3_000_000, "{used}");
        largest = largest.max(fuel);
    };
    let expected = "spin failed: the limit `total-fuel` of 3M units is reached (macro `spin`); raise it \
                    with `--wasm-proc-macro-limit total-fuel=6M`";
    assert_eq!(outcome, expected);
    // Each of 100,000 steps is some instructions. Setting up the instance takes no thousand.
    assert!((200_000..1_500_000).contains(&largest), "{largest}");
    assert!((2_999_000..=3_000_000).contains(&used), "{used}");
    // Nothing is left to others, which say the same.
    let outcome = expand(&krate, "same");
    assert!(outcome.starts_with("same failed: the limit `total-fuel` of 3M units"), "{outcome}");
}

#[test]
fn output_of_all_expansions_is_limited() {
    let krate = krate("total-output=2K");
    let (count, outcome) = exhaust(&krate, "same");
    // Each returns three tokens of 64 bytes and a letter.
    assert_eq!(count, 2048 / (3 * 65));
    assert!(outcome.starts_with("same failed: the limit `total-output` of 2K bytes"), "{outcome}");
}

#[test]
fn macro_crates_that_count_together_share_what_is_left() {
    let total = Total::default();
    let [one, other] = ["total-fuel=3M"; 2].map(|limit| krate(limit).counting_in(total.clone()));
    exhaust(&one, "spin");
    let outcome = expand(&other, "spin");
    assert!(outcome.starts_with("spin failed: the limit `total-fuel`"), "{outcome}");
    let outcome = expand(&krate("total-fuel=3M"), "spin");
    assert!(outcome.starts_with("spin: a"), "{outcome}");
}

#[test]
fn the_limit_of_one_expansion_is_named_where_it_is_the_smaller_one() {
    let krate = krate("fuel=1K");
    let outcome = expand(&krate, "spin");
    assert!(outcome.starts_with("spin failed: the limit `fuel` of 1K units"), "{outcome}");
}
