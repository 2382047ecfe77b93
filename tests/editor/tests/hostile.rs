//! A module that computes without end, wants too much, traps or panics is an error of that call, and the server goes
//! on.

use std::fs;
use std::path::PathBuf;

use editor_tests::{Call, Server, WAYS};
use tempfile::TempDir;
use wasm_proc_macro_tests::{Form, macro_crate};

/// A directory with a project's policy in it, and a module below.
struct Project {
    dir: TempDir,
}

impl Project {
    fn new(policy: &str) -> Project {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("Cargo.toml"), "[workspace]\n").unwrap();
        fs::write(dir.path().join("wasm-macros.toml"), policy).unwrap();
        Project { dir }
    }

    fn module(&self, name: &str) -> PathBuf {
        let path = self.dir.path().join(format!("lib{name}-0.so"));
        fs::copy(macro_crate(name, Form::Unknown), &path).unwrap();
        path
    }
}

/// With less fuel than there is without a policy, for the sake of time.
const LIMITS: &str = "[limits]\nfuel = \"100M\"\nmemory = \"1G\"\n\
                      [crates.hostile]\nlimits = { memory = \"64M\" }\n[crates.other]\nlimits = { fuel = 1 }\n";

#[test]
fn faults_are_errors_and_the_server_goes_on() {
    let project = Project::new(LIMITS);
    let module = project.module("hostile");
    for (format, mode) in WAYS {
        let mut server = Server::start(format, mode);
        for (name, expected) in [
            ("spin", "the limit `fuel` of 100M units is reached"),
            ("deep", "the limit `depth` of 20K nested calls is reached"),
            ("hoard", "the limit `memory` of 64M bytes is reached"),
            ("trap", "unreachable"),
        ] {
            let expansion = server.expand(&module, Call::new(name, ""));
            let error = expansion.error();
            assert!(error.contains(expected), "{name}: {error}");
            assert_eq!(server.expand(&module, Call::new("good", "")).text(), "\u{27e8}42\u{27e9}");
        }
        // Where it is not the policy's limits that end it.
        server.expand(&module, Call::new("grow", ""));
        let expansion = server.expand(&module, Call::new("keep", ""));
        assert!(expansion.error().contains("the limit"), "{}", expansion.error());
        assert_eq!(server.expand(&module, Call::new("good", "")).text(), "\u{27e8}42\u{27e9}");
    }
}

#[test]
fn a_panic_has_its_message_and_a_missing_macro_its_name() {
    let (module, native) = (macro_crate("api", Form::Unknown), macro_crate("api", Form::Native));
    for (format, mode) in WAYS {
        let mut server = Server::start(format, mode);
        for call in [
            Call::new("fail", "\"of no use\""),
            Call::new("Fail", "struct S;"),
            Call::new("fail_attribute", "struct S;").with_attribute("\"of no use\""),
            Call::new("no_such_macro", ""),
        ] {
            let expected = server.expand(&native, call);
            let expansion = server.expand(&module, call);
            assert_eq!(expansion.error(), expected.error(), "{}", call.name);
            assert!(!expansion.error().is_empty());
        }
        assert_eq!(server.expand(&module, Call::new("same", "x")).text(), "\u{27e8}x\u{27e9}");
    }
}

/// Nesting is bounded by the engine, below what a thread of the server bears.
#[test]
fn deep_output_is_an_error() {
    let module = macro_crate("api", Form::Unknown);
    for (format, mode) in WAYS {
        let mut server = Server::start(format, mode);
        for depth in ["500", "900", "2000", "20000"] {
            let expansion = server.expand(&module, Call::new("deep", depth));
            let fits = depth.parse::<u32>().unwrap() < 1000;
            assert_eq!(expansion.result.is_ok(), fits, "{depth}");
        }
        assert_eq!(server.expand(&module, Call::new("same", "x")).text(), "\u{27e8}x\u{27e9}");
    }
}

#[test]
fn what_is_no_module_is_an_error_that_says_why() {
    let dir = tempfile::tempdir().unwrap();
    let mut server = Server::start(WAYS[0].0, WAYS[0].1);
    for (name, bytes, expected) in [
        ("empty.so", b"".as_slice(), ""),
        ("cut.so", b"\0asm\x01\0\0", "malformed WebAssembly module"),
        ("none.so", b"\0asm\x01\0\0\0", "macros"),
        ("later.so", b"\0asm\x0d\0\x01\0", "component"),
    ] {
        let path = dir.path().join(name);
        fs::write(&path, bytes).unwrap();
        let error = server.list(&path).unwrap_err();
        assert!(error.contains(expected), "{name}: {error}");
        let expansion = server.expand(&path, Call::new("x", ""));
        assert!(expansion.error().contains("failed to load macro"), "{}", expansion.error());
    }
    assert!(server.list(&dir.path().join("missing.so")).is_err());
    assert!(server.list(&macro_crate("kinds", Form::Unknown)).is_ok());
}

/// A module that Cargo has built again is loaded again.
#[test]
fn a_changed_module_is_loaded_again() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("libm-0.so");
    let mut server = Server::start(WAYS[2].0, WAYS[2].1);
    fs::copy(macro_crate("kinds", Form::Unknown), &path).unwrap();
    assert_eq!(server.expand(&path, Call::new("sum", "1 2")).text(), "\u{27e8}3u64\u{27e9}");
    fs::copy(macro_crate("hostile", Form::Unknown), &path).unwrap();
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(5);
    fs::File::options().write(true).open(&path).unwrap().set_modified(later).unwrap();
    assert_eq!(server.expand(&path, Call::new("good", "")).text(), "\u{27e8}42\u{27e9}");
}
