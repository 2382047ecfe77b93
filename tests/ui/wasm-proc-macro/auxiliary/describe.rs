// One macro of each kind, of which each says what it was given.

extern crate proc_macro;

use proc_macro::{TokenStream, TokenTree};

/// The identifier after `struct`, `enum`, `union` or `fn`.
fn name_of(item: &TokenStream) -> String {
    let mut trees = item.clone().into_iter();
    while let Some(tree) = trees.next() {
        if let TokenTree::Ident(ident) = tree {
            if ["struct", "enum", "union", "fn"].contains(&&*ident.to_string()) {
                return trees.next().unwrap().to_string();
            }
        }
    }
    panic!("there is no name in `{}`", item);
}

#[proc_macro_derive(Describe)]
pub fn derive(item: TokenStream) -> TokenStream {
    let name = name_of(&item);
    format!(
        "impl {} {{ fn describe() -> &'static str {{ {:?} }} }}",
        name,
        format!("derived for {}", name),
    )
    .parse()
    .unwrap()
}

#[proc_macro_attribute]
pub fn describe(args: TokenStream, item: TokenStream) -> TokenStream {
    let name = name_of(&item);
    let text = format!("{}({}) on {}", "describe", args, name);
    let described: TokenStream =
        format!("const DESCRIBED_{}: &str = {:?};", name.to_uppercase(), text).parse().unwrap();
    item.into_iter().chain(described).collect()
}

#[proc_macro]
pub fn text(input: TokenStream) -> TokenStream {
    format!("{:?}", input.to_string()).parse().unwrap()
}
