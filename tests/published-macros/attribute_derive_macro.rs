//! `#[derive(FromAttr)]`: attributes that become structs, with messages of their own.
//@ dependency: attribute-derive = "0.10"
//@ dependency: syn = { version = "2", features = ["full"] }

use attribute_derive::{FlagOrValue, FromAttr};
use syn::{Attribute, Expr, Type, parse_quote};

#[derive(FromAttr)]
#[attribute(ident = collection)]
#[attribute(error(missing_field = "`{field}` was not specified", conflict = "`{first}` against `{second}`"))]
struct Collection {
    #[attribute(example = "u8")]
    authority: String,
    name: Option<String>,
    #[attribute(conflicts = [inner])]
    number: Option<u32>,
    inner: Option<Type>,
    #[attribute(default = 3 + 4)]
    size: usize,
    flag: bool,
    either: FlagOrValue<Expr>,
}

fn show(attribute: Attribute) {
    match Collection::from_attributes(&[attribute]) {
        Ok(found) => {
            println!("{} {:?} {:?} {}", found.authority, found.name, found.number, found.inner.is_some());
            println!("{} {} {}", found.size, found.flag, matches!(found.either, FlagOrValue::Value(_)));
        }
        Err(error) => println!("{error}"),
    }
}

fn main() {
    show(parse_quote!(#[collection(authority = "a", name = "n", inner = Vec<u8>, flag, either = 1 + 2)]));
    show(parse_quote!(#[collection(name = "n")]));
    show(parse_quote!(#[collection(authority = "a", number = 1, inner = u8)]));
    show(parse_quote!(#[collection(authority = "a", nmae = "n")]));
}
