//! `#[derive(FromMeta, FromDeriveInput, FromField, FromVariant, FromAttributes)]`: attributes that become structs.
//@ dependency: darling = "0.23"
//@ dependency: syn = { version = "2", features = ["full"] }

use darling::util::{Flag, Override, SpannedValue};
use darling::{FromAttributes, FromDeriveInput, FromField, FromMeta, FromVariant, ast};
use syn::{DeriveInput, Ident, parse_quote};

#[derive(Debug, FromDeriveInput)]
#[darling(attributes(my), supports(struct_named, enum_any), forward_attrs(doc))]
struct Input {
    ident: Ident,
    data: ast::Data<Variant, Field>,
    attrs: Vec<syn::Attribute>,
    #[darling(default, rename = "size")]
    length: Option<usize>,
    #[darling(multiple)]
    names: Vec<String>,
    flag: Flag,
    #[darling(flatten)]
    more: More,
}

#[derive(Debug, Default, FromMeta)]
#[darling(default, rename_all = "kebab-case")]
struct More {
    first_mode: Option<Mode>,
    other: Option<Override<String>>,
}

#[derive(Debug, Clone, Copy, FromMeta)]
enum Mode {
    Fast,
    Slow(u8),
}

#[derive(Debug, FromField)]
#[darling(attributes(my))]
struct Field {
    ident: Option<Ident>,
    #[darling(default = || 7)]
    weight: u32,
    #[darling(and_then = positive)]
    number: Option<SpannedValue<i64>>,
    #[darling(skip)]
    skipped: bool,
}

fn positive(number: Option<SpannedValue<i64>>) -> darling::Result<Option<SpannedValue<i64>>> {
    match number {
        Some(value) if *value < 0 => Err(darling::Error::custom("negative").with_span(&value.span())),
        value => Ok(value),
    }
}

#[derive(Debug, FromVariant)]
#[darling(attributes(my))]
struct Variant {
    ident: Ident,
    discriminant: Option<syn::Expr>,
}

#[derive(Debug, FromAttributes)]
#[darling(attributes(my))]
struct Attributes {
    #[darling(with = darling::util::parse_expr::preserve_str_literal, map = Some)]
    value: Option<syn::Expr>,
}

fn show(input: DeriveInput) {
    match Input::from_derive_input(&input) {
        Ok(input) => {
            println!("{} {:?} {:?} {}", input.ident, input.length, input.names, input.flag.is_present());
            println!("{:?} {:?} {}", input.more.first_mode, input.more.other, input.attrs.len());
            if let ast::Data::Struct(fields) = input.data {
                for field in fields {
                    println!("{:?} {} {}", field.ident.map(|name| name.to_string()), field.weight, field.skipped);
                }
            }
        }
        Err(error) => println!("{error}: {:?}", error.clone().flatten().into_iter().map(|e| e.to_string()).collect::<Vec<_>>()),
    }
}

fn main() {
    show(parse_quote! {
        /// Text.
        #[my(size = 3, names = "a", names = "b", flag, first-mode = "fast", other)]
        struct S {
            #[my(weight = 2)]
            a: u8,
            b: u8,
        }
    });
    show(parse_quote! {
        #[my(sise = 3, size = "x")]
        struct S {
            #[my(number = -1)]
            a: u8,
        }
    });
    show(parse_quote!(
        struct S(u8);
    ));
    let attributes: Vec<syn::Attribute> = vec![parse_quote!(#[my(value = 1 + 2)])];
    println!("{}", Attributes::from_attributes(&attributes).unwrap().value.is_some());
    println!("{:?}", Mode::from_string("fasst").map_err(|error| error.to_string()));
}
