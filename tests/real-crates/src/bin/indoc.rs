//! `indoc!` and its like, which are made without `syn`.

use indoc::{concatdoc, eprintdoc, formatdoc, indoc, printdoc, writedoc};
use std::fmt::Write;

const TEXT: &str = indoc! {"
    one
        two \
           joined

      three \"quoted\" \u{e9}
"};

const RAW: &str = indoc! {r#"
	tab
		"two" \n
"#};

fn main() {
    print!("{TEXT}{RAW}");
    println!("{:?}", indoc!("no newline"));
    println!("{:?}", indoc! {b"
        bytes
          \x00\xff
    "});
    let name = "Ferris";
    print!("{}", formatdoc! {"
        {name} {}
          {{}} {0:>4}
        ", 1 + 1});
    printdoc! {"
        printed {n}
    ", n = 3};
    eprintdoc! {"
          to stderr
        "};
    let mut text = String::new();
    writedoc!(text, "
        written
          {}
        ", name).unwrap();
    print!("{text}");
    print!("{}", concatdoc! {"
        line ", 1, "
          ", true, "
    "});
}
