//! `#[derive(FromDynamic, ToDynamic)]`: configuration that is made of values known at run time.
//@ dependency: wezterm-dynamic = "0.2"

use wezterm_dynamic::{FromDynamic, FromDynamicOptions, ToDynamic, Value};

#[derive(Debug, FromDynamic, ToDynamic)]
struct Settings {
    name: String,
    #[dynamic(default)]
    size: u32,
    #[dynamic(default = "ten", rename = "count")]
    number: i64,
    #[dynamic(flatten)]
    more: More,
}

fn ten() -> i64 {
    10
}

#[derive(Debug, Default, FromDynamic, ToDynamic)]
struct More {
    #[dynamic(default)]
    mode: Mode,
}

#[derive(Debug, Default, Clone, FromDynamic, ToDynamic)]
enum Mode {
    #[default]
    Off,
    Named(String),
}

fn main() {
    let settings = Settings { name: "n".into(), size: 2, number: 3, more: More { mode: Mode::Named("m".into()) } };
    let value = settings.to_dynamic();
    println!("{value:?}");
    println!("{:?}", Settings::from_dynamic(&value, FromDynamicOptions::default()).map_err(|error| error.to_string()));
    println!("{}", Settings::from_dynamic(&Value::U64(1), FromDynamicOptions::default()).is_err());
}
