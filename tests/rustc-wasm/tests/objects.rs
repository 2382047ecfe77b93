//! `--emit=obj`: what is left in the directory is what was asked for, as with the native compiler.

use std::fs;

use rustc_wasm_tests::TARGET;
use wasm_proc_macro_tests::Dir;

#[test]
fn an_object_and_nothing_else() {
    let mut left = Vec::new();
    for native in [true, false] {
        let dir = Dir::with_main("fn main() { println!(\"text\"); }");
        let rustc = if native { dir.rustc("main.rs") } else { dir.rustc_wasm("main.rs") };
        rustc.args(["--target", TARGET, "--emit=obj"]).compile().silent_success();
        let names = fs::read_dir(dir.path(".")).unwrap().map(|file| file.unwrap().file_name());
        let mut names: Vec<_> = names.collect();
        names.sort();
        left.push(names);
    }
    assert_eq!(left, [["main.o", "main.rs"], ["main.o", "main.rs"]]);
}
