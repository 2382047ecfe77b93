//! Which compiled code is run, and what becomes of a module for which there is none that can be trusted.

#[allow(dead_code, reason = "the tests of one engine need it")]
#[path = "../../tests/host/mod.rs"]
mod host;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use rustc_wasm_macro_compiler::{compile, compile_to};
use rustc_wasm_proc_macro::code::CodeDir;
use rustc_wasm_proc_macro::{EngineChoice, Limits, MacroCrate, Options};
use tempfile::TempDir;

use host::{Span, TestHost, parse};

/// `run` returns its input.
const MODULE: &str = r#"(module
    (memory (export "memory") 1)
    (func (export "run") (param i32 i32 i32 i32) (result i32) (local.get 3))
    (@custom ".rustc_proc_macro_decls" "abi:2\nbang:run:run"))"#;

const WORKS: &str = "run: a + b";

struct Setup {
    directory: TempDir,
    codes: CodeDir,
    module: Vec<u8>,
    file: PathBuf,
}

/// A module with its code.
fn setup() -> Setup {
    let directory = tempfile::tempdir().unwrap();
    let codes = CodeDir::new(directory.path().join("codes"));
    let module = wat::parse_str(MODULE).unwrap();
    let file = compile_to(&codes, &module, &Limits::default()).unwrap();
    Setup { directory, codes, module, file }
}

fn expand(codes: &CodeDir, module: &[u8], engine: EngineChoice) -> String {
    let options = Options { engine, ..Options::default() };
    let krate = MacroCrate::with_options(module.to_vec(), options).unwrap();
    let krate = krate.with_code_in(codes.clone());
    TestHost::default().expand(&krate, "run", vec![parse("a + b", Span::INPUT).unwrap()])
}

impl Setup {
    /// Whether the code is used. If not, that is said once, and the module works all the same.
    #[track_caller]
    fn is_ignored_because(&self, why: &str) {
        // As another process finds it.
        let codes = CodeDir::new(self.codes.path());
        for _ in 0..2 {
            assert_eq!(expand(&codes, &self.module, EngineChoice::Auto), WORKS);
        }
        let warning = codes.take_warning().unwrap();
        let path = self.file.display();
        let expected = format!("compiled code of a macro crate is ignored: `{path}`: {why}");
        assert!(warning.starts_with(&expected), "{warning}");
        assert_eq!(expand(&codes, &self.module, EngineChoice::Auto), WORKS);
        assert_eq!(codes.take_warning(), None);
        let outcome = expand(&codes, &self.module, EngineChoice::Compiled);
        let expected = "run failed: the module cannot be run: there is no compiled code for it: ";
        assert!(outcome.starts_with(expected) && outcome.contains(why), "{outcome}");
        // It is made again.
        assert_eq!(codes.file_of(&self.module), None);
        assert_eq!(compile_to(&self.codes, &self.module, &Limits::default()).unwrap(), self.file);
    }
}

#[test]
fn code_is_run_where_there_is_some() {
    let Setup { codes, module, directory: _directory, .. } = setup();
    for engine in [EngineChoice::Auto, EngineChoice::Interpreter, EngineChoice::Compiled] {
        assert_eq!(expand(&codes, &module, engine), WORKS);
    }
    assert_eq!(codes.take_warning(), None);
}

#[test]
fn without_code_the_interpreter_runs_a_module_unless_code_is_demanded() {
    let Setup { codes, file, directory, .. } = setup();
    fs::remove_file(&file).unwrap();
    let module = wat::parse_str(MODULE).unwrap();
    let nowhere = CodeDir::new(directory.path().join("nowhere"));
    for codes in [&codes, &nowhere] {
        assert_eq!(expand(codes, &module, EngineChoice::Auto), WORKS);
        assert_eq!(expand(codes, &module, EngineChoice::Interpreter), WORKS);
        let outcome = expand(codes, &module, EngineChoice::Compiled);
        assert!(outcome.contains("there is no compiled code for it"), "{outcome}");
        // That is how it is before anything was compiled.
        assert_eq!(codes.take_warning(), None);
    }
}

