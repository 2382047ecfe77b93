//! `#[derive(Template)]`: JavaScript in which values are put.
//@ dependency: serialize-to-javascript = "0.1"

use serialize_to_javascript::{DefaultTemplate, Options, Template, default_template};

#[derive(Template)]
#[default_template("key.js")]
struct Key<'a> {
    key: &'a str,
    length: usize,
    #[raw]
    script: &'static str,
}

fn main() {
    let key = Key { key: "as'df", length: 4, script: "console.log('hello')" };
    println!("{}", key.render_default(&Options::default()).unwrap().into_string());
    println!("{}", key.render("a(__TEMPLATE_key__)", &Options::default()).unwrap().into_string());
}
