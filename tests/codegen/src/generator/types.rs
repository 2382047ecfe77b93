//! The types of generated programs: their names, their literals, and how they are chosen.

use super::Generator;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Int {
    pub name: &'static str,
    pub bits: u32,
    pub signed: bool,
}

const fn int(name: &'static str, bits: u32, signed: bool) -> Int {
    Int { name, bits, signed }
}

pub const INTS: [Int; 12] = [
    int("i8", 8, true),
    int("u8", 8, false),
    int("i16", 16, true),
    int("u16", 16, false),
    int("i32", 32, true),
    int("u32", 32, false),
    int("i64", 64, true),
    int("u64", 64, false),
    int("isize", 32, true),
    int("usize", 32, false),
    int("i128", 128, true),
    int("u128", 128, false),
];

pub const USIZE: Int = INTS[9];
pub const U32: Int = INTS[5];

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ty {
    Int(Int),
    Bool,
    Char,
    F32,
    F64,
    Tuple(Vec<Ty>),
    Array(Box<Ty>, usize),
    Option(Box<Ty>),
    /// Of the declarations in [`Generator`].
    Struct(usize),
    Enum(usize),
}

/// A struct, or a variant of an enum. Fields are `f0`, `f1` and so on.
pub type Fields = Vec<Ty>;

impl Ty {
    pub fn name(&self) -> String {
        match self {
            Ty::Int(int) => int.name.to_owned(),
            Ty::Bool => "bool".to_owned(),
            Ty::Char => "char".to_owned(),
            Ty::F32 => "f32".to_owned(),
            Ty::F64 => "f64".to_owned(),
            Ty::Tuple(items) => {
                let items: String = items.iter().map(|item| item.name() + ", ").collect();
                format!("({})", items.trim_end())
            }
            Ty::Array(item, length) => format!("[{}; {length}]", item.name()),
            Ty::Option(item) => format!("Option<{}>", item.name()),
            Ty::Struct(n) => format!("S{n}"),
            Ty::Enum(n) => format!("E{n}"),
        }
    }
}

const CHARS: [&str; 7] = ["'a'", "'\\0'", "'\\u{7f}'", "'é'", "'\\u{ffff}'", "'🦀'", "char::MAX"];

const FLOATS: [&str; 18] = [
    "0.0",
    "-0.0",
    "1.0",
    "-1.0",
    "0.5",
    "-1.5",
    "3.0",
    "0.1",
    "1e10",
    "-1e-10",
    "2147483648.0",
    "-9223372036854775808.0",
    "1.8446744073709552e19",
    "1e38",
    "MAX",
    "MIN_POSITIVE",
    "INFINITY",
    "NAN",
];

impl Generator {
    pub fn int(&mut self) -> Int {
        *self.rng.pick(&INTS)
    }

    pub fn scalar(&mut self) -> Ty {
        match self.rng.below(20) {
            0 | 1 => Ty::Bool,
            2 => Ty::Char,
            3 | 4 => Ty::F32,
            5 | 6 => Ty::F64,
            _ => Ty::Int(self.int()),
        }
    }

    /// Any type, of structs and enums that are declared so far.
    pub fn ty(&mut self, depth: u32) -> Ty {
        if depth == 0 || self.rng.chance(60) {
            return self.scalar();
        }
        match self.rng.below(6) {
            0 => Ty::Tuple((0..self.rng.below(4)).map(|_| self.ty(depth - 1)).collect()),
            // A power of two, so that indices can be masked.
            1 => Ty::Array(Box::new(self.ty(depth - 1)), 1 << self.rng.below(4)),
            2 => Ty::Option(Box::new(self.ty(depth - 1))),
            3 if !self.enums.is_empty() => Ty::Enum(self.rng.below(self.enums.len())),
            _ if !self.structs.is_empty() => Ty::Struct(self.rng.below(self.structs.len())),
            _ => self.scalar(),
        }
    }

    fn int_literal(&mut self, int: Int) -> String {
        let Int { name, bits, signed } = int;
        let bit = self.rng.below(bits as usize);
        match self.rng.below(10) {
            0 => format!("0{name}"),
            1 => format!("1{name}"),
            2 => format!("{name}::MAX"),
            3 => format!("{name}::MIN"),
            4 => format!("(!0{name})"),
            5 => format!("(1{name} << {bit})"),
            6 => format!("((1{name} << {bit}).wrapping_sub(1))"),
            7 => format!("(!(1{name} << {bit}))"),
            8 => format!("{}{name}", self.rng.below(128)),
            _ => {
                let random = u128::from(self.rng.next()) << 64 | u128::from(self.rng.next());
                let positive = random >> (128 - bits + u32::from(signed));
                if signed && self.rng.chance(50) {
                    format!("(-{positive}{name})")
                } else {
                    format!("{positive}{name}")
                }
            }
        }
    }

