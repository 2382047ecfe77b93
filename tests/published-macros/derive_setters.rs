//! `#[derive(Setters)]`: methods that set fields, on values and on references.
//@ dependency: derive_setters = "0.1"

use derive_setters::Setters;

#[derive(Debug, Default, Clone, Setters)]
#[setters(strip_option, prefix = "with_", into)]
struct Settings<'a, T: Default> {
    /// A name.
    name: String,
    #[setters(bool)]
    is_quiet: bool,
    size: Option<u32>,
    #[setters(rename = "of")]
    inner: T,
    #[setters(skip)]
    skipped: &'a str,
    #[setters(borrow_self)]
    list: Vec<u8>,
}

#[derive(Debug, Default, Setters)]
#[setters(generate_delegates(ty = "Outer", field = "inner"))]
struct Inner {
    a: u8,
    b: Option<u8>,
}

#[derive(Debug, Default)]
struct Outer {
    inner: Inner,
}

fn main() {
    let mut settings = Settings::<'_, u8>::default().with_name("n").with_size(3u32).of(4).with_is_quiet();
    settings.with_list([1, 2]);
    println!("{settings:?}");
    println!("{:?}", Outer::default().a(1).b(Some(2)));
}
