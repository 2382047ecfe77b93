//! The programs that the page begins with. A file `macros.rs` is the macro crate `macros` of `main.rs`.

export type Files = Record<string, string>;

const HELLO: Files = {
  "main.rs": `fn main() {
    println!("Hello from a compiler in your browser!");
}
`,
};

const DERIVE: Files = {
  "main.rs": `use macros::Describe;

#[derive(Describe)]
struct Point {
    x: i32,
    y: i32,
}

fn main() {
    println!("{}", Point::describe());
    let Point { x, y } = Point { x: 1, y: 2 };
    println!("{x} {y}");
}
`,
  "macros.rs": `//! This is a macro crate of its own, which main.rs uses as \`macros\`.
use proc_macro::{Delimiter, TokenStream, TokenTree};

#[proc_macro_derive(Describe)]
pub fn describe(item: TokenStream) -> TokenStream {
    let tokens: Vec<TokenTree> = item.into_iter().collect();
    let name = tokens[1].to_string();
    let fields = tokens.iter().find_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    });
    let fields: Vec<String> = fields
        .into_iter()
        .flat_map(|stream| stream.into_iter().collect::<Vec<_>>())
        .collect::<Vec<_>>()
        .windows(2)
        .filter(|pair| pair[1].to_string() == ":")
        .map(|pair| pair[0].to_string())
        .collect();
    let text = format!("{name} has the fields {}", fields.join(", "));
    format!("impl {name} {{ fn describe() -> &'static str {{ {text:?} }} }}").parse().unwrap()
}
`,
};

const ATTRIBUTE: Files = {
  "main.rs": `#[macros::announce]
fn answer() -> u32 {
    42
}

fn main() {
    println!("{}", answer());
}
`,
  "macros.rs": `use proc_macro::{Delimiter, Group, TokenStream, TokenTree};

/// Makes a function say its name when it is called.
#[proc_macro_attribute]
pub fn announce(_arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = item.into_iter().collect();
    let name = tokens[1].to_string();
    let Some(TokenTree::Group(body)) = tokens.pop() else { panic!("this is not a function with a body") };
    let mut stream: TokenStream = format!("println!(\\"-> {{}}\\", {name:?});").parse().unwrap();
    stream.extend(body.stream());
    tokens.push(Group::new(Delimiter::Brace, stream).into());
    tokens.into_iter().collect()
}
`,
};

const FUNCTION: Files = {
  "main.rs": `const SUM: i64 = macros::sum!(1 2 3 4);

fn main() {
    println!("{SUM}");
}
`,
  "macros.rs": `use proc_macro::{Literal, TokenStream, TokenTree};

/// Adds numbers while the program is compiled.
#[proc_macro]
pub fn sum(input: TokenStream) -> TokenStream {
    let sum = input.into_iter().map(|token| token.to_string().parse::<i64>().expect("a number")).sum();
    TokenTree::from(Literal::i64_unsuffixed(sum)).into()
}
`,
};

const PANIC: Files = {
  "main.rs": `fn main() {
    macros::give_up!();
}
`,
  "macros.rs": `use proc_macro::TokenStream;

/// The compiler reports it at the call, and goes on.
#[proc_macro]
pub fn give_up(_: TokenStream) -> TokenStream {
    panic!("this macro gives up");
}
`,
};

const LOOP: Files = {
  "main.rs": `fn main() {
    macros::forever!();
}
`,
  "macros.rs": `use proc_macro::TokenStream;

/// The compiler stops it at its limit, which is lower in this page.
#[proc_macro]
pub fn forever(_: TokenStream) -> TokenStream {
    loop {}
}
`,
};

const INPUT: Files = {
  "main.rs": `use std::io::{self, BufRead};

fn main() {
    // Write something into "Input" at the bottom.
    let mut names = Vec::new();
    for line in io::stdin().lock().lines() {
        names.push(line.unwrap());
    }
    println!("{} lines: {names:?}", names.len());
}
`,
};

const SERDE: Files = {
  "main.rs": `use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, Serialize)]
struct Book {
    title: String,
    #[serde(default)]
    pages: Option<u32>,
    tags: Vec<String>,
}

fn main() -> serde_json::Result<()> {
    let text = r#"{ "title": "Rust", "tags": ["macros", "wasm"] }"#;
    let mut book: Book = serde_json::from_str(text)?;
    println!("{book:?}");
    book.pages = Some(300);
    println!("{}", serde_json::to_string(&book)?);
    Ok(())
}
`,
};

