//! Makes programs at random that do the same each time, whatever the compiler does: everything in them
//! is defined. Does not know what they print.
//!
//! A program has many small functions, which call those before them. Each is called with several rows
//! of arguments, and `main` prints a line for each function, its name and a hash for each row. So a
//! line that differs names the function and the arguments.

mod expressions;
#[path = "../../../compiler/rustc_wasm_object/tests/common/random.rs"]
mod random;
mod statements;
mod types;

use random::Random;
use types::{Fields, Ty};

/// How many functions a program has.
pub const FUNCTIONS: usize = 100;

/// How often each is called.
pub const ROWS: usize = 12;

/// Without checks the operators wrap, and are as well defined as the methods. In one unit LLVM optimises
/// once instead of twice.
pub const FLAGS: [&str; 2] = ["-Coverflow-checks=off", "-Ccodegen-units=1"];

/// What every program has: a hash of values of all types, for which all NaN are one. Functions `trace`
/// their variables, so that those that the result does not depend on are seen too.
const PRELUDE: &str = r#"//! Made at random.
#![allow(warnings)]
use std::hint::black_box;
use std::sync::atomic::{AtomicU64, Ordering};

trait Mix: Copy {
    fn mix(self, h: &mut u64);
}

macro_rules! mix {
    ($($t:ident)*) => { $( impl Mix for $t {
        fn mix(self, h: &mut u64) {
            let wide = self as i128 as u128;
            for half in [wide as u64, (wide >> 64) as u64] {
                *h = (*h ^ half).wrapping_mul(0x9E3779B97F4A7C15).rotate_left(29);
            }
        }
    } )* };
}

mix!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);

impl Mix for bool {
    fn mix(self, h: &mut u64) { (self as u8).mix(h) }
}
impl Mix for char {
    fn mix(self, h: &mut u64) { (self as u32).mix(h) }
}
impl Mix for f32 {
    fn mix(self, h: &mut u64) { if self.is_nan() { 7u8.mix(h) } else { self.to_bits().mix(h) } }
}
impl Mix for f64 {
    fn mix(self, h: &mut u64) { if self.is_nan() { 7u8.mix(h) } else { self.to_bits().mix(h) } }
}
impl Mix for () {
    fn mix(self, h: &mut u64) {}
}
impl<A: Mix> Mix for (A,) {
    fn mix(self, h: &mut u64) { self.0.mix(h); }
}
impl<A: Mix, B: Mix> Mix for (A, B) {
    fn mix(self, h: &mut u64) { self.0.mix(h); self.1.mix(h); }
}
impl<A: Mix, B: Mix, C: Mix> Mix for (A, B, C) {
    fn mix(self, h: &mut u64) { self.0.mix(h); self.1.mix(h); self.2.mix(h); }
}
impl<A: Mix, const N: usize> Mix for [A; N] {
    fn mix(self, h: &mut u64) { for a in self { a.mix(h); } }
}
impl<A: Mix> Mix for Option<A> {
    fn mix(self, h: &mut u64) { match self { Some(a) => a.mix(h), None => 99u8.mix(h) } }
}

static TRACED: AtomicU64 = AtomicU64::new(0);

fn trace(value: impl Mix) {
    let mut h = TRACED.load(Ordering::Relaxed);
    value.mix(&mut h);
    TRACED.store(h, Ordering::Relaxed);
}

fn hash(value: impl Mix) -> u64 {
    let mut h = TRACED.swap(0, Ordering::Relaxed);
    value.mix(&mut h);
    h ^ h >> 32
}

"#;

/// A program, and what is needed to speak of its functions.
pub struct Program {
    pub source: String,
    /// The text of each function, and its calls.
    pub functions: Vec<(String, Vec<String>)>,
}

#[derive(Clone)]
struct Variable {
    name: String,
    ty: Ty,
    mutable: bool,
}

