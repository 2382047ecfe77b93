//! `#[derive(Display, FromStr)]`: text from and to values by one format.
//@ dependency: parse-display = "0.10"

use parse_display::{Display, FromStr};

#[derive(Debug, PartialEq, Display, FromStr)]
#[display("{a}-{b}")]
struct Pair {
    a: u32,
    #[display("[{}]")]
    b: String,
}

#[derive(Debug, PartialEq, Display, FromStr)]
#[display(style = "snake_case")]
enum Kind {
    FirstOne,
    #[display("<{0}>")]
    Second(u8),
    #[display("{}={value:>4}")]
    #[from_str(regex = "third=(?<value>.*)")]
    Third {
        value: String,
    },
}

#[derive(Debug, Display, FromStr)]
#[from_str(regex = r"(?<year>\d{4})/(?<month>\d\d)")]
#[display("{year}/{month:02}")]
struct Month {
    year: u16,
    month: u8,
}

fn main() {
    println!("{} {:?}", Pair { a: 1, b: "x".into() }, "2-[y]".parse::<Pair>());
    for text in ["first_one", "<7>", "third=v", "<x>", "other"] {
        println!("{text} {:?}", text.parse::<Kind>());
    }
    println!("{} {}", Kind::FirstOne, Kind::Second(3));
    println!("{} {:?}", "2024/03".parse::<Month>().unwrap(), "24/3".parse::<Month>().is_err());
}
