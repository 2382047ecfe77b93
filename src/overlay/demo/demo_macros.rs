//! The demo's own macros: one of each kind, and not a line of them knows about WebAssembly.

extern crate proc_macro;

use proc_macro::{TokenStream, TokenTree};

/// Implements `Describe`, which tells a type's name and its field names.
#[proc_macro_derive(Describe, attributes(describe))]
pub fn derive_describe(input: TokenStream) -> TokenStream {
    let mut tokens = input.into_iter();
    let name = tokens
        .by_ref()
        .skip_while(|token| token.to_string() != "struct")
        .nth(1)
        .expect("`Describe` works on structs");
    let fields = tokens.last().map_or(String::new(), |body| field_names(body).join(", "));
    format!(
        "impl Describe for {name} {{
            fn describe() -> &'static str {{ \"{name} {{ {fields} }}\" }}
        }}"
    )
    .parse()
    .unwrap()
}

/// The identifiers that a colon follows, but for those marked `#[describe(skip)]`.
fn field_names(body: TokenTree) -> Vec<String> {
    let TokenTree::Group(body) = body else { return Vec::new() };
    let mut names = Vec::new();
    let mut skip = false;
    let mut last = String::new();
    for token in body.stream() {
        match token.to_string().as_str() {
            "[describe(skip)]" => skip = true,
            ":" if !std::mem::take(&mut skip) => names.push(last.clone()),
            _ => {}
        }
        last = token.to_string();
    }
    names
}

/// Makes a function say its name before it runs.
#[proc_macro_attribute]
pub fn announce(_: TokenStream, item: TokenStream) -> TokenStream {
    let mut tokens: Vec<_> = item.into_iter().collect();
    let at = tokens.iter().position(|token| token.to_string() == "fn").expect("expected a function");
    let name = tokens[at + 1].to_string();
    if let Some(TokenTree::Group(body)) = tokens.pop() {
        let announcement: TokenStream = format!("println!(\"-> {name}\");").parse().unwrap();
        let body = announcement.into_iter().chain(body.stream()).collect();
        tokens.push(proc_macro::Group::new(proc_macro::Delimiter::Brace, body).into());
    }
    tokens.into_iter().collect()
}

/// Multiplies its arguments while the program is compiled.
#[proc_macro]
pub fn product(input: TokenStream) -> TokenStream {
    let product: u64 =
        input.into_iter().filter_map(|token| token.to_string().parse::<u64>().ok()).product();
    product.to_string().parse().unwrap()
}
