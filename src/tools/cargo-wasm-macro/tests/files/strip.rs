//! `strip` removes what only a debugger reads.

use super::FULL;
use super::tool::Dir;

#[test]
fn names_and_debug_data_go_and_all_else_stays() {
    let dir = Dir::new();
    dir.wat("full.wasm", FULL);
    let sections = |name| {
        let shown = dir.run(&["inspect", name]).success();
        shown.split("sections\n").nth(1).unwrap().to_owned()
    };
    let before = sections("full.wasm");
    let said = dir.run(&["strip", "full.wasm", "-o", "out.wasm"]).success();
    insta::assert_snapshot!(format!("{said}before\n{before}after\n{}", sections("out.wasm")));
}

#[test]
fn a_file_is_stripped_in_place_and_once_is_enough() {
    let dir = Dir::new();
    dir.wat("full.wasm", FULL);
    dir.run(&["strip", "full.wasm", "-o", "full.wasm"]).success();
    let once = dir.read("full.wasm");
    dir.run(&["strip", "full.wasm", "-o", "full.wasm"]).success();
    assert_eq!(dir.read("full.wasm"), once);
    assert_eq!(dir.files(), ["full.wasm"]);
    dir.run(&["check", "full.wasm"]).success();
}
