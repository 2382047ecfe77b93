//! Expressions, each of which has one value whatever the optimisation: no overflow that is an error, no
//! division by zero, no index out of bounds, no bits of NaN, no sign of a zero that may be either.

use super::types::{INTS, Int, Ty, U32, USIZE};
use super::{Generator, Variable};

impl Generator {
    /// An expression of the type, in parentheses or otherwise safe to put anywhere.
    pub fn expr(&mut self, ty: &Ty, depth: u32) -> String {
        self.fuel -= 1;
        if depth == 0 || self.fuel < 0 || self.rng.chance(10) {
            return self.leaf(ty);
        }
        let depth = depth - 1;
        match self.rng.below(100) {
            0..8 => self.conditional(ty, depth),
            8..14 => self.choice(ty, depth),
            14..24 => match self.call(ty, depth) {
                Some(call) => call,
                None => self.computed(ty, depth),
            },
            24..30 => self.leaf(ty),
            _ => self.computed(ty, depth),
        }
    }

    /// A variable, a part of one, or a constant.
    fn leaf(&mut self, ty: &Ty) -> String {
        if self.rng.chance(80) {
            let mut places = Vec::new();
            for Variable { name, ty: found, .. } in &self.scope {
                parts(name, found, ty, &self.structs, &mut places);
            }
            if !places.is_empty() {
                let place = self.rng.pick(&places).clone();
                return self.indexed(&place);
            }
            let tables: Vec<_> =
                self.tables.iter().enumerate().filter(|(_, t)| t.0 == *ty).collect();
            if !tables.is_empty() && self.rng.chance(40) {
                let (n, (_, length)) = *self.rng.pick(&tables);
                let (n, length) = (n, *length);
                let index = self.index(length);
                return format!("TABLE{n}[{index}]");
            }
            if let Some(value) = self.converted(ty) {
                return value;
            }
        }
        self.literal(ty)
    }

    /// The type made of integers in scope, so that the result depends on them.
    fn converted(&mut self, ty: &Ty) -> Option<String> {
        let mut integers = Vec::new();
        for Variable { name, ty: found, .. } in &self.scope {
            for int in INTS {
                parts(name, found, &Ty::Int(int), &self.structs, &mut integers);
            }
        }
        if integers.is_empty() {
            return None;
        }
        let place = self.rng.pick(&integers).clone();
        let place = self.indexed(&place);
        Some(match ty {
            Ty::Int(_) | Ty::F32 | Ty::F64 => format!("({place} as {})", ty.name()),
            Ty::Bool => format!("({place} & {} == 0)", 1 << self.rng.below(7)),
            Ty::Char => format!("({place} as u8 as char)"),
            _ => self.build(ty, &mut |this, ty| this.leaf(ty)),
        })
    }

    /// An index below the length, which is a power of two.
    pub fn index(&mut self, length: usize) -> String {
        if self.rng.chance(50) {
            return self.rng.below(length).to_string();
        }
        let index = self.expr(&Ty::Int(USIZE), 1);
        format!("({index} & {})", length - 1)
    }

    /// Puts an index for each `[N]` in the place.
    fn indexed(&mut self, place: &str) -> String {
        let mut out = String::new();
        let mut rest = place;
        while let Some((before, after)) = rest.split_once('[') {
            let (length, after) = after.split_once(']').expect("brackets are closed");
            let length = length.parse().expect("a place has lengths");
            out += &format!("{before}[{}]", self.rng.below(length));
            rest = after;
        }
        out + rest
    }

    fn conditional(&mut self, ty: &Ty, depth: u32) -> String {
        let condition = self.expr(&Ty::Bool, depth);
        let (then, otherwise) = (self.expr(ty, depth), self.expr(ty, depth));
        format!("(if {condition} {{ {then} }} else {{ {otherwise} }})")
    }

