//! Tests of which auxiliaries become modules, and of how they are named.

use super::*;

fn options(args: &[&str]) -> Options {
    let mut opts = getopts::Options::new();
    Options::declare(&mut opts);
    Options::from_matches(&opts.parse(args).unwrap())
}

fn props(no_prefer_dynamic: bool, compile_flags: &[&str]) -> TestProps {
    let mut props = TestProps::new();
    props.no_prefer_dynamic = no_prefer_dynamic;
    props.compile_flags = compile_flags.iter().map(|flag| flag.to_string()).collect();
    props
}

fn proc_macro(path: &str) -> ProcMacro {
    ProcMacro { extern_modifiers: None, path: path.to_string() }
}

#[test]
fn by_default_macros_are_native() {
    let options = options(&[]);
    assert!(!options.all);
    assert_eq!(options.target, "wasm32-unknown-unknown");
}

#[test]
fn target_can_be_chosen() {
    let options = options(&["--wasm-proc-macros", "--wasm-proc-macro-target", "wasm32-wasip1"]);
    assert!(options.all);
    assert_eq!(options.target, "wasm32-wasip1");
}

#[test]
fn each_mode_has_its_own_directory() {
    let root = Utf8PathBuf::from("build/test/ui");
    assert_eq!(options(&[]).build_root(root.clone()), root);
    let root_with = |args: &[&str]| options(args).build_root(root.clone());
    let check = "--check-rustc-path=other";
    assert_eq!(root_with(&["--wasm-proc-macros"]), "build/test/ui-wasm-proc-macros");
    assert_eq!(root_with(&[check]), "build/test/ui-check-rustc");
    let both = root_with(&["--wasm-proc-macros", check]);
    assert_eq!(both, "build/test/ui-wasm-proc-macros-check-rustc");
}

#[test]
fn directive_makes_a_module_in_both_modes() {
    for all in [false, true] {
        let inner_type = type_inside_of_module(all, Some(&AuxType::WasmProcMacro), || false);
        assert_eq!(inner_type, Some(Some(AuxType::ProcMacro)));
    }
}

#[test]
fn mode_makes_modules_of_macro_crates_only() {
    let inner_type =
        |all, ty: Option<&AuxType>, is_macro| type_inside_of_module(all, ty, || is_macro);
    assert_eq!(inner_type(false, Some(&AuxType::ProcMacro), true), None);
    assert_eq!(inner_type(true, Some(&AuxType::ProcMacro), true), Some(Some(AuxType::ProcMacro)));
    assert_eq!(inner_type(false, None, true), None);
    assert_eq!(inner_type(true, None, true), Some(None));
    assert_eq!(inner_type(true, None, false), None);
    assert_eq!(inner_type(true, Some(&AuxType::Bin), true), None);
}

#[test]
fn source_says_that_it_is_a_proc_macro() {
    let source = "// A comment.\n#![crate_type = \"proc-macro\"]\n";
    assert!(is_proc_macro(&props(true, &[]), source));
    assert!(is_proc_macro(&props(true, &[]), "  #![ crate_type=\"proc-macro\" ]"));
    assert!(!is_proc_macro(&props(true, &[]), "#![crate_type = \"rlib\"]"));
    assert!(!is_proc_macro(&props(true, &[]), "// #![crate_type = \"proc-macro\"]"));
    assert!(!is_proc_macro(&props(true, &[]), ""));
}

#[test]
fn flags_say_that_it_is_a_proc_macro() {
    assert!(is_proc_macro(&props(true, &["-O", "--crate-type", "proc-macro"]), ""));
    assert!(is_proc_macro(&props(true, &["--crate-type=proc-macro", "-O"]), ""));
    assert!(!is_proc_macro(&props(true, &["--crate-type", "lib"]), ""));
}

/// The crate type that is then passed on the command line outweighs the source's.
#[test]
fn dylib_is_no_proc_macro() {
    assert!(!is_proc_macro(&props(false, &[]), "#![crate_type = \"proc-macro\"]"));
}

#[test]
fn directives_choose_the_type() {
    let aux = AuxProps {
        proc_macros: vec![proc_macro("native.rs")],
        wasm_proc_macros: vec![proc_macro("module.rs")],
        ..AuxProps::default()
    };
    let found: Vec<_> = proc_macros(&aux).map(|(krate, ty)| (krate.path.as_str(), ty)).collect();
    let expected = [("native.rs", AuxType::ProcMacro), ("module.rs", AuxType::WasmProcMacro)];
    assert_eq!(found, expected);
    // Both are inputs of the test, and rerun it when they change.
    assert_eq!(aux.all_aux_path_strings().collect::<Vec<_>>(), ["native.rs", "module.rs"]);
}

#[test]
fn modules_have_an_option_of_their_own() {
    assert_eq!(extern_option(&AuxType::WasmProcMacro, None), "--wasm-proc-macro");
    assert_eq!(extern_option(&AuxType::WasmProcMacro, Some("priv")), "--extern");
    assert_eq!(extern_option(&AuxType::ProcMacro, None), "--extern");
    assert_eq!(extern_option(&AuxType::Lib, Some("priv")), "--extern");
}
