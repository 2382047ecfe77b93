//! Directories without modules.

automod::dir!("templates");
automod::dir!(pub templates);

fn main() {}
