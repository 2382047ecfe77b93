//! `#[derive(Parser)]` with a grammar in a file, and with one in the source.

use pest::iterators::Pair;
use pest::Parser;

mod file {
    #[derive(pest_derive::Parser)]
    #[grammar = "../files/list.pest"]
    pub struct Lists;
}

mod inline {
    #[derive(pest_derive::Parser)]
    #[grammar_inline = r#"
        word = @{ ASCII_ALPHA+ }
        text = { SOI ~ PUSH(word) ~ " " ~ POP ~ EOI }
    "#]
    pub struct Twice;
}

fn sum(pair: Pair<'_, file::Rule>) -> i64 {
    match pair.as_rule() {
        file::Rule::number => pair.as_str().parse().unwrap(),
        _ => pair.into_inner().map(sum).sum(),
    }
}

fn main() {
    for text in ["[1, [-2, 30], []]", "[1 2]"] {
        match file::Lists::parse(file::Rule::file, text) {
            Ok(mut pairs) => println!("{}", sum(pairs.next().unwrap())),
            Err(error) => println!("{error}"),
        }
    }
    for text in ["ab ab", "ab cd"] {
        println!("{:?}", inline::Twice::parse(inline::Rule::text, text).map(|pairs| pairs.as_str().len()).ok());
    }
}