#[derive(Clone)]
struct Function {
    name: String,
    abi: &'static str,
    /// Whether it is taken by reference, and what it is.
    parameters: Vec<(bool, Ty)>,
    result: Ty,
    cost: u64,
}

impl Function {
    /// The type of a pointer to the function.
    fn pointer(&self) -> String {
        let parameter = |(by_reference, ty): &(bool, Ty)| {
            format!("{}{}, ", if *by_reference { "&" } else { "" }, ty.name())
        };
        let parameters: String = self.parameters.iter().map(parameter).collect();
        format!("{}fn({parameters}) -> {}", self.abi, self.result.name())
    }
}

/// What is made so far.
struct Generator {
    rng: Random,
    structs: Vec<Fields>,
    enums: Vec<Vec<Fields>>,
    /// The items' type and the length of each static.
    tables: Vec<(Ty, usize)>,
    functions: Vec<Function>,
    scope: Vec<Variable>,
    names: usize,
    /// How many more expressions the function may have.
    fuel: i32,
    /// What the function returns.
    result: Ty,
    /// How often what is made now runs for one call, and what the function costs so far.
    rounds: u64,
    cost: u64,
}

/// The program of this seed.
pub fn program(seed: u64, functions: usize) -> Program {
    let mut generator = Generator {
        rng: Random(seed),
        structs: Vec::new(),
        enums: Vec::new(),
        tables: Vec::new(),
        functions: Vec::new(),
        scope: Vec::new(),
        names: 0,
        fuel: 0,
        result: Ty::Bool,
        rounds: 1,
        cost: 0,
    };
    let mut source = PRELUDE.to_owned();
    for _ in 0..12 {
        source += &generator.declare();
    }
    for n in 0..8 {
        let (ty, length) = (generator.ty(2), 1 << generator.rng.below(7));
        let items: Vec<_> = (0..length).map(|_| generator.literal(&ty)).collect();
        source +=
            &format!("static TABLE{n}: [{}; {length}] = [{}];\n", ty.name(), items.join(", "));
        generator.tables.push((ty, length));
    }
    let mut made = Vec::new();
    let mut main = "fn main() {\n".to_owned();
    for number in 0..functions {
        let text = generator.function(number);
        source += &text;
        let parameters = generator.functions[number].parameters.clone();
        let types: String = parameters.iter().map(|(_, ty)| ty.name() + ", ").collect();
        let mut rows = String::new();
        let mut calls = Vec::new();
        for _ in 0..ROWS {
            let args: String =
                parameters.iter().map(|(_, ty)| generator.literal(ty) + ", ").collect();
            rows += &format!("    ({args}),\n");
            calls.push(format!("f{number}({args})"));
        }
        let passed: String = (0..parameters.len())
            .map(|i| format!("{}row.{i}, ", if parameters[i].0 { "&" } else { "" }))
            .collect();
        source += &format!(
            "static ROWS{number}: [({types}); {ROWS}] = [\n{rows}];\n\n\
             fn call{number}() {{\n    print!(\"f{number}\");\n    \
             for row in black_box(&ROWS{number}) {{\n        \
             print!(\" {{:08x}}\", hash(f{number}({passed})) as u32);\n    }}\n    \
             println!();\n}}\n\n"
        );
        main += &format!("    call{number}();\n");
        made.push((text, calls));
    }
    Program { source: source + &main + "}\n", functions: made }
}

#[cfg(test)]
mod tests {
    use super::program;

    #[test]
    fn program_depends_on_the_seed_only() {
        assert_eq!(program(7, 20).source, program(7, 20).source);
        assert_ne!(program(7, 20).source, program(8, 20).source);
    }

    #[test]
    fn every_function_is_in_the_source_and_called() {
        let program = program(1, 50);
        assert_eq!(program.functions.len(), 50);
        for (number, (text, calls)) in program.functions.iter().enumerate() {
            assert!(program.source.contains(text.as_str()));
            assert!(program.source.contains(&format!("    call{number}();\n")));
            assert_eq!(calls.len(), super::ROWS);
        }
    }
}
