//! `#[derive(StructMeta, Parse, ToTokens)]`: arguments of attributes, in structs.
//@ dependency: structmeta = "0.3"
//@ dependency: syn = { version = "2", features = ["full", "extra-traits"] }
//@ dependency: quote = "1"

use quote::ToTokens;
use structmeta::{NameArgs, NameValue, Parse, StructMeta, ToTokens};
use syn::token::Paren;
use syn::{Attribute, Expr, Ident, LitInt, LitStr, Token, parse_quote};

#[derive(Debug, StructMeta)]
struct Arguments {
    #[struct_meta(unnamed)]
    first: Option<LitStr>,
    size: Option<LitInt>,
    #[struct_meta(name = "flag")]
    is_set: bool,
    call: Option<NameArgs<Vec<Expr>>>,
    value: Option<NameValue<Ident>>,
}

#[derive(Parse, ToTokens)]
enum Item {
    Pair {
        #[to_tokens("(")]
        paren: Paren,
        left: Ident,
        comma: Token![,],
        right: Expr,
    },
    #[parse(peek)]
    Number(LitInt),
}

fn main() {
    let attribute: Attribute = parse_quote!(#[a("text", size = 3, flag, call(1, x + 2), value = name)]);
    let arguments: Arguments = attribute.parse_args().unwrap();
    println!("{:?} {:?} {}", arguments.first.map(|text| text.value()), arguments.size.is_some(), arguments.is_set);
    println!("{:?} {:?}", arguments.call.map(|call| call.args.len()), arguments.value.map(|value| value.value));
    let attribute: Attribute = parse_quote!(#[a(other)]);
    println!("{}", attribute.parse_args::<Arguments>().unwrap_err());
    for text in ["7", "(a, 1 + 2)", "(a)"] {
        match syn::parse_str::<Item>(text) {
            Ok(item) => println!("{}", item.to_token_stream()),
            Err(error) => println!("{error}"),
        }
    }
}
