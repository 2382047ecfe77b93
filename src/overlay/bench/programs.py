"""The programs that `./x.py bench` compiles, made of a few lines each as often as a figure wants them.

It knows what they use, and nothing of how they are compiled or measured.
"""

from dataclasses import dataclass

FIELD_TYPES = ("u8", "String", "Vec<u32>", "Option<bool>", "f64", "(u8, i16)", "char")
TEXT_BYTES = 1_000_000


@dataclass(frozen=True)
class Program:
    """A library that uses macros, `expansions` times in all."""

    name: str
    source: str
    expansions: int = 0
    macros: tuple[str, ...] = ()  # the macro crates, as `use` names them
    libraries: tuple[str, ...] = ()  # what the macros' output needs

    @property
    def file_stem(self) -> str:
        """The name as that of a file and a crate."""
        return "".join(char if char.isalnum() else "_" for char in self.name).lower()


def loading(macros: tuple[str, ...]) -> Program:
    """Loads macro crates and expands nothing."""
    lines = [f"extern crate {name} as _;" for name in macros]
    return Program(f"load {len(macros)} macro crates", "\n".join(lines) + "\n", macros=macros)


def serde(structs: int, fields: int) -> Program:
    """`Serialize` and `Deserialize` on structs."""
    derive = "#[derive(serde_derive::Serialize, serde_derive::Deserialize)]\n"
    items = [f"{derive}pub struct S{number} {{\n{_fields(fields)}}}\n" for number in range(structs)]
    name = f"serde: {_count(structs, 'struct')} of {_count(fields, 'field')}"
    return Program(name, "".join(items), 2 * structs, ("serde_derive",), ("serde",))


def instrument(functions: int) -> Program:
    """tracing's attribute on functions."""
    items = [
        f"#[tracing_attributes::instrument(level = \"debug\", skip(name), fields(size = name.len()), ret)]\n"
        f"pub fn f{number}(a: u32, b: u32, name: &str) -> u32 {{\n    a.wrapping_mul(b).wrapping_add({number})\n}}\n"
        for number in range(functions)
    ]
    name = f"tracing: instrument on {_count(functions, 'function')}"
    return Program(name, "".join(items), functions, ("tracing_attributes",), ("tracing",))


def async_trait(methods: int) -> Program:
    """`async_trait` on a trait and an implementation of it."""
    heads = [f"async fn m{number}(&self, a: u32, text: &str) -> u32" for number in range(methods)]
    declared = "".join(f"    {head};\n" for head in heads)
    defined = "".join(f"    {head} {{\n        a + text.len() as u32\n    }}\n" for head in heads)
    attribute = "#[async_trait::async_trait]\n"
    trait = f"{attribute}pub trait Work {{\n{declared}}}\n"
    source = f"{trait}pub struct Worker;\n{attribute}impl Work for Worker {{\n{defined}}}\n"
    return Program(f"async-trait: a trait and an impl of {_count(methods, 'function')}", source, 2, ("async_trait",))


def thiserror(enums: int) -> Program:
    """`Error` on enums of seven variants."""
    variants = (
        '    #[error("cannot read {0}")]\n    Read(String),\n    #[error("{code} at {place:?}")]\n'
        "    At { code: u32, place: (u32, u32) },\n    #[error(transparent)]\n    Io(#[from] std::io::Error),\n"
        '    #[error("not text")]\n    Utf8(#[from] std::str::Utf8Error),\n    #[error("no number")]\n'
        "    Number(#[source] std::num::ParseIntError),\n"
        '    #[error("empty")]\n    Empty,\n    #[error("{0} of {1}")]\n    Part(u8, u8),\n'
    )
    derive = "#[derive(Debug, thiserror_impl::Error)]\n"
    items = [f"{derive}pub enum E{number} {{\n{variants}}}\n" for number in range(enums)]
    name = f"thiserror: {_count(enums, 'enum')} of 7 variants"
    return Program(name, "".join(items), enums, ("thiserror_impl",), ("thiserror",))


def clap(structs: int, options: int) -> Program:
    """`Parser` on structs of documented options."""
    lines = "".join(
        f"    /// Sets the value number {number}\n"
        f"    #[arg(long, value_name = \"VALUE\", default_value_t = {number})]\n"
        f"    value{number}: u32,\n"
        for number in range(options)
    )
    derive = "/// A program\n#[derive(clap_derive::Parser)]\n#[command(version = \"1\")]\n"
    items = [f"{derive}pub struct Options{number} {{\n{lines}}}\n" for number in range(structs)]
    name = f"clap: {_count(structs, 'parser')} of {_count(options, 'option')}"
    return Program(name, "".join(items), structs, ("clap_derive",), ("clap",))


