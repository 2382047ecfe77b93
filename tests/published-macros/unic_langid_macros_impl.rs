//! `langid!`, `langids!`, `lang!`, `script!`, `region!` and `variant!`: languages, checked when they are compiled.
//@ dependency: unic-langid = { version = "0.9", features = ["macros"] }

use unic_langid::{LanguageIdentifier, lang, langid, langids, region, script, variant};

const GERMAN: LanguageIdentifier = langid!("de-Latn-AT");

fn main() {
    println!("{GERMAN} {} {} {} {}", lang!("en"), script!("Cyrl"), region!("us"), variant!("nedis"));
    for id in langids!("en-US", "de-AT-1996", "sr-Cyrl-RS") {
        println!("{id} {:?}", id.region);
    }
}
