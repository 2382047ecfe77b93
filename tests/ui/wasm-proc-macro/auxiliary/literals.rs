// Macros that make literals by each way there is, and that compare and print tokens.
//@ edition: 2021

#![feature(proc_macro_value)]

use proc_macro::{
    Delimiter, Group, Ident, Literal, Punct, Spacing, Span, TokenStream, TokenTree,
};

/// A list of the literals as strings and as tokens.
#[proc_macro]
pub fn constructed(_: TokenStream) -> TokenStream {
    let literals = [
        Literal::u8_suffixed(1),
        Literal::i128_suffixed(-2),
        Literal::usize_unsuffixed(3),
        Literal::isize_unsuffixed(-4),
        Literal::f32_suffixed(1.5),
        Literal::f64_unsuffixed(-2.0),
        Literal::f64_unsuffixed(1e100),
        Literal::string("a \"quoted\" \u{1f980}\0\n"),
        Literal::character('\''),
        Literal::character('日'),
        Literal::byte_character(b'\xff'),
        Literal::byte_string(b"bytes \0\xff\""),
        Literal::c_string(c"of C"),
        "0x1F_u64".parse().unwrap(),
        "-7".parse().unwrap(),
        "r#\"raw\"#".parse().unwrap(),
    ];
    let mut items = TokenStream::new();
    for literal in literals {
        let text = Literal::string(&literal.to_string());
        let pair: [TokenTree; 3] =
            [literal.into(), Punct::new(',', Spacing::Alone).into(), text.into()];
        items.extend([TokenTree::from(Group::new(
            Delimiter::Parenthesis,
            TokenStream::from_iter(pair),
        ))]);
        items.extend([TokenTree::from(Punct::new(',', Spacing::Alone))]);
    }
    TokenTree::from(Group::new(Delimiter::Parenthesis, items)).into()
}

/// Whether texts are literals.
#[proc_macro]
pub fn parsed(_: TokenStream) -> TokenStream {
    let texts = ["1", "-1", " 1", "1 2", "a", "--1", "'a'", "'a", "\"\\x41\"", "b\"\\xff\"", ""];
    let results: Vec<(&str, Option<String>)> = texts
        .into_iter()
        .map(|text| (text, text.parse::<Literal>().ok().map(|literal| literal.to_string())))
        .collect();
    format!("{:?}", format!("{results:?}")).parse().unwrap()
}

/// What strings among the input stand for.
#[proc_macro]
pub fn values(input: TokenStream) -> TokenStream {
    let mut lines = Vec::new();
    for tree in input {
        if let TokenTree::Literal(literal) = tree {
            lines.push(format!(
                "{literal}: {:?} {:?} {:?}",
                literal.str_value().ok(),
                literal.byte_str_value().ok(),
                literal.cstr_value().ok(),
            ));
        }
    }
    format!("{:?}", lines.join("\n")).parse().unwrap()
}

/// The tokens as `Debug` prints them.
#[proc_macro]
pub fn debug(input: TokenStream) -> TokenStream {
    let made = Ident::new("made", Span::mixed_site());
    format!("({:?}, {:?})", format!("{input:#?}"), format!("{made:?}")).parse().unwrap()
}

/// A group of groups of groups.
#[proc_macro]
pub fn depth(input: TokenStream) -> TokenStream {
    fn of(stream: TokenStream) -> usize {
        stream
            .into_iter()
            .map(|tree| match tree {
                TokenTree::Group(group) => 1 + of(group.stream()),
                _ => 0,
            })
            .max()
            .unwrap_or(0)
    }
    of(input).to_string().parse().unwrap()
}
