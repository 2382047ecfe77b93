//! `#[derive(Tabled)]`, whose errors come from proc-macro-error2.

use tabled::{Table, Tabled};

#[derive(Tabled)]
#[tabled(rename_all = "UPPERCASE")]
struct Language {
    name: &'static str,
    #[tabled(rename = "since", display("year", self.is_old))]
    designed: u16,
    #[tabled(skip)]
    is_old: bool,
    #[tabled(inline("by "))]
    author: Author,
    #[tabled(order = 0, format = "<{}>")]
    rank: u8,
}

#[derive(Tabled)]
struct Author {
    first: &'static str,
    last: &'static str,
}

#[derive(Tabled)]
enum Kind {
    #[tabled(rename = "compiled")]
    Compiled,
    #[tabled(inline)]
    Script {
        #[tabled(display = "text")]
        engine: Option<&'static str>,
    },
}

fn year(year: &u16, is_old: bool) -> String {
    format!("{year}{}", if is_old { "!" } else { "" })
}

fn text(text: &Option<&str>) -> String {
    text.unwrap_or("none").to_owned()
}

fn main() {
    let author = Author { first: "Dennis", last: "Ritchie" };
    let c = Language { name: "C", designed: 1972, is_old: true, author, rank: 2 };
    println!("{}", Table::new([c]));
    println!("{}", Table::new([Kind::Compiled, Kind::Script { engine: Some("V8") }, Kind::Script { engine: None }]));
}
