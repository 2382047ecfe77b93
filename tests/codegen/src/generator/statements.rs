//! Statements and functions. Loops have few rounds, and the cost of calls within them is counted.

use super::types::{Ty, U32};
use super::{Function, Generator, Variable};

/// How many rounds a function may make, with those of the functions that it calls.
const BUDGET: u64 = 20_000;

impl Generator {
    /// What a call at this place may cost.
    pub fn budget(&self) -> u64 {
        BUDGET.saturating_sub(self.cost) / self.rounds
    }

    pub fn spend(&mut self, cost: u64) {
        self.cost += cost * self.rounds;
    }

    /// A new variable, in scope from here on.
    pub fn variable(&mut self, ty: Ty, mutable: bool) -> String {
        self.names += 1;
        let name = format!("v{}", self.names);
        self.scope.push(Variable { name: name.clone(), ty, mutable });
        name
    }

    pub fn function(&mut self, number: usize) -> String {
        self.scope.clear();
        (self.fuel, self.cost, self.rounds) = (70, 1, 1);
        let mut declared = String::new();
        let mut parameters = Vec::new();
        for _ in 0..self.rng.below(8) {
            let ty = self.ty(2);
            let by_reference = self.rng.chance(15);
            let type_name = ty.name();
            let name = self.variable(ty.clone(), false);
            if by_reference {
                // Seen through the reference everywhere.
                self.scope.last_mut().expect("one was added").name = format!("(*{name})");
                declared += &format!("{name}: &{type_name}, ");
            } else {
                declared += &format!("{name}: {type_name}, ");
            }
            parameters.push((by_reference, ty));
        }
        let result = self.ty(2);
        self.result = result.clone();
        let mut body = String::new();
        for _ in 0..2 + self.rng.below(5) {
            body += &self.statement(3, 1);
        }
        for Variable { name, .. } in &self.scope {
            if self.rng.chance(50) {
                body += &format!("    trace({name});\n");
            }
        }
        // There is always something left for what the function is for.
        self.fuel = self.fuel.max(40);
        let value = self.expr(&result, 4);
        let abi = if self.rng.chance(20) { "extern \"C\" " } else { "" };
        let inline = *self.rng.pick(&["#[inline(never)]", "#[inline(never)]", "#[inline]", ""]);
        let name = format!("f{number}");
        let text = format!(
            "{inline}\n{abi}fn {name}({declared}) -> {} {{\n{body}    {value}\n}}\n",
            result.name()
        );
        let cost = self.cost;
        self.functions.push(Function { name, abi, parameters, result, cost });
        text
    }

    fn block(&mut self, depth: u32, indent: usize) -> String {
        let scope = self.scope.len();
        let mut statements: String =
            (0..1 + self.rng.below(3)).map(|_| self.statement(depth, indent + 1)).collect();
        if !self.scope.is_empty() && self.rng.chance(30) {
            let Variable { name, .. } = self.rng.pick(&self.scope);
            statements += &format!("{}trace({name});\n", "    ".repeat(indent + 1));
        }
        self.scope.truncate(scope);
        statements
    }

    fn statement(&mut self, depth: u32, indent: usize) -> String {
        let space = "    ".repeat(indent);
        if self.fuel < 0 {
            return String::new();
        }
        if depth == 0 {
            return self.assignment(&space).unwrap_or_default();
        }
        match self.rng.below(20) {
            0..5 => {
                let ty = self.ty(2);
                let value = self.expr(&ty, 3);
                let type_name = ty.name();
                let name = self.variable(ty, true);
                format!("{space}let mut {name}: {type_name} = {value};\n")
            }
            5..11 => self.assignment(&space).unwrap_or_default(),
            11..14 => {
                let condition = self.expr(&Ty::Bool, 3);
                let (then, otherwise) =
                    (self.block(depth - 1, indent), self.block(depth - 1, indent));
                format!("{space}if {condition} {{\n{then}{space}}} else {{\n{otherwise}{space}}}\n")
            }
            14 => {
                let (condition, value) =
                    (self.expr(&Ty::Bool, 3), self.expr(&self.result.clone(), 2));
                format!("{space}if {condition} {{ return {value}; }}\n")
            }
            15 => {
                let int = self.int();
                let scrutinee = self.expr(&Ty::Int(int), 2);
                let arms: String = (0..2 + self.rng.below(5))
                    .map(|i| {
                        format!("{space}{i} => {{\n{}{space}}}\n", self.block(depth - 1, indent))
                    })
                    .collect();
                format!("{space}match {scrutinee} & 7 {{\n{arms}{space}_ => {{}}\n{space}}}\n")
            }
            _ => self.repeated(depth, indent, &space),
        }
    }

    /// A loop of at most eight rounds, which may end early, or go on in the middle.
    fn repeated(&mut self, depth: u32, indent: usize, space: &str) -> String {
        let rounds = 1 + self.rng.below(8) as u64;
        if self.rounds * rounds > 512 {
            return String::new();
        }
        self.rounds *= rounds;
        self.spend(1);
        let scope = self.scope.len();
        let counter = self.variable(Ty::Int(U32), false);
        self.names += 1;
        let label = format!("'l{}", self.names);
        let head = match self.rng.below(3) {
            0 => format!("{space}{label}: for {counter} in 0..{rounds}u32 {{\n"),
            1 => format!("{space}{label}: for {counter} in (0..{rounds}u32).rev() {{\n"),
            _ => format!(
                "{space}let mut n{counter} = 0u32;\n{space}{label}: while n{counter} < {rounds} {{\n\
                 {space}    let {counter} = n{counter};\n{space}    n{counter} += 1;\n"
            ),
        };
        let before = self.block(depth - 1, indent);
        let jump = if self.rng.chance(50) {
            let condition = self.expr(&Ty::Bool, 2);
            let jump = *self.rng.pick(&["break", "continue"]);
            format!("{space}    if {condition} {{ {jump} {label}; }}\n")
        } else {
            String::new()
        };
        let after = self.block(depth - 1, indent);
        self.scope.truncate(scope);
        self.rounds /= rounds;
        format!("{head}{before}{jump}{after}{space}}}\n")
    }

    /// Changes a variable, or an element of an array.
    fn assignment(&mut self, space: &str) -> Option<String> {
        let mutable: Vec<_> = self.scope.iter().filter(|v| v.mutable).cloned().collect();
        if mutable.is_empty() {
            return None;
        }
        let Variable { name, ty, .. } = self.rng.pick(&mutable).clone();
        let (place, ty) = match ty {
            Ty::Array(item, length) if self.rng.chance(70) => {
                (format!("{name}[{}]", self.index(length)), *item)
            }
            Ty::Tuple(items) if !items.is_empty() && self.rng.chance(70) => {
                let i = self.rng.below(items.len());
                (format!("{name}.{i}"), items[i].clone())
            }
            Ty::Struct(n) if self.rng.chance(70) => {
                let i = self.rng.below(self.structs[n].len());
                (format!("{name}.f{i}"), self.structs[n][i].clone())
            }
            ty => (name, ty),
        };
        let value = self.expr(&ty, 3);
        let operator = match ty {
            Ty::Int(_) => *self.rng.pick(&["=", "+=", "-=", "*=", "^=", "|=", "&="]),
            Ty::F32 | Ty::F64 => *self.rng.pick(&["=", "+=", "*="]),
            Ty::Bool => *self.rng.pick(&["=", "^=", "|="]),
            _ => "=",
        };
        // The value is known before the place, which may be in a packed struct.
        Some(format!("{space}{{ let value = {value}; {place} {operator} value; }}\n"))
    }
}