const SYN: Files = {
  "main.rs": `use macros::Names;

#[derive(Names)]
enum Colour {
    Red,
    Green,
    Blue,
}

fn main() {
    for colour in [Colour::Red, Colour::Green, Colour::Blue] {
        println!("{}", colour.name());
    }
}
`,
  "macros.rs": `//! A derive macro as most are written: syn parses, quote writes.
use proc_macro::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, parse_macro_input};

/// Gives an enum a method that says which variant a value is.
#[proc_macro_derive(Names)]
pub fn names(input: TokenStream) -> TokenStream {
    let DeriveInput { ident, data, .. } = parse_macro_input!(input);
    let Data::Enum(data) = data else {
        return Error::new(ident.span(), "this is not an enum").into_compile_error().into();
    };
    let variants: Vec<_> = data.variants.iter().map(|variant| &variant.ident).collect();
    let names = variants.iter().map(|variant| variant.to_string());
    quote! {
        impl #ident {
            pub fn name(&self) -> &'static str {
                match self { #(Self::#variants { .. } => #names,)* }
            }
        }
    }
    .into()
}
`,
};

const CRATES: Files = {
  "main.rs": `use anyhow::{Context, Result};
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::{Days, NaiveDate};
use clap::Parser;
use indexmap::IndexMap;
use itertools::Itertools;
use num::BigUint;
use regex::Regex;
use thiserror::Error;
use uuid::Uuid;

#[derive(Debug, Error)]
#[error("\`{0}\` is not a date")]
struct NotADate(String);

#[derive(Parser)]
struct Options {
    #[arg(long, default_value_t = 7)]
    days: u64,
}

fn date(text: &str) -> Result<NaiveDate, NotADate> {
    text.parse().map_err(|_| NotADate(text.to_owned()))
}

fn main() -> Result<()> {
    let options = Options::parse_from(["example", "--days", "20"]);
    let day = date("2024-02-10")?.checked_add_days(Days::new(options.days)).context("that is too late")?;
    println!("{}", day.format("%A, %d %B %Y"));

    let mut words: IndexMap<&str, u32> = IndexMap::new();
    for word in Regex::new(r"\\w+")?.find_iter("one, two and one") {
        *words.entry(word.as_str()).or_default() += 1;
    }
    println!("{}", words.iter().map(|(word, count)| format!("{word} {count}")).join(", "));

    let product: BigUint = (1..=25u32).product();
    println!("{product} is {} in base64", BASE64_STANDARD.encode(product.to_bytes_be()));
    println!("{} of 100 random numbers are what they should be", (0..100).filter(|_| rand::random_range(1..=6) < 7).count());
    println!("a UUID of version {}", Uuid::new_v4().get_version_num());
    println!("{:#}", date("today").context("as expected").unwrap_err());
    Ok(())
}
`,
};

const TOKIO: Files = {
  "main.rs": `use std::time::Duration;
use tokio::sync::mpsc;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (sender, mut receiver) = mpsc::channel(1);
    tokio::spawn(async move {
        for number in 1..=3 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            sender.send(number).await.unwrap();
        }
    });
    while let Some(number) = receiver.recv().await {
        println!("{number}");
    }
}
`,
};

export const EXAMPLES: Record<string, Files> = {
  "Derive macro": DERIVE,
  "Attribute macro": ATTRIBUTE,
  "Function-like macro": FUNCTION,
  "A macro that panics": PANIC,
  "A macro that loops": LOOP,
  "Hello": HELLO,
  "Input": INPUT,
  "serde and serde_json": SERDE,
  "Derive macro with syn": SYN,
  "Many published crates": CRATES,
  "Tasks of tokio": TOKIO,
};

/** Those that use published crates, and which, by their names in programs. */
export const NEEDS: Record<string, string[]> = {
  "serde and serde_json": ["serde", "serde_json"],
  "Derive macro with syn": ["proc_macro2", "quote", "syn"],
  "Many published crates":
    "anyhow base64 chrono clap indexmap itertools num rand regex thiserror uuid".split(" "),
  "Tasks of tokio": ["tokio"],
};
