//! Expansions that are kept from one compilation to the next, in a directory that the runtime opens.

use std::fs;
use std::path::PathBuf;

use rustc_wasm_tests::TARGET;
use wasm_proc_macro_tests::{Dir, Form, Outcome, Rustc, macro_crate};

fn compile(dir: &Dir, rustc: Rustc, args: &[&str]) -> Outcome {
    fs::copy(macro_crate("slow", Form::Wasip1), dir.path("slow.wasm")).unwrap();
    let rustc = rustc.args(["--target", TARGET, "--emit", "metadata", "--crate-type", "lib"]);
    rustc.args(["--crate-name=main", "--wasm-proc-macro", "slow=slow.wasm"]).args(args).compile()
}

/// The files with stored expansions, and what is in them.
fn stored(dir: &Dir, store: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let files = dir.path(store).read_dir().unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> = files.map(|file| (file.clone(), fs::read(file).unwrap())).collect();
    files.sort();
    files
}

const MAIN: &str =
    "slow::warn!(a b); pub fn main() { slow::slow!(x y); slow::count!(); slow::expanded!(1); }";

#[test]
fn what_is_stored_is_compiled_as_what_is_run() {
    let dir = Dir::with_main(MAIN);
    let without = compile(&dir, dir.rustc_wasm("main.rs"), &[]).success();
    assert!(without.stderr.contains("warning: line 1, column 13"), "{without}");
    let metadata = || fs::read(dir.path("libmain.rmeta")).unwrap();
    let expected = metadata();
    for statics in ["shared", "fresh"] {
        let args =
            ["--wasm-proc-macro-expansion-dir", statics, "--wasm-proc-macro-statics", statics];
        let using = || compile(&dir, dir.rustc_wasm("main.rs"), &args).same_as(&without);
        using();
        let before = stored(&dir, statics);
        assert_eq!(before.len(), 1);
        using();
        assert!(stored(&dir, statics) == before, "something was not known");
        assert!(metadata() == expected);
        // Another token, and more of them.
        dir.write("main.rs", MAIN.replace("x y", "x z w"));
        compile(&dir, dir.rustc_wasm("main.rs"), &args).success();
        assert!(stored(&dir, statics) != before);
        dir.write("main.rs", MAIN);
        using();
    }
}

/// Its answers may be others, and so may what it does for them.
#[test]
fn another_compiler_has_a_file_of_its_own() {
    let dir = Dir::with_main(MAIN);
    let args = ["--wasm-proc-macro-expansion-dir", "store"];
    for rustc in [dir.rustc("main.rs"), dir.rustc_wasm("main.rs")] {
        compile(&dir, rustc, &args).success();
    }
    let both = stored(&dir, "store");
    assert_eq!(both.len(), 2);
    for rustc in [dir.rustc("main.rs"), dir.rustc_wasm("main.rs")] {
        compile(&dir, rustc, &args).success();
    }
    assert!(stored(&dir, "store") == both);
}

/// As for other files, it is said once, and the program is compiled.
#[test]
fn directory_that_is_not_open() {
    let dir = Dir::with_main(MAIN);
    let args = ["--wasm-proc-macro-expansion-dir", "/elsewhere/store"];
    let dist = wasm_proc_macro_tests::dist().to_str().unwrap();
    let rustc = dir.rustc_wasm("work/main.rs").dirs(&[(".", "work"), (dist, "/dist")]);
    let module = "--wasm-proc-macro=slow=work/slow.wasm";
    fs::copy(macro_crate("slow", Form::Wasip1), dir.path("slow.wasm")).unwrap();
    let rustc = rustc.args(["--target", TARGET, "--emit=metadata", "--out-dir=work", module]);
    let outcome = rustc.args(args).compile().success();
    assert_eq!(
        outcome.stderr.matches("expansions of macros cannot be kept: ").count(),
        1,
        "{outcome}"
    );
    assert!(dir.path("libmain.rmeta").is_file());
}

#[test]
fn directory_of_incremental_compilation() {
    let dir = Dir::with_main(MAIN);
    let args = ["--wasm-proc-macro-expansion-dir=@incremental", "-Cincremental=cache"];
    let first = compile(&dir, dir.rustc_wasm("main.rs"), &args).success();
    let before = stored(&dir, "cache/wasm-proc-macro-expansions");
    assert_eq!(before.len(), 1);
    compile(&dir, dir.rustc_wasm("main.rs"), &args).same_as(&first);
    assert!(stored(&dir, "cache/wasm-proc-macro-expansions") == before);
}
