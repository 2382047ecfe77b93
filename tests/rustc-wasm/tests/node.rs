//! The same module runs under Node's `node:wasi`, if there is a Node; else the test says that it did
//! not run.

use std::fs;
use std::process::{Command, Output};

use wasm_proc_macro_tests::{Dir, Form, dist, macro_crate};

/// Arguments: the module, the directory that is `/`, the one that is `/dist`, then those of the compiler.
const RUNNER: &str = r#"
import { readFile } from "node:fs/promises";
import { WASI } from "node:wasi";
const [file, root, dist, ...args] = process.argv.slice(2);
const preopens = { "/": root, "/dist": dist };
const wasi = new WASI({ version: "preview1", args: ["rustc.wasm", ...args], preopens, returnOnExit: true });
const module = await WebAssembly.compile(await readFile(file));
// Called directly, Node's functions write to where the memory was before it grew (nodejs/node#53087).
const imports = Object.entries(wasi.wasiImport).map(([name, f]) => [name, (...args) => f(...args)]);
const instance = await WebAssembly.instantiate(module, {
  wasi_snapshot_preview1: Object.fromEntries(imports),
});
process.exitCode = wasi.start(instance);
"#;

fn node_is_there() -> bool {
    let there = Command::new("node").arg("--version").output().is_ok_and(|o| o.status.success());
    if !there {
        // Past the harness, which shows what passing tests print only if asked.
        use std::io::Write;
        writeln!(std::io::stderr(), "NOT RUN: rustc.wasm under node: there is no `node`").unwrap();
    }
    there
}

fn run(dir: &Dir, args: &[&str]) -> Output {
    dir.write("run.mjs", RUNNER);
    let mut node = Command::new("node");
    node.arg("--no-warnings").arg(dir.path("run.mjs")).arg(dist().join("bin/rustc.wasm"));
    node.arg(dir.path("")).arg(dist()).args(args).output().unwrap()
}

#[test]
fn macros_are_expanded_and_errors_reported() {
    if !node_is_there() {
        return;
    }
    let dir = Dir::new();
    fs::copy(macro_crate("kinds", Form::Unknown), dir.path("kinds.wasm")).unwrap();
    let source = dir.fixture("kinds_program.rs");
    let options = ["--edition", "2021", "--target", "wasm32-wasip1", "--emit", "metadata"];
    let module = ["--wasm-proc-macro", "kinds=kinds.wasm"];
    let args = [&[source.as_str()][..], &options, &module].concat();
    let output = run(&dir, &args);
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty() && output.stdout.is_empty(), "{output:?}");

    dir.write("wrong.rs", "fn main() { let x: u32 = kinds::twice!(1); }");
    let args = [&["wrong.rs"][..], &options, &module].concat();
    let output = run(&dir, &args);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let native = dir.rustc("wrong.rs").args(&args[3..]).compile();
    assert_eq!(String::from_utf8_lossy(&output.stderr), native.stderr);
}
