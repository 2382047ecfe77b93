//! `i18n!`, which puts translations from YAML and JSON into the program, and `t!`, which looks them up.

use rust_i18n::t;

rust_i18n::i18n!("files/locales", fallback = "en");

fn main() {
    for locale in ["en", "de", "fr"] {
        println!("{} {}", t!("hello", locale = locale, name = "you"), t!("messages.bye", locale = locale));
    }
    println!("{}", t!("absent"));
}