    /// A `match` on an enum, an option, or an integer.
    fn choice(&mut self, ty: &Ty, depth: u32) -> String {
        let mut arms = String::new();
        let scope = self.scope.len();
        let scrutinee = match self.rng.below(3) {
            0 if !self.enums.is_empty() => {
                let n = self.rng.below(self.enums.len());
                for (v, fields) in self.enums[n].clone().into_iter().enumerate() {
                    let mut names = String::new();
                    for (i, field) in fields.into_iter().enumerate() {
                        let name = self.variable(field, false);
                        names += &format!("f{i}: {name}, ");
                    }
                    let value = self.expr(ty, depth);
                    arms += &format!("E{n}::V{v} {{ {names}}} => {value}, ");
                    self.scope.truncate(scope);
                }
                self.expr(&Ty::Enum(n), depth)
            }
            1 => {
                let item = self.scalar();
                let name = self.variable(item.clone(), false);
                let some = self.expr(ty, depth);
                self.scope.truncate(scope);
                let none = self.expr(ty, depth);
                arms += &format!("Some({name}) => {some}, None => {none}");
                self.expr(&Ty::Option(Box::new(item)), depth)
            }
            _ => {
                let int = self.int();
                let mut next = 0u32;
                for _ in 0..1 + self.rng.below(6) {
                    let value = self.expr(ty, depth.min(1));
                    let last = next + self.rng.below(4) as u32;
                    let pattern =
                        if last == next { next.to_string() } else { format!("{next}..={last}") };
                    arms += &format!("{pattern} => {value}, ");
                    next = last + 1 + self.rng.below(8) as u32;
                }
                let name = self.variable(Ty::Int(int), false);
                let rest = self.expr(ty, depth);
                self.scope.truncate(scope);
                arms += &format!("{name} => {rest}");
                let scrutinee = self.expr(&Ty::Int(int), depth);
                if self.rng.chance(70) { format!("({scrutinee} & 31)") } else { scrutinee }
            }
        };
        format!("(match {scrutinee} {{ {arms} }})")
    }

    /// A call of a function that was made before, if one returns the type and is cheap enough.
    fn call(&mut self, ty: &Ty, depth: u32) -> Option<String> {
        let budget = self.budget();
        let callable = |f: &&super::Function| f.result == *ty && f.cost <= budget;
        let functions: Vec<_> = self.functions.iter().filter(callable).cloned().collect();
        if functions.is_empty() {
            return None;
        }
        let function = self.rng.pick(&functions).clone();
        self.spend(function.cost);
        let args: Vec<_> = function
            .parameters
            .iter()
            .map(|(by_reference, ty)| {
                let value = self.expr(ty, depth.min(2));
                if *by_reference { format!("&{{ {value} }}") } else { value }
            })
            .collect();
        let name = &function.name;
        let callee = if self.rng.chance(30) {
            format!("(black_box({name} as {}))", function.pointer())
        } else {
            name.clone()
        };
        Some(format!("{callee}({})", args.join(", ")))
    }

    fn computed(&mut self, ty: &Ty, depth: u32) -> String {
        match ty {
            Ty::Int(int) => self.int_expr(*int, depth),
            Ty::Bool => self.bool_expr(depth),
            Ty::Char => match self.rng.below(3) {
                0 => format!("({} as char)", self.expr(&Ty::Int(INTS[1]), depth)),
                1 => {
                    let number = self.expr(&Ty::Int(U32), depth);
                    format!("char::from_u32({number} & 0x1fffff).unwrap_or('?')")
                }
                _ => format!("{}.to_ascii_uppercase()", self.expr(&Ty::Char, depth)),
            },
            Ty::F32 => self.float_expr(&Ty::F32, &Ty::F64, depth),
            Ty::F64 => self.float_expr(&Ty::F64, &Ty::F32, depth),
            Ty::Option(item) if matches!(**item, Ty::Int(_)) && self.rng.chance(60) => {
                let (a, b) = (self.expr(item, depth), self.expr(item, depth));
                let method = *self.rng.pick(&["add", "sub", "mul", "div", "rem"]);
                format!("{a}.checked_{method}({b})")
            }
            _ => self.build(ty, &mut |this, ty| this.expr(ty, depth.min(2))),
        }
    }

