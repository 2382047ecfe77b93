//! `#[context]`: what a function was about, for its errors.
//@ dependency: fn-error-context = "0.2"
//@ dependency: anyhow = "1"

use fn_error_context::context;

#[context("parsing `{}`", text)]
fn parse(text: &str) -> anyhow::Result<u32> {
    Ok(text.parse()?)
}

struct Parser(String);

impl Parser {
    #[context("in {}", self.0)]
    fn run<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) -> anyhow::Result<Vec<u32>> {
        texts.into_iter().map(parse).collect()
    }
}

fn main() {
    println!("{:?}", Parser("a".into()).run(["1", "2"]).unwrap());
    println!("{:#}", Parser("b".into()).run(["1", "x"]).unwrap_err());
}