    fn float_literal(&mut self, name: &str) -> String {
        let text = *self.rng.pick(&FLOATS);
        match text.chars().next() {
            Some('A'..='Z') => format!("{name}::{text}"),
            Some('-') => format!("({text}{name})"),
            _ => format!("{text}{name}"),
        }
    }

    /// A constant of the type.
    pub fn literal(&mut self, ty: &Ty) -> String {
        match ty {
            Ty::Int(int) => self.int_literal(*int),
            Ty::Bool => ["false", "true"][self.rng.below(2)].to_owned(),
            Ty::Char => (*self.rng.pick(&CHARS)).to_owned(),
            Ty::F32 => self.float_literal("f32"),
            Ty::F64 => self.float_literal("f64"),
            _ => self.build(ty, &mut |this, ty| this.literal(ty)),
        }
    }

    /// A value of a type that is not a scalar, with parts as `part` says.
    pub fn build(&mut self, ty: &Ty, part: &mut dyn FnMut(&mut Self, &Ty) -> String) -> String {
        match ty {
            Ty::Tuple(items) => {
                let items: String = items.iter().map(|item| part(self, item) + ", ").collect();
                format!("({})", items.trim_end())
            }
            Ty::Array(item, length) if self.rng.chance(30) => {
                format!("[{}; {length}]", part(self, item))
            }
            Ty::Array(item, length) => {
                let items: Vec<_> = (0..*length).map(|_| part(self, item)).collect();
                format!("[{}]", items.join(", "))
            }
            Ty::Option(item) if self.rng.chance(70) => format!("Some({})", part(self, item)),
            Ty::Option(item) => format!("None::<{}>", item.name()),
            Ty::Struct(n) => format!("(S{n}{})", self.fields(&self.structs[*n].clone(), part)),
            Ty::Enum(n) => {
                let variant = self.rng.below(self.enums[*n].len());
                let fields = self.enums[*n][variant].clone();
                format!("(E{n}::V{variant}{})", self.fields(&fields, part))
            }
            scalar => self.literal(scalar),
        }
    }

    fn fields(
        &mut self,
        fields: &Fields,
        part: &mut dyn FnMut(&mut Self, &Ty) -> String,
    ) -> String {
        let fields: Vec<_> =
            fields.iter().enumerate().map(|(i, ty)| format!("f{i}: {}", part(self, ty))).collect();
        format!(" {{ {} }}", fields.join(", "))
    }

    /// Declares a struct or an enum.
    pub fn declare(&mut self) -> String {
        const REPRS: [&str; 5] = ["", "", "", "#[repr(C)] ", "#[repr(C, packed(1))] "];
        const ENUM_REPRS: [&str; 5] = ["", "", "#[repr(u8)] ", "#[repr(i64)] ", "#[repr(C)] "];
        let derives = "#[derive(Clone, Copy)] ";
        if self.rng.chance(55) {
            let fields: Fields = (0..1 + self.rng.below(5)).map(|_| self.ty(2)).collect();
            let repr = *self.rng.pick(&REPRS);
            let n = self.structs.len();
            let declared: String =
                fields.iter().enumerate().map(|(i, ty)| format!("f{i}: {}, ", ty.name())).collect();
            let mixed: String =
                (0..fields.len()).map(|i| format!("{{ self.f{i} }}.mix(h); ")).collect();
            self.structs.push(fields);
            format!(
                "{repr}{derives}struct S{n} {{ {declared}}}\n\
                 impl Mix for S{n} {{ fn mix(self, h: &mut u64) {{ {mixed}}} }}\n"
            )
        } else {
            let n = self.enums.len();
            let repr = *self.rng.pick(&ENUM_REPRS);
            let variants: Vec<Fields> = (0..1 + self.rng.below(6))
                .map(|_| (0..self.rng.below(4)).map(|_| self.ty(1)).collect())
                .collect();
            let mut declared = String::new();
            let mut arms = String::new();
            for (v, fields) in variants.iter().enumerate() {
                let each =
                    |f: &dyn Fn(usize) -> String| (0..fields.len()).map(f).collect::<String>();
                let types = each(&|i| format!("f{i}: {}, ", fields[i].name()));
                let names = each(&|i| format!("f{i}, "));
                let mixed = each(&|i| format!("f{i}.mix(h); "));
                declared += &format!("V{v} {{ {types}}}, ");
                arms += &format!("E{n}::V{v} {{ {names}}} => {{ {v}u8.mix(h); {mixed}}} ");
            }
            self.enums.push(variants);
            format!(
                "{repr}{derives}enum E{n} {{ {declared}}}\n\
                 impl Mix for E{n} {{ fn mix(self, h: &mut u64) {{ match self {{ {arms}}} }} }}\n"
            )
        }
    }
}
