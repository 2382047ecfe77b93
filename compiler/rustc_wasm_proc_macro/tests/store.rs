//! Expansions that are stored: used or not, the same comes of them, the host is asked the same, and the same is
//! charged. What must not be used is not.

#[allow(dead_code, reason = "not all of it is needed")]
mod generated;
#[allow(dead_code, reason = "not all of it is needed")]
mod host;

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use rustc_wasm_proc_macro::{
    Limits, MacroCrate, MacroKind, Options, Statics, Store, StoreUse, Total, Usage,
};
use twox_hash::XxHash3_64;

use host::{Span, Stream, TestHost, load, parse, root};

/// Who answers.
const HOST: &str = "a compiler 1.0";

/// A directory that is removed in the end.
struct Dir(PathBuf);

impl Dir {
    fn new() -> Dir {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let tests = std::env::temp_dir();
        Dir(tests.join(format!("store-{}-{number}", std::process::id())))
    }

    fn store(&self) -> Store {
        Store::new(&self.0, HOST)
    }

    fn files(&self) -> Vec<PathBuf> {
        let Ok(files) = self.0.read_dir() else { return Vec::new() };
        let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        files.sort();
        files
    }

    /// The only file.
    fn file(&self) -> PathBuf {
        let [file] = &*self.files() else { panic!("{:?}", self.files()) };
        file.clone()
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What is to be seen of an expansion.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    outcome: String,
    log: Vec<String>,
    usage: Option<Usage>,
}

/// What was seen without a store is seen with one, for less fuel: translating functions costs nothing. So what needs
/// all its fuel may do more, and is the last that is compared.
#[track_caller]
fn assert_same(with: &[Seen], without: &[Seen], what: &str) {
    assert_eq!(with.len(), without.len());
    for (number, (with, without)) in with.iter().zip(without).enumerate() {
        if without.outcome.contains("the limit `fuel`") {
            return;
        }
        let but_fuel = |seen: &Seen| {
            let used = seen.usage.filter(|_| is_good(&seen.outcome));
            (seen.outcome.clone(), seen.log.clone(), used.map(|used| (used.memory, used.requests)))
        };
        assert_eq!(but_fuel(with), but_fuel(without), "{what}, expansion {number}");
        let fuel = |seen: &Seen| seen.usage.map_or(0, |usage| usage.fuel);
        let (less, more) = (fuel(with), fuel(without));
        assert!(less <= more || !is_good(&with.outcome), "{what}, {number}: {less} > {more}");
    }
}

fn expand(krate: &MacroCrate, host: &mut TestHost, name: &str, inputs: Vec<Stream>) -> Seen {
    let outcome = host.expand(krate, name, inputs);
    Seen { outcome, log: std::mem::take(&mut host.log), usage: krate.usage() }
}

fn is_good(outcome: &str) -> bool {
    !outcome.contains(" failed: ") && !outcome.contains(" panicked ")
}

fn input(text: &str) -> Stream {
    parse(text, Span::INPUT).unwrap()
}

/// Runs all macros of a crate on some inputs.
fn expand_all(krate: &MacroCrate) -> Vec<Seen> {
    let mut seen = Vec::new();
    let texts = ["a += r#fn(b, \"c\")", "x", "a += r#fn(b, \"c\")"];
    for text in texts {
        for decl in krate.decls().macros.iter().take(8) {
            let inputs = match decl.kind {
                MacroKind::Attr => vec![input("x = 1"), input(text)],
                MacroKind::Derive { .. } | MacroKind::Bang => vec![input(text)],
            };
            let mut host = TestHost::default();
            seen.push(expand(krate, &mut host, &decl.name, inputs));
        }
    }
    seen
}

/// Expands all macros of a module without a store, filling one, and using it. Says how often that was of use, and how
/// many expansions did not fail.
fn compare(module: &[u8], options: Options) -> Option<(StoreUse, usize)> {
    let krate = |store: Option<Store>| {
        let krate = load(module.to_vec(), options).ok()?;
        Some(match store {
            Some(store) => krate.with_expansions_in(store, "program"),
            None => krate,
        })
    };
    let without = expand_all(&krate(None)?);
    let dir = Dir::new();
    let store = dir.store();
    let filling = expand_all(&krate(Some(store.clone()))?);
    assert_same(&filling, &without, "filling the store");
    store.save().unwrap();
    let store = dir.store();
    assert_eq!(expand_all(&krate(Some(store.clone()))?), filling, "using the store");
    let usage = store.usage();
    store.save().unwrap();
    let good = without.iter().filter(|seen| is_good(&seen.outcome));
    Some((usage, good.count()))
}

fn modules(directory: &str) -> Vec<PathBuf> {
    let files = root().join(directory).read_dir().unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|it| it == "wat")).collect();
    files.sort();
    files
}

