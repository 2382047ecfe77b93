//! Options that are not valid.

rust_i18n::i18n!("files/locales", fallback = 5);
rust_i18n::i18n!("files/locales", minify_key = "yes");

fn main() {
    println!("{}", rust_i18n::t!());
}
