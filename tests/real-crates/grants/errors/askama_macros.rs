//! Templates that are not there, cannot be parsed, or name what the struct does not have.

use askama::Template;

#[derive(Template)]
#[template(path = "absent.html")]
struct Absent;

#[derive(Template)]
#[template(path = "broken.html")]
struct Broken<'a> {
    title: &'a str,
    items: &'a [&'a str],
}

#[derive(Template)]
#[template(path = "page.html")]
struct Incomplete {
    title: String,
}

#[derive(Template)]
#[template(source = "{{ a }}{% extends \"absent.html\" %}", ext = "txt")]
struct Inline {
    a: u8,
}

#[derive(Template)]
struct NoTemplate;

fn main() {}
