// Macros whose results hold other macros, and calls of this crate's own.
//@ edition: 2021

use proc_macro::{TokenStream, TokenTree};

/// Calls itself with one token less, and adds one.
#[proc_macro]
pub fn count(input: TokenStream) -> TokenStream {
    let mut trees = input.into_iter();
    match trees.next() {
        None => "0".parse().unwrap(),
        Some(_) => {
            let rest: TokenStream = trees.collect();
            format!("(1 + nesting::count!({rest}))").parse().unwrap()
        }
    }
}

#[proc_macro]
pub fn forever(_: TokenStream) -> TokenStream {
    "nesting::forever!()".parse().unwrap()
}

/// A `macro_rules!` macro that uses a macro of this crate.
#[proc_macro]
pub fn define(input: TokenStream) -> TokenStream {
    let TokenTree::Ident(name) = input.into_iter().next().unwrap() else { panic!("no name") };
    format!("macro_rules! {name} {{ ($($t:tt)*) => {{ nesting::count!($($t)* $($t)*) }} }}")
        .parse()
        .unwrap()
}

/// A trait implementation in which there are a derive and an attribute.
#[proc_macro_derive(Outer)]
pub fn outer(item: TokenStream) -> TokenStream {
    let name = item.into_iter().nth(1).unwrap();
    format!(
        "#[derive(Clone, Copy, nesting::Inner)] #[nesting::keep] struct {name}Inner;
         impl {name} {{ fn inner(&self) -> {name}Inner {{ {name}Inner }} }}"
    )
    .parse()
    .unwrap()
}

#[proc_macro_derive(Inner)]
pub fn inner(item: TokenStream) -> TokenStream {
    let trees: Vec<TokenTree> = item.into_iter().collect();
    let place = trees.iter().position(|tree| tree.to_string() == "struct").unwrap();
    let name = &trees[place + 1];
    format!("impl {name} {{ const NAME: &'static str = {:?}; }}", name.to_string()).parse().unwrap()
}

#[proc_macro_attribute]
pub fn keep(_: TokenStream, item: TokenStream) -> TokenStream {
    item
}
