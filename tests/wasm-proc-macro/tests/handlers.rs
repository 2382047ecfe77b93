//! The functions with which the engine runs instructions, as they are compiled into the compiler. Each has to
//! go on to the next one by a jump: a call would leave a frame on the native stack for each instruction.
//! Some paths are hardly ever taken, where growth is refused for example, so the code itself is looked at.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use wasm_proc_macro_tests::dist;

/// Those that go on in a call on some path. Modules never run them: see `engine/wasmi/growth.rs` in the
/// crate `rustc_wasm_proc_macro`.
const KNOWN: &[&str] = &["memory_grow", "table_grow"];

/// What the functions are called, in Rust's mangling; a name with its length follows.
const PATH: &str = "wasmi6engine8executor7handler4exec";

#[test]
fn instructions_end_in_jumps() {
    if !cfg!(target_arch = "x86_64") {
        println!("NOT RUN: the engine's functions, whose code is only read for x86-64");
        return;
    }
    let functions = functions(&driver());
    let jumping = functions.values().filter(|function| function.jumps()).count();
    assert!(jumping > 1000, "{jumping} of {} functions end in a jump", functions.len());
    let calling = functions.iter().filter(|(_, function)| function.goes_on_in_a_call());
    let calling: Vec<_> = calling.map(|(name, _)| name.as_str()).collect();
    assert_eq!(calling, KNOWN, "these are to be kept away from, or no more");
}

/// The library in which all of the compiler is.
fn driver() -> PathBuf {
    let files = dist().join("lib").read_dir().unwrap().map(|file| file.unwrap().path());
    let is_driver = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("librustc_driver-") && name.ends_with(".so")
    };
    files.into_iter().find(is_driver).expect("a library of the compiler")
}

/// The instructions of a function, by their addresses.
#[derive(Default)]
struct Function(BTreeMap<u64, String>);

fn functions(driver: &Path) -> BTreeMap<String, Function> {
    let symbols = objdump(&["--syms"], driver);
    let ranges: Vec<(u64, u64)> = symbols.lines().filter_map(range).collect();
    let start = ranges.iter().map(|range| range.0).min().expect("the engine's functions");
    let end = ranges.iter().map(|range| range.1).max().unwrap();
    let (start, end) = (format!("--start-address={start:#x}"), format!("--stop-address={end:#x}"));
    let code = objdump(&["--disassemble", "--no-show-raw-insn", &start, &end], driver);
    let mut functions = BTreeMap::<String, Function>::new();
    let mut name = None;
    for line in code.lines() {
        if let Some(label) = line.strip_suffix(">:") {
            name = name_of(label);
        } else if let (Some(name), Some((address, instruction))) = (&name, line.split_once(":\t")) {
            let address = u64::from_str_radix(address.trim(), 16).unwrap();
            let function = functions.entry(name.to_owned()).or_default();
            function.0.insert(address, instruction.trim().to_owned());
        }
    }
    functions
}

fn objdump(args: &[&str], file: &Path) -> String {
    let output =
        Command::new("objdump").args(args).arg(file).output().expect("objdump, of binutils");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The addresses of a function in the list of symbols, if it is one of these.
fn range(line: &str) -> Option<(u64, u64)> {
    name_of(line)?;
    let (start, rest) = line.split_once(' ')?;
    let size = rest.split_once('\t')?.1.split_whitespace().next()?;
    let start = u64::from_str_radix(start, 16).ok()?;
    Some((start, start + u64::from_str_radix(size, 16).ok()?))
}

/// What the function is called at the end of `text`, if it is one of the engine's.
fn name_of(text: &str) -> Option<String> {
    let (_, name) = text.split_once(PATH)?;
    Some(name.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('_').to_owned())
}

impl Function {
    fn jumps(&self) -> bool {
        self.0.values().any(|instruction| instruction.starts_with("jmp    *"))
    }

    fn goes_on_in_a_call(&self) -> bool {
        self.0.iter().any(|(&address, instruction)| {
            // Not through a fixed place in memory, which is the way to another library.
            let is_indirect =
                instruction.starts_with("call   *") && !instruction.contains("(%rip)");
            is_indirect && self.returns_after(address)
        })
    }

    /// Whether nothing but the end of the function comes after an instruction.
    fn returns_after(&self, address: u64) -> bool {
        let Some((&next, instruction)) = self.0.range(address + 1..).next() else { return false };
        let (opcode, operands) = instruction.split_once(' ').unwrap_or((instruction, ""));
        match opcode {
            "ret" => true,
            "pop" | "nop" | "nopw" | "nopl" | "vzeroupper" => self.returns_after(next),
            "add" | "lea" if operands.ends_with("%rsp") => self.returns_after(next),
            "jmp" => {
                let target = operands.trim().split(' ').next().unwrap_or_default();
                let target = u64::from_str_radix(target, 16);
                target.is_ok_and(|target| target > address && self.returns_after(target - 1))
            }
            _ => false,
        }
    }
}
