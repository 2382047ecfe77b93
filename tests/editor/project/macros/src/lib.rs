//! Macros of the project itself: one whose code an editor finds by its names, and one that fails.

use proc_macro::{Delimiter, Ident, TokenStream, TokenTree};

/// A method for each field of a struct whose types are single names. Its name is the field's, with the field's place.
#[proc_macro_derive(Getters)]
pub fn getters(input: TokenStream) -> TokenStream {
    let mut trees = input.into_iter();
    let name = loop {
        match trees.next() {
            Some(TokenTree::Ident(word)) if word.to_string() == "struct" => break trees.next(),
            Some(_) => {}
            None => panic!("there is no struct"),
        }
    };
    let fields = trees.find_map(|tree| match tree {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    });
    let mut methods = TokenStream::new();
    let mut words: Vec<Ident> = Vec::new();
    for tree in fields.unwrap_or_default() {
        match tree {
            TokenTree::Ident(word) if word.to_string() != "pub" => words.push(word),
            TokenTree::Punct(punct) if punct.as_char() == ',' => methods.extend(method(&mut words)),
            _ => {}
        }
    }
    methods.extend(method(&mut words));
    let body = TokenTree::from(proc_macro::Group::new(Delimiter::Brace, methods));
    let mut output: TokenStream = "impl".parse().unwrap();
    output.extend(name);
    output.extend([body]);
    output
}

fn method(words: &mut Vec<Ident>) -> TokenStream {
    let [field, kind] = &words[..] else { return TokenStream::new() };
    let text = format!("pub fn x(&self) -> &{kind} {{ &self.{field} }}");
    let stream: TokenStream = text.parse().unwrap();
    let named = stream.into_iter().map(|tree| match tree {
        TokenTree::Ident(word) if word.to_string() == "x" => TokenTree::Ident(field.clone()),
        other => other,
    });
    let named = named.collect();
    words.clear();
    named
}

/// Fails with its argument as the message.
#[proc_macro]
pub fn fail(input: TokenStream) -> TokenStream {
    panic!("{input}")
}
