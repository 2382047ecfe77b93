//! `-C incremental`: what one compilation leaves behind the next one uses, though there are no file locks.

use std::fs;
use std::path::PathBuf;

use rustc_wasm_tests::TARGET;
use wasm_proc_macro_tests::{Dir, Outcome};

fn compile(dir: &Dir, source: &str, args: &[&str]) -> Outcome {
    dir.write("main.rs", source);
    let rustc = dir.rustc_wasm("main.rs").args(["--crate-name=main", "--target", TARGET]);
    rustc.args(["-Cincremental=cache", "-omain.wasm"]).args(args).compile()
}

/// How many compilations of the program have left something to use.
fn sessions(dir: &Dir) -> usize {
    let entries = |path: PathBuf| {
        let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
        entries.filter(|path| path.is_dir()).collect::<Vec<_>>()
    };
    let [of_crate] = entries(dir.path("cache")).try_into().expect("one crate");
    entries(of_crate).iter().filter(|path| !path.ends_with("-working")).count()
}

/// The compiler checks itself which objects it uses again.
#[test]
fn what_has_not_changed_is_used_again() {
    let source = |answer: u32| {
        format!(
            "#![feature(rustc_attrs)] #![allow(internal_features)]
             #![rustc_partition_reused(module = \"main-other\", cfg = \"again\")]
             #![rustc_partition_reused(module = \"main\", cfg = \"same\")]
             #![rustc_partition_codegened(module = \"main\", cfg = \"changed\")]
             mod other {{ #[inline(never)] pub fn text() -> &'static str {{ \"other\" }} }}
             fn main() {{ println!(\"{{}} {answer}\", other::text()); }}"
        )
    };
    let dir = Dir::new();
    let check = "-Zquery-dep-graph";
    compile(&dir, &source(41), &[check]).success();
    let module = || fs::read(dir.path("main.wasm")).unwrap();
    let first = module();
    // Silent also because files of the first compilation can be linked, not copied.
    compile(&dir, &source(41), &[check, "--cfg=again", "--cfg=same"]).silent_success();
    assert!(module() == first);
    compile(&dir, &source(42), &[check, "--cfg=again", "--cfg=changed"]).success();
    assert!(module() != first);
    // The check is one.
    let wrong = compile(&dir, &source(43), &[check, "--cfg=again", "--cfg=same"]);
    assert_eq!(wrong.code, Some(1), "{wrong}");
}

#[test]
fn error_is_reported_and_forgotten() {
    let dir = Dir::new();
    compile(&dir, "fn main() {}", &[]).success();
    let failed = compile(&dir, "fn main() { let _: u8 = \"\"; }", &[]);
    assert_eq!(failed.code, Some(1), "{failed}");
    assert!(failed.stderr.contains("E0308"), "{failed}");
    compile(&dir, "fn main() {}", &[]).success();
    assert!(sessions(&dir) >= 1);
}
