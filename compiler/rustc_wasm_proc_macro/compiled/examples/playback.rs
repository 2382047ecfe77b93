//! Measures both engines with one macro of a module, without a compiler:
//! `cargo run --release --example playback MODULE MACRO INPUT.rs [TIMES]`.
//!
//! The host is that of the engine's tests. `again` is the same expansion on the answers that were recorded, in a
//! new instance: the engine and the module without a host. `stored` is made of what a store has of the expansion, which
//! does not run the module: `load` reads and checks the module, `first` the file, and `again` saves what is new, nothing.

#[allow(dead_code, reason = "the tests of one engine need it")]
#[path = "../../tests/host/mod.rs"]
mod host;

use std::path::Path;
use std::time::{Duration, Instant};

use rustc_wasm_macro_compiler::compile_to;
use rustc_wasm_proc_macro::code::CodeDir;
use rustc_wasm_proc_macro::{EngineChoice, Limits, MacroCrate, Options, Statics, Store};

use host::{Span, TestHost, parse};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let [_, module, name, input, times @ ..] = &args[..] else {
        panic!("usage: playback MODULE MACRO INPUT.rs [TIMES]");
    };
    let times = times.first().map_or(100, |times| times.parse().expect("a number"));
    let module = std::fs::read(module).expect("the module");
    let input = std::fs::read_to_string(input).expect("the input");
    let path = std::env::temp_dir().join(format!("playback-{}", std::process::id()));
    let codes = CodeDir::new(&path);
    let start = Instant::now();
    let file = compile_to(&codes, &module, &Limits::default()).expect("it compiles");
    let (compiling, len) = (start.elapsed(), file.metadata().expect("the code").len());
    println!("module {} bytes, compiled in {compiling:?}, code {len} bytes", module.len());
    println!(
        "{:12} {:>10} {:>10} {:>10} {:>10} {:>12}",
        "", "load", "first", "further", "again", "fuel"
    );
    for (what, engine) in
        [("interpreter", EngineChoice::Interpreter), ("compiled", EngineChoice::Compiled)]
    {
        measure(what, engine, &codes, &module, name, &input, times);
    }
    measure_stored(&path.join("expansions"), &module, name, &input, times);
    std::fs::remove_dir_all(path).expect("the code can be removed");
}

/// The same for an expansion that is made of what is stored of it.
fn measure_stored(path: &Path, module: &[u8], name: &str, input: &str, times: usize) {
    let krate = || {
        let store = Store::new(path, "playback");
        let options = Options { statics: Statics::Fresh, ..Options::default() };
        let krate = MacroCrate::with_options(module.to_vec(), options).expect("it is a module");
        (krate.with_expansions_in(store.clone(), "playback"), store)
    };
    let expand = |krate: &MacroCrate| {
        let decl = krate.decls().macros.iter().find(|decl| decl.name == name).expect("the macro");
        let input = vec![parse(input, Span::INPUT).expect("the input is Rust")];
        let mut host = TestHost::default();
        let start = Instant::now();
        krate.expand(&mut host, decl, input).expect("it expands");
        start.elapsed()
    };
    let (filling, store) = krate();
    expand(&filling);
    store.save().expect("it can be written");
    let (mut loads, mut firsts, mut saves) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..times.min(20) {
        let start = Instant::now();
        let (krate, store) = krate();
        loads.push(start.elapsed());
        firsts.push(expand(&krate));
        let start = Instant::now();
        store.save().expect("nothing is new");
        saves.push(start.elapsed());
    }
    let (krate, store) = krate();
    let further = (0..times).map(|_| expand(&krate)).collect();
    assert_eq!(store.usage().run, 0, "the module was run");
    let fuel = krate.usage().expect("it has been expanded").fuel;
    let [load, first, further, save] = [loads, firsts, further, saves].map(median);
    println!(
        "{:12} {load:>10.3?} {first:>10.3?} {further:>10.3?} {save:>10.3?} {fuel:>12}",
        "stored"
    );
    let files = path.read_dir().expect("the directory").map(|file| file.expect("a file"));
    let len: u64 = files.map(|file| file.metadata().expect("the file").len()).sum();
    println!("stored in {len} bytes");
}

fn measure(
    what: &str,
    engine: EngineChoice,
    codes: &CodeDir,
    module: &[u8],
    name: &str,
    input: &str,
    times: usize,
) {
    let input = || vec![parse(input, Span::INPUT).expect("the input is Rust")];
    let krate = || {
        let options = Options { engine, ..Options::default() };
        let krate = MacroCrate::with_options(module.to_vec(), options).expect("it is a module");
        krate.with_code_in(codes.clone())
    };
    let expand = |krate: &MacroCrate| {
        let decl = krate.decls().macros.iter().find(|decl| decl.name == name).expect("the macro");
        let (mut host, input) = (TestHost::default(), input());
        let start = Instant::now();
        krate.expand(&mut host, decl, input).expect("it expands");
        start.elapsed()
    };
    let (mut loads, mut firsts) = (Vec::new(), Vec::new());
    for _ in 0..times.min(20) {
        let start = Instant::now();
        let krate = krate();
        loads.push(start.elapsed());
        firsts.push(expand(&krate));
    }
    let krate = krate();
    expand(&krate);
    let further = (0..times).map(|_| expand(&krate)).collect();
    let fuel = krate.usage().expect("it has been run").fuel;
    let again = (0..times).map(|_| again(&krate, name, input())).collect();
    let [load, first, further, again] = [loads, firsts, further, again].map(median);
    println!("{what:12} {load:>10.3?} {first:>10.3?} {further:>10.3?} {again:>10.3?} {fuel:>12}");
}

/// How long the second one of two expansions takes.
fn again(krate: &MacroCrate, name: &str, input: Vec<host::Stream>) -> Duration {
    let decl = krate.decls().macros.iter().find(|decl| decl.name == name).expect("the macro");
    let copy = input.clone();
    let (mut one, mut two) = (TestHost::default(), TestHost::default());
    let start = Instant::now();
    krate.expand(&mut one, decl, input).expect("it expands");
    let once = start.elapsed();
    let start = Instant::now();
    let (_, difference) = krate.expand_and_compare(&mut two, decl, copy).expect("it expands");
    assert!(difference.is_none(), "{difference:?}");
    start.elapsed().saturating_sub(once)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
