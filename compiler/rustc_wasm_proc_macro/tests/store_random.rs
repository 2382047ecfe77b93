//! Macros made at random, with a store and without: the same comes of them, whatever of the world, the input and
//! the expansions before is what it was when they were stored.

#[allow(dead_code, reason = "not all of it is needed")]
mod host;
#[path = "../../rustc_wasm_object/tests/common/random.rs"]
mod random;

use std::rc::Rc;

use rustc_wasm_proc_macro::{MacroCrate, Options, Statics, Store, StoreUse, Usage};

use host::{Span, TestHost, load, parse};
use random::Random;

/// How many modules are made, and how many sessions each of them has.
const MODULES: u64 = 40;
const SESSIONS: usize = 5;

/// What the statements of a macro need. `$mix` takes a reply at 2048 into account, and `$ask` sends a tag and a handle.
const PRELUDE: &str = r#"
  (import "wasm_proc_macro" "call" (func $call (param i32 i32 i32 i32) (result i32)))
  (import "wasm_proc_macro" "print" (func $print (param i32 i32 i32)))
  (import "wasm_proc_macro" "panic" (func $panic (param i32 i32 i32 i32 i32)))
  (import "wasm_proc_macro" "catch" (func $catch (param i32 i32) (result i32)))
  (import "wasm_proc_macro" "throw" (func $throw))
  (import "wasm_proc_macro" "env_var" (func $env_var (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "random_get" (func $random_get (param i32 i32) (result i32)))
  (memory (export "memory") 1)
  (data (i32.const 0) "CARGO_PKG_VERSION")
  (data (i32.const 64) "\09\05\00\00\00x y z")
  (data (i32.const 96) "\09\07\00\00\00f(1, 2)")
  (global $static (mut i32) (i32.const 1))
  (global $acc (mut i32) (i32.const 0))
  (global $held (mut i32) (i32.const 0))
  (func $mix (param $len i32)
    (global.set $acc (i32.add (i32.mul (global.get $acc) (i32.const 31)) (local.get $len)))
    (loop
      (local.set $len (i32.sub (local.get $len) (i32.const 1)))
      (global.set $acc (i32.add (i32.mul (global.get $acc) (i32.const 31))
        (i32.load8_u (i32.add (i32.const 2048) (i32.and (local.get $len) (i32.const 1023))))))
      (br_if 0 (i32.gt_s (local.get $len) (i32.const 0)))))
  (func $ask (param $tag i32) (param $handle i32)
    (i32.store8 (i32.const 1024) (local.get $tag))
    (i32.store (i32.const 1025) (local.get $handle))
    (call $mix (call $call (i32.const 1024) (i32.const 5) (i32.const 2048) (i32.const 1024))))
  (func $parse (param $at i32) (param $len i32)
    (call $mix (call $call (local.get $at) (local.get $len) (i32.const 2048) (i32.const 1024)))
    (global.set $held (i32.load (i32.const 2050))))
  (func (export "wasm_proc_macro_caught") (param i32 i32)
    (call $parse (i32.const 64) (i32.const 10))
    (if (i32.and (global.get $acc) (i32.const 1)) (then (call $throw))))
"#;

/// Has the input expanded as an expression, which is done by the macro `c`.
const EXPAND: &str = "(call $ask (i32.const 8) (local.get $in))";

/// Statements of a macro whose input is `$in`, with blocks in blocks.
fn statements(random: &mut Random, depth: usize) -> String {
    let mut out = String::new();
    for _ in 0..1 + random.next() % 5 {
        out += match random.next() % 20 {
            0 => "(call $parse (i32.const 64) (i32.const 10))",
            1 => "(call $parse (i32.const 96) (i32.const 12))",
            // To a string, whether it is empty, a copy of it.
            2 | 3 => "(call $ask (i32.const 10) (local.get $in))",
            4 => "(call $ask (i32.const 7) (local.get $in))",
            5 => "(call $ask (i32.const 6) (local.get $in)) (global.set $held (i32.load (i32.const 2049)))",
            // The trees of a copy.
            6 | 7 => {
                "(call $ask (i32.const 6) (local.get $in))
                 (call $ask (i32.const 14) (i32.load (i32.const 2049)))"
            }
            // Of the call site: its line, its text, the span it comes from.
            8 => "(call $ask (i32.const 21) (local.get $span))",
            9 => "(call $ask (i32.const 28) (local.get $span))",
            10 => "(call $ask (i32.const 17) (local.get $span))",
            11 => "(call $print (i32.const 1) (i32.const 2048) (i32.and (global.get $acc) (i32.const 7)))",
            12 => {
                "(call $mix (call $env_var (i32.const 0) (i32.const 17) (i32.const 2048) (i32.const 64)))"
            }
            13 => "(drop (call $random_get (i32.const 2048) (i32.const 4))) (call $mix (i32.const 4))",
            14 => {
                "(global.set $static (i32.add (global.get $static) (global.get $acc)))
                 (global.set $acc (i32.xor (global.get $acc) (global.get $static)))"
            }
            15 => EXPAND,
            16 => {
                "(if (i32.eqz (i32.and (global.get $acc) (i32.const 63)))
                   (then (call $panic (i32.const 0) (i32.const 5) (i32.const 1) (i32.const 0) (i32.const 0))
                     unreachable))
                 (drop (memory.grow (i32.and (global.get $acc) (i32.const 3))))"
            }
            17 => "(drop (call $catch (i32.const 1) (i32.const 2)))",
            _ if depth < 3 => {
                let [one, other] = [(); 2].map(|()| statements(random, depth + 1));
                out += &format!(
                    "(if (i32.and (i32.shr_u (global.get $acc) (i32.const {})) (i32.const 1))
                       (then {one}) (else {other}))",
                    random.next() % 8
                );
                continue;
            }
            _ => "(call $ask (i32.const 9) (i32.const 0))",
        };
        out.push('\n');
    }
    out
}

