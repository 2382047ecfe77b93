//! What `cfg` says of each target is the same as natively, where LLVM is asked: `base.txt`, which
//! rustc.wasm has instead, says what LLVM says. `BLESS=1` writes it anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::thread;

use wasm_proc_macro_tests::{Dir, Outcome};

const HEADER: &str = "\
# What LLVM says of each target: features of its CPU | floats that are reliable | the targets.
# `ARCHITECTURE@CPU` is a CPU that is not the target's own. Written by
# `BLESS=1 cargo test --test target_features` in tests/rustc-wasm.
";

/// CPUs that can be chosen for WebAssembly besides each target's own.
const WASM_CPUS: [&str; 4] = ["generic", "mvp", "bleeding-edge", "lime1"];

struct Asked {
    target: String,
    native: Outcome,
}

/// What the native compiler says of every target that its LLVM knows.
static TARGETS: LazyLock<Vec<Asked>> = LazyLock::new(|| {
    let list = Dir::new().rustc_alone().args(["--print", "target-list"]).compile().success().stdout;
    let ask = |target: &str| Asked { target: target.to_owned(), native: cfg(target, None, false) };
    let asked = in_parallel(list.lines().map(str::to_owned).collect(), ask);
    // LLVM as Debian builds it leaves out a few architectures, and rustc has an ICE for these.
    asked.into_iter().filter(|asked| asked.native.code == Some(0)).collect()
});

fn in_parallel<T: Send>(names: Vec<String>, f: impl Fn(&str) -> T + Sync) -> Vec<T> {
    let size = names.len().div_ceil(thread::available_parallelism().map_or(1, usize::from));
    thread::scope(|scope| {
        let run = |part: &[String]| part.iter().map(|name| f(name)).collect::<Vec<_>>();
        let parts: Vec<_> = names.chunks(size).map(|part| scope.spawn(move || run(part))).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    })
}

fn cfg(target: &str, cpu: Option<&str>, wasi: bool) -> Outcome {
    let dir = Dir::new();
    let rustc = if wasi { dir.rustc_wasm_alone() } else { dir.rustc_alone() };
    let rustc = rustc.args(["--print", "cfg", "--target", target]);
    rustc.args(cpu.map(|cpu| format!("-Ctarget-cpu={cpu}"))).compile()
}

#[test]
fn table_says_what_llvm_says() {
    let file = "../../compiler/rustc_codegen_ssa/src/target_features/base.txt";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let expected = table();
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &expected).unwrap();
    }
    assert!(fs::read_to_string(&path).unwrap_or_default() == expected, "{file} is not up to date");
}

fn table() -> String {
    let mut lines: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    let mut add = |cfg: &str, target: String| lines.entry(of_cpu(cfg)).or_default().push(target);
    for asked in &*TARGETS {
        add(&asked.native.stdout, asked.target.clone());
    }
    for cpu in WASM_CPUS {
        for architecture in ["wasm32", "wasm64"] {
            let target = format!("{architecture}-unknown-unknown");
            add(&cfg(&target, Some(cpu), false).success().stdout, format!("{architecture}@{cpu}"));
        }
    }
    let line = |((features, floats), targets): (_, Vec<_>)| {
        format!("{features} | {floats} | {}\n", targets.join(" "))
    };
    lines.into_iter().fold(HEADER.to_owned(), |text, entry| text + &line(entry))
}

/// The features and the reliable floats that `cfg` says there are.
fn of_cpu(cfg: &str) -> (String, String) {
    let all = |prefix: &str, suffix: &str| {
        let names = cfg.lines().filter_map(|l| l.strip_prefix(prefix)?.strip_suffix(suffix));
        // No feature of a CPU.
        names.filter(|name| *name != "crt-static").collect::<Vec<_>>().join(" ")
    };
    (all("target_feature=\"", "\""), all("target_has_reliable_", ""))
}

#[test]
fn cfg_of_each_target_is_the_native_one() {
    assert!(TARGETS.len() > 300, "LLVM knows only {} targets", TARGETS.len());
    let names = TARGETS.iter().map(|asked| asked.target.clone()).collect();
    let wasi = in_parallel(names, |target| cfg(target, None, true));
    for (asked, wasi) in TARGETS.iter().zip(wasi) {
        // Each says in its own words what it thinks of experimental targets.
        assert_eq!((wasi.code, wasi.stdout), (Some(0), asked.native.stdout.clone()));
    }
}

#[test]
fn features_of_other_cpus_and_of_the_command_line() {
    let dir = Dir::new();
    let mut options = WASM_CPUS.map(|cpu| format!("-Ctarget-cpu={cpu}")).to_vec();
    let features = ["+simd128", "+atomics,-bulk-memory", "+relaxed-simd", "-sign-ext"];
    options.extend(features.map(|list| format!("-Ctarget-feature={list}")));
    for option in options {
        for target in ["wasm32-wasip1", "wasm32-unknown-unknown", "wasm32-wasip1-threads"] {
            let args = ["--print", "cfg", "--target", target, &option];
            let native = dir.rustc_alone().args(args).compile().success();
            dir.rustc_wasm_alone().args(args).compile().same_as(&native);
        }
    }
}

#[test]
fn unknown_cpu_is_a_warning_that_says_so() {
    let outcome = cfg("x86_64-unknown-linux-gnu", Some("haswell"), true).success();
    assert!(outcome.stderr.contains("the CPU `haswell` are unknown"), "{outcome}");
}
