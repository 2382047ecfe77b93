//! `html!`: markup as a macro.
//@ dependency: maud = { version = "0.27", default-features = false }

use maud::{DOCTYPE, Markup, PreEscaped, Render, html};

struct Name<'a>(&'a str);

impl Render for Name<'_> {
    fn render(&self) -> Markup {
        html! { b { (self.0) } }
    }
}

fn main() {
    let (names, is_long) = (["a", "b<c"], true);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { "A \"title\"" } }
            body #main.wide.long[is_long] data-n=(1 + 2) hidden[!is_long] title=[Some("t")] {
                @for (index, name) in names.iter().enumerate() {
                    p.{"item-" (index)} { (index) ": " (Name(name)) br; }
                }
                @if let Some(first) = names.first() { (first) } @else { "none" }
                @match names.len() { 2 => { "two" }, _ => "many" }
                @let sum = 1 + 2;
                (sum) (PreEscaped("<i>raw</i>"))
            }
        }
    };
    println!("{}", page.into_string());
}
