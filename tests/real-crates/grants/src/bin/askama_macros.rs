//! `#[derive(Template)]` with templates in files, which extend and include others, and with an inline one.

use askama::Template;

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    title: &'a str,
    items: &'a [(&'a str, Option<u32>)],
}

#[derive(Template)]
#[template(source = "{{ name|upper }}: {% if count > 3 %}many{% else %}{{ count }}{% endif %}", ext = "txt")]
struct Inline {
    name: String,
    count: usize,
}

fn main() {
    let items = [("<bread>", Some(2)), ("milk", None)];
    println!("{}", Page { title: "To buy & to bring", items: &items }.render().unwrap());
    for count in [2, 4] {
        println!("{}", Inline { name: "eggs".into(), count });
    }
}
