// Macros that show the tokens they are given.
//@ edition: 2021

use proc_macro::{Delimiter, Spacing, TokenStream, TokenTree};

fn list(stream: TokenStream, depth: usize, lines: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    for tree in stream {
        match tree {
            TokenTree::Group(group) => {
                let delimiter = match group.delimiter() {
                    Delimiter::None => "invisible",
                    Delimiter::Parenthesis => "( )",
                    Delimiter::Bracket => "[ ]",
                    Delimiter::Brace => "{ }",
                };
                lines.push(format!("{indent}group {delimiter}"));
                list(group.stream(), depth + 1, lines);
            }
            TokenTree::Punct(punct) => {
                let joint = if punct.spacing() == Spacing::Joint { " joint" } else { "" };
                lines.push(format!("{indent}punct {}{joint}", punct.as_char()));
            }
            TokenTree::Ident(ident) => lines.push(format!("{indent}ident {ident}")),
            TokenTree::Literal(literal) => lines.push(format!("{indent}literal {literal}")),
        }
    }
}

fn lines(stream: TokenStream) -> String {
    let mut lines = Vec::new();
    list(stream, 0, &mut lines);
    format!("{:?}", lines.join("\n"))
}

#[proc_macro]
pub fn tokens(input: TokenStream) -> TokenStream {
    lines(input).parse().unwrap()
}

#[proc_macro]
pub fn printed(input: TokenStream) -> TokenStream {
    format!("{:?}", input.to_string()).parse().unwrap()
}

#[proc_macro_attribute]
pub fn attribute_tokens(args: TokenStream, item: TokenStream) -> TokenStream {
    let (args, item) = (lines(args), lines(item));
    format!("const ARGS: &str = {args}; const ITEM: &str = {item};").parse().unwrap()
}

#[proc_macro_derive(DeriveTokens, attributes(helper))]
pub fn derive_tokens(item: TokenStream) -> TokenStream {
    format!("const DERIVED: &str = {};", lines(item)).parse().unwrap()
}
