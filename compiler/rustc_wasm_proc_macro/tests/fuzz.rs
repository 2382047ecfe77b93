//! Runs what `fuzz` has for cargo-fuzz, for some seconds each, on changes of the committed seeds:
//! `FUZZ_SECONDS=600 cargo test --test fuzz`. cargo-fuzz sees what a change reaches, and finds more.

#[path = "../fuzz/functions.rs"]
mod functions;
#[allow(dead_code, reason = "nothing here reads what the host has seen")]
mod host;
#[path = "../../rustc_wasm_object/tests/common/random.rs"]
mod random;

use std::io::Write;
use std::time::{Duration, Instant};

use random::Random;

/// How long each function is run if nothing else is asked for.
const SECONDS: u64 = 2;

/// Longer inputs show nothing that shorter ones do not.
const MAX_LEN: usize = 1 << 14;

#[test]
fn module() {
    fuzz("module", functions::module);
}

#[test]
fn macro_list() {
    fuzz("macro_list", functions::macro_list);
}

#[test]
fn wire() {
    fuzz("wire", functions::wire);
}

#[test]
fn watt() {
    fuzz("watt", functions::watt);
}

#[test]
fn expansion() {
    fuzz("expansion", functions::expansion);
}

/// Changes of nothing would find nothing.
#[test]
fn every_function_has_seeds() {
    for name in ["module", "macro_list", "wire", "watt", "expansion"] {
        assert!(seeds(name).len() >= 3, "{name}");
    }
}

fn seeds(name: &str) -> Vec<Vec<u8>> {
    let directory = host::root().join("fuzz/corpus").join(name);
    let mut files: Vec<_> =
        directory.read_dir().unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    files.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn fuzz(name: &str, function: fn(&[u8])) {
    let seconds = std::env::var("FUZZ_SECONDS").map_or(SECONDS, |text| text.parse().unwrap());
    let seeds = seeds(name);
    let start = Instant::now();
    let end = start + Duration::from_secs(seconds);
    seeds.iter().for_each(|seed| function(seed));
    // Another seed with each length of time, the same runs for the same.
    let mut random = Random(seconds);
    let mut runs = seeds.len();
    let mut slowest = Duration::ZERO;
    while Instant::now() < end {
        let mut input = random.pick(&seeds).clone();
        for _ in 0..=random.below(8) {
            change(&mut random, &mut input, &seeds);
        }
        input.truncate(MAX_LEN);
        let start = Instant::now();
        function(&input);
        slowest = slowest.max(start.elapsed());
        runs += 1;
    }
    let line = format!("fuzzed {name}: {runs} inputs in {:?}\n", start.elapsed());
    std::io::stdout().write_all(line.as_bytes()).unwrap();
    assert!(slowest < Duration::from_secs(10), "one took {slowest:?}");
}

/// Changes a byte, or puts in, takes out, repeats or replaces some.
fn change(random: &mut Random, input: &mut Vec<u8>, seeds: &[Vec<u8>]) {
    const REMARKABLE: [u8; 10] = [0, 1, 2, 3, 0x0b, 0x40, 0x7f, 0x80, 0xfc, 0xff];
    let at = random.below(input.len() + 1);
    let end = (at + random.below(16)).min(input.len());
    match random.below(7) {
        0 => input.insert(at, random.next() as u8),
        1 => drop(input.drain(at..end)),
        2 => input.extend_from_within(at..end),
        3 => {
            let other = random.pick(seeds);
            let from = random.below(other.len().max(1));
            let to = (from + random.below(64)).min(other.len());
            drop(input.splice(at..end, other[from..to].iter().copied()));
        }
        _ if at == input.len() => input.truncate(random.below(at + 1)),
        4 => input[at] ^= 1 << random.below(8),
        5 => input[at] = *random.pick(&REMARKABLE),
        _ => input[at] = input[at].wrapping_add(random.next() as u8 % 5).wrapping_sub(2),
    }
}
