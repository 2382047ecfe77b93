//! Runs the macros of a module in both engines, and says where they differ: in what they return, in what the host
//! has seen, in how they fail and where. What compiled code costs may be less, and never more.

use std::sync::OnceLock;

use rustc_wasm_proc_macro::code::CodeDir;
use rustc_wasm_proc_macro::{
    EngineChoice, ExpandError, Fault, FaultKind, Limit, LimitReached, Limits, MacroCrate,
    MacroKind, Options,
};

use crate::host::{Span, TestHost, parse, with_spans};

/// How a comparison went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// It is not a macro crate, or not one that can be compiled.
    NotCompiled,
    /// So many expansions ended in the same.
    Same(usize),
    /// The interpreter reached a limit that compiled code reaches later.
    Limit,
}

/// The fuzz target: any bytes.
#[allow(dead_code, reason = "not every program needs everything")]
pub fn engines(data: &[u8]) {
    let mut limits = Limits::default();
    for option in ["fuel=200K", "memory=4M", "table=1K", "output=100K", "depth=500"] {
        limits.set(option).unwrap();
    }
    if let Err(difference) = compare(data, limits) {
        panic!("{difference}");
    }
}

/// Compares all macros of a module, each of them twice.
pub fn compare(module: &[u8], limits: Limits) -> Result<Compared, String> {
    let krate = |engine| {
        let options = Options { limits, engine, backtrace: true, ..Options::default() };
        let krate = MacroCrate::with_options(module.to_vec(), options);
        krate.map(|krate| krate.with_code_in(codes().clone()))
    };
    let Ok(interpreted) = krate(EngineChoice::Interpreter) else {
        return Ok(Compared::NotCompiled);
    };
    let Ok(file) = rustc_wasm_macro_compiler::compile_to(codes(), module, &limits) else {
        return Ok(Compared::NotCompiled);
    };
    let compiled = krate(EngineChoice::Compiled).map_err(|error| error.to_string())?;
    let compared = compare_macros(&interpreted, &compiled);
    std::fs::remove_file(file).map_err(|error| error.to_string())?;
    compared
}

fn compare_macros(interpreted: &MacroCrate, compiled: &MacroCrate) -> Result<Compared, String> {
    let mut same = 0;
    for number in 0..2 * interpreted.decls().macros.len().min(4) {
        let (one, other) = (run(interpreted, number / 2), run(compiled, number / 2));
        match (one.limit, other.limit) {
            // What stays in the instances is not the same from here on.
            (Some(Limit::Fuel | Limit::Depth), limit) if limit != one.limit => {
                return Ok(Compared::Limit);
            }
            (Some(Limit::Fuel), Some(Limit::Fuel)) => return Ok(Compared::Limit),
            // Compiled code pays for what it copies before it finds that it is out of bounds.
            (None, Some(Limit::Fuel)) if one.outcome.contains("out of bounds") => {
                return Ok(Compared::Limit);
            }
            _ => {}
        }
        if one.outcome != other.outcome {
            let (one, other) = (one.outcome, other.outcome);
            return Err(format!("macro {number}\ninterpreted: {one}\n   compiled: {other}"));
        }
        if other.fuel > one.fuel {
            let (one, other) = (one.fuel, other.fuel);
            return Err(format!("macro {number} costs {one:?} units, but {other:?} compiled"));
        }
        same += 1;
    }
    Ok(Compared::Same(same))
}

struct Run {
    outcome: String,
    limit: Option<Limit>,
    /// `None` if it failed.
    fuel: Option<u64>,
}

fn run(krate: &MacroCrate, number: usize) -> Run {
    let decl = &krate.decls().macros[number];
    let input = || parse("a += [r#fn(1.5, \"c\")]", Span::INPUT).unwrap();
    let inputs = match decl.kind {
        MacroKind::Attr => vec![input(), input()],
        MacroKind::Derive { .. } | MacroKind::Bang => vec![input()],
    };
    let mut host = TestHost::default();
    let result = krate.expand(&mut host, decl, inputs);
    let usage = krate.usage();
    let (outcome, limit, fuel) = match result {
        Ok(stream) => {
            let used = usage.map(|usage| (usage.memory, usage.requests));
            (format!("{} {used:?}", with_spans(&stream)), None, usage.map(|usage| usage.fuel))
        }
        Err(ExpandError::Panic(panic)) => (format!("{panic:?}"), None, None),
        Err(ExpandError::Fault(fault)) => {
            let limit = match *fault {
                Fault { kind: FaultKind::Limit(LimitReached { limit, .. }), .. } => Some(limit),
                _ => None,
            };
            (format!("{fault:?}"), limit, None)
        }
    };
    Run { outcome: format!("{outcome} {:?}", host.log), limit, fuel }
}

/// A directory of this process.
fn codes() -> &'static CodeDir {
    static CODES: OnceLock<CodeDir> = OnceLock::new();
    CODES.get_or_init(|| {
        CodeDir::new(std::env::temp_dir().join(format!("engines-{}", std::process::id())))
    })
}