fn options(statics: Statics) -> Options {
    Options { statics, backtrace: true, ..Options::default() }
}

#[test]
fn modules_do_the_same_with_and_without() {
    let (mut used, mut good) = (0, 0);
    for path in modules("tests/modules") {
        let module = wat::parse_file(&path).unwrap();
        for statics in [Statics::Shared, Statics::Fresh] {
            let mut options = options(statics);
            // Some run for as long as they may.
            options.limits.set("fuel=3M").unwrap();
            let Some((usage, expanded)) = compare(&module, options) else { continue };
            let name = path.display();
            assert!(usage.used >= expanded as u64, "{name}: {usage:?}, {expanded} expansions");
            used += usage.used;
            good += expanded;
        }
    }
    assert!(used > 300 && good > 300, "{used} of {good} used");
}

#[test]
fn hostile_modules_do_the_same_with_and_without() {
    let mut used = 0;
    let small = || {
        let mut limits = Limits::default();
        limits.set("fuel=3M").unwrap();
        limits
    };
    for path in modules("tests/hostile") {
        let text = fs::read_to_string(&path).unwrap();
        let mut limits = small();
        let option = text.lines().find_map(|line| line.strip_prefix(";; LIMITS: "));
        option.into_iter().for_each(|option| limits.set(option).unwrap());
        let options = Options { limits, ..Options::default() };
        let module = wat::parse_str(&text).unwrap();
        used += compare(&module, options).map_or(0, |(usage, _)| usage.used);
    }
    assert!(used > 50, "{used}");
}

/// One of how many generated modules is tried: all of them take minutes.
const STEP: usize = 11;

#[test]
fn generated_modules_do_the_same_with_and_without() {
    let mut limits = Limits::default();
    for option in ["fuel=300K", "memory=4M", "table=1K", "output=100K", "depth=500"] {
        limits.set(option).unwrap();
    }
    let base = modules("tests/hostile");
    let base: Vec<Vec<u8>> = base.iter().map(|path| wat::parse_file(path).unwrap()).collect();
    let (mut tried, mut used) = (0, 0);
    for (number, module) in generated::all(&base).step_by(STEP).enumerate() {
        let statics = if number % 2 == 0 { Statics::Shared } else { Statics::Fresh };
        let options = Options { limits, statics, ..Options::default() };
        if let Some((usage, _)) = compare(&module, options) {
            tried += 1;
            used += usage.used;
        }
    }
    assert!(tried > 50 && used > 50, "{used} used in {tried} modules");
}

