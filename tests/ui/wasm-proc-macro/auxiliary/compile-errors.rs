// Macros whose result is an error, or is no Rust.
//@ edition: 2021

use proc_macro::{Ident, Span, TokenStream, TokenTree};

/// `compile_error! { "message" }`, all of it where the last token is.
#[proc_macro]
pub fn error_at_last_token(input: TokenStream) -> TokenStream {
    let last = input.into_iter().last().unwrap();
    let message = format!("`{last}` is the last one");
    let source = format!("compile_error! {{ {message:?} }}");
    let stream: TokenStream = source.parse().unwrap();
    stream
        .into_iter()
        .map(|mut tree| {
            tree.set_span(last.span());
            tree
        })
        .collect()
}

#[proc_macro_derive(AlwaysWrong)]
pub fn derive(_: TokenStream) -> TokenStream {
    "compile_error!(\"this cannot be derived\");".parse().unwrap()
}

#[proc_macro_attribute]
pub fn keep_and_complain(_: TokenStream, item: TokenStream) -> TokenStream {
    let error: TokenStream = "compile_error!(\"a complaint\");".parse().unwrap();
    item.into_iter().chain(error).collect()
}

#[proc_macro]
pub fn no_rust(_: TokenStream) -> TokenStream {
    "fn 1() {}".parse().unwrap()
}

#[proc_macro_derive(NoItems)]
pub fn no_items(_: TokenStream) -> TokenStream {
    "fn 2() {}".parse().unwrap()
}

#[proc_macro]
pub fn lex_error(input: TokenStream) -> TokenStream {
    let TokenTree::Literal(literal) = input.into_iter().next().unwrap() else { panic!() };
    let source = literal.to_string();
    match source.trim_matches('"').parse::<TokenStream>() {
        Ok(stream) => stream,
        Err(error) => format!("compile_error!({:?});", error.to_string()).parse().unwrap(),
    }
}

#[proc_macro]
pub fn ident(input: TokenStream) -> TokenStream {
    let text = input.to_string();
    TokenTree::from(Ident::new(text.trim_matches('"'), Span::call_site())).into()
}

#[proc_macro]
pub fn raw_ident(input: TokenStream) -> TokenStream {
    let text = input.to_string();
    TokenTree::from(Ident::new_raw(text.trim_matches('"'), Span::call_site())).into()
}
