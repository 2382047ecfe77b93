//! A function of many values is compiled, natively with our backend, in memory that does not grow with the square of
//! its size, and what it computes is right.
//!
//! Most of the memory is the compiler's own, for types and MIR. So it is compared with what a compilation takes that
//! ends before code is made, and, where MIR is optimized on the way to code, with LLVM's.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use codegen_tests::directives::Directives;
use codegen_tests::modes::{self, TARGET};
use codegen_tests::run;

/// Rows of the table that the function makes; each takes some twenty locals and as many blocks.
const ROWS: usize = 600;

/// What code may take beside what a compilation without code takes, in KiB: 11,000 were measured, and 110,000 when
/// variables had memory with the square of their number.
const FOR_CODE: u64 = 40_000;

/// A function with as many values as generated tables have.
fn source() -> String {
    let row = |n: usize| {
        format!(
            "    v.push(Row {{ id: black_box({n} + v.len() as u32), name: format!(\"row {{}}\", {n}), \
             weight: {n} as f64 * black_box(0.5), tags: vec![{n} as u8, black_box(1)], \
             parent: if black_box({n}) % 2 == 0 {{ Some({n}) }} else {{ None }} }});\n"
        )
    };
    let table: String = (0..ROWS).map(|n| row(n % 50)).collect();
    format!(
        "//! A table.\nuse std::hint::black_box;\n\
         struct Row {{ id: u32, name: String, weight: f64, tags: Vec<u8>, parent: Option<u64> }}\n\
         fn table() -> Vec<Row> {{\n    let mut v = Vec::new();\n{table}    v\n}}\n\
         fn main() {{\n    let table = table();\n    \
         let ids = table.iter().map(|row| u64::from(row.id)).sum::<u64>();\n    \
         let rest = table.iter().map(|row| {{\n        \
         row.name.len() + row.tags.len() + row.parent.map_or(0, |n| n as usize)\n    }});\n    \
         println!(\"{{}} {{ids}} {{}}\", table.len(), rest.sum::<usize>());\n    \
         println!(\"{{}}\", table.iter().map(|row| row.weight).sum::<f64>());\n}}\n"
    )
}

/// What the program prints.
fn expected() -> String {
    let numbers = || (0..ROWS).map(|n| n % 50);
    let ids = numbers().enumerate().map(|(at, n)| at + n).sum::<usize>();
    let text = |n: usize| format!("row {n}").len() + 2;
    let rest = numbers().map(|n| text(n) + if n % 2 == 0 { n } else { 0 }).sum::<usize>();
    let weight = numbers().map(|n| n as f64 * 0.5).sum::<f64>();
    format!("{ROWS} {ids} {rest}\n{weight}\n")
}

/// The most memory that a process has had, in KiB, when it has ended.
fn peak(child: &mut Child) -> u64 {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    loop {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let found = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse().ok());
        peak = peak.max(found.unwrap_or(0));
        if child.try_wait().unwrap().is_some() {
            return peak;
        }
        thread::sleep(Duration::from_millis(2));
    }
}

struct Table {
    dir: PathBuf,
}

impl Table {
    /// Compiles with our backend, or with LLVM, and gives the most memory that took, in KiB.
    fn peak(&self, args: &[&str], backend: &[String]) -> u64 {
        let mut command = Command::new(modes::rustc().unwrap());
        command
            .args(["--edition=2024", "--target", TARGET, "-Ccodegen-units=1"])
            .args(backend)
            .args(args);
        command.arg(self.dir.join("table.rs")).arg("-o").arg(self.module()).stdin(Stdio::null());
        let mut child = command.spawn().unwrap();
        let peak = peak(&mut child);
        assert!(child.wait().unwrap().success(), "{command:?}");
        peak
    }

    fn module(&self) -> PathBuf {
        self.dir.join("table.wasm")
    }

    fn check(&self) {
        let directives = Directives::parse("table.rs", "//! A table.\n").unwrap();
        let done = run::run(&self.module(), &directives, run::LIMIT).unwrap();
        assert_eq!(done.stdout, expected());
    }
}

#[test]
fn memory_does_not_grow_with_the_square_of_a_function() {
    let missing = modes::rustc().and(modes::wasmtime()).err().or(modes::backend().err());
    if let Some(missing) = missing.or((!cfg!(target_os = "linux")).then(|| "no /proc".to_owned())) {
        println!("NOT RUN: scale: {missing}");
        return;
    }
    let table = Table { dir: Path::new(env!("CARGO_TARGET_TMPDIR")).join("scale") };
    let _ = fs::remove_dir_all(&table.dir);
    fs::create_dir_all(&table.dir).unwrap();
    fs::write(table.dir.join("table.rs"), source()).unwrap();
    let ours = modes::backend().unwrap();

    let without_code = table.peak(&["-Zno-codegen"], ours);
    let with_code = table.peak(&[], ours);
    table.check();
    println!("opt-level 0: {without_code} KiB without code, {with_code} KiB with it");
    assert!(with_code < without_code + FOR_CODE);

    let llvm = table.peak(&["-Copt-level=3"], &[]);
    let optimized = table.peak(&["-Copt-level=3"], ours);
    table.check();
    println!("opt-level 3: {llvm} KiB with LLVM, {optimized} KiB with our backend");
    assert!(optimized < llvm + FOR_CODE);
}
