//! `match_ignore_ascii_case!` and `ascii_case_insensitive_phf_map!`, which need the longest of the strings.
//@ dependency: cssparser = "0.37"

use cssparser::{ascii_case_insensitive_phf_map, match_ignore_ascii_case};

fn number(word: &str) -> Option<u32> {
    match_ignore_ascii_case! { word,
        "one" | "eins" => Some(1),
        "two" => Some(2),
        #[cfg(all())]
        "three hundred" => Some(300),
        _ => None,
    }
}

fn colour(name: &str) -> Option<&'static (u8, u8, u8)> {
    ascii_case_insensitive_phf_map! {
        keywords -> (u8, u8, u8) = {
            "red" => (255, 0, 0),
            "green" => (0, 255, 0),
        }
    }
    keywords::get(name)
}

fn main() {
    for word in ["ONE", "Eins", "two", "three HUNDRED", "four"] {
        println!("{word} {:?}", number(word));
    }
    println!("{:?} {:?} {:?}", colour("RED"), colour("green"), colour("a very long name of a colour"));
}
