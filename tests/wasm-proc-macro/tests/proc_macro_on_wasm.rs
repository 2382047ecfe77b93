//! Crates that were written when there was no library `proc_macro` on WebAssembly use it all the same: by the form of
//! their `cfg` predicates, and by what the build script of `proc-macro2` did not say.

use wasm_proc_macro_tests::Dir;

const FEATURE: &[&str] = &["--cfg", "feature=\"proc-macro\""];

/// Whether `predicate` holds for a library for `target`.
fn holds(predicate: &str, target: &str, args: &[&str]) -> bool {
    let dir = Dir::new();
    let source = format!("#![no_std]\n#[cfg({predicate})]\ncompile_error!(\"it holds\");\n");
    dir.write("lib.rs", source);
    let rustc = dir
        .rustc("lib.rs")
        .target(target)
        .args(["--crate-type", "lib", "--emit", "metadata"])
        .args(args);
    let outcome = rustc.compile();
    match outcome.stderr.contains("it holds") {
        true => true,
        false => {
            outcome.success();
            false
        }
    }
}

const TARGETS: [&str; 2] = ["wasm32-unknown-unknown", "wasm32-wasip1"];

#[test]
fn the_library_is_there_for_who_asks_for_it() {
    let predicates = [
        r#"all(not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "wasi"))), feature = "proc-macro")"#,
        r#"all(not(all(target_arch = "wasm32", target_os = "unknown")), feature = "proc-macro")"#,
        r#"all(feature = "proc-macro", not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "wasi"))))"#,
    ];
    for target in TARGETS {
        for predicate in predicates {
            assert!(holds(predicate, target, FEATURE), "{predicate} on {target}");
            assert!(!holds(predicate, target, &[]), "{predicate} on {target} without the feature");
        }
    }
}

#[test]
fn other_predicates_mean_what_they_say() {
    let predicates = [
        r#"not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "wasi")))"#,
        r#"all(not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "wasi"))), not(feature = "x"))"#,
        r#"all(not(target_arch = "wasm32"), feature = "proc-macro")"#,
        r#"all(not(all(target_arch = "wasm32", any())), feature = "other")"#,
        r#"all(not(all(target_arch = "wasm32", not(target_env = "x"))), feature = "proc-macro")"#,
    ];
    for target in TARGETS {
        for predicate in predicates {
            assert!(!holds(predicate, target, FEATURE), "{predicate} on {target}");
        }
    }
    // The rest of the conjunction counts.
    let denied =
        r#"not(all(target_arch = "wasm32", any(target_os = "unknown", target_os = "wasi")))"#;
    let predicate = format!(r#"all({denied}, feature = "parsing", feature = "proc-macro")"#);
    assert!(!holds(&predicate, TARGETS[0], FEATURE));
}

#[test]
fn proc_macro2_is_told_what_its_build_script_left_out() {
    for target in TARGETS {
        for name in ["use_proc_macro", "wrap_proc_macro"] {
            let named = ["--crate-name", "proc_macro2", FEATURE[0], FEATURE[1]];
            assert!(holds(name, target, &named), "{name} on {target}");
            assert!(!holds(name, target, &named[..2]), "{name} on {target} without the feature");
            assert!(!holds(name, target, FEATURE), "{name} on {target} in another crate");
        }
    }
}
