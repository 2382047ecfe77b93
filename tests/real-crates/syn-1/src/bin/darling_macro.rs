//! What `darling` makes to read attributes.

use darling::util::Flag;
use darling::{FromDeriveInput, FromField, FromMeta};

#[derive(FromMeta, Debug, Default, PartialEq)]
#[darling(default, rename_all = "kebab-case")]
struct Options {
    max_size: Option<u32>,
    name: String,
    #[darling(rename = "kind")]
    what: Kind,
    #[darling(multiple)]
    tag: Vec<String>,
}

#[derive(FromMeta, Debug, Default, PartialEq)]
enum Kind {
    #[default]
    Plain,
    #[darling(rename = "fancy")]
    Decorated { color: String },
}

#[derive(FromField, Debug)]
#[darling(attributes(part))]
struct Part {
    ident: Option<proc_macro2::Ident>,
    #[darling(default)]
    skip: bool,
}

#[derive(FromDeriveInput, Debug)]
#[darling(attributes(whole), supports(struct_named))]
struct Whole {
    ident: proc_macro2::Ident,
    data: darling::ast::Data<darling::util::Ignored, Part>,
    #[darling(default)]
    loud: Flag,
    #[darling(default = "three")]
    count: usize,
}

fn three() -> usize {
    3
}

fn main() {
    let metas = [
        "max-size = 7, name = \"a\", tag = \"x\", tag = \"y\"",
        "kind(fancy(color = \"red\"))",
        "kind(fancy()), nmae = \"b\", max-size = \"many\"",
    ];
    for meta in metas {
        let meta = syn::parse_str::<syn::Meta>(&format!("options({meta})")).unwrap();
        match Options::from_meta(&meta) {
            Ok(options) => println!("{options:?}"),
            Err(error) => println!("{error}"),
        }
    }
    for input in ["#[whole(loud)] struct A { #[part(skip)] a: u8, b: u8 }", "#[whole(count = 4)] enum B { C }"] {
        match Whole::from_derive_input(&syn::parse_str(input).unwrap()) {
            Ok(whole) => {
                let names = whole.data.take_struct().unwrap().fields;
                let names = names.iter().map(|part| (part.ident.as_ref().unwrap().to_string(), part.skip));
                println!("{} {} {} {:?}", whole.ident, whole.loud.is_present(), whole.count, names.collect::<Vec<_>>());
            }
            Err(error) => println!("{error}"),
        }
    }
}
