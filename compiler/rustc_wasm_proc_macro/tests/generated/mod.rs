//! Hostile modules made from others: cut short, with bits flipped, with sections of other sizes, and
//! made at random by `wasm-smith`. Always the same ones.

#[path = "../../../rustc_wasm_object/tests/common/random.rs"]
pub mod random;

use std::ops::Range;

use arbitrary::Unstructured;
use wasmparser::Parser;

use random::Random;

/// How many modules are made at random, in each shape.
const RANDOM: u64 = 1000;

/// One of how many bits is flipped: all of them take minutes.
const BIT_STEP: usize = 61;

/// The macro list of the modules made at random.
const LIST: &[u8] = b"abi:2\nbang:a:a\nderive:b:b\nattr:c:c\n";

/// What those modules import and export.
pub const SHAPE: &str = r#"(module
  (import "wasm_proc_macro" "call" (func (param i32 i32 i32 i32) (result i32)))
  (import "wasm_proc_macro" "take_reply" (func (param i32)))
  (import "wasm_proc_macro" "print" (func (param i32 i32 i32)))
  (import "wasm_proc_macro" "panic" (func (param i32 i32 i32 i32 i32)))
  (import "wasi_snapshot_preview1" "random_get" (func (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 1)
  (func (export "a") (param i32 i32 i32 i32) (result i32) unreachable)
  (func (export "b") (param i32 i32 i32 i32) (result i32) unreachable)
  (func (export "c") (param i32 i32 i32 i32 i32) (result i32) unreachable))"#;

/// The same for those of watt.
const WATT_LIST: &[u8] = b"bang:a:a\nderive:b:b\nattr:c:c\n";

const WATT_SHAPE: &str = r#"(module
  (import "watt-0.5" "token_stream_serialize" (func (param i32) (result i32)))
  (import "watt-0.5" "token_stream_deserialize" (func (param i32 i32) (result i32)))
  (import "watt-0.5" "token_stream_parse" (func (param i32 i32) (result i32)))
  (import "watt-0.5" "literal_to_string" (func (param i32) (result i32)))
  (import "watt-0.5" "string_new" (func (param i32 i32) (result i32)))
  (import "watt-0.5" "string_read" (func (param i32 i32)))
  (import "watt-0.5" "bytes_len" (func (param i32) (result i32)))
  (import "watt-0.5" "print_panic" (func (param i32)))
  (memory (export "memory") 1)
  (func (export "raw_to_token_stream") (param i32) (result i32) unreachable)
  (func (export "token_stream_into_raw") (param i32) (result i32) unreachable)
  (func (export "a") (param i32) (result i32) unreachable)
  (func (export "b") (param i32) (result i32) unreachable)
  (func (export "c") (param i32 i32) (result i32) unreachable))"#;

/// All of them, from the modules of `base`.
pub fn all(base: &[Vec<u8>]) -> impl Iterator<Item = Vec<u8>> {
    let damaged = base.iter().flat_map(|module| {
        cut_short(module).chain(bits_flipped(module)).chain(other_sizes(module))
    });
    let random = |seed: u64| match seed.is_multiple_of(2) {
        true => random(seed / 2, SHAPE, LIST),
        false => random(seed / 2, WATT_SHAPE, WATT_LIST),
    };
    damaged.chain((0..2 * RANDOM).filter_map(random))
}

fn sections(module: &[u8]) -> Vec<Range<usize>> {
    let payloads = Parser::new(0).parse_all(module);
    payloads.filter_map(|payload| Some(payload.ok()?.as_section()?.1)).collect()
}

/// At each boundary of a section, a byte before it and one behind it.
fn cut_short(module: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let boundaries = sections(module).into_iter().flat_map(|range| [range.start, range.end]);
    boundaries.flat_map(|at| at - 1..=at + 1).filter_map(|len| Some(module.get(..len)?.to_vec()))
}

fn bits_flipped(module: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..module.len() * 8).step_by(BIT_STEP).map(|bit| {
        let mut module = module.to_vec();
        module[bit / 8] ^= 1 << (bit % 8);
        module
    })
}

/// Each section with sizes that are not its own, and its first number, which is mostly that of its
/// elements, the largest there is.
fn other_sizes(module: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    const SIZES: [&[u8]; 5] = [
        &[0],
        &[1],
        &[0xff, 0xff, 0xff, 0xff, 0x07],
        &[0xff, 0xff, 0xff, 0xff, 0x0f],
        &[0x80, 0x80, 0x80, 0x80, 0x80, 0x80],
    ];
    sections(module).into_iter().flat_map(move |Range { start, end }| {
        // The size is in front of the content, in as many bytes as it needs.
        let digits = if end - start < 128 { 1 } else { 2 };
        SIZES.into_iter().flat_map(move |size| {
            let of_section = [&module[..start - digits], size, &module[start..]].concat();
            let of_content = [&module[..start], size, &module[start + 1..]].concat();
            [of_section, of_content]
        })
    })
}

fn random(seed: u64, shape: &str, list: &[u8]) -> Option<Vec<u8>> {
    let mut random = Random(seed);
    let noise: Vec<u8> = std::iter::repeat_with(|| random.next() as u8).take(4096).collect();
    let shape = wat::parse_str(shape).unwrap();
    let config = wasm_smith::Config {
        available_imports: Some(shape.clone()),
        exports: Some(shape),
        max_memories: 1,
        max_tables: 2,
        gc_enabled: false,
        exceptions_enabled: false,
        memory64_enabled: false,
        simd_enabled: false,
        relaxed_simd_enabled: false,
        threads_enabled: false,
        ..wasm_smith::Config::default()
    };
    let module = wasm_smith::Module::new(config, &mut Unstructured::new(&noise)).ok()?;
    let mut module = module.to_bytes();
    let name = b".rustc_proc_macro_decls";
    // All lengths are below 128, which is one byte.
    module.extend([0, (1 + name.len() + list.len()) as u8, name.len() as u8]);
    module.extend(name);
    module.extend(list);
    Some(module)
}
