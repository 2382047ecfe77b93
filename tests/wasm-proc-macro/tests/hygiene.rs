//! The renumbering of symbols keeps apart what is different, and changes nothing else.

use wasm_proc_macro_tests::hygiene::renumber_symbols;

#[test]
fn equal_symbols_stay_equal() {
    let text = "fn a /* 12#0 */(b /* 345#1 */: A) { b /* 345#2 */; a /* 12#0 */ }";
    let renumbered = "fn a /* 1#0 */(b /* 2#1 */: A) { b /* 2#2 */; a /* 1#0 */ }";
    assert_eq!(renumber_symbols(text), renumbered);
    let with_others = text.replace("12#", "7#").replace("345#", "12#");
    assert_eq!(renumber_symbols(&with_others), renumbered);
}

#[test]
fn different_symbols_stay_different() {
    assert_ne!(
        renumber_symbols("a /* 5#0 */ b /* 6#0 */"),
        renumber_symbols("a /* 5#0 */ b /* 5#0 */")
    );
}

#[test]
fn syntax_contexts_count() {
    assert_ne!(renumber_symbols("a /* 5#0 */"), renumber_symbols("a /* 5#1 */"));
}

#[test]
fn line_breaks_are_spaces() {
    assert_eq!(renumber_symbols("a /*\n  77#1\n */"), "a /*\n  1#1\n */");
}

#[test]
fn other_comments_are_left_alone() {
    for text in
        ["/* 1 */", "/* #1 */", "/* 1# */", "/* x1#1 */", "/* 8#1", "/* 8#1 2 */", "/*", "8#1"]
    {
        assert_eq!(renumber_symbols(text), text);
    }
}