def identity_calls(macro: str, calls: int) -> Program:
    """A macro that changes nothing, around small functions."""
    items = [f"identity::{macro}! {{ {_function(number)} }}\n" for number in range(calls)]
    return Program(f"identity: {macro}!, {_count(calls, 'call')}", "".join(items), calls, ("identity",))


def identity_text(macro: str, size: int = TEXT_BYTES) -> Program:
    """A macro that changes nothing, around a long text. Behind it, the compiler drops that before it looks into it."""
    functions, length = [], 0
    while length < size:
        functions.append(_function(len(functions)) + "\n")
        length += len(functions[-1])
    source = f"identity::{macro}! {{\n#[cfg(any())]\nmod long {{\n{''.join(functions)}}}\n}}\n"
    return Program(f"identity: {macro}! of {size / 1e6:.0f} MB", source, 1, ("identity",))


def many() -> Program:
    """One expansion of each of `MANY`."""
    libraries = ("clap", "num_traits", "serde", "thiserror", "tracing")
    source = "".join(f"{item}\n" for item in MANY.values())
    return Program(f"{len(MANY)} macro crates, one expansion each", source, len(MANY), tuple(MANY), libraries)


def _fields(count: int) -> str:
    types = len(FIELD_TYPES)
    return "".join(f"    pub field{number}: {FIELD_TYPES[number % types]},\n" for number in range(count))


def _function(number: int) -> str:
    return f'pub fn f{number}(a: u32, b: &str) -> usize {{ let c = a * {number} + 1; b.len() + c as usize }}'


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


# Macro crates, and an item that uses one macro of each.
MANY = {
    "async_recursion": "#[async_recursion::async_recursion]\npub async fn down(n: u8) { down(n - 1).await }",
    "async_trait": "#[async_trait::async_trait]\npub trait Asynchronous { async fn f(&self); }",
    "auto_impl": "#[auto_impl::auto_impl(&, Box)]\npub trait Automatic { fn f(&self); }",
    "bitfield_struct": "#[bitfield_struct::bitfield(u8)]\npub struct Bits { #[bits(4)] low: u8, #[bits(4)] high: u8 }",
    "clap_derive": "#[derive(clap_derive::Parser)]\npub struct Options { #[arg(long)] name: String }",
    "delegate": "pub struct List(String);\nimpl List { delegate::delegate! { to self.0 { fn len(&self) -> usize; } } }",
    "derive_more_impl": "#[derive(derive_more_impl::Constructor)]\npub struct Constructed { a: u8, b: u8 }",
    "derive_where": "#[derive_where::derive_where(Clone)]\npub struct Marker<T>(core::marker::PhantomData<T>);",
    "displaydoc": "/// text\n#[derive(displaydoc::Display)]\npub struct Displayed;",
    "duplicate": "#[duplicate::duplicate_item(name; [First]; [Second])]\npub struct name;",
    "educe": "#[derive(educe::Educe)]\n#[educe(Debug)]\npub struct Educed { a: u8 }",
    "enum_dispatch": "#[enum_dispatch::enum_dispatch]\npub trait Shape { fn area(&self) -> f64; }",
    "getset": "#[derive(getset::Getters)]\npub struct Got { #[getset(get = \"pub\")] a: u8 }",
    "impl_trait_for_tuples": "#[impl_trait_for_tuples::impl_for_tuples(3)]\npub trait Notify { fn notify(&self); }",
    "indoc": "pub const TEXT: &str = indoc::indoc! {\"\n    one\n      two\n\"};",
    "num_derive": "#[derive(num_derive::FromPrimitive)]\npub enum Number { One = 1, Two = 2 }",
    "paste": "paste::paste! { pub fn [<one _ two>]() {} }",
    "rustversion": "#[rustversion::since(1.50)]\npub fn since() {}",
    "seq_macro": "seq_macro::seq!(N in 0..4 { pub fn numbered~N() {} });",
    "serde_derive": "#[derive(serde_derive::Serialize)]\npub struct Serialized { a: u8 }",
    "serde_repr": "#[derive(serde_repr::Serialize_repr)]\n#[repr(u8)]\npub enum Repr { A = 1, B = 2 }",
    "smart_default": "#[derive(smart_default::SmartDefault)]\npub struct Defaults { #[default = 3] a: u8 }",
    "strum_macros": "#[derive(strum_macros::IntoStaticStr)]\npub enum Static { A, B }",
    "thiserror_impl": "#[derive(Debug, thiserror_impl::Error)]\n#[error(\"bad\")]\npub struct Bad;",
    "tracing_attributes": "#[tracing_attributes::instrument]\npub fn traced(a: u8) -> u8 { a }",
}