/// The code of another module makes it seen which one was run.
#[test]
fn it_is_the_code_that_runs() {
    let Setup { codes, module, file, .. } = setup();
    let other = MODULE.replace("(local.get 3)", "(unreachable)");
    let other_file = compile_to(&codes, &wat::parse_str(other).unwrap(), &Limits::default());
    let other_code = compile(
        &wat::parse_str(MODULE.replace("(local.get 3)", "(unreachable)")).unwrap(),
        &Limits::default(),
    );
    assert_ne!(other_file.unwrap(), file);
    // Under this module's name.
    codes.write(&module, &other_code.unwrap()).unwrap();
    let outcome = expand(&codes, &module, EngineChoice::Auto);
    assert!(outcome.starts_with("run failed: the module trapped: wasm `unreachable`"), "{outcome}");
    assert_eq!(expand(&codes, &module, EngineChoice::Interpreter), WORKS);
}

#[test]
fn code_that_others_can_write_is_ignored() {
    let setup = setup();
    for mode in [0o620, 0o602, 0o666] {
        fs::set_permissions(&setup.file, PermissionsExt::from_mode(mode)).unwrap();
        setup.is_ignored_because("others may write there");
    }
}

#[test]
fn code_in_a_directory_that_others_can_write_to_is_ignored() {
    let setup = setup();
    for mode in [0o720, 0o702, 0o777] {
        fs::set_permissions(setup.codes.path(), PermissionsExt::from_mode(mode)).unwrap();
        setup.is_ignored_because("of its directory, others may write there");
    }
}

#[test]
fn code_of_another_user_is_ignored() {
    let setup = setup();
    // Only root can give files away.
    if std::os::unix::fs::chown(&setup.file, Some(12345), None).is_ok() {
        setup.is_ignored_because("it belongs to the user 12345");
    }
    let path = setup.codes.path();
    if std::os::unix::fs::chown(path, Some(12345), None).is_ok() {
        let codes = CodeDir::new(path);
        assert_eq!(expand(&codes, &setup.module, EngineChoice::Auto), WORKS);
        assert!(codes.take_warning().unwrap().contains("of its directory, it belongs to the user"));
    }
}

#[test]
fn code_that_was_cut_short_or_changed_is_ignored() {
    let setup = setup();
    let whole = fs::read(&setup.file).unwrap();
    for len in [0, 10, 40, 200, whole.len() / 2, whole.len() - 1] {
        fs::write(&setup.file, &whole[..len]).unwrap();
        setup.is_ignored_because("it ");
    }
    for at in (0..whole.len()).step_by(whole.len() / 20) {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        fs::write(&setup.file, changed).unwrap();
        setup.is_ignored_because("it ");
    }
    fs::write(&setup.file, [&whole[..], b"more"].concat()).unwrap();
    setup.is_ignored_because("it is not a file of compiled code");
    fs::remove_file(&setup.file).unwrap();
    fs::create_dir(&setup.file).unwrap();
    let codes = CodeDir::new(setup.codes.path());
    assert_eq!(expand(&codes, &setup.module, EngineChoice::Auto), WORKS);
    assert!(codes.take_warning().unwrap().contains("it is not a regular file"));
}

/// Renamed, for example.
#[test]
fn code_of_another_module_is_ignored() {
    let setup = setup();
    let other = wat::parse_str(MODULE.replace("(memory (export \"memory\") 1)", "")).unwrap();
    let other = compile_to(&setup.codes, &other, &Limits::default()).unwrap();
    fs::rename(other, &setup.file).unwrap();
    setup.is_ignored_because("it is for something else than its name says");
}

/// Files that are as they were written, with something in them that wasmtime does not take.
#[test]
fn code_that_the_engine_refuses_is_ignored() {
    let setup = setup();
    let good = compile(&setup.module, &Limits::default()).unwrap();
    // Cranelift's flags for another processor, and wasmtime's settings, are in text.
    let with_flag = |from: &[u8], to: &[u8]| {
        let at = good.windows(from.len()).position(|window| window == from)?;
        let mut other = good.clone();
        other[at..at + to.len()].copy_from_slice(to);
        Some(other)
    };
    let flags =
        [(&b"has_sse3"[..], &b"has_nope"[..]), (b"x86_64-", b"riscv64"), (b"enable_", b"enabel_")];
    let changed = flags.iter().filter_map(|(from, to)| with_flag(from, to));
    let mut refused = 0;
    for code in changed.chain([Vec::new(), b"\x7fELF".to_vec(), good[..good.len() / 3].to_vec()]) {
        setup.codes.write(&setup.module, &code).unwrap();
        let codes = CodeDir::new(setup.codes.path());
        assert_eq!(expand(&codes, &setup.module, EngineChoice::Auto), WORKS);
        assert!(codes.take_warning().is_some());
        refused += 1;
    }
    assert!(refused >= 4, "{refused}");
    // Other settings.
    let engine = wasmtime::Engine::default();
    let code = engine.precompile_module(&setup.module).unwrap();
    setup.codes.write(&setup.module, &code).unwrap();
    let codes = CodeDir::new(setup.codes.path());
    assert_eq!(expand(&codes, &setup.module, EngineChoice::Auto), WORKS);
    assert!(codes.take_warning().is_some());
}