fn module(seed: u64) -> Vec<u8> {
    let mut random = Random(seed);
    let mut text = format!("(module {PRELUDE}");
    for name in ["a", "b", "c"] {
        let mut body = statements(&mut random, 0);
        if name == "c" {
            body = body.replace(EXPAND, "");
        }
        text += &format!(
            "(func (export \"{name}\") (param i32) (param $span i32) (param i32) (param $in i32) (result i32)
               (global.set $acc (i32.const 0))
               (global.set $held (i32.const 0))
               {body}
               (select (local.get $in) (global.get $held)
                 (i32.or (i32.and (global.get $acc) (i32.const 4)) (i32.eqz (global.get $held)))))"
        );
    }
    text += r#"(@custom ".rustc_proc_macro_decls" "abi:3\nbang:a:a\nbang:b:b\nbang:c:c"))"#;
    wat::parse_str(text).unwrap()
}

/// What happens in a session: macros with their inputs, and worlds.
fn session(random: &mut Random, first: &[(usize, usize, u64)]) -> Vec<(usize, usize, u64)> {
    let same = first.len().min((random.next() % 12) as usize);
    let pick = |random: &mut Random| {
        let next = random.next() as usize;
        (next % 3, next / 3 % 3, u64::from((next / 9).is_multiple_of(5)))
    };
    let rest = (same..10).map(|_| pick(random)).collect::<Vec<_>>();
    first[..same].iter().copied().chain(rest).collect()
}

fn run(
    krate: &Rc<MacroCrate>,
    session: &[(usize, usize, u64)],
) -> Vec<(String, Vec<String>, Option<Usage>)> {
    const INPUTS: [&str; 3] = ["x", "y (z) + 1", "\"text\" 'a' [1, 2, [3]]"];
    let each = |&(macro_, input, world): &(usize, usize, u64)| {
        let name = ["a", "b", "c"][macro_];
        let nested = (name != "c").then(|| (krate.clone(), "c"));
        let version = (world != 0).then_some("9.9.9");
        let mut host = TestHost { nested, seed: world, version, ..TestHost::default() };
        let outcome = host.expand(krate, name, vec![parse(INPUTS[input], Span::INPUT).unwrap()]);
        (outcome, host.log, krate.usage())
    };
    session.iter().map(each).collect()
}

#[test]
fn macros_made_at_random_do_the_same_with_and_without() {
    let mut all = StoreUse::default();
    for seed in 0..MODULES {
        let module = module(seed);
        let mut random = Random(seed + 1_000_000);
        let path = std::env::temp_dir().join(format!("store-random-{}-{seed}", std::process::id()));
        let statics = if seed % 2 == 0 { Statics::Fresh } else { Statics::Shared };
        let options = Options { statics, ..Options::default() };
        let mut first = Vec::new();
        for number in 0..SESSIONS {
            let session = session(&mut random, &first);
            let without = Rc::new(load(module.clone(), options).unwrap());
            let store = Store::new(&path, "test");
            let with = load(module.clone(), options).unwrap();
            let with = Rc::new(with.with_expansions_in(store.clone(), "program"));
            let (without, with) = (run(&without, &session), run(&with, &session));
            // With a store, translating functions costs nothing, so that less fuel is used.
            let is_same = |at: usize| {
                let ((one, one_log, _), (other, other_log, _)) = (&with[at], &without[at]);
                (one, one_log) == (other, other_log)
            };
            let different = (0..session.len()).find(|&at| !is_same(at));
            let shown = different.map(|at| (at, &with[at], &without[at]));
            assert_eq!(shown, None, "seed {seed}, session {number}, {session:?}");
            store.save().unwrap();
            let usage = store.usage();
            all.used += usage.used;
            all.run += usage.run;
            all.added += usage.added;
            if number == 0 {
                first = session;
            }
        }
        std::fs::remove_dir_all(&path).unwrap_or_default();
    }
    assert!(all.used > 300 && all.run > 300, "{all:?}");
}
