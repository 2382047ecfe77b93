// Macros whose result is quoted, so that its tokens have places in this file.
//@ edition: 2021

#![feature(proc_macro_def_site, proc_macro_quote)]

use proc_macro::{Ident, Span, TokenStream, TokenTree, quote};

#[proc_macro]
pub fn type_error(input: TokenStream) -> TokenStream {
    quote! {
        {
            let number: u8 = $input;
            number
        }
    }
}

#[proc_macro]
pub fn missing_function(_: TokenStream) -> TokenStream {
    quote! { missing::function() }
}

/// The same, shown in this file.
#[proc_macro]
pub fn missing_function_at_def_site(_: TokenStream) -> TokenStream {
    let stream = quote! { missing_at_def_site() };
    stream
        .into_iter()
        .map(|mut tree| {
            tree.set_span(tree.span().resolved_at(Span::def_site()));
            tree
        })
        .collect()
}

#[proc_macro_derive(Quoted)]
pub fn derive(item: TokenStream) -> TokenStream {
    let name = item.into_iter().nth(1).unwrap();
    // The names of items that are quoted are the macro's own.
    let method = TokenTree::from(Ident::new("quoted", Span::call_site()));
    quote! {
        impl $name {
            fn $method(&self) -> ::std::string::String {
                ::std::format!("{} {}", stringify!($name), stringify!(a $$ b))
            }
        }
    }
}
