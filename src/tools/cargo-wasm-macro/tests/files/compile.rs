//! `compile` makes code of modules, and `cache` shows and removes it.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use super::FULL;
use super::tool::Dir;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn setup() -> Dir {
    let dir = Dir::new();
    dir.wat("full.wasm", FULL);
    dir.wat("other.wasm", &FULL.replace("attr:full:attribute", "attr:other:attribute"));
    dir
}

#[test]
fn a_module_is_compiled_once() {
    let dir = setup();
    let compile = ["compile", "full.wasm", "other.wasm", "--code-dir", "codes"];
    let first = dir.run(&compile).success();
    assert!(first.contains("full.wasm: compiled in "), "{first}");
    assert!(first.contains("other.wasm: compiled in "), "{first}");
    let second = dir.run(&compile).success();
    assert!(second.contains("full.wasm: has been compiled before, "), "{second}");
    let forced = dir.run(&["compile", "--force", "full.wasm", "--code-dir", "codes"]).success();
    assert!(forced.contains("full.wasm: compiled in "), "{forced}");
    // Wherever it lies.
    fs::rename(dir.path("full.wasm"), dir.path("moved.wasm")).unwrap();
    let moved = dir.run(&["compile", "moved.wasm", "--code-dir", "codes"]).success();
    assert!(moved.contains("moved.wasm: has been compiled before, "), "{moved}");
}

#[test]
fn what_cannot_be_compiled_is_said_and_the_rest_is_compiled() {
    let dir = setup();
    dir.write("empty.wasm", "");
    dir.engine_module("invalid_code");
    let files = ["full.wasm", "missing.wasm", "empty.wasm", "invalid_code.wasm"];
    let done = dir.run(&[&["compile"][..], &files, &["--code-dir", "codes"]].concat());
    assert_eq!(done.status, 1, "{done}");
    assert!(done.stdout.starts_with("full.wasm: compiled in "), "{done}");
    let errors: Vec<&str> = done.stderr.lines().collect();
    assert_eq!(errors.len(), 3, "{done}");
    assert!(errors[0].starts_with("error: `missing.wasm` cannot be read"), "{done}");
    assert_eq!(errors[1], "error: `empty.wasm` cannot be compiled: not a WebAssembly module");
    assert!(errors[2].starts_with("error: `invalid_code.wasm` cannot be compiled: "), "{done}");
    let done = dir.run(&["compile", "empty.wasm", "--code-dir", "codes", "--format", "json"]);
    assert_eq!(done.status, 1);
    assert!(json(&done.stdout)[0]["error"].is_string());
}

#[test]
fn code_that_nobody_would_use_is_not_called_compiled() {
    let dir = setup();
    fs::create_dir(dir.path("codes")).unwrap();
    fs::set_permissions(dir.path("codes"), PermissionsExt::from_mode(0o777)).unwrap();
    let complaint = dir.run(&["compile", "full.wasm", "--code-dir", "codes"]).complaint();
    assert!(complaint.contains("others may write there"), "{complaint}");
}

#[test]
fn the_cache_is_shown_and_emptied() {
    let dir = setup();
    let shown = dir.run(&["cache", "--code-dir", "codes"]).success();
    assert_eq!(shown, "codes\n         0  in 0 files\n");
    dir.run(&["compile", "full.wasm", "other.wasm", "--code-dir", "codes"]).success();
    let shown = dir.run(&["cache", "--code-dir", "codes"]).success();
    assert!(shown.ends_with(" in 2 files\n"), "{shown}");
    assert!(shown.contains("     0 days  module "), "{shown}");
    let shown = dir.run(&["cache", "show", "--format", "json", "--code-dir", "codes"]).success();
    let files = json(&shown)["files"].as_array().unwrap().clone();
    assert_eq!(files.len(), 2);
    let len = files[0]["size"].as_u64().unwrap();
    let prune =
        |size: &str| dir.run(&["cache", "prune", "--max-size", size, "--code-dir", "codes"]);
    assert!(prune("1G").success().contains("removed 0 files, 0 bytes"));
    assert!(prune(&(len + len / 2).to_string()).success().contains("removed 1 file"));
    assert!(prune("much").complaint().contains("not a number of bytes"));
    let cleared = dir.run(&["cache", "clear", "--code-dir", "codes"]).success();
    assert!(cleared.contains("removed 1 file"), "{cleared}");
}
