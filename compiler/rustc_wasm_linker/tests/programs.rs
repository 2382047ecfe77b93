//! Programs of rustc behave the same if we link them as if `wasm-ld` does. They are in
//! `tests/programs`; each is compiled in several ways, linked by both and run.

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use support::{custom_sections, linker, run, rustc, scratch, validate, wasmtime};

const WASI: &str = "wasm32-wasip1";
const BARE: &str = "wasm32-unknown-unknown";

/// Ways to compile a program.
const MODES: [(&str, &[&str]); 6] = [
    ("debug", &["-g"]),
    ("release", &["-O"]),
    ("symbols", &["-O", "-Cstrip=debuginfo"]),
    ("stripped", &["-O", "-Cstrip=symbols"]),
    ("kept", &["-Clink-dead-code"]),
    ("independent", &["-Crelocation-model=pic"]),
];

struct Tools {
    rustc: PathBuf,
    wasmtime: PathBuf,
    directory: PathBuf,
}

fn tools(test: &str) -> Option<Tools> {
    Some(Tools { rustc: rustc()?, wasmtime: wasmtime()?, directory: scratch(test) })
}

/// The module of `wasm-ld`, and ours.
struct Linked {
    theirs: PathBuf,
    ours: PathBuf,
}

impl Tools {
    fn compile(&self, program: &str, target: &str, mode: &str, flags: &[&str]) -> Linked {
        let source = Path::new("tests/programs").join(program).with_extension("rs");
        // The file's name is in the output.
        let output = |by: &str| {
            let directory = self.directory.join(by);
            fs::create_dir_all(&directory).unwrap();
            directory.join(format!("{program}-{target}-{mode}.wasm"))
        };
        let linked = Linked { theirs: output("theirs"), ours: output("ours") };
        let compile = |output: &Path, extra: &[&str]| {
            let mut command = Command::new(&self.rustc);
            command.arg(&source).args(["--edition=2024", "-Awarnings", "--target", target]);
            run(command.args(flags).args(extra).arg("-o").arg(output));
            validate(output);
        };
        compile(&linked.theirs, &[]);
        let linker = format!("-Clinker={}", linker().display());
        compile(&linked.ours, &[&linker, "-Clinker-flavor=wasm-ld"]);
        linked
    }

    fn run(&self, module: &Path, options: &[&str], arguments: &[&str]) -> Output {
        let mut command = Command::new(&self.wasmtime);
        command.args(["run", "-Wtimeout=20s"]).args(options).arg(module).args(arguments);
        command.output().unwrap()
    }

    /// Compares the bytes of both modules.
    fn same(&self, linked: &Linked) {
        let same = fs::read(&linked.theirs).unwrap() == fs::read(&linked.ours).unwrap();
        assert!(same, "{} differs", linked.ours.display());
    }

    /// Runs both modules, and compares what they do. Returns what ours writes.
    fn compare(&self, linked: &Linked, options: &[&str], arguments: &[&str]) -> String {
        let theirs = self.run(&linked.theirs, options, arguments);
        let ours = self.run(&linked.ours, options, arguments);
        assert_eq!(
            String::from_utf8_lossy(&theirs.stdout),
            String::from_utf8_lossy(&ours.stdout),
            "{}",
            linked.ours.display()
        );
        assert_eq!(theirs.status.code(), ours.status.code(), "{}", linked.ours.display());
        assert_eq!(without_addresses(&theirs.stderr), without_addresses(&ours.stderr));
        String::from_utf8(ours.stdout).unwrap()
    }
}

/// What a program says when it fails, but not where code is, nor what the module is called.
fn without_addresses(stderr: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(stderr).replace("/theirs/", "/ours/");
    text.lines()
        .map(|line| match line.split_once("0x") {
            Some((before, after)) => {
                let hex = |c: char| c.is_ascii_hexdigit();
                format!("{}{}", before.trim_end(), after.trim_start_matches(hex))
            }
            None => line.to_owned(),
        })
        .collect()
}

#[test]
fn programs_print_the_same_and_exit_with_the_same_code() {
    let Some(tools) = tools("basics") else { return };
    for (mode, flags) in MODES {
        let linked = tools.compile("basics", WASI, mode, flags);
        tools.same(&linked);
        let printed = tools.compare(&linked, &[], &["one", "two"]);
        assert!(printed.starts_with("[\"one\", \"two\"]\n"), "{printed}");
    }
}

#[test]
fn a_panic_says_the_same_and_has_the_same_stack() {
    let Some(tools) = tools("panic") else { return };
    for (mode, flags) in MODES {
        let linked = tools.compile("panic", WASI, mode, flags);
        tools.same(&linked);
        assert_eq!(tools.compare(&linked, &[], &[]), "before\n");
    }
}

#[test]
fn constructors_run_in_the_order_of_priorities_and_destructors_at_the_end() {
    let Some(tools) = tools("start") else { return };
    for (mode, flags) in MODES {
        let linked = tools.compile("start", WASI, mode, flags);
        tools.same(&linked);
        assert_eq!(tools.compare(&linked, &[], &[]), "12\nlast\n");
        let module = fs::read(&linked.ours).unwrap();
        assert_eq!(custom_sections(&module, "mine"), [b"mine"]);
    }
}

#[test]
fn libraries_export_the_same_functions_for_both_targets() {
    let Some(tools) = tools("library") else { return };
    for target in [BARE, WASI] {
        for (mode, flags) in MODES {
            let linked = tools.compile("library", target, mode, flags);
            tools.same(&linked);
            assert_eq!(exports(&linked.theirs), exports(&linked.ours));
            assert_eq!(tools.compare(&linked, &["--invoke=sum"], &["100"]), "4950\n");
            assert_eq!(tools.compare(&linked, &["--invoke=answer"], &[]), "42\n");
            assert_eq!(tools.compare(&linked, &["--invoke=with a space"], &[]), "1.25\n");
        }
    }
}

#[test]
fn macro_crates_have_the_same_list_of_macros() {
    let Some(tools) = tools("macros") else { return };
    for target in [BARE, WASI] {
        let linked = tools.compile("macros", target, "release", &["-O"]);
        tools.same(&linked);
        let section = |path| custom_sections(&fs::read(path).unwrap(), ".rustc_proc_macro_decls");
        let list = section(&linked.ours);
        assert_eq!(list, section(&linked.theirs));
        assert_eq!(list.len(), 1);
        assert_eq!(exports(&linked.theirs), exports(&linked.ours));
    }
}

#[test]
fn output_is_the_same_every_time() {
    let Some(tools) = tools("same") else { return };
    let first = fs::read(tools.compile("basics", WASI, "debug", &["-g"]).ours).unwrap();
    let second = fs::read(tools.compile("basics", WASI, "debug", &["-g"]).ours).unwrap();
    assert!(first == second);
}

/// Kinds and names of what a module exports, sorted.
fn exports(path: &Path) -> Vec<String> {
    let module = fs::read(path).unwrap();
    let sections = wasmparser::Parser::new(0).parse_all(&module);
    let mut exports: Vec<String> = sections
        .filter_map(|payload| match payload.unwrap() {
            wasmparser::Payload::ExportSection(exports) => Some(exports),
            _ => None,
        })
        .flat_map(|exports| exports.into_iter().map(|export| export.unwrap()))
        .map(|export| format!("{:?} {}", export.kind, export.name))
        .collect();
    exports.sort();
    exports
}