    fn int_expr(&mut self, int: Int, depth: u32) -> String {
        let ty = Ty::Int(int);
        let name = int.name;
        let a = self.expr(&ty, depth);
        match self.rng.below(24) {
            0..5 => {
                // Compiled without checks, the operators wrap.
                let operator = *self.rng.pick(&["+", "-", "*", "&", "|", "^"]);
                format!("({a} {operator} {})", self.expr(&ty, depth))
            }
            5 | 6 => {
                let method = *self.rng.pick(&[
                    "wrapping_add",
                    "wrapping_sub",
                    "wrapping_mul",
                    "saturating_add",
                    "saturating_sub",
                    "saturating_mul",
                    "min",
                    "max",
                ]);
                format!("{a}.{method}({})", self.expr(&ty, depth))
            }
            7 => {
                let method = *self.rng.pick(&["add", "sub", "mul"]);
                let b = self.expr(&ty, depth);
                format!("({{ let (x, o) = {a}.overflowing_{method}({b}); x ^ (o as {name}) }})")
            }
            8 | 9 => {
                let method = *self.rng.pick(&["wrapping_div", "wrapping_rem"]);
                let (b, c) = (self.expr(&ty, depth), self.expr(&ty, depth.min(1)));
                format!("({{ let d = {b}; if d == 0 {{ {c} }} else {{ {a}.{method}(d) }} }})")
            }
            10 => {
                let method = *self.rng.pick(&["wrapping_div", "wrapping_rem"]);
                let divisor = 1 + self.rng.below(100);
                format!("{a}.{method}({divisor})")
            }
            11 | 12 => {
                let operator = *self.rng.pick(&["<<", ">>"]);
                let by = self.expr(&Ty::Int(U32), depth);
                if self.rng.chance(50) {
                    format!("({a} {operator} ({by} & {}))", int.bits - 1)
                } else {
                    format!("({a} {operator} {})", self.rng.below(int.bits as usize))
                }
            }
            13 => {
                let method = *self.rng.pick(&[
                    "wrapping_shl",
                    "wrapping_shr",
                    "rotate_left",
                    "rotate_right",
                ]);
                format!("{a}.{method}({})", self.expr(&Ty::Int(U32), depth))
            }
            14 => {
                let method = *self.rng.pick(&[
                    "count_ones",
                    "leading_zeros",
                    "trailing_zeros",
                    "leading_ones",
                    "count_zeros",
                ]);
                format!("({a}.{method}() as {name})")
            }
            15 => {
                let method = *self.rng.pick(&["swap_bytes", "reverse_bits", "wrapping_neg"]);
                format!("{a}.{method}()")
            }
            16 => format!("(!{a})"),
            17 => {
                let method =
                    *self.rng.pick(&["checked_add", "checked_sub", "checked_mul", "checked_div"]);
                let (b, c) = (self.expr(&ty, depth), self.expr(&ty, depth.min(1)));
                format!("{a}.{method}({b}).unwrap_or({c})")
            }
            18 => format!("{a}.wrapping_pow({})", self.rng.below(6)),
            _ => {
                let from = match self.rng.below(10) {
                    0 => Ty::Bool,
                    1 => Ty::Char,
                    2 => Ty::F32,
                    3 => Ty::F64,
                    _ => Ty::Int(self.int()),
                };
                format!("({} as {name})", self.expr(&from, depth))
            }
        }
    }

    fn bool_expr(&mut self, depth: u32) -> String {
        let a = self.expr(&Ty::Bool, depth.min(2));
        match self.rng.below(10) {
            0 => format!("(!{a})"),
            1 => {
                let operator = *self.rng.pick(&["&&", "||", "^", "&", "|", "==", "!="]);
                format!("({a} {operator} {})", self.expr(&Ty::Bool, depth))
            }
            2 => {
                let item = Box::new(self.scalar());
                let method = *self.rng.pick(&["is_some", "is_none"]);
                let option = self.expr(&Ty::Option(item), depth);
                format!("({{ let o = {option}; o.{method}() }})")
            }
            n => {
                let ty = match n {
                    3 => Ty::F32,
                    4 => Ty::F64,
                    5 => Ty::Char,
                    _ => Ty::Int(self.int()),
                };
                let operator = *self.rng.pick(&["<", "<=", ">", ">=", "==", "!="]);
                format!("({} {operator} {})", self.expr(&ty, depth), self.expr(&ty, depth))
            }
        }
    }

    /// Not `min` and `max`, of which either zero may be the result.
    fn float_expr(&mut self, ty: &Ty, other: &Ty, depth: u32) -> String {
        let a = self.expr(ty, depth);
        let name = ty.name();
        match self.rng.below(10) {
            0..4 => {
                let operator = *self.rng.pick(&["+", "-", "*", "/"]);
                format!("({a} {operator} {})", self.expr(ty, depth))
            }
            4 => format!("(-{a})"),
            5 | 6 => {
                let method = *self.rng.pick(&[
                    "abs",
                    "sqrt",
                    "floor",
                    "ceil",
                    "trunc",
                    "round_ties_even",
                    "round",
                ]);
                format!("{a}.{method}()")
            }
            7 => format!("({} as {name})", self.expr(other, depth)),
            _ => {
                let int = self.int();
                format!("({} as {name})", self.expr(&Ty::Int(int), depth))
            }
        }
    }
}

/// All parts of the place that are of the type. An index is written as the length.
fn parts(place: &str, found: &Ty, wanted: &Ty, structs: &[Vec<Ty>], out: &mut Vec<String>) {
    if found == wanted {
        out.push(place.to_owned());
        return;
    }
    match found {
        Ty::Tuple(items) => {
            for (i, item) in items.iter().enumerate() {
                parts(&format!("{place}.{i}"), item, wanted, structs, out);
            }
        }
        Ty::Array(item, length) => parts(&format!("{place}[{length}]"), item, wanted, structs, out),
        Ty::Struct(n) => {
            for (i, field) in structs[*n].iter().enumerate() {
                // In braces a field is copied, which packed ones have to be.
                parts(&format!("({{ {place}.f{i} }})"), field, wanted, structs, out);
            }
        }
        _ => {}
    }
}
