// A derive macro with helper attributes.
//@ edition: 2021

use proc_macro::{Delimiter, TokenStream, TokenTree};

/// The tokens of each field's helper attribute, in brackets.
#[proc_macro_derive(Fields, attributes(field, flatten))]
pub fn derive(item: TokenStream) -> TokenStream {
    let trees: Vec<TokenTree> = item.into_iter().collect();
    let name = trees
        .windows(2)
        .find_map(|pair| (pair[0].to_string() == "struct").then(|| pair[1].to_string()))
        .unwrap();
    let Some(TokenTree::Group(body)) = trees.last() else { panic!("no fields") };
    let attributes: Vec<String> = body
        .stream()
        .into_iter()
        .filter_map(|tree| match tree {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                Some(group.to_string())
            }
            _ => None,
        })
        .collect();
    format!("impl {name} {{ const FIELDS: &'static [&'static str] = &{attributes:?}; }}")
        .parse()
        .unwrap()
}