/// `text` returns its input as text, parsed anew, once it has been printed; `world` looks at a variable, a file and
/// random numbers; `count` parses the number of its expansions; `here` asks for lines of spans, and for spans that are
/// made of others; `spin` computes something and has the host expand its input.
const MODULE: &str = r#"
(module
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (import "wasm_proc_macro" "print" (func $print (param i32 i32 i32)))
  (import "wasm_proc_macro" "env_var" (func $env_var (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random_get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "path_open"
    (func $path_open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read"
    (func $fd_read (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "CARGO_PKG_VERSIONpkg/a.txt")
  (global $seen (mut i32) (i32.const 0))
  ;; A request with a handle behind its tag, whose reply is at 1024.
  (func $ask (param $tag i32) (param $handle i32) (result i32)
    (i32.store8 (i32.const 512) (local.get $tag))
    (i32.store (i32.const 513) (local.get $handle))
    (call $call (i32.const 512) (i32.const 5) (i32.const 1024) (i32.const 1024)))
  ;; Parses as many bytes of text, which are at 3077.
  (func $parse (param $len i32) (result i32)
    (i32.store8 (i32.const 3072) (i32.const 9))
    (i32.store (i32.const 3073) (local.get $len))
    (drop (call $call (i32.const 3072) (i32.add (local.get $len) (i32.const 5))
      (i32.const 1024) (i32.const 1024)))
    (i32.load (i32.const 1026)))
  (func (export "text") (param i32 i32 i32 i32) (result i32)
    (local $len i32)
    (drop (call $ask (i32.const 10) (local.get 3)))
    (local.set $len (i32.load (i32.const 1025)))
    (memory.copy (i32.const 3077) (i32.const 1029) (local.get $len))
    (call $print (i32.const 1) (i32.const 3077) (local.get $len))
    (call $parse (local.get $len)))
  (func (export "world") (param i32 i32 i32 i32) (result i32)
    (local $len i32)
    ;; Digits of what was seen.
    (local.set $len (call $env_var (i32.const 0) (i32.const 17) (i32.const 2048) (i32.const 64)))
    (drop (call $random_get (i32.add (i32.const 2048) (local.get $len)) (i32.const 8)))
    (local.set $len (i32.add (local.get $len) (i32.const 8)))
    (drop (call $path_open (i32.const 3) (i32.const 0) (i32.const 17) (i32.const 9) (i32.const 0)
      (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 600)))
    (i32.store (i32.const 608) (i32.add (i32.const 2048) (local.get $len)))
    (i32.store (i32.const 612) (i32.const 64))
    (drop (call $fd_read (i32.load (i32.const 600)) (i32.const 608) (i32.const 1) (i32.const 604)))
    (local.set $len (i32.add (local.get $len) (i32.load (i32.const 604))))
    (local.set 0 (i32.const 0))
    (loop
      (i32.store8 (i32.add (i32.const 3077) (local.get 0))
        (i32.add (i32.const 97)
          (i32.rem_u (i32.load8_u (i32.add (i32.const 2048) (local.get 0))) (i32.const 26))))
      (br_if 0 (i32.lt_u (local.tee 0 (i32.add (local.get 0) (i32.const 1))) (local.get $len))))
    (call $parse (local.get $len)))
  (func (export "count") (param i32 i32 i32 i32) (result i32)
    (global.set $seen (i32.add (global.get $seen) (i32.const 1)))
    (i32.store8 (i32.const 3077) (i32.add (i32.const 48) (global.get $seen)))
    (call $parse (i32.const 1)))
  (func (export "here") (param i32 i32 i32 i32) (result i32)
    (drop (call $ask (i32.const 14) (local.get 3)))
    ;; The span of the only token, an identifier of one letter: its line, its source, and the line of that.
    (local.set 0 (i32.load (i32.const 1036)))
    (drop (call $ask (i32.const 21) (local.get 0)))
    (i32.store8 (i32.const 3077) (i32.load8_u (i32.const 1025)))
    (drop (call $ask (i32.const 17) (local.get 0)))
    (drop (call $ask (i32.const 21) (i32.load (i32.const 1025))))
    (i32.store8 (i32.const 3078) (i32.load8_u (i32.const 1025)))
    (call $parse (i32.const 2)))
  (func (export "spin") (param i32 i32 i32 i32) (result i32)
    (local i32)
    (local.set 4 (i32.const 10000))
    (loop
      (br_if 0 (local.tee 4 (i32.sub (local.get 4) (i32.const 1)))))
    (drop (memory.grow (i32.const 3)))
    (drop (call $ask (i32.const 6) (local.get 3)))
    (drop (call $ask (i32.const 8) (i32.load (i32.const 1025))))
    (local.get 3))
  (@custom ".rustc_proc_macro_decls" "abi:3\nbang:text:text\nbang:world:world\nbang:count:count\nbang:here:here\nbang:spin:spin"))
"#;

fn module() -> Vec<u8> {
    wat::parse_str(MODULE).unwrap()
}

/// A crate of `MODULE` with what is in the directory.
fn krate(dir: &Dir, statics: Statics) -> (MacroCrate, Store) {
    let store = dir.store();
    let krate = load(module(), options(statics)).unwrap();
    (krate.with_expansions_in(store.clone(), "program"), store)
}

/// Expands a macro alone in a crate that knows what is in the directory, and keeps that. Whether the module was run.
fn once(dir: &Dir, host: &mut TestHost, name: &str, text: &str) -> (Seen, bool) {
    let (krate, store) = krate(dir, Statics::Fresh);
    let seen = expand(&krate, host, name, vec![input(text)]);
    store.save().unwrap();
    let StoreUse { used, run, .. } = store.usage();
    assert_eq!(used + run, 1);
    assert_eq!(krate.was_stored(), used == 1);
    (seen, run == 1)
}

/// The same without a store.
fn plain(host: &mut TestHost, name: &str, text: &str) -> Seen {
    let krate = load(module(), options(Statics::Fresh)).unwrap();
    expand(&krate, host, name, vec![input(text)])
}

#[test]
fn what_is_known_is_not_run() {
    let dir = Dir::new();
    for (number, text) in ["a b", "a b", "a c", "a b", "a c"].into_iter().enumerate() {
        let (seen, is_run) = once(&dir, &mut TestHost::default(), "text", text);
        assert_same(
            std::slice::from_ref(&seen),
            &[plain(&mut TestHost::default(), "text", text)],
            text,
        );
        assert_eq!(
            seen.outcome,
            format!("text: {}@call_site {}@call_site", &text[..1], &text[2..])
        );
        assert_eq!(seen.log, [format!("Stdout: \"{text}\"")]);
        assert_eq!(is_run, number == 0 || number == 2, "{number}");
    }
}

#[test]
fn another_world_is_another_expansion() {
    let dir = Dir::new();
    let hosts: [fn() -> TestHost; 5] = [
        TestHost::default,
        || TestHost { seed: 7, ..TestHost::default() },
        || TestHost { version: Some("1.2.4"), ..TestHost::default() },
        || TestHost { more_text: ", and more", ..TestHost::default() },
        || TestHost {
            more_text: ", and more, so that it is longer than what is stored as it is",
            ..TestHost::default()
        },
    ];
    let mut outcomes = Vec::new();
    for round in 0..2 {
        for host in hosts {
            let (seen, is_run) = once(&dir, &mut host(), "world", "");
            assert_same(std::slice::from_ref(&seen), &[plain(&mut host(), "world", "")], "world");
            assert_eq!(is_run, round == 0, "{seen:?}");
            outcomes.push(seen.outcome);
        }
    }
    outcomes.sort();
    outcomes.dedup();
    assert_eq!(outcomes.len(), hosts.len());
}

/// Spans are the host's: those of a stored expansion are used with others, if what is asked of them has the same
/// answers.
#[test]
fn another_span_is_what_comes_out() {
    let dir = Dir::new();
    let expand = |span: Span, text: &str, name: &str| {
        let run = |krate: &MacroCrate| {
            let input = parse(text, span).unwrap();
            expand(krate, &mut TestHost::default(), name, vec![input])
        };
        let (krate, store) = krate(&dir, Statics::Fresh);
        let seen = run(&krate);
        let without = run(&load(module(), options(Statics::Fresh)).unwrap());
        assert_same(std::slice::from_ref(&seen), &[without], text);
        store.save().unwrap();
        (seen, store.usage().run == 1)
    };
    let (there, is_run) = expand(Span::INPUT, "x", "here");
    assert!(is_run);
    let (here, is_run) = expand(Span::CALL_SITE, "x", "here");
    assert!(is_run && here != there);
    for (span, seen) in [(Span::INPUT, there), (Span::CALL_SITE, here)] {
        assert_eq!(expand(span, "x", "here"), (seen, false));
    }
    // It returns what it is given, and asks nothing of its span.
    let (there, is_run) = expand(Span::INPUT, "x", "spin");
    assert!(is_run && there.outcome == "spin: x", "{there:?}");
    let (here, is_run) = expand(Span::MIXED_SITE, "x", "spin");
    assert!(!is_run && here.outcome == "spin: x@mixed_site", "{here:?}");
}

#[test]
fn another_module_option_or_host_is_another_file() {
    let dir = Dir::new();
    once(&dir, &mut TestHost::default(), "text", "a");
    let run = |module: Vec<u8>, options: Options, store: Store, name: &str| {
        let krate = load(module, options).unwrap().with_expansions_in(store.clone(), name);
        expand(&krate, &mut TestHost::default(), "text", vec![input("a")]);
        store.usage().run == 1
    };
    let fresh = options(Statics::Fresh);
    assert!(!run(module(), fresh, dir.store(), "program"));
    assert!(run(module(), options(Statics::Shared), dir.store(), "program"));
    let mut limits = Limits::default();
    limits.set("depth=1000").unwrap();
    assert!(run(module(), Options { limits, ..fresh }, dir.store(), "program"));
    assert!(run(module(), fresh, Store::new(&dir.0, "a compiler 1.1"), "program"));
    assert!(run(module(), fresh, dir.store(), "library"));
    // Only a name in a custom section at the end.
    let other = [&module()[..], b"\x00\x02\x01x"].concat();
    assert!(run(other, fresh, dir.store(), "program"));
    // A panic's trace is no part of what is stored.
    assert!(!run(module(), Options { backtrace: false, ..fresh }, dir.store(), "program"));
}

#[test]
fn shared_statics_depend_on_what_was_before() {
    let dir = Dir::new();
    let expand = |krate: &MacroCrate, name: &str, text: &str| {
        expand(krate, &mut TestHost::default(), name, vec![input(text)])
    };
    let counts = |names: &[&str]| {
        let (krate, store) = krate(&dir, Statics::Shared);
        let without = load(module(), options(Statics::Shared)).unwrap();
        let seen: Vec<String> = names
            .iter()
            .map(|name| {
                let (macro_, text) = name.split_once(' ').unwrap_or((name, "a"));
                let seen = expand(&krate, macro_, text);
                assert_same(std::slice::from_ref(&seen), &[expand(&without, macro_, text)], name);
                seen.outcome
            })
            .collect();
        store.save().unwrap();
        (seen.join("; "), store.usage().used, store.usage().run)
    };
    let three = "count: 1@call_site; count: 2@call_site; count: 3@call_site".to_owned();
    assert_eq!(counts(&["count"; 3]), (three.clone(), 0, 3));
    assert_eq!(counts(&["count"; 3]), (three, 3, 0));
    // The instance has to do first what it was not run for.
    let (seen, used, run) = counts(&["count", "count", "text", "count", "count"]);
    assert_eq!(
        seen,
        "count: 1@call_site; count: 2@call_site; text: a@call_site; count: 3@call_site; count: 4@call_site"
    );
    assert_eq!((used, run), (2, 3));
    // An instance that is there, and has missed something in between.
    let (seen, used, run) = counts(&["count", "text b", "count"]);
    assert_eq!(seen, "count: 1@call_site; text: b@call_site; count: 2@call_site");
    assert_eq!((used, run), (1, 2));
    let (seen, used, run) = counts(&["count", "text b", "count", "count", "world", "count"]);
    assert!(seen.ends_with("count: 4@call_site"), "{seen}");
    assert_eq!((used, run), (3, 3));
}

#[test]
fn expansions_inside_of_others_are_stored_for_themselves() {
    for statics in [Statics::Shared, Statics::Fresh] {
        let dir = Dir::new();
        for round in 0..3 {
            let (krate, store) = krate(&dir, statics);
            let krate = Rc::new(krate);
            let without = Rc::new(load(module(), options(statics)).unwrap());
            let expand = |krate: &Rc<MacroCrate>| {
                let nested = Some((krate.clone(), "text"));
                let mut host = TestHost { nested, ..TestHost::default() };
                let text = if round == 2 { "other" } else { "a" };
                expand(krate, &mut host, "spin", vec![input(text)])
            };
            assert_same(&[expand(&krate)], &[expand(&without)], "inside");
            store.save().unwrap();
            let StoreUse { used, run, .. } = store.usage();
            // What the outer one is told of the inner one is a handle, the same for all that it can be.
            let expected = [(0, 2), (2, 0), (1, 1)];
            assert_eq!((used, run), expected[round], "round {round}");
        }
    }
}

#[test]
fn totals_and_limits_do_not_depend_on_what_is_stored() {
    for (statics, limit) in [
        (Statics::Fresh, "total-fuel=300K"),
        (Statics::Shared, "total-fuel=300K"),
        (Statics::Fresh, "total-output=1K"),
        (Statics::Shared, "total-output=2K"),
        (Statics::Fresh, "fuel=30K"),
        (Statics::Fresh, "memory=100K"),
        (Statics::Fresh, "output=700"),
    ] {
        let dir = Dir::new();
        let mut limits = Limits::default();
        limits.set(limit).unwrap();
        let options = Options { limits, statics, ..Options::default() };
        let exhaust = || {
            let store = dir.store();
            let krate = load(module(), options).unwrap().counting_in(Total::default());
            let krate = krate.with_expansions_in(store.clone(), "program");
            // None of them is like another, so that all are run if nothing is stored.
            let names = ["spin", "text", "spin", "count"].into_iter().cycle().take(60);
            let expand = |(number, name)| {
                let input = input(&format!("a{}", 10 + number));
                expand(&krate, &mut TestHost::default(), name, vec![input])
            };
            let seen: Vec<_> = names.enumerate().map(expand).collect();
            store.save().unwrap();
            (seen, store.usage().used)
        };
        let (run, _) = exhaust();
        assert!(run.iter().any(|seen| seen.outcome.contains(" failed: the limit")), "{limit}");
        let good = run.iter().filter(|seen| is_good(&seen.outcome)).count();
        for _ in 0..2 {
            let (seen, used) = exhaust();
            assert_eq!(seen, run, "{limit}");
            // Near the end of that, a module may be told less of files, so that nothing is used.
            let is_near = limit.starts_with("total-output");
            assert_eq!(used, if is_near { 0 } else { good as u64 }, "{limit}");
        }
    }
}

/// An expansion that is larger than what is left to it is run, to fail where it fails.
#[test]
fn a_limit_that_is_near_is_reached_by_the_module() {
    let (dir, nothing) = (Dir::new(), Dir::new());
    let (filled, store) = krate(&dir, Statics::Fresh);
    expand(&filled, &mut TestHost::default(), "text", vec![input("a")]);
    store.save().unwrap();
    let mut outcomes = Vec::new();
    let fuel = ["60K", "80K", "84K", "86K", "88K", "90K", "92K", "94K", "96K", "100K", "200K"];
    let fuel = fuel.map(|fuel| format!("fuel={fuel}"));
    let memory = ["300K", "320K", "330K", "400K"].map(|memory| format!("memory={memory}"));
    for limit in fuel.iter().chain(&memory) {
        let mut limits = Limits::default();
        limits.set(limit).unwrap();
        let run = |dir: &Dir| {
            let options = Options { limits, ..options(Statics::Fresh) };
            let outer = load(module(), options).unwrap();
            // What the outer one has left is less than what this one may use.
            let (inner, store) = krate(dir, Statics::Fresh);
            let nested = Some((Rc::new(inner), "text"));
            let mut host = TestHost { nested, ..TestHost::default() };
            let seen = expand(&outer, &mut host, "spin", vec![input("a")]);
            (seen, store.usage().used)
        };
        let ((with, used), (without, _)) = (run(&dir), run(&nothing));
        assert_eq!(with, without, "{limit}");
        outcomes.push((with.outcome, used));
    }
    // The inner one was used, or has reached the limit of the outer one.
    assert!(outcomes.iter().any(|(_, used)| *used == 1), "{outcomes:?}");
    assert!(outcomes.iter().any(|(_, used)| *used == 0), "{outcomes:?}");
}

#[test]
fn damaged_files_are_replaced() {
    let dir = Dir::new();
    once(&dir, &mut TestHost::default(), "text", "a");
    let file = dir.file();
    let good = fs::read(&file).unwrap();
    let damage: [fn(&mut Vec<u8>); 6] = [
        Vec::clear,
        |file| file.truncate(file.len() - 1),
        |file| file[0] ^= 1,
        |file| {
            let middle = file.len() / 2;
            file[middle] ^= 0x40;
        },
        |file| file.push(0),
        |file| *file = b"something else".to_vec(),
    ];
    for damage in damage {
        let mut bad = good.clone();
        damage(&mut bad);
        fs::write(&file, &bad).unwrap();
        let (seen, is_run) = once(&dir, &mut TestHost::default(), "text", "a");
        assert!(is_run && seen.outcome == "text: a@call_site", "{seen:?}");
        let (seen, is_run) = once(&dir, &mut TestHost::default(), "text", "a");
        assert!(!is_run && seen.outcome == "text: a@call_site", "{seen:?}");
    }
    // Neither a directory in its place nor a missing one is an error of the expansion.
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    let (krate, store) = krate(&dir, Statics::Fresh);
    let seen = expand(&krate, &mut TestHost::default(), "text", vec![input("a")]);
    assert_eq!(seen.outcome, "text: a@call_site");
    let error = store.save().unwrap_err();
    assert!(error.starts_with(&format!("`{}`: ", dir.0.display())), "{error}");
}

/// What nobody but the user could do: exchanges that the module never had.
#[test]
fn what_is_not_of_the_module_is_an_error_and_removed() {
    let (dir, forged) = (Dir::new(), Dir::new());
    // One that first asks whether its input is empty.
    let other = MODULE.replacen(
        "(drop (call $ask (i32.const 10)",
        "(drop (call $ask (i32.const 8) (local.get 3))) (drop (call $ask (i32.const 10)",
        1,
    );
    for (dir, text) in [(&dir, MODULE), (&forged, &other)] {
        let store = dir.store();
        let krate = load(wat::parse_str(text).unwrap(), options(Statics::Fresh)).unwrap();
        let krate = krate.with_expansions_in(store.clone(), "program");
        expand(&krate, &mut TestHost::default(), "text", vec![input("a")]);
        store.save().unwrap();
    }
    // Its header says what it is of, which is under its hash.
    let (real, mut file) = (fs::read(dir.file()).unwrap(), fs::read(forged.file()).unwrap());
    file[28..60].copy_from_slice(&real[28..60]);
    let hash = XxHash3_64::oneshot(&file[24..]);
    file[16..24].copy_from_slice(&hash.to_le_bytes());
    fs::write(dir.file(), file).unwrap();
    // It goes astray where the text is another one, when it has asked what the module does not ask.
    let (krate, store) = krate(&dir, Statics::Fresh);
    let seen = expand(&krate, &mut TestHost::default(), "text", vec![input("b")]);
    let expected = format!(
        "text failed: the module does not do what `{}` says of it, which has been removed from there",
        dir.0.display()
    );
    assert!(seen.outcome.starts_with(&expected), "{seen:?}");
    assert!(dir.files().is_empty());
    let seen = expand(&krate, &mut TestHost::default(), "text", vec![input("b")]);
    assert_eq!(seen.outcome, "text: b@call_site");
    store.save().unwrap();
    assert!(!once(&dir, &mut TestHost::default(), "text", "b").1);
}

#[test]
fn several_compilers_can_write_at_once() {
    let dir = Dir::new();
    let texts: Vec<String> = (0..8).map(|number| format!("a{number}")).collect();
    // All have read the same before any of them writes.
    let all: Vec<_> = texts
        .iter()
        .map(|text| {
            let (krate, store) = krate(&dir, Statics::Fresh);
            expand(&krate, &mut TestHost::default(), "text", vec![input(text)]);
            store
        })
        .collect();
    all.iter().for_each(|store| store.save().unwrap());
    for text in &texts {
        assert!(!once(&dir, &mut TestHost::default(), "text", text).1, "{text}");
    }
    // At the same time.
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let dir = &dir;
            scope.spawn(move || {
                for number in 0..20 {
                    let text = format!("b{}", (number * 7 + thread * 3) % 20);
                    let (seen, _) = once(dir, &mut TestHost::default(), "text", &text);
                    assert_eq!(seen.outcome, format!("text: {text}@call_site"));
                }
            });
        }
    });
    // A file that can be read, with what was written last, and nothing else.
    assert_eq!(dir.files().len(), 1);
    let known = (0..20)
        .filter(|number| !once(&dir, &mut TestHost::default(), "text", &format!("b{number}")).1);
    assert!(known.count() > 0);
}

#[test]
fn what_was_used_longest_ago_is_removed() {
    let dir = Dir::new();
    let expand_in = |name: &str, max: u64| {
        let store = Store::with_max(&dir.0, HOST, max);
        let krate = load(module(), options(Statics::Fresh)).unwrap();
        let krate = krate.with_expansions_in(store.clone(), name);
        expand(&krate, &mut TestHost::default(), "text", vec![input("a")]);
        store.save().unwrap();
        store.usage().run == 1
    };
    for name in ["one", "two", "three", "four"] {
        assert!(expand_in(name, 1 << 20));
    }
    let files = dir.files();
    assert_eq!(files.len(), 4);
    let len: u64 = files.iter().map(|file| fs::metadata(file).unwrap().len()).sum();
    // Two days ago. The day is in the header, behind the identity.
    for (file, days) in files.iter().zip([2, 0, 1, 0]) {
        let mut content = fs::read(file).unwrap();
        let day = u32::from_le_bytes(content[60..64].try_into().unwrap()) - days;
        content[60..64].copy_from_slice(&day.to_le_bytes());
        let hash = XxHash3_64::oneshot(&content[24..]);
        content[16..24].copy_from_slice(&hash.to_le_bytes());
        fs::write(file, content).unwrap();
    }
    // By name: four, one, three and two. The one that is used first is used today.
    assert!(!expand_in("four", 1 << 20));
    assert!(expand_in("five", len));
    let left: Vec<String> = dir
        .files()
        .iter()
        .map(|file| {
            file.file_name().unwrap().to_str().unwrap().split('-').next().unwrap().to_owned()
        })
        .collect();
    assert_eq!(left, ["five", "four", "one", "two"]);
    // What nobody has finished for a long time.
    let unfinished = dir.0.join("x.unfinished");
    let file = fs::File::create(&unfinished).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(2 * 60 * 60)).unwrap();
    assert!(expand_in("six", 1 << 20));
    assert!(!unfinished.exists());
}

#[test]
fn what_sessions_do_not_use_is_forgotten() {
    let dir = Dir::new();
    once(&dir, &mut TestHost::default(), "text", "first");
    let mut largest = 0;
    for number in 0..40 {
        let (_, is_run) = once(&dir, &mut TestHost::default(), "text", &format!("new{number}"));
        assert!(is_run);
        largest = largest.max(fs::metadata(dir.file()).unwrap().len());
    }
    assert!(once(&dir, &mut TestHost::default(), "text", "first").1);
    assert!(!once(&dir, &mut TestHost::default(), "text", "new39").1);
    assert!(largest < 4000, "{largest}");
}

#[cfg(unix)]
#[test]
fn what_others_can_change_is_not_used() {
    use std::os::unix::fs::PermissionsExt;

    let dir = Dir::new();
    let set =
        |path: &Path, mode| fs::set_permissions(path, PermissionsExt::from_mode(mode)).unwrap();
    once(&dir, &mut TestHost::default(), "text", "a");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&dir.0), mode(&dir.file())), (0o700, 0o600));
    set(&dir.file(), 0o666);
    assert!(once(&dir, &mut TestHost::default(), "text", "a").1);
    assert!(!once(&dir, &mut TestHost::default(), "text", "a").1);
    set(&dir.0, 0o777);
    let (krate, store) = krate(&dir, Statics::Fresh);
    expand(&krate, &mut TestHost::default(), "text", vec![input("a")]);
    assert_eq!(store.usage().run, 1);
    assert!(store.save().unwrap_err().ends_with("others may write there"));
}

#[test]
fn a_comparison_neither_uses_nor_stores_anything() {
    let dir = Dir::new();
    for statics in [Statics::Shared, Statics::Fresh] {
        for _ in 0..2 {
            let (krate, store) = krate(&dir, statics);
            let decl = krate.decls().macros.iter().find(|decl| decl.name == "count").unwrap();
            let mut host = TestHost::default();
            expand(&krate, &mut host, "count", vec![input("a")]);
            let compared = krate.expand_and_compare(&mut host, decl, vec![input("a")]);
            let is_pure = compared.unwrap().1.is_none();
            // The second of an instance that has run, or has yet to run, the first.
            assert_eq!(is_pure, statics == Statics::Fresh);
            let seen = expand(&krate, &mut host, "count", vec![input("a")]);
            let number = if is_pure { 1 } else { 3 };
            assert_eq!(seen.outcome, format!("count: {number}@call_site"));
            store.save().unwrap();
        }
    }
}
