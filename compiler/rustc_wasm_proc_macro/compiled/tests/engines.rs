//! Both engines do the same with every module: those of the engine's tests, hostile ones, and modules made at
//! random, for `FUZZ_SECONDS`.

#[path = "../../fuzz/engines.rs"]
mod engines;
#[allow(dead_code, reason = "the tests of one engine need it")]
#[path = "../../tests/generated/mod.rs"]
mod generated;
#[allow(dead_code, reason = "the tests of one engine need it")]
#[path = "../../tests/host/mod.rs"]
mod host;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use arbitrary::Unstructured;
use rustc_wasm_proc_macro::Limits;

use engines::{Compared, compare};
use generated::random::Random;

#[derive(Default)]
struct Tally {
    modules: usize,
    compiled: usize,
    same: usize,
    limits: usize,
    differences: Vec<String>,
}

impl Tally {
    fn compare(&mut self, name: &str, module: &[u8], limits: Limits) {
        self.modules += 1;
        match compare(module, limits) {
            Ok(Compared::NotCompiled) => return,
            Ok(Compared::Same(expansions)) => self.same += expansions,
            Ok(Compared::Limit) => self.limits += 1,
            Err(difference) => self.differences.push(format!("{name}: {difference}")),
        }
        self.compiled += 1;
    }

    /// Prints what was compared, which is not captured, and fails if something differed.
    fn finish(self, name: &str, least: usize) {
        let Tally { modules, compiled, same, limits, differences } = self;
        let line = format!(
            "{name}: {modules} modules, {compiled} compiled, {same} expansions the same, {limits} at a limit\n"
        );
        std::io::stdout().write_all(line.as_bytes()).unwrap();
        assert!(differences.is_empty(), "{}", differences.join("\n\n"));
        assert!(compiled >= least && same >= least, "{line}");
    }
}

fn files(directory: &str, extension: &str) -> Vec<PathBuf> {
    let files = host::root().join(directory).read_dir().unwrap().map(|file| file.unwrap().path());
    let mut files: Vec<_> =
        files.filter(|path| path.extension().is_some_and(|it| it == extension)).collect();
    files.sort();
    files
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().display().to_string()
}

/// Small enough that nothing takes a second.
fn small() -> Limits {
    let mut limits = Limits::default();
    for option in ["fuel=300K", "memory=4M", "table=1K", "output=100K", "depth=500"] {
        limits.set(option).unwrap();
    }
    limits
}

#[test]
fn modules_of_the_tests_do_the_same() {
    let mut tally = Tally::default();
    for path in files("tests/modules", "wat") {
        tally.compare(&name(&path), &wat::parse_file(&path).unwrap(), Limits::default());
    }
    tally.finish("modules", 100);
}

#[test]
fn hostile_modules_do_the_same() {
    let mut tally = Tally::default();
    let mut limits = Limits::default();
    limits.set("fuel=20M").unwrap();
    for path in files("tests/hostile", "wat") {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut limits = limits;
        let option = text.lines().find_map(|line| line.strip_prefix(";; LIMITS: "));
        option.into_iter().for_each(|option| limits.set(option).unwrap());
        tally.compare(&name(&path), &wat::parse_str(&text).unwrap(), limits);
    }
    tally.finish("hostile", 50);
}

#[test]
fn modules_made_at_random_do_the_same() {
    let seconds = std::env::var("FUZZ_SECONDS").map_or(20, |text| text.parse().unwrap());
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut tally = Tally::default();
    let mut seed = std::env::var("FUZZ_SEED").map_or(0, |text| text.parse().unwrap());
    let first = seed;
    // Some in any case, so that a slow machine does not test nothing.
    while Instant::now() < end || seed < first + 100 {
        seed += 1;
        if let Some(module) = random(seed) {
            tally.compare(&format!("seed {seed}"), &module, small());
        }
    }
    tally.finish("random", 20);
}

/// A module of wasm-smith's with floating point numbers, and with vectors in every other one.
fn random(seed: u64) -> Option<Vec<u8>> {
    const LIST: &[u8] = b"abi:2\nbang:a:a\nderive:b:b\nattr:c:c\n";
    let mut random = Random(seed);
    let noise: Vec<u8> = std::iter::repeat_with(|| random.next() as u8).take(8192).collect();
    let shape = wat::parse_str(generated::SHAPE).unwrap();
    let config = wasm_smith::Config {
        available_imports: Some(shape.clone()),
        exports: Some(shape),
        max_memories: 1,
        max_tables: 2,
        // References to the host's things are only interpreted, and nearly every module made at random has some.
        reference_types_enabled: false,
        gc_enabled: false,
        exceptions_enabled: false,
        // An import that is called in place of the rest of a function cannot wait in wasmi, which is a fault there.
        tail_call_enabled: false,
        memory64_enabled: false,
        simd_enabled: seed.is_multiple_of(2),
        relaxed_simd_enabled: false,
        threads_enabled: false,
        custom_page_sizes_enabled: false,
        wide_arithmetic_enabled: false,
        // So that most of them do something before they trap.
        allow_start_export: true,
        ..wasm_smith::Config::default()
    };
    let module = wasm_smith::Module::new(config, &mut Unstructured::new(&noise)).ok()?;
    let mut module = module.to_bytes();
    let name = b".rustc_proc_macro_decls";
    // All lengths are below 128, which is one byte.
    module.extend([0, (1 + name.len() + LIST.len()) as u8, name.len() as u8]);
    module.extend(name);
    module.extend(LIST);
    Some(module)
}