#[test]
fn the_directory_and_its_files_are_only_for_the_user() {
    let setup = setup();
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(setup.codes.path()), 0o700);
    assert_eq!(mode(&setup.file), 0o600);
}

#[test]
fn many_can_write_the_same_code_at_once() {
    let setup = setup();
    let code = compile(&setup.module, &Limits::default()).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..50 {
                    setup.codes.write(&setup.module, &code).unwrap();
                    assert!(setup.codes.file_of(&setup.module).is_some());
                }
            });
        }
    });
    assert_eq!(setup.codes.take_warning(), None);
    assert_eq!(setup.codes.entries().unwrap().len(), 1);
    assert_eq!(fs::read_dir(setup.codes.path()).unwrap().count(), 1);
}

#[test]
fn what_was_used_longest_ago_is_removed_first() {
    let directory = tempfile::tempdir().unwrap();
    let codes = CodeDir::new(directory.path().join("codes"));
    assert_eq!(codes.entries().unwrap().len(), 0);
    assert_eq!(codes.prune(0).unwrap().len(), 0);
    let days = |days: u64| SystemTime::now() - Duration::from_secs(days * 24 * 60 * 60);
    let set = |path: &PathBuf, time| {
        fs::File::options().append(true).open(path).unwrap().set_modified(time).unwrap();
    };
    let modules: Vec<Vec<u8>> = (0..4u8).map(|number| [b"\0asm", &[number][..]].concat()).collect();
    let files: Vec<PathBuf> =
        modules.iter().map(|module| codes.write(module, &[0; 1000]).unwrap()).collect();
    for (file, age) in files.iter().zip([3, 1, 4, 2]) {
        set(file, days(age));
    }
    let unfinished = [codes.path().join("a.unfinished"), codes.path().join("b.unfinished")];
    unfinished.iter().for_each(|path| fs::write(path, "").unwrap());
    set(&unfinished[0], days(1));
    let order = |codes: &CodeDir| {
        let entries = codes.entries().unwrap().into_iter();
        entries.map(|entry| files.iter().position(|file| *file == entry.path).unwrap()).collect()
    };
    assert_eq!(order(&codes), [1, 3, 0, 2]);
    // Using one makes it the newest.
    assert_eq!(codes.file_of(&modules[2]), Some(files[2].clone()));
    let kept: Vec<usize> = order(&codes);
    assert_eq!(kept, [2, 1, 3, 0]);
    let len = files[0].metadata().unwrap().len();
    let removed = codes.prune(2 * len + len / 2).unwrap();
    let removed: Vec<_> = removed.into_iter().map(|entry| entry.path).collect();
    assert_eq!(removed, [files[3].clone(), files[0].clone()]);
    assert_eq!(order(&codes), [2, 1]);
    assert!(!unfinished[0].exists() && unfinished[1].exists());
}

#[test]
fn what_the_interpreter_refuses_is_not_compiled() {
    let module = MODULE.replace("(local.get 3)", "(local.get 4)");
    let error = compile(&wat::parse_str(module).unwrap(), &Limits::default()).unwrap_err();
    assert!(error.contains("unknown local"), "{error}");
    let locals = "i64 ".repeat(31_000);
    let module = MODULE.replace("(local.get 3)", &format!("(local {locals}) (local.get 3)"));
    let error = compile(&wat::parse_str(module).unwrap(), &Limits::default()).unwrap_err();
    assert!(error.contains("more than 30,000 local variables"), "{error}");
}
