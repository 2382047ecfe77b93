//! What the compiler says of itself and of its targets, and how it finds its sysroot.

use std::fs;

use rustc_wasm_tests::{TARGET, ask_same};
use wasm_proc_macro_tests::{Dir, dist};

#[test]
fn version() {
    assert!(ask_same(&["--version"]).success().stdout.starts_with("rustc 1.96.0"));
}

#[test]
fn verbose_version_names_the_host() {
    let dir = Dir::new();
    let native = dir.rustc_alone().args(["--version", "--verbose"]).compile().success().stdout;
    let wasi = dir.rustc_wasm_alone().args(["--version", "--verbose"]).compile().success().stdout;
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (native, wasi) = (lines(&native), lines(&wasi));
    assert!(wasi.contains(&format!("host: {TARGET}")), "{wasi:?}");
    // Each names what makes code in it.
    assert!(wasi.iter().any(|line| line.starts_with("Cranelift version: ")), "{wasi:?}");
    let other = ["host: ", "LLVM version: ", "Cranelift version: "];
    let same = |line: &&String| !other.iter().any(|start| line.starts_with(start));
    let of = |all: &[String]| all.iter().filter(same).cloned().collect::<Vec<_>>();
    assert_eq!(of(&wasi), of(&native));
}

#[test]
fn explanations() {
    assert!(ask_same(&["--explain", "E0382"]).success().stdout.contains("moved"));
    assert_eq!(ask_same(&["--explain", "E9999"]).code, Some(1));
}

#[test]
fn help() {
    for args in [&["--help"][..], &["--help", "--verbose"], &["-Whelp"], &["-Zhelp"], &["-Chelp"]] {
        ask_same(args).success();
    }
}

#[test]
fn wrong_options() {
    for args in [&["--nonsense"][..], &["-Znonsense"], &["--target", "nonsense", "x.rs"]] {
        ask_same(args).failure();
    }
    ask_same(&["--wasm-proc-macro", "nonsense", "x.rs"]).failure();
}

#[test]
fn printed_requests() {
    for request in ["target-list", "calling-conventions", "crate-root-lint-levels"] {
        ask_same(&["--print", request, "-Zunstable-options"]);
    }
    for request in ["cfg", "target-spec-json", "check-cfg", "split-debuginfo"] {
        for target in [TARGET, "wasm32-unknown-unknown", "x86_64-unknown-linux-gnu"] {
            let args = ["--print", request, "--target", target, "-Zunstable-options"];
            ask_same(&args).success();
        }
    }
}

#[test]
fn names_of_files() {
    let dir = Dir::with_main("fn main() {}");
    for request in ["crate-name", "file-names"] {
        let args = ["--print", request, "--target", TARGET];
        let native = dir.rustc("main.rs").args(args).compile().success();
        dir.rustc_wasm("main.rs").args(args).compile().same_as(&native);
    }
}

#[test]
fn default_target_is_the_host() {
    let printed = Dir::new().rustc_wasm_alone().args(["--print", "host-tuple"]).compile();
    assert_eq!(printed.success().stdout.trim(), TARGET);
}

/// The root of a directory is `dist`, as after `./x.py dist`, or it is `bin`'s.
#[test]
fn sysroot_is_found_where_it_is_likely() {
    let dir = Dir::with_main("fn main() { println!(\"{}\", String::new()); }");
    let dist = dist().to_str().unwrap();
    for (guest, expected) in [("/dist", "dist"), ("/x/dist", "/x/dist")] {
        let rustc = dir.rustc_wasm("main.rs").dirs(&[(".", "/"), (dist, guest)]);
        let mut rustc = rustc.args(["--emit", "metadata"]);
        if guest == "/x/dist" {
            rustc = rustc.args(["--sysroot", guest]);
        }
        rustc.compile().silent_success();
        let mut asked = dir.rustc_wasm_alone().dirs(&[(".", "/"), (dist, guest)]);
        if guest == "/x/dist" {
            asked = asked.args(["--sysroot", guest]);
        }
        let printed = asked.args(["--print", "sysroot"]).compile().success();
        assert_eq!(printed.stdout.trim(), expected);
    }
}

#[test]
fn sysroot_is_found_beside_the_module() {
    let dir = Dir::with_main("fn main() {}");
    fs::create_dir_all(dir.path("lib")).unwrap();
    let lib = dist().join("lib");
    let rustc =
        dir.rustc_wasm("main.rs").dirs(&[(".", "/"), (lib.to_str().unwrap(), "/there/lib")]);
    let named = rustc.runtime_args(&["--argv0", "/there/bin/rustc.wasm"]);
    named.args(["--emit", "metadata"]).compile().silent_success();
}

/// The directory that is open is the current one, with `--dir .` as with `--dir .::/`.
#[test]
fn current_directory_can_be_open_under_its_own_name() {
    let dir = Dir::with_main("fn main() {}");
    let rustc = dir.rustc_wasm("main.rs").dirs(&[(".", "."), (dist().to_str().unwrap(), "dist")]);
    rustc.args(["--sysroot", "dist", "--emit", "metadata"]).compile().silent_success();
    assert!(dir.path("libmain.rmeta").exists());
}

/// There is one thread, whatever the compiler or the runtime is asked for.
#[test]
fn asking_for_threads_does_no_harm() {
    let dir = Dir::with_main("fn main() {}");
    let rustc = || dir.rustc_wasm("main.rs").args(["--emit", "metadata"]);
    rustc().arg("-Zthreads=8").compile().silent_success();
    rustc().arg("-Zthreads=0").compile().silent_success();
    rustc().runtime_args(&["-Wthreads=y", "-Wshared-memory=y"]).compile().silent_success();
    let wasi_threads = rustc().runtime_args(&["-Sthreads=y"]).compile();
    // wasmtime has had it until it dropped `wasi-threads`.
    if !wasi_threads.stderr.contains("the `-Sthreads` flag is no longer supported") {
        wasi_threads.silent_success();
    }
}
